using System.Threading.Tasks;
using SecureGen.Analyzers.CodeFixes.Rules.Injection;
using SecureGen.Analyzers.Rules.Injection;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Injection.CommandInjection, SecureGen.Analyzers.CodeFixes.Rules.Injection.CommandInjectionFix>;

namespace SecureGen.Analyzers.Tests.Rules.Injection;

public class CommandInjectionTests
{
    [Theory]
    [InlineData("Process.Start(\"convert\", [|\"-in \" + name|]);")]
    [InlineData("Process.Start(\"convert\", [|$\"-in {name}\"|]);")]
    [InlineData("Process.Start([|name|]);")]
    [InlineData("Process.Start([|name|], \"-v\");")]
    [InlineData("Process.Start(\"sh\", [|\"-c \\\"convert \" + name + \"\\\"\"|]);")]
    [InlineData("Process.Start(\"cmd.exe\", [|$\"/c type {name}\"|]);")]
    [InlineData("Process.Start(new ProcessStartInfo(\"convert\", [|\"-in \" + name|]));")]
    [InlineData("Process.Start(new ProcessStartInfo { FileName = \"convert\", Arguments = [|$\"-in {name}\"|] });")]
    [InlineData("Process.Start(new ProcessStartInfo { FileName = [|name|] });")]
    [InlineData("var start = new ProcessStartInfo(\"convert\"); start.Arguments = [|\"-in \" + name|]; Process.Start(start);")]
    [InlineData("using var process = new Process(); process.StartInfo.FileName = \"convert\"; process.StartInfo.Arguments = [|\"-in \" + name|]; process.Start();")]
    [InlineData("using var process = new Process { StartInfo = { FileName = \"convert\", Arguments = [|\"-in \" + name|] } }; process.Start();")]
    [InlineData("ProcessStartInfo start = new(\"convert\", [|name|]); Process.Start(start);")]
    [InlineData("var line = \"-in \" + name; Process.Start(\"convert\", [|line|]);")]
    [InlineData("var line = \"-in \"; line += name; Process.Start(\"convert\", [|line|]);")]
    [InlineData("Process.Start(\"convert\", [|string.Format(\"-in {0}\", name)|]);")]
    [InlineData("Process.Start(\"convert\", [|string.Join(\" \", \"-in\", name)|]);")]
    [InlineData("Process.Start(\"convert\", [|\"-in \" + model.Name|]);")]
    [InlineData("Process.Start(\"convert\", [|\"-in \" + file.FileName|]);")]
    [InlineData("Process.Start(\"convert\", [|\"-in \" + Request.Query[\"name\"]|]);")]
    [InlineData("Process.Start(\"convert\", [|\"-in \" + name.Replace(\";\", \"\")|]);")]
    [InlineData("if (!name.Contains(\"&\")) Process.Start(\"convert\", [|\"-in \" + name|]);")]
    [InlineData("Process.Start(\"convert\", [|$\"-in \\\"{name}\\\"\"|]);")]
    [InlineData("void Run(string value) => Process.Start(\"convert\", [|\"-in \" + value|]); Run(name);")]
    [InlineData("Process.Start(new ProcessStartInfo([|$\"https://{name}\"|]) { UseShellExecute = true });")]
    public Task Untrusted_text_in_a_command_is_found(string body) => Verify.VerifyAnalyzerAsync(CommandCases.Action(body));

