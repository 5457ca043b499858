using System;
using System.Collections.Generic;
using System.Composition;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Engine;
using Xunit;

namespace SecureGen.Analyzers.Tests.House;

/// <summary>A new rule is four files and no central edit; these tests say which of them is missing.</summary>
public class ConsistencyTests
{
    private static readonly string[] Categories =
        ["Options", "Secrets", "Cryptography", "Network", "Files", "Disclosure", "Injection", "GenerativeAI", "Configuration", "Runtime"];

    public static TheoryData<Type> RuleTypes => new(Catalogue.RuleTypes);

    public static TheoryData<Type> FixTypes => new(Catalogue.FixTypes);

    public static TheoryData<string> Ids => new(Catalogue.Descriptors.Select(d => d.Id));

    [Theory]
    [MemberData(nameof(RuleTypes))]
    public void A_rule_is_sealed_and_the_compiler_loads_it_once(Type type)
    {
        Assert.True(type.IsSealed);
        var rule = Catalogue.Rules.Single(r => r.GetType() == type);
        Assert.All(rule.SupportedDiagnostics, descriptor => Assert.Single(Catalogue.Analyzers, analyzer => analyzer.SupportedDiagnostics.Contains(descriptor)));
    }

    [Fact]
    public void What_the_compiler_loads_is_declared_for_csharp_and_holds_nothing_but_the_rules()
    {
        Assert.All(Catalogue.Analyzers, analyzer => Assert.Equal([LanguageNames.CSharp], analyzer.GetType().GetCustomAttribute<DiagnosticAnalyzerAttribute>()!.Languages));
        Assert.Equal(Catalogue.Descriptors.Select(d => d.Id), Catalogue.Analyzers.SelectMany(a => a.SupportedDiagnostics).Select(d => d.Id).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(RuleTypes))]
    public void A_rule_stands_in_the_folder_of_its_category_and_has_tests(Type type)
    {
        var folder = type.Namespace!.Split('.').Last();
        Assert.True(File.Exists(Path.Combine(Catalogue.Root, "src", "SecureGen.Analyzers", "Rules", folder, type.Name + ".cs")), type.Name + ".cs is not in its folder.");
        Assert.True(
            Directory.EnumerateFiles(Path.Combine(Catalogue.Root, "tests", "SecureGen.Analyzers.Tests", "Rules"), type.Name + "*Tests.cs", SearchOption.AllDirectories).Any(),
            type.Name + " has no tests.");
        var analyzer = (DiagnosticAnalyzer)Activator.CreateInstance(type)!;
        Assert.All(analyzer.SupportedDiagnostics, d => Assert.Equal("SecureGen." + folder, d.Category));
        Assert.All(analyzer.SupportedDiagnostics, d => Assert.Equal(folder, Categories[d.Id[3] - '0']));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_descriptor_says_what_it_is_and_where_it_comes_from(string id)
    {
        var descriptor = Catalogue.Descriptors.Single(d => d.Id == id);
        Assert.Matches("^SGA[0-9]{4}$", id);
        Assert.NotEqual(DiagnosticSeverity.Error, descriptor.DefaultSeverity);
        Assert.Contains("security", descriptor.CustomTags);
        Assert.Contains(descriptor.CustomTags, tag => Regex.IsMatch(tag, "^external/cwe/cwe-[0-9]{3,4}$"));
        Assert.DoesNotContain(WellKnownDiagnosticTags.NotConfigurable, descriptor.CustomTags);
        Assert.EndsWith("/docs-rules/" + id + ".md", descriptor.HelpLinkUri, StringComparison.Ordinal);
        Assert.NotEmpty(descriptor.Description.ToString());
        Assert.False(descriptor.Title.ToString().EndsWith('.'));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_has_a_page_and_stands_in_the_index_and_the_release_notes(string id)
    {
        Assert.True(File.Exists(Catalogue.Page(id)), id + " has no page.");
        Assert.StartsWith("# " + id, File.ReadAllText(Catalogue.Page(id)), StringComparison.Ordinal);
        Assert.Contains($"[{id}]({id}.md)", File.ReadAllText(Path.Combine(Catalogue.Root, "docs-rules", "README.md")), StringComparison.Ordinal);
        Assert.Contains(id + " |", File.ReadAllText(Path.Combine(Catalogue.Root, "src", "SecureGen.Analyzers", "AnalyzerReleases.Unshipped.md")), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_has_a_fix_or_its_page_says_why_not(string id)
    {
        var hasFix = Catalogue.Fixes.Any(f => f.FixableDiagnosticIds.Contains(id));
        Assert.True(hasFix || File.ReadAllText(Catalogue.Page(id)).Contains("No automatic fix", StringComparison.Ordinal), id + " has neither.");
    }

    [Fact]
    public void An_id_belongs_to_one_analyzer_and_one_fix()
    {
        Assert.Equal(Distinct(Catalogue.Rules.SelectMany(a => a.SupportedDiagnostics.Select(d => d.Id))), Catalogue.Descriptors.Count);
        Distinct(Catalogue.Fixes.SelectMany(f => f.FixableDiagnosticIds));

        static int Distinct(IEnumerable<string> ids)
        {
            var all = ids.ToArray();
            Assert.Equal(all.Length, all.Distinct().Count());
            return all.Length;
        }
    }

    [Theory]
    [MemberData(nameof(FixTypes))]
    public void A_fix_is_exported_fixes_all_in_its_own_way_and_does_not_tie_the_assembly_to_composition(Type type)
    {
        Assert.True(type.IsSealed);
        Assert.NotNull(type.GetCustomAttribute<ExportCodeFixProviderAttribute>());
        Assert.Null(type.GetCustomAttribute<SharedAttribute>());
        if (!typeof(TextFixProvider).IsAssignableFrom(type))
            Assert.IsType<EditorFixAllProvider>(((CodeFixProvider)Activator.CreateInstance(type)!).GetFixAllProvider());
    }

    // An IDE keeps the fixes of a package by the kind of the document that it is asked about first.
    [Theory]
    [MemberData(nameof(FixTypes))]
    public void A_fix_is_exported_for_both_kinds_of_document(Type type) =>
        Assert.Equal([nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)], type.GetCustomAttribute<ExportCodeFixProviderAttribute>()!.DocumentKinds);

    [Fact]
    public void The_shipped_assemblies_reference_the_oldest_compiler_and_nothing_else()
    {
        string[] references = [.. References(typeof(SecurityAnalyzer).Assembly), .. References(typeof(SecurityCodeFixProvider).Assembly)];
        Assert.All(references.Where(r => r.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal)), r => Assert.Contains("Version=4.5.0", r, StringComparison.Ordinal));
        Assert.DoesNotContain(References(typeof(SecurityAnalyzer).Assembly), r => r.Contains("Workspaces", StringComparison.Ordinal));
        Assert.DoesNotContain(references, r => r.StartsWith("System.Composition", StringComparison.Ordinal) || r.Contains("Json", StringComparison.Ordinal));

        static IEnumerable<string> References(Assembly assembly) => assembly.GetReferencedAssemblies().Select(r => r.FullName);
    }
}
