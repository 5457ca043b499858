using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Knowledge;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.CodeFixes.Rules.Disclosure;

/// <summary>A named placeholder of a literal message template and the argument that fills it.</summary>
internal sealed class FilledPlaceholder
{
    private readonly LiteralExpressionSyntax _template;
    private readonly ArgumentSyntax _argument;
    private readonly string _hole;

    private FilledPlaceholder(LiteralExpressionSyntax template, ArgumentSyntax argument, string hole) => (_template, _argument, _hole) = (template, argument, hole);

    /// <summary>The placeholder that the secret fills; null unless template and arguments match one to one.</summary>
    public static FilledPlaceholder? For(FixTarget target, ExpressionSyntax secret)
    {
        if (secret.Parent is not ArgumentSyntax { NameColon: null, Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax call } list } argument
            || target.Model.GetSymbolInfo(call, target.Cancellation).Symbol is not IMethodSymbol method)
        {
            return null;
        }

        var index = method.Parameters.TakeWhile(p => !LogSinks.IsTemplate(p)).Count();
        if (index == method.Parameters.Length || index >= list.Arguments.Count || list.Arguments[index] is not { NameColon: null, Expression: LiteralExpressionSyntax template })
            return null;

        var text = template.Token.Text;
        var holes = Placeholders.In(text);
        var values = list.Arguments.Skip(index + 1).ToArray();
        var position = System.Array.IndexOf(values, argument);
        if (position < 0 || holes.Count != values.Length || holes.Any(h => h.Name.Length == 0 || char.IsDigit(h.Name[0])) || holes.Select(h => h.Name).Distinct().Count() != holes.Count)
            return null;
        return new FilledPlaceholder(template, argument, text.Substring(holes[position].Start, holes[position].Length));
    }

    public void Remove(DocumentEditor editor)
    {
        editor.TrackNode(_argument);
        editor.ReplaceNode(_template, (current, _) => Without(current));
        editor.ReplaceNode(_argument.Parent!, (current, _) => WithoutArgument((ArgumentListSyntax)current));
    }

    private SyntaxNode WithoutArgument(ArgumentListSyntax list)
    {
        if (list.GetCurrentNode(_argument) is not { } argument)
            return list;
        var index = list.Arguments.IndexOf(argument);
        var shorter = list.WithArguments(list.Arguments.RemoveAt(index));
        if (index < shorter.Arguments.Count || index == 0)
            return shorter;

        // The comma before the last argument goes with it; a comment behind the comma speaks of the argument before.
        var behind = list.Arguments.GetSeparator(index - 1).TrailingTrivia;
        if (!behind.Any(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia)))
            return shorter;
        var last = shorter.Arguments[index - 1];
        return shorter.WithArguments(shorter.Arguments.Replace(last, last.WithTrailingTrivia(last.GetTrailingTrivia().AddRange(behind))))
            .WithCloseParenToken(shorter.CloseParenToken.WithLeadingTrivia(argument.GetLeadingTrivia()));
    }

    private SyntaxNode Without(SyntaxNode template)
    {
        var text = ((LiteralExpressionSyntax)template).Token.Text;
        var at = text.IndexOf(_hole, System.StringComparison.Ordinal);
        if (at < 0)
            return template;

        // The annotations are how the editor finds the template again, for a second secret in it.
        return template.CopyAnnotationsTo(SyntaxFactory.ParseExpression(Without(text, at, at + _hole.Length)).WithTriviaFrom(template));
    }

    // "Key: {ApiKey}, user {User}" becomes "Key, user {User}", "User {User} ({ApiKey})" becomes "User {User}".
    private static string Without(string text, int start, int end)
    {
        var first = text.IndexOf('"');
        while (text[first] == '"')
            first++;
        while (start > first && (text[start - 1], text[end]) is ('(', ')') or ('[', ']') or ('\'', '\'') or ('<', '>'))
            (start, end) = (start - 1, end + 1);
        while (start > first && text[start - 1] is ' ' or ':' or '=' or ',')
            start--;
        while (start == first && text[end] is ' ' or ':' or ',' or ';')
            end++;
        return text.Remove(start, end - start);
    }
}
