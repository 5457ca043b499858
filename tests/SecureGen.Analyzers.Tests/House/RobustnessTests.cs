using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;

namespace SecureGen.Analyzers.Tests.House;

/// <summary>Half-typed, mutated and oversized code: no analyzer and no fix throws.</summary>
public class RobustnessTests
{
    private const int VariantsPerFile = 20;

    public static TheoryData<int> Seeds => new(Enumerable.Range(1, 6));

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Broken_variants_of_real_files_raise_no_exception(int seed)
    {
        var random = new Random(seed);
        var files = Catalogue.SourceFiles("samples", "tests").ToArray();
        var chosen = files.Where(f => f.Contains("samples", StringComparison.Ordinal))
            .Concat(files.Where(f => !f.Contains("samples", StringComparison.Ordinal)).OrderBy(_ => random.Next()).Take(6)).ToArray();
        foreach (var file in chosen)
        {
            var text = await File.ReadAllTextAsync(file);
            var tokens = CSharpSyntaxTree.ParseText(text).GetRoot().DescendantTokens().Where(t => t.Span.Length > 0).ToArray();
            if (tokens.Length > 4000)
                continue;
            await AnalyzeAsync(Enumerable.Range(0, VariantsPerFile).Select(_ => Mutate(text, tokens, random)), fixEvery: 16);
        }
    }

