using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Matching;
using SecureGen.Analyzers.Rules.Disclosure;

namespace SecureGen.Analyzers.CodeFixes.Rules.Disclosure;

/// <summary>Shows <c>***REDACTED***</c> in place of the secret, or drops the placeholder and its argument together.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
public sealed class SecretLoggedFix : SecurityCodeFixProvider
{
    private const string Redacted = "***REDACTED***";

    public SecretLoggedFix()
        : base(SecretLogged.Descriptor)
    {
    }

    private protected override IEnumerable<Fix> FixesFor(FixTarget target)
    {
        if (target.Node is not ExpressionSyntax secret)
            yield break;

        if (secret.Parent is InterpolationSyntax hole)
        {
            yield return new Fix("Redact the secret", "SGA5001.Redact", editor => editor.ReplaceNode(hole, Text(Redacted)));
            if (!HoldsRawTogether(hole))
                yield return new Fix("Remove the secret from the message", "SGA5001.Remove", editor => editor.ReplaceNode(hole, Text("")));
            yield break;
        }

        if (TakesText(target, secret))
            yield return new Fix("Redact the secret", "SGA5001.Redact", editor => Redact(editor, secret));
        if (FilledPlaceholder.For(target, secret) is { } placeholder)
            yield return new Fix("Remove the placeholder and its argument", "SGA5001.Remove", placeholder.Remove);
    }

    private static void Redact(DocumentEditor editor, ExpressionSyntax secret)
    {
        // new { apiKey } takes its member's name from the value that goes.
        if (secret.Parent is AnonymousObjectMemberDeclaratorSyntax { NameEquals: null } member && SyntaxFacts.TryGetInferredMemberName(secret) is { } name)
            editor.ReplaceNode(member, SyntaxFactory.AnonymousObjectMemberDeclarator(SyntaxFactory.NameEquals(name), Literal()).NormalizeWhitespace().WithTriviaFrom(member));
        else
            editor.ReplaceNode(secret, Literal().WithTriviaFrom(secret));
    }

    private static LiteralExpressionSyntax Literal() => SyntaxFactory.LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(Redacted));

    private static InterpolatedStringTextSyntax Text(string text) =>
        SyntaxFactory.InterpolatedStringText(SyntaxFactory.Token(SyntaxTriviaList.Empty, SyntaxKind.InterpolatedStringTextToken, text, text, SyntaxTriviaList.Empty));

    // $"""{key}""" without its hole is six quotes: only a hole between text that has none beside it can go.
    private static bool HoldsRawTogether(InterpolationSyntax hole)
    {
        if (hole.Parent is not InterpolatedStringExpressionSyntax { StringStartToken.RawKind: (int)SyntaxKind.InterpolatedSingleLineRawStringStartToken or (int)SyntaxKind.InterpolatedMultiLineRawStringStartToken } text)
            return false;
        var index = text.Contents.IndexOf(hole);
        return !(PlainText(text.Contents.ElementAtOrDefault(index - 1)) is { } before && before[before.Length - 1] != '"'
            && PlainText(text.Contents.ElementAtOrDefault(index + 1)) is { } after && after[0] != '"');
    }

    private static string? PlainText(InterpolatedStringContentSyntax? content) => content is InterpolatedStringTextSyntax { TextToken.Text: { Length: > 0 } text } ? text : null;

    private static bool TakesText(FixTarget target, ExpressionSyntax secret)
    {
        // A text in place of a whole builder or dictionary would show less than the secret.
        var type = target.Model.GetTypeInfo(secret, target.Cancellation);
        if (LoggedParts.IsCarrier(type.Type))
            return false;
        if (type.ConvertedType is { SpecialType: SpecialType.System_String or SpecialType.System_Object })
            return true;
        if (secret.Parent is AnonymousObjectMemberDeclaratorSyntax)
            return type.Type is { SpecialType: SpecialType.System_String };

        // A StringValues becomes the array of params itself; its redaction becomes an element of it.
        if (type is { Type.Name: "StringValues", ConvertedType: IArrayTypeSymbol })
            return true;

        // A generic parameter takes the literal's type in place of the secret's.
        return secret.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call }
            && target.Model.GetSymbolInfo(call, target.Cancellation).Symbol is IMethodSymbol { IsGenericMethod: true } method
            && call.Expression is not GenericNameSyntax and not MemberAccessExpressionSyntax { Name: GenericNameSyntax }
            && SymbolEqualityComparer.Default.Equals(method.TypeArguments.FirstOrDefault(a => SymbolEqualityComparer.Default.Equals(a, type.Type)), type.Type);
    }
}
