using System.Threading.Tasks;
using SecureGen.Analyzers.CodeFixes.Rules.Files;
using SecureGen.Analyzers.Rules.Files;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Files.OpenFileMode, SecureGen.Analyzers.CodeFixes.Rules.Files.OpenFileModeFix>;

namespace SecureGen.Analyzers.Tests.Rules.Files;

public class OpenFileModeTests
{
    private static string Method(string statements) => $$"""
        using System;
        using System.Diagnostics;
        using System.IO;
        using System.Runtime.InteropServices;
        using System.Security.AccessControl;
        using System.Security.Principal;

        class C
        {
            private const UnixFileMode Open = UnixFileMode.UserRead | UnixFileMode.OtherWrite;
            private const UnixFileMode Closed = UnixFileMode.UserRead | UnixFileMode.UserWrite;

            [DllImport("libc")] static extern int chmod(string path, int mode);

            [DllImport("libc", EntryPoint = "chmod")] static extern int SetMode(string path, uint mode);

            static void Own(UnixFileMode mode) { }

            void M(string path, bool isShared, UnixFileMode given, FileSecurity security)
            {
                {{statements}}
            }
        }
        """;

    [Theory]
    [InlineData("File.SetUnixFileMode(path, [|UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherWrite|]);")]
    [InlineData("File.SetUnixFileMode(path, [|(UnixFileMode)0b110_110_110|]);", false)]
    [InlineData("File.SetUnixFileMode(path, (UnixFileMode)[|511|]);")]
    [InlineData("File.SetUnixFileMode(path, (UnixFileMode)[|0x1FF|]);")]
    [InlineData("File.SetUnixFileMode(path, (UnixFileMode)[|Convert.ToInt32(\"777\", 8)|]);")]
    [InlineData("File.SetUnixFileMode(path, [|Open|]);")]
    [InlineData("Directory.CreateDirectory(path, [|UnixFileMode.OtherWrite|]);")]
    [InlineData("var mode = [|UnixFileMode.OtherWrite | UnixFileMode.UserRead|]; File.SetUnixFileMode(path, mode);")]
    [InlineData("File.SetUnixFileMode(path, isShared ? [|UnixFileMode.OtherWrite|] : UnixFileMode.UserRead);")]
    [InlineData("File.SetUnixFileMode(path, File.GetUnixFileMode(path) | [|UnixFileMode.OtherWrite|]);")]
    [InlineData("var options = new FileStreamOptions { UnixCreateMode = [|UnixFileMode.UserWrite | UnixFileMode.OtherWrite|] };")]
    [InlineData("new FileInfo(path).UnixFileMode = [|UnixFileMode.OtherWrite|];")]
    [InlineData("new FileInfo(path).UnixFileMode |= UnixFileMode.OtherRead; File.SetUnixFileMode(\"/etc/app/tls.key\", [|UnixFileMode.UserRead | UnixFileMode.OtherRead|]);")]
    [InlineData("File.SetUnixFileMode(Path.Combine(path, \"server.pem\"), [|UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead|]);")]
    [InlineData("chmod(path, [|511|]); SetMode(path, [|0x1FF|]); SetMode(path, 0x180);")]
    [InlineData("new FileInfo(path).UnixFileMode |= [|UnixFileMode.OtherWrite|];")]
    [InlineData("new FileInfo(path).UnixFileMode &= ~UnixFileMode.OtherWrite; File.SetUnixFileMode(\"tls.pem\", [|UnixFileMode.UserRead | UnixFileMode.OtherRead|]);")]
    [InlineData("Process.Start(\"chmod\", [|\"777 /srv/images\"|]);")]
    [InlineData("Process.Start(\"/bin/chmod\", [|\"0666 \"|] + path);")]
    [InlineData("Process.Start(\"chmod\", $\"[|-R a+rwx |]{path}\");")]
    [InlineData("Process.Start(\"chmod\", [\"-R\", [|\"777\"|], path]);")]
    [InlineData("Process.Start(\"/bin/sh\", [|\"-c \\\"chmod 777 /srv\\\"\"|]);")]
    [InlineData("Process.Start(\"bash\", $\"-c \\\"[|mkdir /srv && chmod o+w |]{path}\\\"\");", false)]
    [InlineData("Process.Start(new ProcessStartInfo(\"chmod\", [|\"ugo+rw /srv\"|]));")]
    [InlineData("Process.Start(new ProcessStartInfo { FileName = \"chmod\", Arguments = [|\"777 /srv\"|] });")]
    [InlineData("Process.Start(new ProcessStartInfo(\"chmod\") { ArgumentList = { [|\"777\"|], path } });")]
    [InlineData("var start = new ProcessStartInfo(\"chmod\"); start.ArgumentList.Add([|\"666\"|]); start.ArgumentList.Add(path);")]
    [InlineData("var start = new ProcessStartInfo(); start.FileName = \"chmod\"; start.Arguments = [|\"777 \"|] + path;")]
    [InlineData("var arguments = [|\"777 /srv\"|]; Process.Start(\"chmod\", arguments);")]
    [InlineData("security.AddAccessRule(new FileSystemAccessRule(\"Everyone\", [|FileSystemRights.FullControl|], AccessControlType.Allow));")]
    [InlineData("security.AddAccessRule(new FileSystemAccessRule(new SecurityIdentifier(WellKnownSidType.WorldSid, null), [|FileSystemRights.Write|], InheritanceFlags.None, PropagationFlags.None, AccessControlType.Allow));")]
    [InlineData("var everyone = new SecurityIdentifier(WellKnownSidType.WorldSid, null); security.SetAccessRule(new(everyone, [|FileSystemRights.Modify | FileSystemRights.Synchronize|], AccessControlType.Allow));")]
    [InlineData("var rule = new FileSystemAccessRule(new NTAccount(\"Everyone\"), [|FileSystemRights.Delete|], AccessControlType.Allow);")]
    public Task A_file_that_everybody_may_write_is_found(string statements, bool isExact = true) =>
        isExact ? Verify.VerifyAnalyzerAsync(Method(statements)) : IsFoundOnce(Method(statements.Replace("[|", "").Replace("|]", "")));