    [Theory]
    [InlineData("appsettings.json")]
    [InlineData("launchSettings.json")]
    [InlineData(".env")]
    [InlineData("Web.config")]
    [InlineData("NuGet.config")]
    [InlineData("Service.csproj")]
    public async Task Broken_variants_of_configuration_files_raise_no_exception(string name)
    {
        var random = new Random(8);
        var blocks = Directory.EnumerateFiles(Path.Combine(Catalogue.Root, "docs-rules"), "SGA800*.md").Order(StringComparer.Ordinal)
            .SelectMany(page => File.ReadAllText(page).Split("```")).ToArray();
        var compilation = CSharpCompilation.Create("Broken", references: ReferenceAssemblies.Net100.References, options: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        for (var round = 0; round < 100; round++)
        {
            var text = Configuration.Mutations.Of(blocks[random.Next(blocks.Length)], random);
            Exception? thrown = null;
            var options = new CompilationWithAnalyzersOptions(new AnalyzerOptions([new Broken("/" + name, text)]), (e, _, _) => thrown ??= e, concurrentAnalysis: true, logAnalyzerExecutionTime: false);
            var findings = await compilation.WithAnalyzers([.. Catalogue.Analyzers], options).GetAnalyzerDiagnosticsAsync();
            Assert.True(thrown is null, thrown + "\n" + text);
            AssertNoDoubleReport(findings);
        }
    }

    private sealed class Broken(string path, string content) : AdditionalText
    {
        private readonly SourceText _text = SourceText.From(content);

        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
    }

    [Theory]
    [InlineData("var v# = Path.Combine(\"root\", text); if (v#.Length > #) Console.WriteLine(v#); path = path + v#; var n# = random.Next();", 2500)]
    [InlineData("try { text = text + path; } catch (Exception e) { text = text + e.Message + path; path = text + e; response.WriteAsync(text); }", 400)]
    [InlineData("if (text == password) text += password; path = password.Substring(0, 4) + path + text; Console.WriteLine(path); log.LogInformation(path + \"{Path}\", text);", 400)]
    [InlineData("bytes = MD5.HashData(Encoding.UTF8.GetBytes(text + password)); text = text + Convert.ToHexString(bytes); password = text;", 400)]
    [InlineData("var c# = new CookieOptions { Secure = false }; c#.HttpOnly = text.Length > #; text = text + path; response.Cookies.Append(text, password, c#);", 400)]
    [InlineData("var t# = Path.GetTempFileName(); path = path + t# + text; text = path; System.IO.File.WriteAllText(path, text); System.IO.File.SetUnixFileMode(path, (UnixFileMode)#);", 400)]
    [InlineData("if (!new Regex(\"^(a|b)+x#$\").IsMatch(text)) return path; text = text + path; if (Regex.IsMatch(text, password)) path += text;", 400)]
    [InlineData("var x# = new XmlReaderSettings(); x#.DtdProcessing = (DtdProcessing)(# % 3); using var r# = XmlReader.Create(path, x#); path = text + path;", 400)]
    [InlineData("var h# = new HttpClientHandler(); h#.ServerCertificateCustomValidationCallback = (a, b, c, d) => { text = text + path; return text == path; }; Debug.Assert(h#.Proxy == null && text != path);", 400)]
    [InlineData("using (var a# = Aes.Create()) { a#.Key = bytes; a#.IV = Encoding.UTF8.GetBytes(text); bytes = a#.Key; } using var k# = new Rfc2898DeriveBytes(text, bytes, #); bytes = k#.GetBytes(bytes.Length);", 400)]
    public async Task A_method_of_thousands_of_statements_comes_to_an_end(string statements, int times)
    {
        var body = new StringBuilder("""
            using System; using System.Diagnostics; using System.IO; using System.Net.Http; using System.Security.Cryptography; using System.Text; using System.Text.RegularExpressions; using System.Xml;
            using Microsoft.AspNetCore.Http; using Microsoft.Extensions.Logging;
            public class C : Microsoft.AspNetCore.Mvc.ControllerBase { public static string M(string text, string password, byte[] bytes, HttpResponse response, ILogger log) { var path = text; var random = new Random();

            """);
        for (var i = 0; i < times; i++)
            body.AppendLine(statements.Replace("#", i.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal));
        body.Append("return path; } }");
        Assert.Empty(await AnalyzeAsync([body.ToString()], fixEvery: int.MaxValue));
    }

    [Theory]
    [InlineData("(", ")")]
    [InlineData("-(", ")")]
    [InlineData("(true ? ", " : 0)")]
    public async Task Two_thousand_nested_parentheses_do_not_overflow_the_stack(string open, string close)
    {
        // The compiler gives up on such an expression by itself; what counts is that nothing of ours goes deeper.
        var expression = string.Concat(Enumerable.Repeat(open, 2000)) + "1" + string.Concat(Enumerable.Repeat(close, 2000));
        Assert.Empty(await AnalyzeAsync([$"class C {{ int password = {expression}; int M(int token) => {expression}; }}"], fixEvery: int.MaxValue));
    }

    // An editor compiles a solution's projects against each other's source; its symbols have declarations that are not of the code at hand.
    [Theory]
    [InlineData("class C { void M(Microsoft.IdentityModel.Tokens.TokenValidationParameters p) => p.LifetimeValidator = Shared.Always; }")]
    [InlineData("class C { bool IsSlug(string s) => System.Text.RegularExpressions.Regex.IsMatch(s, Shared.Slug); }")]
    [InlineData("class C { object M() => new System.Net.Http.HttpClient(new Shared.Limited()) { Timeout = System.Threading.Timeout.InfiniteTimeSpan }; }")]
    [InlineData("class C { void M(System.Net.Http.HttpClientHandler h) => h.ServerCertificateCustomValidationCallback = Shared.Trust; }")]
    [InlineData("class C { object M(string password, byte[] salt) => new System.Security.Cryptography.Rfc2898DeriveBytes(password, salt, Shared.Rounds); }")]
    public async Task Code_of_a_referenced_project_raises_no_exception(string source)
    {
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary);
        var shared = CSharpCompilation.Create("Shared", [CSharpSyntaxTree.ParseText("""
            using System; using System.Net.Http; using System.Threading; using System.Threading.Tasks; using Microsoft.IdentityModel.Tokens;
            public static class Shared
            {
                public static readonly string Slug = "^(a+)+$";
                public static readonly int Rounds = 1000;
                public static bool Always(DateTime? from, DateTime? to, SecurityToken token, TokenValidationParameters parameters) => true;
                public static bool Trust(HttpRequestMessage m, System.Security.Cryptography.X509Certificates.X509Certificate2? c, System.Security.Cryptography.X509Certificates.X509Chain? h, System.Net.Security.SslPolicyErrors e) => true;
                public class Limited : DelegatingHandler
                {
                    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken token) => base.SendAsync(request, new CancellationTokenSource(1000).Token);
                }
            }
            """)], PageExamples.References, options);
        Assert.DoesNotContain(shared.GetDiagnostics(), d => d.Severity == DiagnosticSeverity.Error);
        var compilation = CSharpCompilation.Create("Service", [CSharpSyntaxTree.ParseText(source)], PageExamples.References.Append(shared.ToMetadataReference()), options);
        Assert.DoesNotContain(compilation.GetDiagnostics(), d => d.Severity == DiagnosticSeverity.Error);
        Exception? thrown = null;
        await compilation.WithAnalyzers([.. Catalogue.Analyzers], new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), (e, _, _) => thrown ??= e, concurrentAnalysis: true, logAnalyzerExecutionTime: false)).GetAnalyzerDiagnosticsAsync();
        Assert.Null(thrown);
    }

    private static string Mutate(string text, SyntaxToken[] tokens, Random random)
    {
        var at = tokens[random.Next(tokens.Length)].Span;
        var other = tokens[random.Next(tokens.Length)].Span;
        return random.Next(5) switch
        {
            0 => text[..random.Next(text.Length)],
            1 => text.Remove(at.Start, at.Length),
            2 => text.Insert(at.End, " " + text.Substring(at.Start, at.Length)),
            3 => text.Remove(at.Start, at.Length).Insert(at.Start, text.Substring(other.Start, other.Length)),
            _ => text.Insert(at.Start, text.Substring(other.Start, other.Length) + " "),
        };
    }

    private static async Task<IReadOnlyList<Diagnostic>> AnalyzeAsync(IEnumerable<string> sources, int fixEvery)
    {
        using var workspace = new AdhocWorkspace();
        var index = 0;
        var all = new List<Diagnostic>();
        foreach (var source in sources)
        {
            var project = workspace.CurrentSolution
                .AddProject("Broken", "Broken", LanguageNames.CSharp)
                .WithCompilationOptions(new CSharpCompilationOptions(OutputKind.ConsoleApplication))
                .WithParseOptions(new CSharpParseOptions(LanguageVersion.Preview))
                .AddMetadataReferences(ReferenceAssemblies.Net100.References);
            var document = project.AddDocument("Broken.cs", SourceText.From(source));
            var compilation = await document.Project.GetCompilationAsync();
            Exception? thrown = null;
            var options = new CompilationWithAnalyzersOptions(document.Project.AnalyzerOptions, (e, _, _) => thrown ??= e, concurrentAnalysis: true, logAnalyzerExecutionTime: false);
            var findings = await compilation!.WithAnalyzers([.. Catalogue.Analyzers], options).GetAnalyzerDiagnosticsAsync();
            Assert.True(thrown is null, thrown + "\n" + source);
            AssertNoDoubleReport(findings);
            all.AddRange(findings.Where(f => f.Id == "AD0001"));
            if (index++ % fixEvery == 0)
                await FixAsync(document, findings);
        }

        return all;
    }

    private static void AssertNoDoubleReport(ImmutableArray<Diagnostic> findings) =>
        Assert.All(findings.GroupBy(f => f.Location.SourceSpan), group => Assert.True(group.Count() == 1, "Reported twice: " + string.Join("; ", group)));

    private static async Task FixAsync(Document document, ImmutableArray<Diagnostic> findings)
    {
        foreach (var finding in findings.Take(6))
        {
            foreach (var fix in Catalogue.Fixes.Where(f => f.FixableDiagnosticIds.Contains(finding.Id)))
            {
                var actions = new List<CodeAction>();
                var located = Diagnostic.Create(finding.Descriptor, Location.Create((await document.GetSyntaxTreeAsync())!, finding.Location.SourceSpan), finding.AdditionalLocations, finding.Properties);
                await fix.RegisterCodeFixesAsync(new CodeFixContext(document, located, (a, _) => actions.Add(a), CancellationToken.None));
                foreach (var action in actions)
                    await action.GetOperationsAsync(CancellationToken.None);
            }
        }
    }
}
