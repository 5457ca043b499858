#pragma warning disable RS1001, RS2008 // A rule that only these tests create.
using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Rules.Secrets;
using SecureGen.Analyzers.Tests.House;
using Xunit;

namespace SecureGen.Analyzers.Tests.Engine;

/// <summary>One analyzer with all rules finds what fifty would, and a rule does not suffer from another.</summary>
public class AllRulesTests
{
    private static readonly DiagnosticDescriptor Found = new("TEST2", "Found", "Found", "Test", DiagnosticSeverity.Warning, isEnabledByDefault: true);

    public static TheoryData<string> Ids => new(Catalogue.Descriptors.Select(descriptor => descriptor.Id).Where(id => id != "SGA0001"));

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Together_the_rules_find_what_each_finds_alone(string id)
    {
        foreach (var example in new[] { "Bad", "Good" }.SelectMany(heading => PageExamples.Of(id, heading)))
        {
            var alone = new List<string>();
            foreach (var rule in Catalogue.Rules)
                alone.AddRange(await FindingsAsync(PageExamples.Compile(example), PageExamples.Options(example), rule));
            Assert.Equal(alone.Order(StringComparer.Ordinal), (await FindingsAsync(PageExamples.Compile(example), PageExamples.Options(example), [.. Catalogue.Analyzers])).Order(StringComparer.Ordinal));
        }
    }

    [Theory]
    [InlineData(null, null, null, true)]
    [InlineData(ReportDiagnostic.Suppress, null, null, false)]
    [InlineData(null, ReportDiagnostic.Suppress, null, false)]
    [InlineData(ReportDiagnostic.Warn, ReportDiagnostic.Suppress, null, true)]
    [InlineData(ReportDiagnostic.Suppress, ReportDiagnostic.Warn, null, false)]
    [InlineData(null, null, ReportDiagnostic.Suppress, true)]
    [InlineData(ReportDiagnostic.Suppress, null, ReportDiagnostic.Warn, true)]
    public void A_rule_is_off_where_neither_the_project_nor_a_file_has_it(ReportDiagnostic? ofProject, ReportDiagnostic? global, ReportDiagnostic? ofFirstFile, bool isOn)
    {
        var trees = new[] { CSharpSyntaxTree.ParseText("class A;"), CSharpSyntaxTree.ParseText("class B;") };
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)
            .WithSpecificDiagnosticOptions(ofProject is { } level ? ImmutableDictionary<string, ReportDiagnostic>.Empty.Add("SGA1001", level) : [])
            .WithSyntaxTreeOptionsProvider(new Levels(global, tree => tree == trees[0] ? ofFirstFile : null));
        Assert.Equal(isOn, AllRules.IsOn(HardcodedSecret.Descriptor, CSharpCompilation.Create("a", trees, [], options)));
        Assert.Equal(isOn, AllRules.IsOn(HardcodedSecret.Descriptor, CSharpCompilation.Create("a", trees[..1], [], options)));
    }

    [Fact]
    public void A_project_without_source_has_its_rules()
    {
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary).WithSyntaxTreeOptionsProvider(new Levels(null, _ => null));
        Assert.True(AllRules.IsOn(HardcodedSecret.Descriptor, CSharpCompilation.Create("a", [], [], options)));
    }

    [Theory]
    [InlineData(OperationKind.Literal)]
    [InlineData(OperationKind.Block)]
    public async Task A_rule_that_fails_is_named_and_silences_no_other(OperationKind kind)
    {
        var analyzer = new Rule(actions =>
        {
            if (kind == OperationKind.Block)
                actions.RegisterOperationBlockAction(_ => throw new InvalidOperationException("first"));
            else
                actions.RegisterOperationAction(_ => throw new InvalidOperationException("first"), kind);
            actions.RegisterOperationAction(operation => operation.ReportDiagnostic(Diagnostic.Create(Found, operation.Operation.Syntax.GetLocation())), OperationKind.Literal);
        });
        var failures = new List<Exception>();
        var found = await Compile("class A { int B() => 1; }").WithAnalyzers([analyzer], new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), (e, _, _) => failures.Add(e), concurrentAnalysis: false, logAnalyzerExecutionTime: false)).GetAnalyzerDiagnosticsAsync();
        Assert.Contains(found, diagnostic => diagnostic.Id == "TEST2");
        Assert.Equal("first", Assert.Single(failures).Message);
    }

    [Fact]
    public async Task Whoever_cancels_is_not_a_failure()
    {
        using var source = new CancellationTokenSource();
        var failures = new List<Exception>();
        var analyzer = new Rule(actions => actions.RegisterOperationAction(
            operation =>
            {
                source.Cancel();
                operation.CancellationToken.ThrowIfCancellationRequested();
            },
            OperationKind.Literal));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Compile("class A { int B() => 1; int C() => 2; }")
            .WithAnalyzers([analyzer], new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), (e, _, _) => failures.Add(e), concurrentAnalysis: false, logAnalyzerExecutionTime: false))
            .GetAnalyzerDiagnosticsAsync(source.Token));
        Assert.Empty(failures);
    }

    [Fact]
    public async Task A_place_is_reported_once_however_many_ways_lead_to_it()
    {
        var analyzer = new Rule(actions => actions.RegisterOperationAction(
            operation => operation.ReportDiagnostic(Diagnostic.Create(Found, operation.Operation.Syntax.FirstAncestorOrSelf<SyntaxNode>(node => node.Parent is null)!.GetLocation())),
            OperationKind.Literal));
        Assert.Single(await FindingsAsync(Compile("class A { int B() => 1 + 2; }"), new AnalyzerOptions([]), analyzer));
    }

    private static CSharpCompilation Compile(string text) =>
        CSharpCompilation.Create("a", [CSharpSyntaxTree.ParseText(text)], PageExamples.References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

    private static async Task<IEnumerable<string>> FindingsAsync(Compilation compilation, AnalyzerOptions options, params DiagnosticAnalyzer[] analyzers) =>
        (await compilation.WithAnalyzers([.. analyzers], options).GetAnalyzerDiagnosticsAsync()).Select(diagnostic => diagnostic.ToString());

    private sealed class Rule(Action<RuleActions> register) : SecurityAnalyzer(Found)
    {
        internal override void Register(RuleActions actions, CompilationContext context) => register(actions);
    }

    private sealed class Levels(ReportDiagnostic? global, Func<SyntaxTree, ReportDiagnostic?> ofFile) : SyntaxTreeOptionsProvider
    {
        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.NotGenerated;

        public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) => Given(global, out severity);

        public override bool TryGetDiagnosticValue(SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) => Given(ofFile(tree), out severity);

        private static bool Given(ReportDiagnostic? level, out ReportDiagnostic severity)
        {
            severity = level ?? ReportDiagnostic.Default;
            return level is not null;
        }
    }
}