    // Spans inside of casts and of texts with quotes are shown elsewhere.
    private static async Task IsFoundOnce(string code) =>
        Assert.Single(await new CSharpCodeFixTest<OpenFileMode, OpenFileModeFix> { TestCode = code }.FindingsAsync());

    [Theory]
    [InlineData("File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);")]
    [InlineData("File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead);")]
    [InlineData("File.SetUnixFileMode(path, UnixFileMode.UserWrite | UnixFileMode.GroupWrite);")]
    [InlineData("File.SetUnixFileMode(path, (UnixFileMode)493);")]
    [InlineData("File.SetUnixFileMode(path, Closed);")]
    [InlineData("File.SetUnixFileMode(path, given);")]
    [InlineData("File.SetUnixFileMode(path, given & ~UnixFileMode.OtherWrite);")]
    [InlineData("if ((File.GetUnixFileMode(path) & UnixFileMode.OtherWrite) != 0) throw new InvalidOperationException();")]
    [InlineData("if (given.HasFlag(UnixFileMode.OtherWrite)) throw new InvalidOperationException();")]
    [InlineData("Directory.CreateDirectory(path, UnixFileMode.StickyBit | UnixFileMode.UserWrite | UnixFileMode.OtherWrite);")]
    [InlineData("Own(UnixFileMode.OtherWrite);")]
    [InlineData("File.SetUnixFileMode(\"/etc/app/tls.key\", UnixFileMode.UserRead | UnixFileMode.UserWrite);")]
    [InlineData("chmod(path, 384);")]
    [InlineData("File.SetUnixFileMode(Path.Combine(path, \"ca-cert.pem\"), UnixFileMode.UserRead | UnixFileMode.OtherRead); File.SetUnixFileMode(\"/etc/app/fullchain.pem\", UnixFileMode.UserRead | UnixFileMode.OtherRead);")]
    [InlineData("var letters = new System.Collections.Generic.Dictionary<char, UnixFileMode> { ['w'] = UnixFileMode.OtherWrite }; letters.Add('W', UnixFileMode.OtherWrite);")]
    [InlineData("Process.Start(\"chmod\", \"600 /srv/images\");")]
    [InlineData("Process.Start(\"chmod\", \"755 /srv/images\");")]
    [InlineData("Process.Start(\"chmod\", \"+x /srv/run\");")]
    [InlineData("Process.Start(\"chmod\", \"go-w /srv/run\");")]
    [InlineData("Process.Start(\"chmod\", \"u+rwx,go-rwx /srv/run\");")]
    [InlineData("Process.Start(\"chmod\", \"1777 /srv/tmp\");")]
    [InlineData("Process.Start(\"convert\", \"-resize 777 \" + path);")]
    [InlineData("Console.WriteLine(\"chmod 777 /srv\");")]
    [InlineData("var port = \"777\"; Console.WriteLine(port);")]
    [InlineData("security.AddAccessRule(new FileSystemAccessRule(\"Everyone\", FileSystemRights.Read, AccessControlType.Allow));")]
    [InlineData("security.AddAccessRule(new FileSystemAccessRule(\"Everyone\", FileSystemRights.FullControl, AccessControlType.Deny));")]
    [InlineData("security.AddAccessRule(new FileSystemAccessRule(\"Administrators\", FileSystemRights.FullControl, AccessControlType.Allow));")]
    [InlineData("security.RemoveAccessRule(new FileSystemAccessRule(\"Everyone\", FileSystemRights.FullControl, AccessControlType.Allow));")]
    [InlineData("security.AddAccessRule(new FileSystemAccessRule(WindowsIdentity.GetCurrent().User!, FileSystemRights.FullControl, AccessControlType.Allow));")]
    public Task Files_of_their_owner_are_silent(string statements) => Verify.VerifyAnalyzerAsync(Method(statements));