    [Theory]
    [InlineData("Process.Start(\"convert\", new[] { \"-in\", name });")]
    [InlineData("Process.Start(\"convert\", [\"-in\", name]);")]
    [InlineData("var start = new ProcessStartInfo(\"convert\"); start.ArgumentList.Add(name); Process.Start(start);")]
    [InlineData("Process.Start(new ProcessStartInfo(\"convert\") { ArgumentList = { \"-in\", name } });")]
    [InlineData("Process.Start(new ProcessStartInfo(\"convert\", [\"-in\", name]));")]
    [InlineData("Process.Start(\"convert\", $\"-size {size}\");")]
    [InlineData("Process.Start(\"convert\", $\"-scale {scale:F2}\");")]
    [InlineData("Process.Start(\"convert\", $\"-key {key}\");")]
    [InlineData("Process.Start(\"convert\", \"-format \" + kind);")]
    [InlineData("Process.Start(\"convert\", \"-size \" + int.Parse(name));")]
    [InlineData("if (!int.TryParse(name, out var number)) return BadRequest(); Process.Start(\"convert\", $\"-size {number}\");")]
    [InlineData("if (!Allowed.Contains(name)) return BadRequest(); Process.Start(\"convert\", \"-format \" + name);")]
    [InlineData("if (name != \"png\" && name != \"jpg\") return BadRequest(); Process.Start(\"convert\", \"-format \" + name);")]
    [InlineData("if (!Regex.IsMatch(name, @\"^[a-z0-9]+$\")) return BadRequest(); Process.Start(\"convert\", \"-format \" + name);")]
    [InlineData("if (!Tools.TryGetValue(name, out var tool)) return BadRequest(); Process.Start(tool, \"-v\");")]
    [InlineData("Process.Start(Tools[name]);")]
    [InlineData("var tool = name switch { \"png\" => \"pngquant\", _ => \"convert\" }; Process.Start(tool);")]
    [InlineData("Process.Start(\"convert\", flag ? \"-a\" : \"-b\");")]
    [InlineData("Process.Start(_path, \"-version\");")]
    [InlineData("Process.Start(Environment.GetEnvironmentVariable(\"TOOL\")!, \"-v\");")]
    [InlineData("Process.Start(\"convert\", \"-length \" + name.Length);")]
    [InlineData("var start = new ProcessStartInfo(\"convert\"); start.Environment[\"NAME\"] = name; Process.Start(start);")]
    [InlineData("using var process = Process.Start(new ProcessStartInfo(\"cat\") { RedirectStandardInput = true })!; process.StandardInput.Write(name);")]
    [InlineData("name = \"fixed\"; Process.Start(\"convert\", \"-in \" + name);")]
    [InlineData("Process.Start(\"convert\", $\"-in {(name == \"a\" ? \"b\" : \"c\")}\");")]
    [InlineData("if (!Enum.TryParse<Kind>(name, out var parsed)) return BadRequest(); Process.Start(\"convert\", \"-format \" + parsed);")]
    public Task Arguments_of_their_own_and_values_of_a_list_are_silent(string body) => Verify.VerifyAnalyzerAsync(CommandCases.Action(body));

    [Theory]
    [InlineData("Process.Start(\"convert\", [|$\"-in {name} -out out.png\"|]);", "Process.Start(\"convert\", new[] { \"-in\", name, \"-out\", \"out.png\" });")]
    [InlineData("Process.Start(\"convert\", [|\"-in \" + name|]);", "Process.Start(\"convert\", new[] { \"-in\", name });")]
    [InlineData("Process.Start(\"convert\", [|$\"-in \\\"{name}\\\" -size {size}\"|]);", "Process.Start(\"convert\", new[] { \"-in\", name, \"-size\", size.ToString() });")]
    [InlineData("Process.Start(\"convert\", [|\"--in=\" + name + \" --quiet\"|]);", "Process.Start(\"convert\", new[] { \"--in=\" + name, \"--quiet\" });")]
    [InlineData("Process.Start(\"convert\", [|$\"--in={name} --scale={scale:F2}\"|]);", "Process.Start(\"convert\", new[] { $\"--in={name}\", $\"--scale={scale:F2}\" });")]
    [InlineData("Process.Start(\"convert\", [|$\"-in {note}\"|]);", "Process.Start(\"convert\", new[] { \"-in\", note ?? \"\" });")]
    [InlineData("Process.Start(\"convert\", [|$\"-in {Request.Query[\"q\"]}\"|]);", "Process.Start(\"convert\", new[] { \"-in\", Request.Query[\"q\"].ToString() });")]
    [InlineData("Process.Start(\"convert\", arguments: [|string.Format(\"-in {0} -q\", name)|]);", "Process.Start(\"convert\", arguments: new[] { \"-in\", name, \"-q\" });")]
    [InlineData("var line = $\"-in {name}\"; Process.Start(\"convert\", [|line|]);", "var line = new[] { \"-in\", name }; Process.Start(\"convert\", line);")]
    [InlineData("Process.Start(_path, [|$\"-i {name} -y out.mp4\"|]);", "Process.Start(_path, new[] { \"-i\", name, \"-y\", \"out.mp4\" });")]
    [InlineData("Process.Start(\"convert\", [|$\"{_path} {name}\"|]);", "Process.Start(\"convert\", new[] { _path, name });")]
    [InlineData("Process.Start(\"convert\", [|$\"\\\"{name} {text}\\\" x\"|]);", "Process.Start(\"convert\", new[] { $\"{name} {text}\", \"x\" });")]
    public Task The_arguments_of_a_start_become_a_list(string body, string changed) => Verify.VerifyCodeFixAsync(CommandCases.Action(body), CommandCases.Action(changed));

