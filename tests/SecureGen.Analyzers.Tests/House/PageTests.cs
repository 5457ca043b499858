using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;

namespace SecureGen.Analyzers.Tests.House;

/// <summary>The examples on the pages are executed: "Bad" yields exactly the page's id, "Good" nothing.</summary>
public partial class PageTests
{
    // What a web project imports by itself.
    private const string ImplicitUsings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Net.Http;
        global using System.Threading; global using System.Threading.Tasks; global using Microsoft.AspNetCore.Builder; global using Microsoft.AspNetCore.Hosting;
        global using Microsoft.AspNetCore.Http; global using Microsoft.AspNetCore.Routing; global using Microsoft.Extensions.Configuration;
        global using Microsoft.Extensions.DependencyInjection; global using Microsoft.Extensions.Hosting; global using Microsoft.Extensions.Logging;
        """;

    private static readonly CSharpParseOptions Parse = new(LanguageVersion.Preview);

    private static readonly IReadOnlyList<MetadataReference> References =
        ReferenceAssemblies.Net100.With("OpenAI", "System.ClientModel", "System.Memory.Data", "Microsoft.Extensions.AI.Abstractions", "Microsoft.IdentityModel.Tokens", "Newtonsoft.Json").References;

    public static TheoryData<string> Pages => new(Catalogue.Descriptors.Select(d => d.Id).Where(id => File.Exists(Catalogue.Page(id)) && id != "SGA0001"));

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Bad_examples_are_found_and_good_ones_are_silent(string id)
    {
        var text = (await File.ReadAllTextAsync(Catalogue.Page(id))).Replace("\r\n", "\n", StringComparison.Ordinal);
        var bad = Blocks(text, "Bad").ToArray();
        Assert.NotEmpty(bad);
        foreach (var block in bad)
        {
            var findings = await FindingsAsync(block);
            Assert.True(findings.Count > 0, $"Nothing is found in:\n{block}");
            Assert.All(findings, f => Assert.True(f == id, $"{f} is found in:\n{block}"));
        }

        foreach (var block in Blocks(text, "Good"))
        {
            var findings = await FindingsAsync(block);
            Assert.True(findings.Count == 0, $"{string.Join(", ", findings)} is found in:\n{block}");
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task The_first_fix_offered_for_a_bad_example_compiles_and_takes_its_finding_away(string id)
    {
        if (Catalogue.Fixes.SingleOrDefault(f => f.FixableDiagnosticIds.Contains(id)) is not { } fix)
            return;
        var steps = 0;
        foreach (var block in Blocks((await File.ReadAllTextAsync(Catalogue.Page(id))).Replace("\r\n", "\n", StringComparison.Ordinal), "Bad"))
        {
            using var workspace = new AdhocWorkspace();
            var fixedBlock = block;
            while (await NextAsync(workspace, fix, fixedBlock) is { } next)
            {
                steps++;
                var findings = await FindingsAsync(next);
                Assert.All(findings, f => Assert.True(f == id, $"The fix of {id} leads to {f}:\n{next}"));
                Assert.True(findings.Count < (await FindingsAsync(fixedBlock)).Count, $"The fix of {id} leaves its finding:\n{next}");
                fixedBlock = next;
            }
        }

        Assert.True(steps > 0, $"The fix of {id} is offered for no bad example on its page.");
    }

    /// <summary>The example after the fix of its first finding that has one; null when there is none left.</summary>
    private static async Task<string?> NextAsync(AdhocWorkspace workspace, CodeFixProvider fix, string block)
    {
        var example = Compile(block);
        var project = workspace.CurrentSolution
            .AddProject("Example", "Example", LanguageNames.CSharp)
            .WithCompilationOptions(example.Options)
            .WithParseOptions(Parse)
            .AddMetadataReferences(References)
            .AddDocument("Usings.cs", ImplicitUsings).Project;
        var document = project.AddDocument("Example.cs", block);
        var compilation = (await document.Project.GetCompilationAsync())!;
        var findings = await compilation.WithAnalyzers([.. Catalogue.Analyzers]).GetAnalyzerDiagnosticsAsync();
        foreach (var finding in findings.Where(f => fix.FixableDiagnosticIds.Contains(f.Id)).OrderBy(f => f.Location.SourceSpan.Start))
        {
            var actions = new List<CodeAction>();
            await fix.RegisterCodeFixesAsync(new CodeFixContext(document, finding, (action, _) => actions.Add(action), CancellationToken.None));
            if (actions.Count == 0)
                continue;
            var change = (await actions[0].GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>().Single();
            return (await change.ChangedSolution.GetDocument(document.Id)!.GetTextAsync()).ToString();
        }

        return null;
    }

    private static IEnumerable<string> Blocks(string page, string heading)
    {
        var section = Regex.Match(page, $@"^## {heading}\s*$(.*?)(?=^## |\z)", RegexOptions.Multiline | RegexOptions.Singleline).Groups[1].Value;
        return Fence().Matches(section).Select(m => m.Groups[1].Value);
    }

    private static CSharpCompilation Compile(string block)
    {
        var trees = new[] { CSharpSyntaxTree.ParseText(block, Parse, "Example.cs"), CSharpSyntaxTree.ParseText(ImplicitUsings, Parse, "Usings.cs") };
        var topLevel = trees[0].GetRoot().ChildNodes().OfType<GlobalStatementSyntax>().Any();
        return CSharpCompilation.Create(
            "Example",
            trees,
            References,
            new CSharpCompilationOptions(topLevel ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    }

    private static async Task<IReadOnlyList<string>> FindingsAsync(string block)
    {
        var compilation = Compile(block);
        var errors = compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).ToArray();
        Assert.True(errors.Length == 0, string.Join("\n", errors.Take(5)) + "\n" + block);
        return [.. (await compilation.WithAnalyzers([.. Catalogue.Analyzers]).GetAnalyzerDiagnosticsAsync()).Select(d => d.Id)];
    }

    [GeneratedRegex(@"^```csharp\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
