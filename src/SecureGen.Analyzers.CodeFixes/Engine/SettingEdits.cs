using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.CodeFixes.Engine;

/// <summary>Gives a setting another value, or takes it away, as the finding says.</summary>
internal static class SettingEdits
{
    private const SyntaxRemoveOptions KeepComments = SyntaxRemoveOptions.KeepExteriorTrivia | SyntaxRemoveOptions.KeepUnbalancedDirectives;

    /// <summary>The edit that the finding asks for, on an assignment, an argument or a value; null where there is none.</summary>
    public static Action<DocumentEditor>? For(FixTarget target)
    {
        if (!target.Diagnostic.Properties.TryGetValue(SettingFixes.Value, out var value) || value is null)
            return null;
        return value == SettingFixes.Remove ? Remove(target.Node) : Set(target.Node, value);
    }

    /// <summary>Sets the value of the assignment, or replaces the expression.</summary>
    public static Action<DocumentEditor>? Set(SyntaxNode node, string value)
    {
        var expression = node switch
        {
            AssignmentExpressionSyntax assignment => assignment.Right,
            ArgumentSyntax argument => argument.Expression,
            ExpressionSyntax other => other,
            _ => null,
        };
        if (expression is null)
            return null;
        return editor => editor.ReplaceNode(expression, Generate.Expression(value).WithTriviaFrom(expression));
    }

    /// <summary>Takes the assignment, call or attribute away where nothing needs its value.</summary>
    public static Action<DocumentEditor>? Remove(SyntaxNode node) => node switch
    {
        ExpressionSyntax { Parent: ExpressionStatementSyntax statement } => Remove(statement),
        ExpressionSyntax { Parent: LambdaExpressionSyntax lambda } expression => editor => editor.ReplaceNode(lambda, (current, _) => Emptied((LambdaExpressionSyntax)current, expression)),
        ExpressionSyntax { Parent: InitializerExpressionSyntax } => editor => editor.RemoveNode(node, HasComment(node) ? KeepComments : SyntaxRemoveOptions.KeepUnbalancedDirectives),
        _ => null,
    };

    private static Action<DocumentEditor>? Remove(ExpressionStatementSyntax statement)
    {
        switch (statement.Parent)
        {
            case BlockSyntax:
            case SwitchSectionSyntax { Statements.Count: > 1 }:
                return editor => RemoveLine(editor, statement);
            case GlobalStatementSyntax global:
                return editor => RemoveLine(editor, global);
            default:
                return editor => editor.ReplaceNode(statement, SyntaxFactory.ParseStatement("{ }").WithTriviaFrom(statement));
        }
    }

    // The indentation goes with the statement, the comments above it stay; under Fix All some may be those of the statement before.
    private static void RemoveLine(DocumentEditor editor, SyntaxNode statement)
    {
        editor.ReplaceNode(statement, static (current, _) => current.WithLeadingTrivia(HasComment(current)
            ? current.GetLeadingTrivia().Reverse().SkipWhile(t => t.IsKind(SyntaxKind.WhitespaceTrivia)).Reverse()
            : current.GetLeadingTrivia().Where(t => t.IsDirective)));
        editor.RemoveNode(statement, SyntaxRemoveOptions.KeepLeadingTrivia | SyntaxRemoveOptions.KeepUnbalancedDirectives);
    }

    private static LambdaExpressionSyntax Emptied(LambdaExpressionSyntax lambda, ExpressionSyntax body) =>
        lambda.WithExpressionBody(null).WithBlock(SyntaxFactory.Block(
            SyntaxFactory.Token(SyntaxKind.OpenBraceToken).WithTrailingTrivia(SyntaxFactory.Space),
            default,
            SyntaxFactory.Token(SyntaxKind.CloseBraceToken)).WithTriviaFrom(body));

    private static bool HasComment(SyntaxNode node) =>
        node.GetLeadingTrivia().Concat(node.GetTrailingTrivia()).Any(t => t.IsKind(SyntaxKind.SingleLineCommentTrivia) || t.IsKind(SyntaxKind.MultiLineCommentTrivia));
}
