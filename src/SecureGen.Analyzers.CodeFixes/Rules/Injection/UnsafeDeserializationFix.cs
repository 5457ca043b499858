using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Rules.Injection;

namespace SecureGen.Analyzers.CodeFixes.Rules.Injection;

/// <summary>JSON names no types. The formatters have no such setting; their data has to be written in another format first.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
public sealed class UnsafeDeserializationFix() : SecurityCodeFixProvider(UnsafeDeserialization.Descriptor)
{
    private protected override IEnumerable<Fix> FixesFor(FixTarget target)
    {
        if (SettingEdits.For(target) is { } edit)
            yield return new Fix("Use TypeNameHandling.None", "SGA6006.None", edit);
    }
}