    [Theory]
    [InlineData("var start = new ProcessStartInfo(\"convert\", [|$\"-in {name} -q\"|]);", "var start = new ProcessStartInfo(\"convert\") { ArgumentList = { \"-in\", name, \"-q\" } };")]
    [InlineData("ProcessStartInfo start = new(\"convert\", [|$\"-in {name} -q\"|]);", "ProcessStartInfo start = new(\"convert\") { ArgumentList = { \"-in\", name, \"-q\" } };")]
    [InlineData("var start = new ProcessStartInfo(\"convert\", [|\"-in \" + name|]) { RedirectStandardOutput = true };", "var start = new ProcessStartInfo(\"convert\") { RedirectStandardOutput = true, ArgumentList = { \"-in\", name } };")]
    [InlineData("var start = new ProcessStartInfo(\"convert\", [|\"-in \" + name|])\n        {\n            RedirectStandardOutput = true,\n        };", "var start = new ProcessStartInfo(\"convert\")\n        {\n            RedirectStandardOutput = true,\n            ArgumentList = { \"-in\", name },\n        };")]
    [InlineData("var start = new ProcessStartInfo(\"convert\", [|\"-in \" + name|])\n        {\n            RedirectStandardOutput = true\n        };", "var start = new ProcessStartInfo(\"convert\")\n        {\n            RedirectStandardOutput = true,\n            ArgumentList = { \"-in\", name }\n        };")]
    [InlineData("var start = new ProcessStartInfo { FileName = \"convert\", Arguments = [|$\"-in {name}\"|] };", "var start = new ProcessStartInfo { FileName = \"convert\", ArgumentList = { \"-in\", name } };")]
    [InlineData("var start = new ProcessStartInfo\n        {\n            FileName = \"convert\",\n            Arguments = [|$\"-in {name}\"|], // the image\n            UseShellExecute = false,\n        };", "var start = new ProcessStartInfo\n        {\n            FileName = \"convert\",\n            ArgumentList = { \"-in\", name }, // the image\n            UseShellExecute = false,\n        };")]
    [InlineData("var line = $\"-in {name}\";\n        Process.Start(new ProcessStartInfo(\"convert\", [|line|]));", "Process.Start(new ProcessStartInfo(\"convert\") { ArgumentList = { \"-in\", name } });")]
    [InlineData("var start = new ProcessStartInfo(\"convert\");\n        start.Arguments = [|$\"-in {name} -q\"|]; // the image\n        Process.Start(start);", "var start = new ProcessStartInfo(\"convert\");\n        start.ArgumentList.Add(\"-in\"); // the image\n        start.ArgumentList.Add(name);\n        start.ArgumentList.Add(\"-q\");\n        Process.Start(start);")]
    [InlineData("using var process = new Process();\n        process.StartInfo.FileName = \"convert\";\n        process.StartInfo.Arguments = [|\"-in \" + name|];\n        process.Start();", "using var process = new Process();\n        process.StartInfo.FileName = \"convert\";\n        process.StartInfo.ArgumentList.Add(\"-in\");\n        process.StartInfo.ArgumentList.Add(name);\n        process.Start();")]
    [InlineData("Process.Start(new ProcessStartInfo(Tool, [|\"-in \" + name|]));\n        Process.Start(new ProcessStartInfo(Tool, [|\"-in \" + text|]));\n        Process.Start(\"x\", [|\"-in \" + text|]);", "Process.Start(new ProcessStartInfo(Tool) { ArgumentList = { \"-in\", name } });\n        Process.Start(new ProcessStartInfo(Tool) { ArgumentList = { \"-in\", text } });\n        Process.Start(\"x\", new[] { \"-in\", text });")]
    [InlineData("Process.Start(new ProcessStartInfo(\"bash\", [|\"render.sh \" + name|]));", "Process.Start(new ProcessStartInfo(\"bash\") { ArgumentList = { \"render.sh\", name } });")]
    public async Task The_arguments_of_a_start_info_become_its_list(string body, string changed)
    {
        await Verify.VerifyCodeFixAsync(CommandCases.Action(body), CommandCases.Action(changed));
        await Verify.VerifyCodeFixAsync(CommandCases.Action(body), CommandCases.Action(changed), references: ReferenceAssemblies.Net80);
    }

