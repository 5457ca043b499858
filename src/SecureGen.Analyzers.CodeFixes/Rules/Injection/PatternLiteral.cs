using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Matching.Patterns;

namespace SecureGen.Analyzers.CodeFixes.Rules.Injection;

/// <summary>The text of a pattern and the literal that it stands in, if one alone; changed in the spelling that it is written in.</summary>
internal sealed record PatternLiteral(LiteralExpressionSyntax? Literal, string Text)
{
    public bool CanEdit => Literal is not null && Offsets(Literal.Token) is not null;

    public LiteralExpressionSyntax Node => Literal!;

    public static PatternLiteral? Of(ExpressionSyntax expression, FixTarget target)
    {
        if (expression is LiteralExpressionSyntax { Token.Value: string written } literal)
            return new PatternLiteral(literal, written);
        var declared = Declared(expression, target);
        if (declared is LiteralExpressionSyntax { Token.Value: string given } only)
            return new PatternLiteral(IsOnlyUse((IdentifierNameSyntax)expression, target) ? only : null, given);
        return target.Model.GetConstantValue(expression, target.Cancellation) is { HasValue: true, Value: string text } ? new PatternLiteral(null, text) : null;
    }

    public LiteralExpressionSyntax With(IReadOnlyList<PatternEdit> edits)
    {
        var offsets = Offsets(Literal!.Token)!;
        var text = new StringBuilder(Literal.Token.Text);
        var isPlain = Literal.Token.Text[0] == '"' && !Literal.Token.IsKind(SyntaxKind.SingleLineRawStringLiteralToken);
        foreach (var edit in edits.OrderByDescending(static edit => edit.Start).ThenByDescending(static edit => edit.Length))
        {
            text.Remove(offsets[edit.Start], offsets[edit.Start + edit.Length] - offsets[edit.Start]);
            text.Insert(offsets[edit.Start], isPlain ? edit.Text.Replace("\\", "\\\\") : edit.Text);
        }

        return ((LiteralExpressionSyntax)SyntaxFactory.ParseExpression(text.ToString())).WithTriviaFrom(Literal);
    }

    private static ExpressionSyntax? Declared(ExpressionSyntax expression, FixTarget target) =>
        expression is IdentifierNameSyntax
        && target.Model.GetSymbolInfo(expression, target.Cancellation).Symbol is ILocalSymbol or IFieldSymbol { DeclaredAccessibility: Accessibility.Private }
        && target.Model.GetSymbolInfo(expression, target.Cancellation).Symbol!.DeclaringSyntaxReferences.FirstOrDefault() is { } reference && reference.SyntaxTree == expression.SyntaxTree
            ? (reference.GetSyntax(target.Cancellation) as VariableDeclaratorSyntax)?.Initializer?.Value
            : null;

    private static bool IsOnlyUse(IdentifierNameSyntax use, FixTarget target) =>
        target.Root.DescendantNodes().OfType<IdentifierNameSyntax>().Count(name => name.Identifier.ValueText == use.Identifier.ValueText) == 1;

    // Where each character of the value stands in the text of the token, and the end.
    private static IReadOnlyList<int>? Offsets(SyntaxToken token)
    {
        var text = token.Text;
        if (token.IsKind(SyntaxKind.SingleLineRawStringLiteralToken))
        {
            var quotes = text.TakeWhile(static c => c == '"').Count();
            return [.. Enumerable.Range(quotes, token.ValueText.Length + 1)];
        }

        var isVerbatim = text[0] == '@';
        if (!token.IsKind(SyntaxKind.StringLiteralToken))
            return null;
        var offsets = new List<int>();
        for (var at = isVerbatim ? 2 : 1; at < text.Length - 1;)
        {
            offsets.Add(at);
            at += isVerbatim ? (text[at] == '"' ? 2 : 1) : text[at] != '\\' ? 1 : text[at + 1] == 'u' ? 6 : text[at + 1] is 'x' or 'U' ? text.Length : 2;
        }

        offsets.Add(text.Length - 1);
        return offsets.Count == token.ValueText.Length + 1 ? offsets : null;
    }
}
