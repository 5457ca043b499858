using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Rules.Options;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;

namespace SecureGen.Analyzers.Tests.Rules.Options;

/// <summary>The suppressor with an analyzer that finds every string that begins with "bad", in source and in additional files.</summary>
public class BaselineSuppressorTests
{
    private const string Source = "class A\n{\n    string a = \"bad one\";\n    string b = \"bad two\";\n}\n";

    [Fact]
    public async Task What_the_baseline_accepts_is_suppressed_and_nothing_else()
    {
        var baseline = Baseline(("SGA1001", "Api/A.cs", Print(Source, "\"bad one\""), 1));
        var findings = await FindingsAsync(baseline, ("/0/Api/A.cs", Source), ("/0/B.cs", Source));
        Assert.Equal(
            [("/0/Api/A.cs", "\"bad one\"", true), ("/0/Api/A.cs", "\"bad two\"", false), ("/0/B.cs", "\"bad one\"", false), ("/0/B.cs", "\"bad two\"", false)],
            findings);
    }

    [Fact]
    public async Task Lines_may_move_and_be_formatted()
    {
        var baseline = Baseline(("SGA1001", "A.cs", Print(Source, "\"bad one\""), 1));
        var moved = "// a\n" + Source.Replace("    string a = \"bad one\"", "\tint x;\n\n\tstring a\n\t\t= \"bad one\"", StringComparison.Ordinal);
        Assert.Equal([("/0/A.cs", "\"bad one\"", true), ("/0/A.cs", "\"bad two\"", false)], await FindingsAsync(baseline, ("/0/A.cs", moved)));
    }

    [Fact]
    public async Task Another_value_is_reported()
    {
        var baseline = Baseline(("SGA1001", "A.cs", Print(Source, "\"bad one\""), 1));
        var changed = Source.Replace("bad one", "bad six", StringComparison.Ordinal);
        Assert.All(await FindingsAsync(baseline, ("/0/A.cs", changed)), finding => Assert.False(finding.Suppressed));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(9, 3)]
    public async Task So_many_copies_are_accepted_as_the_entry_counts_from_the_top(int count, int suppressed)
    {
        const string Copies = "class A { void M(string a) { M(\"bad\"); M(\"bad\"); M(\n\"bad\"); } }";
        var baseline = Baseline(("SGA1001", "A.cs", Print(Copies, "\"bad\""), count));
        Assert.Equal(Enumerable.Range(0, 3).Select(i => i < suppressed), (await FindingsAsync(baseline, ("/0/A.cs", Copies))).Select(f => f.Suppressed));
    }

    [Fact]
    public async Task An_editor_that_asks_for_a_part_of_a_file_gets_the_same_answer()
    {
        const string Copies = "class A { void M(string a) { M(\"bad\"); M(\"bad\"); } }";
        var analysis = Analysis(Baseline(("SGA1001", "A.cs", Print(Copies, "\"bad\""), 1)), out var compilation, ("/0/A.cs", Copies));
        var model = compilation.GetSemanticModel(compilation.SyntaxTrees.Single());
        var last = new TextSpan(Copies.LastIndexOf("M(\"bad\")", StringComparison.Ordinal), 8);
        var findings = await analysis.GetAnalyzerSemanticDiagnosticsAsync(model, last, CancellationToken.None);
        Assert.All(findings.Where(f => f.Location.SourceSpan.IntersectsWith(last)), f => Assert.False(f.IsSuppressed));
        Assert.Contains(findings, f => f.Location.SourceSpan.IntersectsWith(last));
    }

