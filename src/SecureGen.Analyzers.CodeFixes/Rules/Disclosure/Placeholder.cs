using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Knowledge;

namespace SecureGen.Analyzers.CodeFixes.Rules.Disclosure;

/// <summary>A named placeholder of a literal message template and the argument that fills it.</summary>
internal sealed class Placeholder
{
    private readonly LiteralExpressionSyntax _template;
    private readonly ArgumentSyntax _argument;
    private readonly string _hole;

    private Placeholder(LiteralExpressionSyntax template, ArgumentSyntax argument, string hole) => (_template, _argument, _hole) = (template, argument, hole);

    /// <summary>The placeholder that the secret fills; null unless template and arguments match one to one.</summary>
    public static Placeholder? For(FixTarget target, ExpressionSyntax secret)
    {
        if (secret.Parent is not ArgumentSyntax { NameColon: null, Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax call } list } argument
            || target.Model.GetSymbolInfo(call, target.Cancellation).Symbol is not IMethodSymbol method)
        {
            return null;
        }

        var index = method.Parameters.TakeWhile(p => !LogSinks.IsTemplate(p)).Count();
        if (index == method.Parameters.Length || index >= list.Arguments.Count || list.Arguments[index].Expression is not LiteralExpressionSyntax template || !template.Token.IsKind(SyntaxKind.StringLiteralToken))
            return null;

        var holes = Holes(template.Token.Text);
        var values = list.Arguments.Skip(index + 1).ToArray();
        var position = System.Array.IndexOf(values, argument);
        if (position < 0 || holes.Count != values.Length || holes.Any(h => char.IsDigit(h[1])) || holes.Distinct().Count() != holes.Count)
            return null;
        return new Placeholder(template, argument, holes[position]);
    }

    public void Remove(DocumentEditor editor)
    {
        editor.ReplaceNode(_template, (current, _) => Without(current));
        editor.RemoveNode(_argument);
    }

    private SyntaxNode Without(SyntaxNode template)
    {
        var text = ((LiteralExpressionSyntax)template).Token.Text;
        var at = text.IndexOf(_hole, System.StringComparison.Ordinal);
        if (at < 0)
            return template;
        var start = at;
        while (start > 1 && text[start - 1] is ' ' or ':' or '=' or ',')
            start--;
        var shortened = text.Remove(start, at + _hole.Length - start);

        // The annotations are how the editor finds the template again, for a second secret in it.
        return template.CopyAnnotationsTo(SyntaxFactory.ParseExpression(shortened).WithTriviaFrom(template));
    }

    private static List<string> Holes(string literal)
    {
        var holes = new List<string>();
        for (var i = 0; i < literal.Length; i++)
        {
            if (literal[i] != '{')
                continue;
            if (i + 1 < literal.Length && literal[i + 1] == '{')
            {
                i++;
                continue;
            }

            var end = literal.IndexOf('}', i);
            if (end < i + 2)
                return [];
            holes.Add(literal.Substring(i, end - i + 1));
            i = end;
        }

        return holes;
    }
}
