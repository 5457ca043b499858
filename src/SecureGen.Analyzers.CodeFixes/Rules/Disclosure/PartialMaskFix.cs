using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Matching;
using SecureGen.Analyzers.Rules.Disclosure;

namespace SecureGen.Analyzers.CodeFixes.Rules.Disclosure;

/// <summary>Nothing of the secret is shown. Text around the mask stays where it is told from it: in an interpolated string.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
public sealed class PartialMaskFix() : SecurityCodeFixProvider(PartialMask.Descriptor)
{
    private const string Redacted = "***REDACTED***";

    private protected override IEnumerable<Fix> FixesFor(FixTarget target)
    {
        if (target.Node is not ExpressionSyntax text || text.DescendantTrivia().Any(static t => t.IsKind(SyntaxKind.SingleLineCommentTrivia) || t.IsKind(SyntaxKind.MultiLineCommentTrivia)))
            yield break;
        var whole = Whole(text, target);
        if (whole is not null)
            yield return new Fix("Redact the secret", "SGA5006.Redact", editor => editor.ReplaceNode(text, whole.WithTriviaFrom(text)));
    }

    private static ExpressionSyntax? Whole(ExpressionSyntax text, FixTarget target)
    {
        if (IsOfPieces(text, target) && text.DescendantNodesAndSelf().All(static node => node is not LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal || IsMask(literal.Token.ValueText))
            && text.DescendantNodesAndSelf().OfType<InterpolatedStringTextSyntax>().All(static part => IsMask(part.TextToken.ValueText)))
            return SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(Redacted));
        return text is InterpolatedStringExpressionSyntax interpolated ? Between(interpolated) : null;
    }

    // name + key[..4] + "..." would lose the name.
    private static bool IsOfPieces(ExpressionSyntax text, FixTarget target) =>
        target.Model.GetOperation(text, target.Cancellation) is { } operation && LoggedParts.Of(operation).All(static part => part is IObjectCreationOperation || ShownPiece.Of(part) is not null);

    // $"Key {key[..4]}...{key[^4..]} is used": from the first piece to the last.
    private static InterpolatedStringExpressionSyntax? Between(InterpolatedStringExpressionSyntax text)
    {
        var pieces = text.Contents.Where(static content => content is InterpolationSyntax { Expression: ElementAccessExpressionSyntax or InvocationExpressionSyntax }).ToArray();
        if (pieces.Length == 0)
            return null;
        var (first, last) = (text.Contents.IndexOf(pieces[0]), text.Contents.IndexOf(pieces[pieces.Length - 1]));
        if (text.Contents.Skip(first).Take(last - first + 1).Any(content => content is InterpolatedStringTextSyntax part ? !IsMask(part.TextToken.ValueText) : !pieces.Contains(content)))
            return null;
        var mask = SyntaxFactory.InterpolatedStringText(SyntaxFactory.Token(SyntaxTriviaList.Empty, SyntaxKind.InterpolatedStringTextToken, Redacted, Redacted, SyntaxTriviaList.Empty));
        return text.WithContents(SyntaxFactory.List(text.Contents.Take(first).Append(mask).Concat(text.Contents.Skip(last + 1))));
    }

    private static bool IsMask(string text) => text.All(static c => c is '*' or '.' or '#' or 'x' or 'X' or '-' or '_' or ' ' or '\u2026' or '\u2022' or '\u25CF');
}
