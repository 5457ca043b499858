using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using SecureGen.Analyzers.Knowledge.Formats;
using SecureGen.Analyzers.Tests.Knowledge;
using Xunit;

namespace SecureGen.Analyzers.Tests.House;

/// <summary>What reports a secret is itself kept, sent and shown: no message, property or title may hold it.</summary>
public class SecretsStayUnseenTests
{
    // The first four characters may be shown, of which the mark of a format has most.
    private const int Shown = 4;

    private const string Alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789";

    public static TheoryData<string> Places => new()
    {
        "class C { string Password = \"SECRET\"; }",
        "class C { const string ApiKey = \"SECRET\"; string K => ApiKey; }",
        "class C { string? S = System.Environment.GetEnvironmentVariable(\"SESSION_SECRET\") ?? \"SECRET\"; }",
        "class C { bool Is(string password) => password == \"SECRET\"; }",
        "class C { bool Is(string password) => password is \"SECRET\"; }",
        "class C { void M(System.Collections.Generic.Dictionary<string, string> d) { d[\"api_key\"] = \"SECRET\"; d.Add(\"SECRET\", \"SECRET\"); } }",
        "class C { object O = new System.Net.NetworkCredential(\"me\", \"SECRET\"); }",
        "class C { string Address = \"amqp://images:SECRET@mq.internal/\"; }",
        "class C { string Store = \"Server=db.internal;User Id=images;Password=SECRET\"; }",
        "class C { string Header = \"Bearer SECRET\"; string Token = \"Bearer SECRET\"; }",
        "class C { byte[] Sign(byte[] d) => System.Security.Cryptography.HMACSHA256.HashData(System.Text.Encoding.UTF8.GetBytes(\"SECRET\"), d); }",
        "class C { byte[] Sign(byte[] d) => System.Security.Cryptography.HMACSHA256.HashData(\"SECRET\"u8, d); }",
        "class C { static readonly byte[] K = System.Text.Encoding.UTF8.GetBytes(\"SECRET\"); object H = new System.Security.Cryptography.HMACSHA256(K); }",
        "class C { void M(Microsoft.Extensions.Logging.ILogger l) { const string apiKey = \"SECRET\"; Microsoft.Extensions.Logging.LoggerExtensions.LogInformation(l, \"key {ApiKey}\", apiKey); } }",
        "class C { void M() { System.Console.WriteLine(\"password: SECRET\" + \"SECRET\"); } }",
        "class A : System.Attribute { public A(string password) { } } [A(\"SECRET\")] class C { }",
        "class C { string X = \"SECRET\"; string Y = $\"{nameof(C)}SECRET\"; string Z = \"\"\"SECRET\"\"\"; }",
        "class C { void M(string password = \"SECRET\") { } }",
        "class C { string Password = \"SECRET\"",
    };

    public static TheoryData<string, string> Files => new()
    {
        { "appsettings.json", "{ \"Jwt\": { \"Key\": \"SECRET\" }, \"ApiKey\": \"SECRET\", \"X\": \"SECRET\", \"SECRET\": \"SECRET\" }" },
        { "appsettings.json", "{ \"ConnectionStrings\": { \"Db\": \"Server=db.internal;User Id=images;Password=SECRET;TrustServerCertificate=True\" } }" },
        { "appsettings.json", "{ \"ApiKey\": \"SECRET\", \"X" },
        { ".env", "API_KEY=SECRET\nexport DB_PASSWORD='SECRET'\nX=SECRET\n" },
        { "Properties/launchSettings.json", "{ \"profiles\": { \"a\": { \"environmentVariables\": { \"API_KEY\": \"SECRET\" }, \"commandLineArgs\": \"--password SECRET\" } } }" },
        { "web.config", "<configuration><appSettings><add key=\"ApiKey\" value=\"SECRET\" /></appSettings></configuration>" },
        { "nuget.config", "<configuration><packageSourceCredentials><a><add key=\"ClearTextPassword\" value=\"SECRET\" /></a></packageSourceCredentials></configuration>" },
        { "SecureGen.baseline.json", "{ \"version\": 1, \"findings\": [ { \"id\": \"SECRET\", \"file\": \"SECRET\" }, \"SECRET\" ] }" },
    };

    [Theory]
    [MemberData(nameof(Places))]
    public async Task No_finding_in_code_shows_the_secret(string code)
    {
        var found = 0;
        foreach (var (secret, hidden) in Secrets())
            found += await AssertUnseenAsync(new Example("Example.cs", code.Replace("SECRET", secret, StringComparison.Ordinal)), hidden);
        Assert.True(found > 0, "Nothing is found.");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task No_finding_in_a_file_shows_the_secret(string name, string text)
    {
        var found = 0;
        foreach (var (secret, hidden) in Secrets())
            found += await AssertUnseenAsync(new Example(name, text.Replace("SECRET", secret, StringComparison.Ordinal)), hidden);
        Assert.True(found > 0, "Nothing is found.");
    }

    // A password, and what issuers give out; what is hidden of it is what follows its mark.
    private static IEnumerable<(string Secret, string Hidden)> Secrets()
    {
        var random = new Random(7);
        var password = CredentialSamples.Characters(Alphabet, 18, random);
        yield return (password, password);
        foreach (var format in CredentialFormats.All.Where(f => f.Keyword is null).Where((_, i) => i % 12 == 0))
        {
            var sample = CredentialSamples.Of(format);
            yield return (sample, sample[CredentialSamples.BehindMark(format, sample)..]);
        }
    }

    private static async Task<int> AssertUnseenAsync(Example example, string hidden)
    {
        using var workspace = new AdhocWorkspace();
        var project = workspace.CurrentSolution
            .AddProject("Example", "Example", LanguageNames.CSharp)
            .WithCompilationOptions(PageExamples.Compile(example).Options)
            .WithParseOptions(PageExamples.Parse)
            .AddMetadataReferences(PageExamples.References);
        TextDocument document = example.IsCode ? project.AddDocument(example.File, example.Text) : project.AddAdditionalDocument(example.File, example.Text, filePath: example.File);
        var compilation = (await document.Project.GetCompilationAsync())!;
        var findings = await compilation.WithAnalyzers([.. Catalogue.Analyzers], document.Project.AnalyzerOptions).GetAnalyzerDiagnosticsAsync();
        Assert.DoesNotContain(findings, finding => finding.Id == "AD0001");
        foreach (var finding in findings)
        {
            AssertHides(finding.GetMessage(null), hidden, finding);
            foreach (var (key, value) in finding.Properties)
                AssertHides(key + "=" + value, hidden, finding);
            foreach (var title in await TitlesAsync(document, finding))
                AssertHides(title, hidden, finding);
        }

        return findings.Length;
    }

    private static async Task<IReadOnlyList<string>> TitlesAsync(TextDocument document, Diagnostic finding)
    {
        var actions = new List<CodeAction>();
        foreach (var fix in Catalogue.Fixes.Where(f => f.FixableDiagnosticIds.Contains(finding.Id)))
            await fix.RegisterCodeFixesAsync(new CodeFixContext(document, finding, (action, _) => actions.Add(action), CancellationToken.None));
        return [.. actions.Select(action => action.Title + " " + action.EquivalenceKey)];
    }

    private static void AssertHides(string text, string hidden, Diagnostic finding)
    {
        for (var i = 0; i + Shown < hidden.Length; i++)
            Assert.False(text.Contains(hidden.Substring(i, Shown + 1), StringComparison.Ordinal), $"{finding.Id} shows a part of the secret: {text}");
    }
}