    [Fact]
    public async Task A_finding_in_an_additional_file_is_suppressed()
    {
        const string Json = "{ \"Key\": \"bad one\" }";
        var span = new TextSpan(Json.IndexOf("\"bad", StringComparison.Ordinal), 9);
        var baseline = Baseline(("SGA1001", "Api/appsettings.json", Fingerprint.Of(Json, span, "appsettings.json").Text, 1));
        var analysis = Analysis(baseline, out _, [], [("/0/Api/appsettings.json", Json), ("/0/appsettings.json", Json)]);
        var findings = await analysis.GetAllDiagnosticsAsync();
        Assert.Equal([("/0/Api/appsettings.json", true), ("/0/appsettings.json", false)], findings.Where(f => f.Id == "SGA1001").Select(f => (f.Location.GetLineSpan().Path, f.IsSuppressed)).Order());
    }

    [Fact]
    public async Task A_suppressed_finding_says_why()
    {
        var analysis = Analysis(Baseline(("SGA1001", "A.cs", Print(Source, "\"bad one\""), 1)), out var compilation, ("/0/A.cs", Source));
        var finding = (await analysis.GetAllDiagnosticsAsync()).Single(f => f.IsSuppressed);
        var suppression = Assert.Single(finding.GetSuppressionInfo(compilation)!.ProgrammaticSuppressions);
        Assert.Equal(("SecureGenBaseline", "Accepted in SecureGen.baseline.json"), (suppression.Descriptor.Id, suppression.Descriptor.Justification.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("not JSON")]
    [InlineData("{ \"version\": 1, \"findings\": [] }")]
    public async Task A_baseline_without_entries_suppresses_nothing(string baseline) =>
        Assert.All(await FindingsAsync(baseline, ("/0/A.cs", Source)), finding => Assert.False(finding.Suppressed));

    [Fact]
    public async Task While_a_baseline_is_made_every_finding_is_suppressed_but_that_of_malformed_options()
    {
        var analysis = Analysis("", out _, [("/0/A.cs", Source)], [], ImmutableDictionary<string, string>.Empty.Add("build_property.SecureGenCollecting", "true"));
        var findings = await analysis.GetAllDiagnosticsAsync();
        Assert.Equal(3, findings.Count(f => f.Id.StartsWith("SGA", StringComparison.Ordinal)));
        Assert.All(findings.Where(f => f.Id.StartsWith("SGA", StringComparison.Ordinal)), f => Assert.Equal(f.Id != "SGA0001", f.IsSuppressed));
    }

    [Theory]
    [InlineData("""{ "id": "SGA1001", "file": "A.cs" }""", "Line 2 is ignored: 'what it holds' is not an entry")]
    [InlineData("""{ "id": "SGA1001", "file": "A.cs", """, "Line 3 is ignored: 'what it holds' is not JSON")]
    public async Task An_entry_that_cannot_be_read_is_named_with_its_line(string entry, string message)
    {
        var test = new Verifier { TestCode = "class A { }" };
        test.AdditionalFiles.Add(("SecureGen.baseline.json", "{ \"findings\": [\n" + entry + "\n] }"));
        var finding = Assert.Single(await test.FindingsAsync());
        Assert.Equal("SGA0001", finding.Id);
        Assert.StartsWith(message, finding.GetMessage(), StringComparison.Ordinal);
        Assert.Equal("/0/SecureGen.baseline.json", finding.Location.GetLineSpan().Path);
    }

    private static string Print(string source, string code) => Fingerprint.Of(source, new TextSpan(source.IndexOf(code, StringComparison.Ordinal), code.Length), "A.cs").Text;

    private static string Baseline(params (string Id, string File, string Fingerprint, int Count)[] entries) =>
        "{ \"version\": 1, \"findings\": [" + string.Join(",", entries.Select(e => $$"""{ "id": "{{e.Id}}", "file": "{{e.File}}", "fingerprint": "{{e.Fingerprint}}", "count": {{e.Count}} }""")) + "] }";

    private static async Task<IEnumerable<(string File, string Code, bool Suppressed)>> FindingsAsync(string baseline, params (string Name, string Content)[] sources)
    {
        var findings = await Analysis(baseline, out _, sources).GetAllDiagnosticsAsync();
        Assert.DoesNotContain(findings, f => f.Id == "AD0001");
        return findings.Where(f => f.Id == "SGA1001")
            .OrderBy(f => f.Location.SourceTree!.FilePath, StringComparer.Ordinal).ThenBy(f => f.Location.SourceSpan.Start)
            .Select(f => (f.Location.SourceTree!.FilePath, f.Location.SourceTree.ToString().Substring(f.Location.SourceSpan.Start, f.Location.SourceSpan.Length), f.IsSuppressed));
    }

    private static CompilationWithAnalyzers Analysis(string baseline, out Compilation compilation, params (string Name, string Content)[] sources) =>
        Analysis(baseline, out compilation, sources, []);

    private static CompilationWithAnalyzers Analysis(
        string baseline, out Compilation compilation, (string Name, string Content)[] sources, (string Name, string Content)[] additional, ImmutableDictionary<string, string>? properties = null)
    {
        compilation = CSharpCompilation.Create(
            "Test",
            sources.Select(s => CSharpSyntaxTree.ParseText(SourceText.From(s.Content), path: s.Name)),
            ReferenceAssemblies.Net100.References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var files = additional.Append(("/0/SecureGen.baseline.json", baseline)).Select(f => (AdditionalText)new File(f.Item1, f.Item2)).ToImmutableArray();
        return compilation.WithAnalyzers(
            [new FindsBadStrings(), new BaselineSuppressor()],
            new CompilationWithAnalyzersOptions(
                new AnalyzerOptions(files, new Properties(properties ?? ImmutableDictionary<string, string>.Empty)),
                onAnalyzerException: null,
                concurrentAnalysis: true,
                logAnalyzerExecutionTime: false,
                reportSuppressedDiagnostics: true));
    }

    private sealed class Verifier : CSharpCodeFixTest<MalformedOption, NoFix>;

    private sealed class File(string path, string content) : AdditionalText
    {
        private readonly SourceText _text = SourceText.From(content);

        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
    }

    private sealed class Properties(ImmutableDictionary<string, string> values) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(values);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class Options(ImmutableDictionary<string, string> values) : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, out string value) => values.TryGetValue(key, out value!);
        }
    }

#pragma warning disable RS1036, RS1038, RS1041, RS2008 // An analyzer for tests.
    [DiagnosticAnalyzer(LanguageNames.CSharp)]
    private sealed class FindsBadStrings : DiagnosticAnalyzer
    {
        private static readonly DiagnosticDescriptor Bad = new("SGA1001", "t", "m", "c", DiagnosticSeverity.Warning, isEnabledByDefault: true);
        private static readonly DiagnosticDescriptor Option = new("SGA0001", "t", "m", "c", DiagnosticSeverity.Warning, isEnabledByDefault: true);

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Bad, Option];

