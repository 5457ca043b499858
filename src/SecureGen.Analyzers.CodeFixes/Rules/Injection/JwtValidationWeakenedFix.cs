using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Matching;
using SecureGen.Analyzers.Rules.Injection;

namespace SecureGen.Analyzers.CodeFixes.Rules.Injection;

/// <summary>Switches the check on, takes away the delegate that stands in for it, or, for the transport, leaves it off in development.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
public sealed class JwtValidationWeakenedFix() : SecurityCodeFixProvider(JwtValidationWeakened.Descriptor)
{
    private protected override IEnumerable<Fix> FixesFor(FixTarget target)
    {
        if (SettingEdits.For(target) is not { } edit)
            yield break;
        var isRemoved = target.Diagnostic.Properties[SettingFixes.Value] == SettingFixes.Remove;
        yield return new Fix(isRemoved ? "Remove the validator that accepts everything" : "Use the secure value", "SGA6012.Secure", edit);
        if (IsTransport(target.Node) && EnvironmentInScope.Find(target) is { } environment && SettingEdits.Set(target.Node, "!" + environment + ".IsDevelopment()") is { } allowed)
            yield return new Fix("Allow clear text in development only", "SGA6012.Development", allowed);
    }

    private static bool IsTransport(SyntaxNode node) =>
        node is AssignmentExpressionSyntax { Left: var left } && left.GetLastToken().ValueText is "RequireHttpsMetadata" or "RequireHttps";
}