    [Theory]
    [InlineData("Process.Start([|name|]);")]
    [InlineData("Process.Start([|name|], \"-v\");")]
    [InlineData("Process.Start(\"convert\", [|name|]);")]
    [InlineData("Process.Start(\"sh\", [|\"-c \\\"convert \" + name + \"\\\"\"|]);")]
    [InlineData("Process.Start(\"/bin/bash\", [|$\"-lc \\\"convert {name}\\\"\"|]);")]
    [InlineData("Process.Start(\"cmd.exe\", [|$\"/c type {name}\"|]);")]
    [InlineData("Process.Start(\"powershell\", [|$\"-Command Get-Item {name}\"|]);")]
    [InlineData("Process.Start(Shell, [|$\"-c {name} x\"|]);")]
    [InlineData("Process.Start(_shell, [|$\"-c {name} x\"|]);")]
    [InlineData("var shell = RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? \"cmd\" : \"sh\"; Process.Start(shell, [|$\"-c {name} x\"|]);")]
    [InlineData("Process.Start(\"docker\", [|$\"exec web sh -c {name}\"|]);")]
    [InlineData("Process.Start(\"ssh\", [|$\"host ls {name}\"|]);")]
    [InlineData("Process.Start(\"python3\", [|$\"-c {name} x\"|]);")]
    [InlineData("Process.Start(\"build.cmd\", [|$\"-in {name}\"|]);")]
    [InlineData("Process.Start(\"convert\", [|$\"-in '{name}'\"|]);")]
    [InlineData("Process.Start(\"convert\", [|\"-in \\\\\\\"\" + name|]);")]
    [InlineData("Process.Start(\"convert\", [|$\"-in \\\"{name}\"|]);")]
    [InlineData("var extraArguments = name + \" x\"; Process.Start(\"convert\", [|$\"-in {extraArguments}\"|]);")]
    [InlineData("Process.Start(\"convert\", [|$\"-in {name} {(flag ? \"-v\" : note)}\"|]);")]
    [InlineData("Process.Start(\"convert\", [|$\"-in {string.Join(\" \", name.Split(','))}\"|]);")]
    [InlineData("Process.Start(\"convert\", [|\"-in \" /* the image */ + name|]);")]
    [InlineData("var line = \"-in \"; line += name; Process.Start(\"convert\", [|line|]);")]
    [InlineData("var line = \"-in \" + name; Console.WriteLine(line); Process.Start(\"convert\", [|line|]);")]
    [InlineData("string line = \"-in \" + name; Process.Start(\"convert\", [|line|]);")]
    [InlineData("Process.Start(new ProcessStartInfo(\"convert\", [|\"-in \" + name|]) { UseShellExecute = true });")]
    [InlineData("var start = new ProcessStartInfo(\"convert\", [|\"-in \" + name|]); start.UseShellExecute = true;")]
    [InlineData("var start = new ProcessStartInfo(\"convert\", [|\"-in \" + name|]); Console.WriteLine(start.Arguments);")]
    [InlineData("var start = new ProcessStartInfo(\"convert\", \"-v\"); start.ArgumentList.Add(\"x\"); start.Arguments = [|\"-in \" + name|];")]
    [InlineData("var start = new ProcessStartInfo(\"convert\", \"-v\"); start.Arguments = [|\"-in \" + name|];")]
    [InlineData("var start = new ProcessStartInfo(\"convert\", \"-v\") { Arguments = [|\"-in \" + name|] };")]
    [InlineData("var start = new ProcessStartInfo(\"convert\"); foreach (var part in name.Split(',')) { start.Arguments = [|\"-in \" + part|]; Process.Start(start); }")]
    [InlineData("var start = new ProcessStartInfo(\"convert\"); if (flag) start.Arguments = [|\"-in \" + name|];")]
    public Task What_does_not_split_into_arguments_has_no_fix(string body) => Verify.VerifyNoCodeFixAsync(CommandCases.Action(body));

