using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Rules.Injection;

namespace SecureGen.Analyzers.CodeFixes.Rules.Injection;

/// <summary>Encodes each untrusted part of the markup for HTML, where the part stands in the text of the page or in quotes.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
public sealed class CrossSiteScriptingFix() : SecurityCodeFixProvider(CrossSiteScripting.Descriptor)
{
    private protected override IEnumerable<Fix> FixesFor(FixTarget target)
    {
        if (target.Node is not ExpressionSyntax markup)
            yield break;
        var parts = MarkupParts.ToEncode(markup, target.Sink?.Span.Contains(markup.Span) == true, target);
        if (parts.Count > 0)
            yield return new Fix("Encode untrusted text for HTML", "SGA6003.Encode", editor => Encode(editor, parts));
    }

    private static void Encode(DocumentEditor editor, IReadOnlyList<ExpressionSyntax> parts)
    {
        foreach (var part in parts)
            editor.ReplaceNode(part, (current, _) => IsEncoded(current) || IsEncoded(current.Parent?.Parent?.Parent) ? current : Encoded((ExpressionSyntax)current));
    }

    private static bool IsEncoded(SyntaxNode? node) => node is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "HtmlEncode" } };

    private static ExpressionSyntax Encoded(ExpressionSyntax part)
    {
        var value = part is ParenthesizedExpressionSyntax { Expression: var inner } ? inner : part;
        var encoded = SyntaxFactory.InvocationExpression(
                Generate.Expression("global::System.Net.WebUtility.HtmlEncode"),
                SyntaxFactory.ArgumentList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Argument(value.WithoutTrivia()))))
            .WithTriviaFrom(part);

        // By its annotations the editor finds the part again, for another finding that needs it encoded.
        return value == part ? encoded : part.CopyAnnotationsTo(encoded);
    }
}
