using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;
using SecureGen.Analyzers.CodeFixes.Engine;

namespace SecureGen.Analyzers.CodeFixes.Rules.Injection;

/// <summary>Statements behind a statement, in a block as at the top level.</summary>
internal static class StatementEdits
{
    public static bool CanInsertAfter(SyntaxNode statement) => statement.Parent is BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax;

    public static void InsertAfter(DocumentEditor editor, SyntaxNode statement, IEnumerable<StatementSyntax> added)
    {
        if (statement.Parent is GlobalStatementSyntax global)
            editor.InsertAfter(global, added.Select(s => SyntaxFactory.GlobalStatement(Placed(s, global))));
        else
            editor.InsertAfter(statement, added.Select(s => Placed(s, statement)));
    }

    public static void Replace(DocumentEditor editor, StatementSyntax statement, IReadOnlyList<StatementSyntax> statements)
    {
        InsertAfter(editor, statement, statements.Skip(1));
        editor.ReplaceNode(statement, (current, _) => statements[0].WithTriviaFrom(current));
    }

    /// <summary>Whether the statement runs once for what the local holds: not in a loop, lambda or local function that is younger than it.</summary>
    public static bool RunsOncePer(ILocalSymbol local, SyntaxNode statement, FixTarget target)
    {
        if (local.DeclaringSyntaxReferences.Length != 1)
            return false;
        var declaration = local.DeclaringSyntaxReferences[0].GetSyntax(target.Cancellation);
        var loop = statement.Ancestors().FirstOrDefault(a => a is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax);
        return (loop is null || loop.Span.Contains(declaration.Span)) && GivenOnce.Function(statement).Span.Contains(declaration.Span);
    }

    /// <summary>The statement on a line of its own, where the other one begins.</summary>
    public static StatementSyntax Placed(StatementSyntax statement, SyntaxNode beside, SyntaxTrivia endOfLine)
    {
        var indentation = beside.GetLeadingTrivia().Reverse().TakeWhile(t => t.IsKind(SyntaxKind.WhitespaceTrivia)).Reverse();
        return statement.WithLeadingTrivia(indentation).WithTrailingTrivia(endOfLine).WithoutAnnotations(Formatter.Annotation);
    }

    /// <summary>A line break as the file has them.</summary>
    public static SyntaxTrivia EndOfLine(SyntaxNode near) =>
        near.GetTrailingTrivia().FirstOrDefault(t => t.IsKind(SyntaxKind.EndOfLineTrivia)) is { RawKind: not 0 } own ? own
        : near.SyntaxTree.GetRoot().DescendantTrivia().FirstOrDefault(t => t.IsKind(SyntaxKind.EndOfLineTrivia)) is { RawKind: not 0 } any ? any : SyntaxFactory.ElasticLineFeed;

    private static StatementSyntax Placed(StatementSyntax statement, SyntaxNode after) => Placed(statement, after, EndOfLine(after));
}
