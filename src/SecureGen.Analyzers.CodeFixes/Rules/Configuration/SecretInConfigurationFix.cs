using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Rules.Configuration;

namespace SecureGen.Analyzers.CodeFixes.Rules.Configuration;

/// <summary>Takes the secret out and leaves the key: a later source of configuration fills it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
public sealed class SecretInConfigurationFix() : TextFixProvider(SecretInConfiguration.Descriptor)
{
    private protected override IEnumerable<TextFix> FixesFor(Diagnostic diagnostic, string text)
    {
        yield return new TextFix("Remove the secret from the file", "SGA8001.Empty", "");
    }
}
