using System.Threading.Tasks;
using Xunit;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Files.UnvalidatedPathCombine, SecureGen.Analyzers.CodeFixes.Rules.Files.UnvalidatedPathCombineFix>;

namespace SecureGen.Analyzers.Tests.Rules.Files;

public class FileSinkTests
{
    [Theory]
    [InlineData("System.IO.File.AppendAllText(PATH, \"\");")]
    [InlineData("System.IO.File.AppendAllLines(PATH, Allowed);")]
    [InlineData("System.IO.File.Copy(\"a\", PATH, true);")]
    [InlineData("System.IO.File.Replace(\"a\", PATH, null);")]
    [InlineData("System.IO.File.CreateSymbolicLink(\"a\", PATH);")]
    [InlineData("System.IO.File.SetAttributes(PATH, FileAttributes.Normal);")]
    [InlineData("_ = System.IO.File.ReadLines(PATH);")]
    [InlineData("_ = System.IO.File.ReadAllTextAsync(PATH);")]
    [InlineData("_ = System.IO.File.OpenRead(PATH);")]
    [InlineData("_ = System.IO.File.OpenWrite(PATH);")]
    [InlineData("_ = System.IO.File.OpenText(PATH);")]
    [InlineData("_ = System.IO.File.OpenHandle(PATH);")]
    [InlineData("_ = new FileStream(PATH, FileMode.Open);")]
    [InlineData("_ = new StreamWriter(PATH, append: true);")]
    [InlineData("_ = new StreamReader(PATH);")]
    [InlineData("_ = Directory.GetFiles(PATH);")]
    [InlineData("_ = Directory.EnumerateFileSystemEntries(PATH);")]
    [InlineData("Directory.Move(\"a\", PATH);")]
    [InlineData("new FileInfo(\"a\").MoveTo(PATH);")]
    [InlineData("new FileInfo(\"a\").CopyTo(PATH);")]
    [InlineData("new DirectoryInfo(root).CreateSubdirectory(PATH);")]
    [InlineData("_ = new FileInfo(PATH).OpenRead();")]
    [InlineData("new DirectoryInfo(PATH).Delete(true);")]
    [InlineData("ZipFile.ExtractToDirectory(\"a.zip\", PATH);")]
    [InlineData("ZipFile.CreateFromDirectory(PATH, \"a.zip\");")]
    [InlineData("_ = ZipFile.OpenRead(PATH);")]
    [InlineData("_ = System.IO.MemoryMappedFiles.MemoryMappedFile.CreateFromFile(PATH);")]
    [InlineData("new System.Xml.XmlDocument().Load(PATH);")]
    [InlineData("new System.Xml.XmlDocument().Save(PATH);")]
    [InlineData("_ = System.Xml.Linq.XDocument.Load(PATH);")]
    [InlineData("new System.Xml.Linq.XDocument().Save(PATH);")]
    [InlineData("_ = System.Xml.XmlReader.Create(PATH);")]
    [InlineData("_ = System.Xml.XmlWriter.Create(PATH);")]
    [InlineData("_ = new System.Net.Mail.Attachment(PATH);")]
    [InlineData("return PhysicalFile(PATH, \"image/png\", \"a\");")]
    [InlineData("_ = Results.File(PATH);")]
    [InlineData("_ = TypedResults.PhysicalFile(PATH);")]
    [InlineData("_ = Response.SendFileAsync(PATH);")]
    [InlineData("return new PhysicalFileResult(PATH, \"image/png\");")]
    public async Task What_opens_changes_or_sends_a_file_is_a_sink(string sink)
    {
        await Verify.VerifyAnalyzerAsync(FileCases.Action(sink.Replace("PATH", "[|Path.Combine(root, name)|]")));
        await Verify.VerifyAnalyzerAsync(FileCases.Action(sink.Replace("PATH", "Path.Combine(root, Path.GetFileName(name))")));
    }

    [Theory]
    [InlineData("_ = System.IO.File.Exists(Path.Combine(root, name));")]
    [InlineData("_ = new FileInfo(Path.Combine(root, name)).Exists;")]
    [InlineData("_ = new FileInfo(Path.Combine(root, name)).Length;")]
    [InlineData("_ = Directory.EnumerateFiles(root, name);")]
    [InlineData("_ = System.Xml.Linq.XDocument.Load($\"https://example.org/{name}.xml\");")]
    [InlineData("_ = System.Xml.XmlReader.Create(\"https://example.org/\" + name);")]
    [InlineData("new System.Xml.XmlDocument().Load(\"https://example.org/\" + name);")]
    [InlineData("new System.Xml.XmlDocument().LoadXml(name);")]
    [InlineData("return File(new byte[1], name);")]
    [InlineData("return PhysicalFile(root, \"image/png\", name);")]
    [InlineData("using var zip = new ZipArchive(Stream.Null, ZipArchiveMode.Create); zip.CreateEntry(name);")]
    [InlineData("Console.WriteLine(Path.Combine(root, name));")]
    [InlineData("System.IO.File.WriteAllText(root, name);")]
    [InlineData("_ = new StringReader(name);")]
    [InlineData("var provider = new Microsoft.Extensions.FileProviders.PhysicalFileProvider(root); _ = provider.GetFileInfo(name);")]
    public Task What_only_looks_or_is_no_file_is_silent(string body) => Verify.VerifyAnalyzerAsync(FileCases.Action(body));

    [Fact]
    public Task A_method_of_a_hub_takes_what_a_client_sends() => Verify.VerifyAnalyzerAsync("""
        using System.IO;
        using System.Threading.Tasks;
        using Microsoft.AspNetCore.SignalR;

        public class FilesHub : Hub
        {
            public string Read(string name) => File.ReadAllText([|Path.Combine("/srv", name)|]);
            public string ById(int id) => File.ReadAllText(Path.Combine("/srv", id + ".txt"));
            private static string Help(string name) => File.ReadAllText(Path.Combine("/srv", name));
        }

        public class NoHub
        {
            public string Read(string name) => File.ReadAllText(Path.Combine("/srv", name));
        }
        """);

    [Fact]
    public Task A_method_of_a_remote_service_takes_what_a_client_sends() => Verify.VerifyAnalyzerAsync("""
        using System.IO;
        using System.Threading.Tasks;

        public class Files : FilesBase
        {
            public override Task<string> Read(Request request, Grpc.Core.ServerCallContext context) =>
                Task.FromResult(File.ReadAllText([|Path.Combine("/srv", request.Name)|]));

            public Task<string> Help(Request request) => Task.FromResult(File.ReadAllText(Path.Combine("/srv", request.Name)));
        }

        public class FilesBase
        {
            public virtual Task<string> Read(Request request, Grpc.Core.ServerCallContext context) => throw new System.NotImplementedException();
        }

        public sealed class Request { public string Name { get; set; } = ""; }

        namespace Grpc.Core
        {
            public abstract class ServerCallContext { }
        }
        """);
}
