using System;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;
using Xunit.Sdk;

namespace SecureGen.Analyzers.Tests.Verification;

#pragma warning disable RS1001, RS1036, RS1041, RS2008 // Analyzers that only these tests create.

/// <summary>A verifier that cannot fail proves nothing: each way in which a rule can be wrong has to be noticed.</summary>
public class VerifierTests
{
    private const string OneBad = "class C { int [|bad|]; }";
    private const string TwoBad = "class C { int [|bad1|]; int [|bad2|]; }";

    [Fact]
    public Task A_marked_finding_passes() => RuleVerifier<BadName, NoFix>.VerifyAnalyzerAsync(OneBad);

    [Fact]
    public Task An_id_in_the_marker_passes() => RuleVerifier<BadName, NoFix>.VerifyAnalyzerAsync("class C { int {|TEST1:bad|}; }");

    [Fact]
    public Task A_right_fix_passes_one_by_one_and_by_fix_all() =>
        RuleVerifier<BadName, Rename>.VerifyCodeFixAsync(TwoBad, "class C { int good1; int good2; }");

    [Fact]
    public Task A_missing_finding_fails() => FailsAsync("Findings differ", () => RuleVerifier<BadName, NoFix>.VerifyAnalyzerAsync("class C { int [|fine|]; }"));

    [Fact]
    public Task An_unmarked_finding_fails_and_is_shown_as_markup() =>
        FailsAsync("class C { int {|TEST1:bad|}; }", () => RuleVerifier<BadName, NoFix>.VerifyAnalyzerAsync("class C { int bad; }"));

    [Fact]
    public Task A_wrong_span_fails() => FailsAsync("Findings differ", () => RuleVerifier<BadName, NoFix>.VerifyAnalyzerAsync("class C { [|int bad|]; }"));

    [Fact]
    public Task A_wrong_id_fails() => FailsAsync("Findings differ", () => RuleVerifier<BadName, NoFix>.VerifyAnalyzerAsync("class C { int {|TEST2:bad|}; }"));

    [Fact]
    public Task A_source_that_does_not_compile_fails() => FailsAsync("CS0246", () => RuleVerifier<BadName, NoFix>.VerifyAnalyzerAsync("class C { Missing [|bad|]; }"));

    [Fact]
    public Task A_source_may_be_half_typed_when_told_so() => RuleVerifier<BadName, NoFix>.VerifyAnalyzerAsync("class C { Missing [|bad|];", compiles: false);

    [Fact]
    public Task A_marker_that_is_not_closed_fails() =>
        Assert.ThrowsAsync<InvalidOperationException>(() => RuleVerifier<BadName, NoFix>.VerifyAnalyzerAsync("class C { int [|bad; }"));

    [Fact]
    public Task An_analyzer_that_throws_fails() => FailsAsync("Out of order", () => RuleVerifier<Throwing, NoFix>.VerifyAnalyzerAsync("class C { int fine; }"));

    [Fact]
    public Task A_fix_with_another_result_fails() =>
        FailsAsync("gives another", () => RuleVerifier<BadName, Rename>.VerifyCodeFixAsync(OneBad, "class C { int better; }"));

    [Fact]
    public Task A_fix_that_does_not_compile_fails() =>
        FailsAsync("does not compile", () => RuleVerifier<BadName, Broken>.VerifyCodeFixAsync(OneBad, "class C { int class; }"));

    [Fact]
    public Task A_fix_that_leaves_its_finding_fails() =>
        FailsAsync("does not come to an end", () => RuleVerifier<BadName, Endless>.VerifyCodeFixAsync(OneBad, "class C { int bad_; }"));

    [Fact]
    public Task A_fix_that_is_not_offered_fails() =>
        FailsAsync("gives another", () => RuleVerifier<BadName, NoFix>.VerifyCodeFixAsync(OneBad, "class C { int good; }"));

    [Fact]
    public Task An_unknown_equivalence_key_fails() =>
        FailsAsync("gives another", () => RuleVerifier<BadName, Rename>.VerifyCodeFixAsync(OneBad, "class C { int good; }", equivalenceKey: "Other"));

    [Fact]
    public Task A_fix_all_that_differs_fails() =>
        FailsAsync("Fix All", () => RuleVerifier<BadName, LazyFixAll>.VerifyCodeFixAsync(TwoBad, "class C { int good1; int good2; }"));

    [Fact]
    public Task An_offer_where_none_is_expected_fails() =>
        Assert.ThrowsAnyAsync<XunitException>(() => RuleVerifier<BadName, Rename>.VerifyNoCodeFixAsync(OneBad));

    [Theory]
    [InlineData("net10.0", true)]
    [InlineData("netstandard2.0", false)]
    public async Task The_reference_set_decides_what_compiles(string tier, bool compiles)
    {
        var references = tier == "net10.0" ? ReferenceAssemblies.Net100 : ReferenceAssemblies.NetStandard20;
        var run = () => RuleVerifier<BadName, NoFix>.VerifyAnalyzerAsync("class C { System.DateOnly [|bad|]; }", references);
        if (compiles)
            await run();
        else
            await FailsAsync(tier, run);
    }

    private static async Task FailsAsync(string message, Func<Task> run) =>
        Assert.Contains(message, (await Assert.ThrowsAnyAsync<XunitException>(run)).Message, StringComparison.Ordinal);

    public class BadName : DiagnosticAnalyzer
    {
        private static readonly DiagnosticDescriptor Descriptor = new("TEST1", "Name", "Name", "Test", DiagnosticSeverity.Warning, isEnabledByDefault: true);

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

        public override void Initialize(AnalysisContext context)
        {
            context.EnableConcurrentExecution();
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.RegisterSyntaxNodeAction(Check, SyntaxKind.VariableDeclarator);
        }

        protected virtual void Check(SyntaxNodeAnalysisContext context)
        {
            var name = ((VariableDeclaratorSyntax)context.Node).Identifier;
            if (name.ValueText.StartsWith("bad", StringComparison.Ordinal))
                context.ReportDiagnostic(Diagnostic.Create(Descriptor, name.GetLocation()));
        }
    }

    public sealed class Throwing : BadName
    {
        protected override void Check(SyntaxNodeAnalysisContext context) => throw new InvalidOperationException("Out of order");
    }

    public class Rename : CodeFixProvider
    {
        public sealed override ImmutableArray<string> FixableDiagnosticIds => ["TEST1"];

        public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

        public sealed override Task RegisterCodeFixesAsync(CodeFixContext context)
        {
            var diagnostic = context.Diagnostics.Single();
            context.RegisterCodeFix(CodeAction.Create("Rename", _ => ApplyAsync(context.Document, diagnostic), "Rename"), diagnostic);
            return Task.CompletedTask;
        }

        protected virtual string Better(string name) => "good" + name["bad".Length..];

        private async Task<Document> ApplyAsync(Document document, Diagnostic diagnostic)
        {
            var root = (await document.GetSyntaxRootAsync())!;
            var name = root.FindToken(diagnostic.Location.SourceSpan.Start);
            return document.WithSyntaxRoot(root.ReplaceToken(name, SyntaxFactory.Identifier(Better(name.ValueText)).WithTriviaFrom(name)));
        }
    }

    public sealed class Broken : Rename
    {
        protected override string Better(string name) => "class";
    }

    public sealed class Endless : Rename
    {
        protected override string Better(string name) => name + "_";
    }

    public sealed class LazyFixAll : Rename
    {
        public override FixAllProvider GetFixAllProvider() => FixAllProvider.Create((_, document, _) => Task.FromResult<Document?>(document));
    }
}
