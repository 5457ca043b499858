using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace SecureGen.Analyzers.CodeFixes.Engine;

/// <summary>
/// Adds an element to a list in commas, whichever it is (arguments, initializers, collection expressions, which are newer
/// than the compiler that this is built with), in the lines the list is written in.
/// </summary>
internal static class ListInsertion
{
    /// <summary>Inserts the expression behind the element. Under Fix All the list may have grown before the element, and never behind it.</summary>
    public static void InsertAfter(DocumentEditor editor, SyntaxNode list, SyntaxNode element, ExpressionSyntax added)
    {
        var count = list.ChildNodes().Count();
        var index = list.ChildNodes().ToList().IndexOf(element);
        editor.ReplaceNode(list, (current, _) => Inserted(current, index + current.ChildNodes().Count() - count, added));
    }

    /// <summary>The list with the expression behind the element of that index.</summary>
    public static SyntaxNode Inserted(SyntaxNode list, int index, ExpressionSyntax added)
    {
        var element = list.ChildNodes().ElementAt(index);
        var inserted = (element is ExpressionSyntax ? added : element.ReplaceNode(element.ChildNodes().Last(), added)).WithLeadingTrivia(Indentation(element));
        return Commas(list).Length > index ? Between(list, element, index, inserted) : Last(list, element, index, inserted);
    }

    // The element stands twice for a moment: what is inserted behind the last one would take the place of its comma.
    private static SyntaxNode Between(SyntaxNode list, SyntaxNode element, int index, SyntaxNode added)
    {
        var end = Commas(list)[index].TrailingTrivia;
        list = list.InsertNodesBefore(element, [element]);
        list = list.ReplaceNode(list.ChildNodes().ElementAt(index + 1), added);
        var commas = Commas(list);
        return list.ReplaceTokens(new[] { commas[index], commas[index + 1] }, (old, _) => old.WithLeadingTrivia().WithTrailingTrivia(old == commas[index] ? end : Spaces(end)));
    }

    private static SyntaxNode Last(SyntaxNode list, SyntaxNode element, int index, SyntaxNode added)
    {
        var end = element.GetTrailingTrivia();
        var start = Spaces(element.GetFirstToken().GetPreviousToken().TrailingTrivia);
        var between = end.Any(SyntaxKind.EndOfLineTrivia) ? end : start.Any(SyntaxKind.EndOfLineTrivia) ? start : SyntaxFactory.TriviaList(SyntaxFactory.Space);
        list = list.InsertNodesAfter(element, [added.WithTrailingTrivia(Spaces(end))]);
        var comma = Commas(list)[index];
        list = list.ReplaceToken(comma, comma.WithLeadingTrivia().WithTrailingTrivia(between));
        var before = list.ChildNodes().ElementAt(index);
        return list.ReplaceNode(before, before.WithTrailingTrivia());
    }

    private static SyntaxToken[] Commas(SyntaxNode list) => list.ChildTokens().Where(token => token.IsKind(SyntaxKind.CommaToken)).ToArray();

    /// <summary>The line break or the space in the trivia, without comments: they belong to what stands there already.</summary>
    public static SyntaxTriviaList Spaces(SyntaxTriviaList trivia)
    {
        var isLine = trivia.Any(SyntaxKind.EndOfLineTrivia);
        return SyntaxFactory.TriviaList(trivia.Where(t => t.IsKind(isLine ? SyntaxKind.EndOfLineTrivia : SyntaxKind.WhitespaceTrivia)));
    }

    /// <summary>The space before the node on its line.</summary>
    public static IEnumerable<SyntaxTrivia> Indentation(SyntaxNode node) => node.GetLeadingTrivia().Reverse().TakeWhile(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia));
}
