using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Knowledge;
using SecureGen.Analyzers.Rules.Secrets;

namespace SecureGen.Analyzers.CodeFixes.Rules.Secrets;

/// <summary>Reads the secret where it is used: from the environment, or from the configuration in scope.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
public sealed class HardcodedSecretFix : SecurityCodeFixProvider
{
    public HardcodedSecretFix()
        : base(HardcodedSecret.Descriptor)
    {
    }

    private protected override IEnumerable<Fix> FixesFor(FixTarget target)
    {
        if (SecretReading.Literal(target.Node) is not { } literal)
            return [];
        if (literal.IsKind(SyntaxKind.Utf8StringLiteralExpression))
            return SecretReading.FixesFor(target, SecretReading.BytesOf(literal), SecretReading.Utf8);

        var scheme = target.Model.GetConstantValue(literal, target.Cancellation) is { Value: string text } ? SecretValues.SchemeOf(text) : "";
        return SecretReading.FixesFor(target, literal, read => SecretReading.Parenthesized(scheme.Length == 0 ? read : Generate.Quoted(scheme) + " + (" + read + ")", literal));
    }
}
