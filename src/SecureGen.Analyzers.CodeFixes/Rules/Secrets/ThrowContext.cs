using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SecureGen.Analyzers.CodeFixes.Engine;

namespace SecureGen.Analyzers.CodeFixes.Rules.Secrets;

/// <summary>Where C# allows an expression that throws in the place of a constant.</summary>
internal static class ThrowContext
{
    // SyntaxKind.ExpressionElement, an element of a collection expression: the oldest supported compiler has no name for it.
    private const int ExpressionElement = 9077;

    public static bool Allows(FixTarget target, SyntaxNode node) =>
        ((CSharpParseOptions)target.Root.SyntaxTree.Options).LanguageVersion >= LanguageVersion.CSharp7
        && !RequiresConstant(node) && !IsInExpressionTree(target, node);

    /// <summary>Attribute arguments, parameter defaults, case labels, patterns and constants take constants only.</summary>
    public static bool RequiresConstant(SyntaxNode node)
    {
        foreach (var ancestor in node.AncestorsAndSelf())
        {
            switch (ancestor)
            {
                case AttributeArgumentSyntax or CaseSwitchLabelSyntax or GotoStatementSyntax or PatternSyntax or EnumMemberDeclarationSyntax:
                case EqualsValueClauseSyntax { Parent: ParameterSyntax }:
                case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.IsExpression }:
                case FieldDeclarationSyntax field when IsConst(field.Modifiers):
                case LocalDeclarationStatementSyntax { IsConst: true }:
                    return true;
                case StatementSyntax or MemberDeclarationSyntax:
                    return false;
            }
        }

        return false;
    }

    public static bool IsConst(SyntaxTokenList modifiers) => modifiers.Any(SyntaxKind.ConstKeyword);

    private static bool IsInExpressionTree(FixTarget target, SyntaxNode node) =>
        node.Ancestors().OfType<LambdaExpressionSyntax>().Any(lambda => target.Model.GetTypeInfo(lambda, target.Cancellation).ConvertedType is { Name: "Expression" })
        || node.Ancestors().OfType<QueryExpressionSyntax>().Any();

    /// <summary>Whether the place takes an expression of lowest precedence as it is.</summary>
    public static bool TakesAny(ExpressionSyntax expression) => expression.Parent is
        EqualsValueClauseSyntax or ArgumentSyntax or ArrowExpressionClauseSyntax or ReturnStatementSyntax or InitializerExpressionSyntax or AnonymousObjectMemberDeclaratorSyntax
        or SwitchExpressionArmSyntax or ParenthesizedExpressionSyntax or AssignmentExpressionSyntax or LambdaExpressionSyntax or YieldStatementSyntax
        || expression.Parent is { RawKind: ExpressionElement };
}
