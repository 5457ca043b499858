using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
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

    private static IEnumerable<string> Blocks(string page, string heading)
    {
        var section = Regex.Match(page, $@"^## {heading}\s*$(.*?)(?=^## |\z)", RegexOptions.Multiline | RegexOptions.Singleline).Groups[1].Value;
        return Fence().Matches(section).Select(m => m.Groups[1].Value);
    }

    private static async Task<IReadOnlyList<string>> FindingsAsync(string block)
    {
        var options = new CSharpParseOptions(LanguageVersion.Preview);
        var trees = new[] { CSharpSyntaxTree.ParseText(block, options, "Example.cs"), CSharpSyntaxTree.ParseText(ImplicitUsings, options, "Usings.cs") };
        var topLevel = (await trees[0].GetRootAsync()).ChildNodes().OfType<GlobalStatementSyntax>().Any();
        var compilation = CSharpCompilation.Create(
            "Example",
            trees,
            ReferenceAssemblies.Net100.References,
            new CSharpCompilationOptions(topLevel ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        var errors = compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).ToArray();
        Assert.True(errors.Length == 0, string.Join("\n", errors.Take(5)) + "\n" + block);
        return [.. (await compilation.WithAnalyzers([.. Catalogue.Analyzers]).GetAnalyzerDiagnosticsAsync()).Select(d => d.Id)];
    }

    [GeneratedRegex(@"^```csharp\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
