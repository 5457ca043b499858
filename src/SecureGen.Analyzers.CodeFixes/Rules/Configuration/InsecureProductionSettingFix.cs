using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Rules.Configuration;

namespace SecureGen.Analyzers.CodeFixes.Rules.Configuration;

/// <summary>Sets the secure value. Of the hosts it is localhost: which others the service has, only its owner knows.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
public sealed class InsecureProductionSettingFix() : TextFixProvider(InsecureProductionSetting.Descriptor)
{
    private protected override IEnumerable<TextFix> FixesFor(Diagnostic diagnostic, string text)
    {
        if (diagnostic.Properties.TryGetValue(InsecureProductionSetting.SecureProperty, out var secure) && secure is not null)
            yield return new TextFix("Set it to '" + secure + "'", "SGA8003.Secure", secure);
    }
}