    [Fact]
    public Task Mono_Posix_is_known_by_name() => Verify.VerifyAnalyzerAsync(
        """
        using System.Runtime.InteropServices;

        static class Native { [DllImport("libc")] public static extern int chmod(string path, uint mode); }

        class C { void M() { Native.chmod("/srv", [|0x1FF|]); Native.chmod("/srv", 0x180); } }
        """,
        ReferenceAssemblies.NetStandard20);

    [Theory]
    [InlineData("File.SetUnixFileMode(path, [|UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherWrite|] /* all */);", "File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite /* all */);")]
    [InlineData("Directory.CreateDirectory(path, [|UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.OtherWrite|]);", "Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);")]
    [InlineData("File.SetUnixFileMode(path, [|UnixFileMode.OtherWrite|]);", "File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);")]
    [InlineData("File.SetUnixFileMode(path, File.GetUnixFileMode(path) | [|UnixFileMode.OtherWrite|]);", "File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.None);")]
    [InlineData("File.SetUnixFileMode(path, (UnixFileMode)[|511|]);", "File.SetUnixFileMode(path, (UnixFileMode)448);")]
    [InlineData("chmod(path, [|438|]);", "chmod(path, 384);")]
    [InlineData("new FileInfo(path).UnixFileMode |= [|UnixFileMode.OtherWrite|];", "new FileInfo(path).UnixFileMode |= UnixFileMode.None;")]
    [InlineData("Process.Start(\"chmod\", [|\"777 /srv/777\"|]);", "Process.Start(\"chmod\", \"700 /srv/777\");")]
    [InlineData("Process.Start(\"chmod\", $\"[|-R a+rwx |]{path}\");", "Process.Start(\"chmod\", $\"-R u+rwx {path}\");")]
    [InlineData("Process.Start(\"chmod\", [|@\"0666 /srv\"|]); Process.Start(\"chmod\", [\"-R\", [|\"777\"|], path]);", "Process.Start(\"chmod\", @\"0600 /srv\"); Process.Start(\"chmod\", [\"-R\", \"700\", path]);")]
    [InlineData("security.AddAccessRule(new FileSystemAccessRule(\"Everyone\", [|FileSystemRights.FullControl|], AccessControlType.Allow));", "security.AddAccessRule(new FileSystemAccessRule(\"Everyone\", FileSystemRights.ReadAndExecute, AccessControlType.Allow));")]
    public Task The_fix_keeps_the_file_to_its_owner(string statements, string result) => Verify.VerifyCodeFixAsync(Method(statements), Method(result));

    [Fact]
    public Task No_fix_for_a_mode_that_is_written_elsewhere_as_text() =>
        Verify.VerifyNoCodeFixAsync(Method("File.SetUnixFileMode(path, (UnixFileMode)[|Convert.ToInt32(\"777\", 8)|]);"));

    [Theory]
    [InlineData("File.SetUnixFileMode(path, UnixFileMode.);")]
    [InlineData("Process.Start(\"chmod\", \"777")]
    [InlineData("new FileSystemAccessRule(\"Everyone\", , AccessControlType.Allow)")]
    public Task Half_typed_code_throws_nothing(string statements) =>
        new CSharpCodeFixTest<OpenFileMode, OpenFileModeFix> { TestCode = Method(statements), RequireCompilable = false }.FindingsAsync();
}
