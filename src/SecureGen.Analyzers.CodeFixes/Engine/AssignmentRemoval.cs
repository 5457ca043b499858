using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;

namespace SecureGen.Analyzers.CodeFixes.Engine;

/// <summary>Takes an assignment away from where it stands: a statement, a member of an object initializer, the body of a lambda.</summary>
internal static class AssignmentRemoval
{
    /// <summary>The edit, or null where something else depends on the assignment.</summary>
    public static Action<DocumentEditor>? Of(AssignmentExpressionSyntax assignment, FixTarget target) => assignment.Parent switch
    {
        InitializerExpressionSyntax { RawKind: (int)SyntaxKind.ObjectInitializerExpression } initializer => FromInitializer(initializer, assignment),
        ExpressionStatementSyntax statement => FromStatements(statement),
        LambdaExpressionSyntax lambda when IsVoid(lambda, target) => editor => editor.ReplaceNode(lambda, (current, _) => ((LambdaExpressionSyntax)current).WithBody(EmptyBlock(assignment))),
        ArrowExpressionClauseSyntax { Parent: BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax } arrow => editor => editor.ReplaceNode(arrow.Parent!, (current, _) => Emptied(current)),
        _ => null,
    };

    // void Accept(Client client) => client.Callback = ...;
    private static SyntaxNode Emptied(SyntaxNode declaration) => declaration switch
    {
        BaseMethodDeclarationSyntax method => method.WithExpressionBody(null).WithSemicolonToken(default).WithBody(EmptyBody(method.SemicolonToken)),
        LocalFunctionStatementSyntax function => function.WithExpressionBody(null).WithSemicolonToken(default).WithBody(EmptyBody(function.SemicolonToken)),
        _ => declaration,
    };

    // On its line, with what stood behind the semicolon.
    private static BlockSyntax EmptyBody(SyntaxToken end) => SyntaxFactory.Block(
        SyntaxFactory.Token(default, SyntaxKind.OpenBraceToken, SyntaxFactory.TriviaList(SyntaxFactory.Space)), default, SyntaxFactory.Token(default, SyntaxKind.CloseBraceToken, end.TrailingTrivia));

    private static bool IsVoid(LambdaExpressionSyntax lambda, FixTarget target) =>
        target.Model.GetSymbolInfo(lambda, target.Cancellation).Symbol is IMethodSymbol { ReturnsVoid: true };

    private static Action<DocumentEditor> FromStatements(ExpressionStatementSyntax statement)
    {
        if (statement.Parent is not (BlockSyntax or GlobalStatementSyntax or SwitchSectionSyntax))
            return editor => editor.ReplaceNode(statement, EmptyBlock(statement).WithAdditionalAnnotations(Formatter.Annotation));
        return editor =>
        {
            SyntaxNode removed = statement.Parent is GlobalStatementSyntax global ? global : statement;
            editor.ReplaceNode(removed, (current, _) => current.WithLeadingTrivia(Kept(current)));
            editor.RemoveNode(removed, SyntaxRemoveOptions.KeepLeadingTrivia | SyntaxRemoveOptions.KeepUnbalancedDirectives);
        };
    }

    private static BlockSyntax EmptyBlock(SyntaxNode place) =>
        SyntaxFactory.Block(SyntaxFactory.Token(SyntaxKind.OpenBraceToken).WithTrailingTrivia(SyntaxFactory.Space), default, SyntaxFactory.Token(SyntaxKind.CloseBraceToken)).WithTriviaFrom(place);

    // What follows on the same line keeps the indentation; what follows on the next has its own.
    private static SyntaxTriviaList Kept(SyntaxNode statement)
    {
        var leading = statement.GetLeadingTrivia();
        if (!statement.GetTrailingTrivia().Any(SyntaxKind.EndOfLineTrivia))
            return leading;
        return Comments(leading);
    }

    private static SyntaxTriviaList Comments(SyntaxTriviaList leading) =>
        leading.Any(IsComment) ? SyntaxFactory.TriviaList(leading.Reverse().SkipWhile(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).Reverse()) : default;

    private static Action<DocumentEditor> FromInitializer(InitializerExpressionSyntax initializer, AssignmentExpressionSyntax assignment) => editor =>
    {
        editor.TrackNode(assignment);
        var creation = initializer.Parent!;
        editor.ReplaceNode(creation, (current, _) =>
            Initializer(current) is { } now && current.GetCurrentNode(assignment) is { } member ? Without(current, now, now.Expressions.IndexOf(member)) : current);
    };

    private static InitializerExpressionSyntax? Initializer(SyntaxNode owner) => owner switch
    {
        BaseObjectCreationExpressionSyntax creation => creation.Initializer,
        AssignmentExpressionSyntax { Right: InitializerExpressionSyntax nested } => nested,
        _ => null,
    };

    private static SyntaxNode Without(SyntaxNode owner, InitializerExpressionSyntax initializer, int index)
    {
        if (index < 0)
            return owner;
        if (initializer.Expressions.Count == 1 && owner is BaseObjectCreationExpressionSyntax creation && !initializer.DescendantTrivia().Any(IsComment))
            return WithoutInitializer(creation);
        return owner.ReplaceNode(initializer, Without(initializer, index));
    }

    private static SyntaxNode WithoutInitializer(BaseObjectCreationExpressionSyntax creation)
    {
        var end = creation.GetTrailingTrivia();
        if (creation is ObjectCreationExpressionSyntax { ArgumentList: null } plain)
            return plain.WithInitializer(null).WithType(plain.Type.WithoutTrailingTrivia()).WithArgumentList(SyntaxFactory.ArgumentList()).WithTrailingTrivia(end);
        return creation.WithInitializer(null).WithTrailingTrivia(end);
    }

    private static InitializerExpressionSyntax Without(InitializerExpressionSyntax initializer, int index)
    {
        var members = initializer.Expressions;
        var removed = members[index];
        var comments = Comments(removed.GetLeadingTrivia());
        if (index < members.Count - 1)
        {
            var next = members[index + 1];
            members = members.Replace(next, next.WithLeadingTrivia(comments.AddRange(next.GetLeadingTrivia())));
            return initializer.WithExpressions(members.RemoveAt(index));
        }

        var endsWithComma = members.SeparatorCount == members.Count;
        if (index > 0 && !endsWithComma)
        {
            var between = members.GetSeparator(index - 1).TrailingTrivia;
            var before = members[index - 1];
            members = members.Replace(before, before.WithTrailingTrivia(before.GetTrailingTrivia().AddRange(between.Any(SyntaxKind.EndOfLineTrivia) ? between : removed.GetTrailingTrivia())));
        }

        var close = initializer.CloseBraceToken;
        return initializer.WithExpressions(members.RemoveAt(index)).WithCloseBraceToken(close.WithLeadingTrivia(comments.AddRange(close.LeadingTrivia)));
    }

    private static bool IsComment(SyntaxTrivia trivia) => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia);
}
