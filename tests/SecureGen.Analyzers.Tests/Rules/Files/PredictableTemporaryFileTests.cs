using System.Threading.Tasks;
using SecureGen.Analyzers.CodeFixes.Rules.Files;
using SecureGen.Analyzers.Rules.Files;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Files.PredictableTemporaryFile, SecureGen.Analyzers.CodeFixes.Rules.Files.PredictableTemporaryFileFix>;

namespace SecureGen.Analyzers.Tests.Rules.Files;

public class PredictableTemporaryFileTests
{
    private static string Method(string statements) => $$"""
        using System;
        using System.Diagnostics;
        using System.IO;
        using System.IO.Compression;

        class C
        {
            private const string Scratch = "/tmp/scratch.txt";
            private static readonly string Folder = Path.Combine(Path.GetTempPath(), "app"), Unique = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
            private static string Below => Path.GetTempPath() + "/app";

            void M(string name, string text, Stream body)
            {
                {{statements}}
            }
        }
        """;

    [Theory]
    [InlineData("File.WriteAllText([|\"/tmp/images.txt\"|], text);")]
    [InlineData("File.WriteAllText([|\"/var/tmp/images/a.txt\"|], text);")]
    [InlineData("File.WriteAllText([|@\"C:\\Temp\\images.txt\"|], text);")]
    [InlineData("File.WriteAllText([|\"c:/windows/temp/images.txt\"|], text);")]
    [InlineData("File.WriteAllText([|Scratch|], text);")]
    [InlineData("File.WriteAllBytes([|Path.Combine(Path.GetTempPath(), \"image.png\")|], new byte[1]);")]
    [InlineData("File.WriteAllBytes([|Path.Join(Path.GetTempPath(), \"app\", \"image.png\")|], new byte[1]);")]
    [InlineData("File.AppendAllText([|Path.GetTempPath() + \"app.log\"|], text);")]
    [InlineData("File.AppendAllText([|$\"{Path.GetTempPath()}/app.log\"|], text);")]
    [InlineData("using var s = File.Create([|Path.Combine(\"/tmp\", \"image.png\")|]);")]
    [InlineData("var path = [|Path.Combine(Path.GetTempPath(), \"image.png\")|]; File.WriteAllText(path, text); File.WriteAllText(path, text);")]
    [InlineData("var folder = Path.GetTempPath(); var path = [|Path.Combine(folder, \"image.png\")|]; using var s = new FileStream(path, FileMode.Create);")]
    [InlineData("using var writer = new StreamWriter([|\"/tmp/report.csv\"|], true);")]
    [InlineData("Directory.CreateDirectory([|Path.Combine(Path.GetTempPath(), \"images\")|]);")]
    [InlineData("File.Copy(name, [|\"/tmp/copy.bin\"|], true);")]
    [InlineData("ZipFile.ExtractToDirectory(name, [|\"/tmp/unpacked\"|]);")]
    [InlineData("File.WriteAllText([|Path.Combine(Folder, \"a.txt\")|], text); Directory.CreateDirectory([|Below|]);")]
    [InlineData("File.WriteAllText([|Environment.GetEnvironmentVariable(\"TMPDIR\") + \"/a.txt\"|], text); File.WriteAllText([|Environment.ExpandEnvironmentVariables(\"%TEMP%\\\\a.txt\")|], text);")]
    [InlineData("new FileInfo(name).CopyTo([|\"/tmp/copy.bin\"|], true); new System.Xml.Linq.XDocument().Save([|\"/tmp/a.xml\"|]);")]
    [InlineData("using var s = new FileStream([|\"/tmp/a.txt\"|], new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write }); using var h = File.OpenHandle([|\"/tmp/b.txt\"|], FileMode.OpenOrCreate);")]
    [InlineData("File.WriteAllText([|Path.Combine(Path.GetTempPath(), \"app-\" + Environment.ProcessId)|], text);")]
    [InlineData("File.WriteAllText([|$\"/tmp/app-{DateTime.Now.Ticks}.txt\"|], text);")]
    [InlineData("File.WriteAllText([|$\"/tmp/app-{DateTime.UtcNow.ToString(\"yyyyMMdd\")}.txt\"|], text);")]
    [InlineData("var png = Path.ChangeExtension([|Path.GetTempFileName()|], \".png\");")]
    [InlineData("var png = [|Path.GetTempFileName()|] + \".png\";")]
    [InlineData("File.WriteAllText(path: [|\"/tmp/images.txt\"|], contents: text);")]
    public Task A_temporary_file_with_a_known_name_is_found(string statements) => Verify.VerifyAnalyzerAsync(Method(statements));

