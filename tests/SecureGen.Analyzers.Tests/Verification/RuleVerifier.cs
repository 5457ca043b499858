using System.Threading.Tasks;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace SecureGen.Analyzers.Tests.Verification;

/// <summary>The few calls that rule tests are written in.</summary>
public static class RuleVerifier<TAnalyzer, TCodeFix>
    where TAnalyzer : DiagnosticAnalyzer, new()
    where TCodeFix : CodeFixProvider, new()
{
    /// <summary>The marked spans are found and nothing else; without markup, nothing is.</summary>
    public static Task VerifyAnalyzerAsync(string source, ReferenceAssemblies? references = null, string editorConfig = "", bool compiles = true) =>
        new CSharpCodeFixTest<TAnalyzer, TCodeFix>
        {
            TestCode = source,
            ReferenceAssemblies = references ?? ReferenceAssemblies.Net100,
            EditorConfig = editorConfig,
            RequireCompilable = compiles,
        }.RunAsync();

    /// <summary>The fix, one by one and by Fix All in every scope, turns the source into the fixed one, which compiles.</summary>
    public static Task VerifyCodeFixAsync(string source, string fixedSource, string? equivalenceKey = null, ReferenceAssemblies? references = null, string editorConfig = "") =>
        new CSharpCodeFixTest<TAnalyzer, TCodeFix>
        {
            TestCode = source,
            FixedCode = fixedSource,
            CodeActionEquivalenceKey = equivalenceKey,
            ReferenceAssemblies = references ?? ReferenceAssemblies.Net100,
            EditorConfig = editorConfig,
        }.RunAsync();

    /// <summary>The first finding is there, and no fix is offered for it.</summary>
    public static async Task VerifyNoCodeFixAsync(string source, ReferenceAssemblies? references = null, string editorConfig = "")
    {
        var test = new CSharpCodeFixTest<TAnalyzer, TCodeFix> { TestCode = source, ReferenceAssemblies = references ?? ReferenceAssemblies.Net100, EditorConfig = editorConfig };
        await test.RunAsync().ConfigureAwait(false);
        Assert.Empty(await test.OffersAsync().ConfigureAwait(false));
    }
}