    [Theory]
    [InlineData("Process.Start(\"convert\", [|\"-in \" + entry.FullName|]);")]
    [InlineData("var start = new ProcessStartInfo(\"convert\", [|\"-in \" + entry.FullName|]);")]
    [InlineData("var start = new ProcessStartInfo { FileName = \"convert\", Arguments = [|\"-in \" + entry.FullName|] };")]
    public Task Older_frameworks_have_no_list_of_arguments(string body) => Verify.VerifyNoCodeFixAsync(CommandCases.Archive(body), ReferenceAssemblies.NetStandard20);

    [Fact]
    public Task An_older_language_is_written_in_its_own_words() => new CSharpCodeFixTest<CommandInjection, CommandInjectionFix>
    {
        ReferenceAssemblies = ReferenceAssemblies.Net80,
        LanguageVersion = Microsoft.CodeAnalysis.CSharp.LanguageVersion.CSharp8,
        TestCode = CommandCases.Archive("var start = new ProcessStartInfo(\"convert\", [|\"-in \" + entry.FullName|]);\n            Process.Start(\"convert\", [|\"-in \" + entry.FullName|]);"),
        FixedCode = CommandCases.Archive("var start = new ProcessStartInfo(\"convert\") { ArgumentList = { \"-in\", entry.FullName } };\n            Process.Start(\"convert\", new[] { \"-in\", entry.FullName });"),
    }.RunAsync();

    [Theory]
    [InlineData("Process.Start(\"sh\", [|new[] { \"-c\", \"ls \" + name }|]);")]
    [InlineData("Process.Start(\"/bin/bash\", [|[\"-c\", $\"ls {name}\"]|]);")]
    [InlineData("Process.Start(new ProcessStartInfo(\"cmd.exe\", [|new[] { \"/c\", name }|]));")]
    [InlineData("var start = new ProcessStartInfo(\"bash\"); start.ArgumentList.Add(\"-c\"); start.ArgumentList.Add([|\"ls \" + name|]);")]
    [InlineData("var start = new ProcessStartInfo { FileName = \"python3\" }; start.ArgumentList.Add(\"-c\"); start.ArgumentList.Add([|name|]);")]
    [InlineData("using var process = new Process(); process.StartInfo.FileName = \"bash\"; process.StartInfo.ArgumentList.Add(\"-c\"); process.StartInfo.ArgumentList.Add([|\"ls \" + name|]);")]
    [InlineData("Process.Start(new ProcessStartInfo(\"bash\") { ArgumentList = { \"-c\", [|\"ls \" + name|] } });")]
    [InlineData("Process.Start(new ProcessStartInfo { FileName = \"powershell\", ArgumentList = { \"-Command\", [|$\"Get-Item {name}\"|] } });")]
    public Task The_command_of_a_shell_is_found_in_a_list(string body) => Verify.VerifyNoCodeFixAsync(CommandCases.Action(body));

    [Theory]
    [InlineData("Process.Start(\"sh\", new[] { \"-c\", \"ls \\\"$1\\\"\", \"sh\", name });")]
    [InlineData("Process.Start(new ProcessStartInfo(\"bash\") { ArgumentList = { \"-c\", \"ls \\\"$1\\\"\", \"bash\", name } });")]
    [InlineData("var start = new ProcessStartInfo(\"bash\"); start.ArgumentList.Add(\"render.sh\"); start.ArgumentList.Add(name);")]
    [InlineData("var start = new ProcessStartInfo(\"git\"); start.ArgumentList.Add(\"-c\"); start.ArgumentList.Add(\"user.name=\" + name);")]
    [InlineData("Process.Start(new ProcessStartInfo(\"ffmpeg\") { ArgumentList = { \"-i\", name, \"-c\", \"copy\" } });")]
    [InlineData("Process.Start(\"convert\", new[] { \"-c\", name });")]
    [InlineData("var names = new System.Collections.ObjectModel.Collection<string>(); names.Add(\"-c\"); names.Add(name);")]
    public Task A_parameter_of_a_script_is_silent(string body) => Verify.VerifyAnalyzerAsync(CommandCases.Action(body));
}