    [Theory]
    [InlineData("File.WriteAllText(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), text);")]
    [InlineData("File.WriteAllText(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString(\"N\") + \".txt\"), text);")]
    [InlineData("File.WriteAllText($\"/tmp/{Guid.NewGuid()}.txt\", text);")]
    [InlineData("File.WriteAllText(Path.Combine(Path.GetTempPath(), name), text);")]
    [InlineData("var folder = Directory.CreateTempSubdirectory(\"app-\"); File.WriteAllText(Path.Combine(folder.FullName, \"image.png\"), text);")]
    [InlineData("File.WriteAllText(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName(), \"a.txt\"), text);")]
    [InlineData("File.WriteAllText(\"/srv/images/a.txt\", text);")]
    [InlineData("File.WriteAllText(\"/tmpfiles/a.txt\", text);")]
    [InlineData("File.WriteAllText(\"tmp/a.txt\", text);")]
    [InlineData("var read = File.ReadAllText(\"/tmp/a.txt\"); var exists = File.Exists(\"/tmp/a.txt\"); File.Delete(\"/tmp/a.txt\");")]
    [InlineData("using var s = new FileStream(\"/tmp/a.txt\", FileMode.CreateNew);")]
    [InlineData("using var s = new FileStream(\"/tmp/a.txt\", FileMode.Open);")]
    [InlineData("using var s = File.Open(\"/tmp/a.txt\", FileMode.Open);")]
    [InlineData("Console.WriteLine(\"/tmp/a.txt\"); var mount = \"/tmp/a.txt\";")]
    [InlineData("Directory.CreateDirectory(Path.GetTempPath());")]
    [InlineData("File.Copy(\"/tmp/a.txt\", name);")]
    [InlineData("File.Copy(name, \"/tmp/a.txt\"); File.Copy(name, \"/tmp/b.txt\", false); new FileInfo(name).CopyTo(\"/tmp/c.txt\"); File.Move(name, \"/tmp/d.txt\", true);")]
    [InlineData("ZipFile.CreateFromDirectory(name, \"/tmp/all.zip\"); File.WriteAllText(Path.Combine(Unique, \"a.txt\"), text);")]
    [InlineData("using var s = new FileStream(\"/tmp/a.txt\", new FileStreamOptions { Mode = FileMode.CreateNew }); var open = new FileStreamOptions(); using var o = new FileStream(\"/tmp/b.txt\", open); using var h = File.OpenHandle(\"/tmp/c.txt\");")]
    [InlineData("var file = Path.GetTempFileName(); File.WriteAllText(file, text);")]
    [InlineData("using var s = File.Create(Path.GetTempFileName());")]
    [InlineData("var path = Path.Combine(Path.GetTempPath(), \"a.txt\"); path = name; File.WriteAllText(path, text);")]
    [InlineData("#if DEBUG\nFile.WriteAllText(\"/tmp/a.txt\", text);\n#endif")]
    public Task Random_names_and_other_places_are_silent(string statements) => Verify.VerifyAnalyzerAsync(Method(statements));

