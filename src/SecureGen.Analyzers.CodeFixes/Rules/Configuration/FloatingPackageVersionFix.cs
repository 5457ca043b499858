using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Rules.Configuration;

namespace SecureGen.Analyzers.CodeFixes.Rules.Configuration;

/// <summary>
/// Closes a range that begins with a version at that version, which is the one that restoring takes. Which version a wildcard or
/// a range without a first version stands for, only the feed can say: there is no fix for these.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
public sealed class FloatingPackageVersionFix() : TextFixProvider(FloatingPackageVersion.Descriptor)
{
    private protected override IEnumerable<TextFix> FixesFor(Diagnostic diagnostic, string text)
    {
        var range = text.Trim();
        if (range.Length == 0 || range[0] != '[' || range.IndexOf(',') is not (> 1 and var comma))
            yield break;
        var version = range.Substring(1, comma - 1).Trim();
        if (version.Length > 0 && char.IsDigit(version[0]) && version.All(static c => char.IsLetterOrDigit(c) || c is '.' or '-' or '+'))
            yield return new TextFix("Take exactly version " + version, "SGA8004.Exact", "[" + version + "]");
    }
}
