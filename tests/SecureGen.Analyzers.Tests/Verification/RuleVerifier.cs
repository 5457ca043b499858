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

    /// <summary>In a file that is not code, the marked spans are found and nothing else.</summary>
    public static Task VerifyFileAsync(string name, string content, ReferenceAssemblies? references = null, string editorConfig = "", params (string Name, string Content)[] others) =>
        FileTest(name, content, references, editorConfig, others).RunAsync();

    /// <summary>The fix, one by one, turns the file into the fixed one.</summary>
    public static Task VerifyFileFixAsync(string name, string content, string fixedContent, string? equivalenceKey = null)
    {
        var test = FileTest(name, content, null, "", []);
        test.CodeActionEquivalenceKey = equivalenceKey;
        test.FixedAdditionalFiles.Add((name, fixedContent));
        return test.RunAsync();
    }

    /// <summary>The first finding in the file is there, and no fix is offered for it.</summary>
    public static async Task VerifyNoFileFixAsync(string name, string content)
    {
        var test = FileTest(name, content, null, "", []);
        await test.RunAsync().ConfigureAwait(false);
        Assert.Empty(await test.OffersAsync().ConfigureAwait(false));
    }

    private static CSharpCodeFixTest<TAnalyzer, TCodeFix> FileTest(string name, string content, ReferenceAssemblies? references, string editorConfig, (string Name, string Content)[] others)
    {
        // The options of such a file stand in a section of its own.
        var test = new CSharpCodeFixTest<TAnalyzer, TCodeFix> { TestCode = "class Program;", EditorConfig = "\n[*]\n" + editorConfig, ReferenceAssemblies = references ?? ReferenceAssemblies.Net100 };
        test.AdditionalFiles.Add((name, content));
        test.AdditionalFiles.AddRange(others);
        return test;
    }
}
