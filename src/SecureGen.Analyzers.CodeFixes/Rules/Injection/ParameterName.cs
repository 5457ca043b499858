using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SecureGen.Analyzers.CodeFixes.Rules.Injection;

/// <summary>The name of a parameter, after the expression it is given.</summary>
internal static class ParameterName
{
    public static string Of(ExpressionSyntax expression)
    {
        var name = (NameOf(expression) ?? "value").TrimStart('_', '@');
        return name.Length > 0 && SyntaxFacts.IsValidIdentifier(name) ? char.ToLowerInvariant(name[0]) + name.Substring(1) : "value";
    }

    private static string? NameOf(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax identifier => identifier.Identifier.ValueText,
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Value" or "Text" } member => NameOf(member.Expression),
        MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax called } => NameOf(called.Expression),
        ElementAccessExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments } element => Key(arguments[0].Expression) ?? NameOf(element.Expression),
        ParenthesizedExpressionSyntax parenthesized => NameOf(parenthesized.Expression),
        PostfixUnaryExpressionSyntax suppressed => NameOf(suppressed.Operand),
        CastExpressionSyntax cast => NameOf(cast.Expression),
        BinaryExpressionSyntax binary => NameOf(binary.Left),
        ConditionalAccessExpressionSyntax { WhenNotNull: MemberBindingExpressionSyntax binding } => binding.Name.Identifier.ValueText,
        ConditionalAccessExpressionSyntax access => NameOf(access.Expression),
        _ => null,
    };

    private static string? Key(ExpressionSyntax key) =>
        key is LiteralExpressionSyntax { Token.Value: string text } && text.All(c => char.IsLetterOrDigit(c) || c == '_') && SyntaxFacts.IsValidIdentifier(text) ? text : null;
}