        public override void Initialize(AnalysisContext context)
        {
            context.EnableConcurrentExecution();
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.RegisterSyntaxNodeAction(Find, SyntaxKind.StringLiteralExpression);
            context.RegisterSyntaxTreeAction(tree => tree.ReportDiagnostic(Diagnostic.Create(Option, Location.None)));
            context.RegisterAdditionalFileAction(Find);
        }

        private static void Find(SyntaxNodeAnalysisContext node)
        {
            if (node.Node.ToString().StartsWith("\"bad", StringComparison.Ordinal))
                node.ReportDiagnostic(Diagnostic.Create(Bad, node.Node.GetLocation()));
        }

        private static void Find(AdditionalFileAnalysisContext file)
        {
            var text = file.AdditionalFile.GetText()!;
            var start = text.ToString().IndexOf("\"bad", StringComparison.Ordinal);
            if (start < 0 || file.AdditionalFile.Path.EndsWith("baseline.json", StringComparison.Ordinal))
                return;
            var span = TextSpan.FromBounds(start, text.ToString().IndexOf('"', start + 1) + 1);
            file.ReportDiagnostic(Diagnostic.Create(Bad, Location.Create(file.AdditionalFile.Path, span, text.Lines.GetLinePositionSpan(span))));
        }
    }
#pragma warning restore
}
