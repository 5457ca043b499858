using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;

namespace SecureGen.Analyzers.Tests.House;

/// <summary>
/// The examples on the pages are executed: "Bad" yields exactly the page's id, "Good" nothing. A block of another language than C#
/// is an example where a file name stands behind the language: it is analyzed as that file.
/// </summary>
public class PageTests
{
    public static TheoryData<string> Pages => new(Catalogue.Descriptors.Select(d => d.Id).Where(id => File.Exists(Catalogue.Page(id)) && id != "SGA0001"));

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Bad_examples_are_found_and_good_ones_are_silent(string id)
    {
        var bad = PageExamples.Of(id, "Bad").ToArray();
        Assert.NotEmpty(bad);
        foreach (var block in bad)
        {
            var findings = await FindingsAsync(block);
            Assert.True(findings.Count > 0, $"Nothing is found in:\n{block}");
            Assert.All(findings, f => Assert.True(f == id, $"{f} is found in:\n{block}"));
        }

        foreach (var block in PageExamples.Of(id, "Good"))
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
        foreach (var block in PageExamples.Of(id, "Bad"))
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

    // A bulk formatter asks a fix with the first finding of the analyzer, whose id it may be or not.
    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_fix_has_nothing_for_the_finding_of_another_rule(string id)
    {
        foreach (var block in PageExamples.Of(id, "Bad"))
        {
            using var workspace = new AdhocWorkspace();
            foreach (var fix in Catalogue.Fixes.Where(f => !f.FixableDiagnosticIds.Contains(id)))
                Assert.True(await NextAsync(workspace, fix, block, isAnswering: false) is null, $"{fix.GetType().Name} has a fix for:\n{block}");
        }
    }

    // What such a project can compile of the examples; a rule may say less there, but what its fix writes compiles.
    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Fixes_compile_on_older_frameworks_too(string id)
    {
        if (Catalogue.Fixes.SingleOrDefault(f => f.FixableDiagnosticIds.Contains(id)) is not { } fix)
            return;
        foreach (var tier in new[] { ReferenceAssemblies.Net80, ReferenceAssemblies.NetStandard20 })
        {
            foreach (var block in PageExamples.Of(id, "Bad").Where(block => block.IsCode && Errors(block, tier).Length == 0))
            {
                using var workspace = new AdhocWorkspace();
                var fixedBlock = block;
                for (var step = 0; step < 20 && await NextAsync(workspace, fix, fixedBlock, tier) is { } next; step++)
                {
                    Assert.True(Errors(next, tier).Length == 0, $"Under {tier.Name}: {string.Join("\n", Errors(next, tier).Take(3))}\n{next}");
                    Assert.NotEqual(fixedBlock, next);
                    fixedBlock = next;
                }
            }
        }
    }

    private static Diagnostic[] Errors(Example block, ReferenceAssemblies? tier) => [.. PageExamples.Compile(block, tier).GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error)];

    /// <summary>The example after the fix of its first finding that has one; null when there is none left.</summary>
    private static async Task<Example?> NextAsync(AdhocWorkspace workspace, CodeFixProvider fix, Example block, ReferenceAssemblies? tier = null, bool isAnswering = true)
    {
        var example = PageExamples.Compile(block, tier);
        var project = workspace.CurrentSolution
            .AddProject("Example", "Example", LanguageNames.CSharp)
            .WithCompilationOptions(example.Options)
            .WithParseOptions(PageExamples.Parse)
            .AddMetadataReferences(tier?.References ?? PageExamples.References)
            .AddDocument("Usings.cs", PageExamples.UsingsOf(tier)).Project;
        TextDocument document = block.IsCode ? project.AddDocument(block.File, block.Text) : project.AddAdditionalDocument(block.File, block.Text, filePath: block.File);
        var compilation = (await document.Project.GetCompilationAsync())!;
        var findings = await compilation.WithAnalyzers([.. Catalogue.Analyzers], document.Project.AnalyzerOptions).GetAnalyzerDiagnosticsAsync();
        foreach (var finding in findings.Where(f => fix.FixableDiagnosticIds.Contains(f.Id) == isAnswering).OrderBy(f => f.Location.SourceSpan.Start))
        {
            var actions = new List<CodeAction>();
            await fix.RegisterCodeFixesAsync(new CodeFixContext(document, finding, (action, _) => actions.Add(action), CancellationToken.None));
            if (actions.Count == 0)
                continue;
            var change = (await actions[0].GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>().Single();
            var changed = block.IsCode ? change.ChangedSolution.GetDocument(document.Id)! : change.ChangedSolution.GetAdditionalDocument(document.Id)!;
            return block with { Text = (await changed.GetTextAsync()).ToString() };
        }

        return null;
    }

    private static async Task<IReadOnlyList<string>> FindingsAsync(Example block)
    {
        var compilation = PageExamples.Compile(block);
        var errors = Errors(block, null);
        Assert.True(errors.Length == 0, string.Join("\n", errors.Take(5)) + "\n" + block);
        var options = PageExamples.Options(block);
        return [.. (await compilation.WithAnalyzers([.. Catalogue.Analyzers], options).GetAnalyzerDiagnosticsAsync()).Select(d => d.Id)];
    }
}
