using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SecureGen.Analyzers.CodeFixes.Engine;

/// <summary>Adds entries to what an object is created with.</summary>
internal static class CreationEdits
{
    /// <summary>The creation with the entry, unless it has one of that name already: one object may serve several findings.</summary>
    public static BaseObjectCreationExpressionSyntax With(BaseObjectCreationExpressionSyntax creation, string name, ExpressionSyntax value)
    {
        if (creation.Initializer is { Expressions.Count: > 0 } initializer)
        {
            return initializer.Expressions.Any(e => e is AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: var set } } && set == name)
                ? creation
                : creation.WithInitializer((InitializerExpressionSyntax)ListInsertion.Inserted(initializer, initializer.Expressions.Count - 1, Entry(name, value)));
        }

        var made = ((BaseObjectCreationExpressionSyntax)SyntaxFactory.ParseExpression("new() { " + name + " = 0 }")).Initializer!;
        made = made.ReplaceNode(((AssignmentExpressionSyntax)made.Expressions[0]).Right, value.WithTrailingTrivia(SyntaxFactory.Space));
        if (creation.Initializer is not null)
            return creation.WithInitializer(made.WithTrailingTrivia(creation.GetTrailingTrivia()));
        return creation is ObjectCreationExpressionSyntax { ArgumentList.Arguments.Count: 0 } empty && !empty.ArgumentList.DescendantTrivia().Any(IsComment)
            ? empty.WithType(empty.Type.WithTrailingTrivia(SyntaxFactory.Space)).WithArgumentList(null).WithInitializer(made.WithTrailingTrivia(creation.GetTrailingTrivia()))
            : creation.WithoutTrailingTrivia().WithInitializer(made.WithLeadingTrivia(SyntaxFactory.Space).WithTrailingTrivia(creation.GetTrailingTrivia()));
    }

    /// <summary>Whether an entry has no place to go: a comment stands behind the last one, or in place of one.</summary>
    public static bool HasInnerComment(InitializerExpressionSyntax set) =>
        set.DescendantTrivia().Any(trivia => trivia.IsKind(SyntaxKind.MultiLineCommentTrivia)) || (set.Expressions.Count == 0 && set.DescendantTrivia().Any(IsComment));

    private static ExpressionSyntax Entry(string name, ExpressionSyntax value) =>
        SyntaxFactory.AssignmentExpression(
            SyntaxKind.SimpleAssignmentExpression,
            SyntaxFactory.IdentifierName(name).WithTrailingTrivia(SyntaxFactory.Space),
            SyntaxFactory.Token(SyntaxKind.EqualsToken).WithTrailingTrivia(SyntaxFactory.Space),
            value);

    private static bool IsComment(SyntaxTrivia trivia) => !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia);
}