    [Theory]
    [InlineData("var file = [|Path.GetTempFileName()|];")]
    [InlineData("File.WriteAllText([|Path.GetTempFileName()|], text);")]
    public Task Frameworks_that_number_their_files_are_told_from_newer_ones(string statements) =>
        Verify.VerifyAnalyzerAsync(Method(statements).Replace("using System.IO.Compression;", ""), ReferenceAssemblies.NetStandard20);

    [Theory]
    [InlineData("File.WriteAllText([|\"/tmp/images.txt\"|] /* all */, text);", "File.WriteAllText(Path.Combine(Path.GetTempPath(), Path.ChangeExtension(Path.GetRandomFileName(), \".txt\")) /* all */, text);")]
    [InlineData("File.WriteAllText([|\"/tmp/images\"|], text);", "File.WriteAllText(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), text);")]
    [InlineData("var path = [|Path.Combine(Path.GetTempPath(), \"image.png\")|]; File.WriteAllText(path, text); // kept", "var path = Path.Combine(Path.GetTempPath(), Path.ChangeExtension(Path.GetRandomFileName(), \".png\")); File.WriteAllText(path, text); // kept")]
    [InlineData("var folder = Directory.CreateDirectory([|Path.Combine(Path.GetTempPath(), \"images\")|]);", "var folder = Directory.CreateTempSubdirectory(\"images-\");")]
    [InlineData("var folder = [|Path.Combine(Path.GetTempPath(), \"images\")|]; Directory.CreateDirectory(folder);", "var folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()); Directory.CreateDirectory(folder);")]
    [InlineData("var png = [|Path.GetTempFileName()|] + \".png\"; var gif = Path.ChangeExtension([|Path.GetTempFileName()|], \".gif\");", "var png = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()) + \".png\"; var gif = Path.ChangeExtension(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), \".gif\");")]
    [InlineData("File.WriteAllText([|\"/tmp/a.txt\"|], text); File.WriteAllText([|\"/tmp/b.txt\"|], text);", "File.WriteAllText(Path.Combine(Path.GetTempPath(), Path.ChangeExtension(Path.GetRandomFileName(), \".txt\")), text); File.WriteAllText(Path.Combine(Path.GetTempPath(), Path.ChangeExtension(Path.GetRandomFileName(), \".txt\")), text);")]
    public Task The_fix_gives_a_random_name(string statements, string result) => Verify.VerifyCodeFixAsync(Method(statements), Method(result));

    [Fact]
    public Task The_fix_imports_what_it_needs_and_uses_what_the_framework_has() => Verify.VerifyCodeFixAsync(
        "class C { object M() => System.IO.Directory.CreateDirectory([|\"/tmp/images\"|]); }",
        "using System.IO;\n\nclass C { object M() => System.IO.Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName())); }",
        references: ReferenceAssemblies.NetStandard20);

    [Theory]
    [InlineData("File.WriteAllText([|\"/tmp/a.txt\"|], text); var read = File.ReadAllText(\"/tmp/a.txt\");")]
    [InlineData("File.WriteAllText([|Scratch|], text);")]
    [InlineData("File.AppendAllText([|\"/tmp/app.log\"|], text);")]
    public Task No_fix_where_others_look_for_the_name(string statements) => Verify.VerifyNoCodeFixAsync(Method(statements));

    [Fact]
    public Task Test_projects_are_relaxed() => Verify.VerifyAnalyzerAsync(Method("File.WriteAllText(\"/tmp/a.txt\", text);"), ReferenceAssemblies.Net100.With("xunit.core"));

    [Theory]
    [InlineData("File.WriteAllText(\"/tmp/a.txt")]
    [InlineData("File.WriteAllText(Path.Combine(Path.GetTempPath(), ), text);")]
    [InlineData("var png = Path.GetTempFileName() + ;")]
    public Task Half_typed_code_throws_nothing(string statements) =>
        new CSharpCodeFixTest<PredictableTemporaryFile, PredictableTemporaryFileFix> { TestCode = Method(statements), RequireCompilable = false }.FindingsAsync();
}
