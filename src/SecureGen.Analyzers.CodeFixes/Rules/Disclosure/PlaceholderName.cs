using System;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SecureGen.Analyzers.CodeFixes.Rules.Disclosure;

/// <summary>What a placeholder for an expression is called: <c>request.Path</c> is Path, <c>user.Id</c> is UserId.</summary>
internal static class PlaceholderName
{
    private const string Fallback = "Value";

    // These say little without what they are of.
    private static readonly string[] Vague = ["Id", "Name", "Length", "Count", "Key", "Type", "Message", "Status", "Code"];

    // These are what they are of.
    private static readonly string[] Transparent =
        ["Value", "Result", "ToString", "AsSpan", "AsMemory", "Trim", "TrimStart", "TrimEnd", "ToLower", "ToLowerInvariant", "ToUpper", "ToUpperInvariant", "Substring", "Replace", "ConfigureAwait", "GetValueOrDefault", "First", "FirstOrDefault"];

    public static string Of(ExpressionSyntax expression) => Pascal(NameOf(expression) ?? Fallback);

    private static string? NameOf(ExpressionSyntax? expression) => expression switch
    {
        IdentifierNameSyntax identifier => identifier.Identifier.ValueText,
        GenericNameSyntax generic => generic.Identifier.ValueText,
        MemberAccessExpressionSyntax access => Member(access.Expression, access.Name),
        ConditionalAccessExpressionSyntax { WhenNotNull: MemberBindingExpressionSyntax bound } access => Member(access.Expression, bound.Name),
        ConditionalAccessExpressionSyntax { WhenNotNull: InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax bound } } access => Member(access.Expression, bound.Name),
        ConditionalAccessExpressionSyntax access => NameOf(access.Expression),
        InvocationExpressionSyntax call => Call(call),
        ElementAccessExpressionSyntax { ArgumentList.Arguments: { Count: 1 } keys } when keys[0].Expression is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } key => key.Token.ValueText,
        ElementAccessExpressionSyntax element => NameOf(element.Expression),
        ParenthesizedExpressionSyntax parenthesized => NameOf(parenthesized.Expression),
        CastExpressionSyntax cast => NameOf(cast.Expression),
        AwaitExpressionSyntax awaited => NameOf(awaited.Expression),
        PostfixUnaryExpressionSyntax postfix => NameOf(postfix.Operand),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } coalesce => NameOf(coalesce.Left),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AsExpression } cast => NameOf(cast.Left),
        ObjectCreationExpressionSyntax { Type: SimpleNameSyntax type } => type.Identifier.ValueText,
        _ => null,
    };

    private static string? Member(ExpressionSyntax of, SimpleNameSyntax member)
    {
        var name = member.Identifier.ValueText;
        if (Array.IndexOf(Transparent, name) >= 0)
            return NameOf(of) ?? name;
        return Array.IndexOf(Vague, name) >= 0 && NameOf(of) is { } owner && !owner.EndsWith(name, StringComparison.Ordinal) ? Pascal(owner) + name : name;
    }

    private static string? Call(InvocationExpressionSyntax call)
    {
        var name = NameOf(call.Expression);
        if (name is "nameof" or "Join" or "Concat" or "Format" && call.ArgumentList.Arguments.LastOrDefault() is { } last)
            return NameOf(last.Expression);
        if (name is null)
            return null;
        if (name.EndsWith("Async", StringComparison.Ordinal) && name.Length > 5)
            name = name.Substring(0, name.Length - 5);
        return name.StartsWith("Get", StringComparison.Ordinal) && name.Length > 3 && char.IsUpper(name[3]) ? name.Substring(3) : name;
    }

    // x-api-key, _name
    private static string Pascal(string name)
    {
        var pascal = new StringBuilder();
        var starts = true;
        foreach (var character in name)
        {
            if (character > 127 || !char.IsLetterOrDigit(character))
            {
                starts = true;
                continue;
            }

            pascal.Append(starts ? char.ToUpperInvariant(character) : character);
            starts = false;
        }

        if (pascal.Length == 0)
            return Fallback;
        return char.IsDigit(pascal[0]) ? Fallback + pascal : pascal.ToString();
    }
}
