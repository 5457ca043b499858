using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SecureGen.Analyzers.CodeFixes.Engine;

namespace SecureGen.Analyzers.CodeFixes.Rules.Injection;

/// <summary>Writes a part of built text as an expression of its own.</summary>
internal static class TextWriting
{
    /// <summary>"a" + hole + "b".</summary>
    public static string Concatenated(this IReadOnlyList<TextElement> part)
    {
        var operands = Operands(part).ToArray();
        var isText = operands[0][0] == '"' || (operands.Length > 1 && operands[1][0] == '"') || part.Any(e => e.Hole is { IsText: true });
        return string.Join(" + ", isText ? operands : operands.Prepend("\"\""));
    }

    /// <summary>$"a{hole}b".</summary>
    public static string Interpolated(this IReadOnlyList<TextElement> part)
    {
        var text = new StringBuilder("$\"");
        foreach (var element in part)
        {
            if (element.Hole is { } hole)
                text.Append('{').Append(hole.Expression is ConditionalExpressionSyntax ? "(" + hole.Expression + ")" : hole.Expression.ToString()).Append(hole.Format).Append('}');
            else if (element.Character is '{' or '}')
                text.Append(element.Character, 2);
            else
                text.Append(SymbolDisplay.FormatLiteral(element.Character.ToString(), quote: true).Trim('"') is { Length: > 0 } shown ? shown : "\\\"");
        }

        return text.Append('"').ToString();
    }

    /// <summary>The expression as it can be an operand, or be asked for a member.</summary>
    public static string Operand(ExpressionSyntax expression) =>
        expression is IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax or LiteralExpressionSyntax or ParenthesizedExpressionSyntax or ThisExpressionSyntax
            ? expression.ToString()
            : "(" + expression + ")";

    /// <summary>Whether the hole may be null, which is nothing in a text and something else on its own.</summary>
    public static bool MayBeNull(this TextHole hole, FixTarget target) =>
        hole.Type?.IsReferenceType != false && target.Model.GetTypeInfo(hole.Expression, target.Cancellation).Nullability.FlowState != NullableFlowState.NotNull;

    private static IEnumerable<string> Operands(IReadOnlyList<TextElement> part)
    {
        var text = new StringBuilder();
        foreach (var element in part)
        {
            if (element.Hole is null)
            {
                text.Append(element.Character);
                continue;
            }

            if (text.Length > 0)
                yield return Generate.Quoted(text.ToString());
            text.Clear();
            yield return Operand(element.Hole.Expression);
        }

        if (text.Length > 0)
            yield return Generate.Quoted(text.ToString());
    }
}
