using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Matching;
using SecureGen.Analyzers.Rules.Runtime;

namespace SecureGen.Analyzers.CodeFixes.Rules.Runtime;

/// <summary>An escape in its place where a literal takes one; elsewhere the character goes. All of a token and what is around it at once.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
public sealed class TrojanSourceFix() : SecurityCodeFixProvider(TrojanSource.Descriptor)
{
    private protected override IEnumerable<Fix> FixesFor(FixTarget target)
    {
        if (target.Root.FindToken(target.Diagnostic.Location.SourceSpan.Start) is not { Parent: { } owner } token)
            yield break;
        var isInside = token.Span.Contains(target.Diagnostic.Location.SourceSpan);
        if (isInside && token.Text.Any(HiddenCharacters.IsFiller) && token.IsKind(SyntaxKind.IdentifierToken))
            yield break;
        yield return new Fix(
            isInside && TakesEscapes(token) ? "Write it as an escape" : "Remove it",
            "SGA9002.Show",
            editor => editor.ReplaceNode(owner, (current, _) => current.ReplaceTokens(current.ChildTokens(), static (old, _) => Shown(old))));
    }

    private static SyntaxToken Shown(SyntaxToken token)
    {
        var text = Cleaned(token.Text, TakesEscapes(token), token.IsKind(SyntaxKind.IdentifierToken));
        var shown = text == token.Text ? token
            : token.IsKind(SyntaxKind.InterpolatedStringTextToken) ? SyntaxFactory.Token(token.LeadingTrivia, SyntaxKind.InterpolatedStringTextToken, text, text, token.TrailingTrivia)
            : SyntaxFactory.ParseToken(text).WithLeadingTrivia(token.LeadingTrivia).WithTrailingTrivia(token.TrailingTrivia);
        return Shown(Shown(shown, token.LeadingTrivia, isLeading: true), token.TrailingTrivia, isLeading: false);
    }

    private static SyntaxToken Shown(SyntaxToken token, SyntaxTriviaList trivia, bool isLeading)
    {
        var before = trivia.ToFullString();
        var after = Cleaned(before, takesEscapes: false, isName: false);
        if (before == after)
            return token;
        return isLeading ? token.WithLeadingTrivia(SyntaxFactory.ParseLeadingTrivia(after)) : token.WithTrailingTrivia(SyntaxFactory.ParseTrailingTrivia(after));
    }

    private static string Cleaned(string text, bool takesEscapes, bool isName)
    {
        StringBuilder? cleaned = null;
        for (var i = 0; i < text.Length; i++)
        {
            if (!HiddenCharacters.IsOutOfPlace(text, i, isName) || HiddenCharacters.IsFiller(text[i]))
            {
                cleaned?.Append(text[i]);
                continue;
            }

            cleaned ??= new StringBuilder(text, 0, i, text.Length + 16);
            var length = HiddenCharacters.LengthAt(text, i);
            if (takesEscapes)
                cleaned.Append(length == 2 ? "\\U" + char.ConvertToUtf32(text, i).ToString("X8") : "\\u" + ((int)text[i]).ToString("X4"));
            i += length - 1;
        }

        return cleaned?.ToString() ?? text;
    }

    private static bool TakesEscapes(SyntaxToken token) => (SyntaxKind)token.RawKind switch
    {
        SyntaxKind.StringLiteralToken or SyntaxKind.Utf8StringLiteralToken => token.Text[0] == '"',
        SyntaxKind.CharacterLiteralToken => true,
        SyntaxKind.InterpolatedStringTextToken => token.Parent?.Parent?.GetFirstToken().IsKind(SyntaxKind.InterpolatedStringStartToken) == true,
        _ => false,
    };
}
