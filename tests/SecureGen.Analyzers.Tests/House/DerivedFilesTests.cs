using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using SecureGen.Analyzers.Knowledge.Formats;
using Xunit;

namespace SecureGen.Analyzers.Tests.House;

/// <summary>
/// Files that follow from the descriptors: the index of the pages and the presets. With SECUREGEN_UPDATE=1 in the environment
/// these tests write them; without, they compare.
/// </summary>
public class DerivedFilesTests
{
    private static readonly string Presets = Path.Combine(Catalogue.Root, "src", "SecureGen.Analyzers.Package", "presets");

    [Theory]
    [InlineData("strict", "warning")]
    [InlineData("none", "none")]
    public void A_preset_gives_every_rule_its_level(string preset, string level) =>
        Check(Path.Combine(Presets, preset + ".globalconfig"), lines => Head(lines).Concat(Catalogue.Descriptors.Select(d => Line(d.Id, level))));

    [Fact]
    public void The_relaxed_preset_names_every_rule_and_keeps_the_level_given_by_hand() =>
        Check(Path.Combine(Presets, "relaxed.globalconfig"), lines => Head(lines).Concat(Catalogue.Descriptors.Select(d => Line(d.Id, Given(lines, d.Id) ?? "suggestion"))));

    [Fact]
    public void The_index_has_a_row_for_every_rule_with_its_category_level_and_title() =>
        Check(Path.Combine(Catalogue.Root, "docs-rules", "README.md"), lines =>
        [
            .. lines.TakeWhile(l => !l.StartsWith("| [SGA", StringComparison.Ordinal)),
            .. Catalogue.Descriptors.Select(d => Row(d, lines)),
            .. lines.SkipWhile(l => !l.StartsWith("| [SGA", StringComparison.Ordinal)).SkipWhile(l => l.StartsWith("| [SGA", StringComparison.Ordinal)),
        ]);

    [Fact]
    public void The_page_of_credential_formats_has_a_row_for_every_line_of_the_table() =>
        Check(Path.Combine(Catalogue.Root, "docs-rules", "credential-formats.md"), lines =>
        [
            .. lines.TakeWhile(l => !l.StartsWith("| Provider |", StringComparison.Ordinal)),
            "| Provider | Kind | Shape | Besides |",
            "| --- | --- | --- | --- |",
            .. CredentialFormats.All.OrderBy(f => f.Provider, StringComparer.OrdinalIgnoreCase).Select(Row),
        ]);

    private static string Row(CredentialFormat format) =>
        $"| {format.Provider} | [{format.Kind}]({format.Source}) | `{format.Shape.Replace("|", "\\|")}` | {Besides(format)} |";

    private static string Besides(CredentialFormat format) => format switch
    {
        { Keyword: { } keyword } => $"\"{keyword}\" nearby",
        { Checksum: not Checksum.None } => "check digits",
        _ => "",
    };

    [Fact]
    public void The_baseline_can_accept_the_findings_of_every_rule_but_that_of_malformed_options() =>
        Check(Path.Combine(Catalogue.Root, "src", "SecureGen.Analyzers", "Rules", "Options", "BaselineSuppressor.Rules.cs"), lines =>
        [
            .. lines.TakeWhile(l => l != "    ["),
            "    [",
            .. Catalogue.Descriptors.Where(d => d.Id != "SGA0001").Select(d => $"        \"{d.Id[3..]}\","),
            "    ];",
            "}",
        ]);

    private static void Check(string file, Func<string[], IEnumerable<string>> derive)
    {
        var lines = File.ReadAllLines(file);
        var derived = derive(lines).ToArray();
        if (Environment.GetEnvironmentVariable("SECUREGEN_UPDATE") == "1")
            File.WriteAllText(file, string.Join('\n', derived) + "\n");
        else
            Assert.Equal(derived, lines);
    }

    private static IEnumerable<string> Head(string[] lines) => lines.TakeWhile(l => !l.StartsWith("dotnet_diagnostic.", StringComparison.Ordinal));

    private static string Line(string id, string level) => $"dotnet_diagnostic.{id}.severity = {level}";

    private static string? Given(string[] lines, string id)
    {
        var start = $"dotnet_diagnostic.{id}.severity = ";
        return lines.FirstOrDefault(l => l.StartsWith(start, StringComparison.Ordinal))?[start.Length..];
    }

    // What the fix does is said by hand, in the last column.
    private static string Row(DiagnosticDescriptor rule, string[] lines)
    {
        var known = lines.FirstOrDefault(l => l.StartsWith($"| [{rule.Id}]", StringComparison.Ordinal));
        var fix = known is null ? "" : Regex.Match(known, @"\| ([^|]*?) ?\|$").Groups[1].Value;
        var level = rule.DefaultSeverity == DiagnosticSeverity.Info ? "suggestion" : "warning";
        return $"| [{rule.Id}]({rule.Id}.md) | {rule.Category} | {level} | {rule.Title} | {(fix.Length == 0 ? "" : fix + " ")}|";
    }
}
