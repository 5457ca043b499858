using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Knowledge;
using SecureGen.Analyzers.Rules.Network;

namespace SecureGen.Analyzers.CodeFixes.Rules.Network;

/// <summary>Takes the address of the connection, or keeps the proxies that the middleware knows.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
public sealed class TrustedForwardedHeaderFix() : SecurityCodeFixProvider(TrustedForwardedHeader.Descriptor)
{
    private protected override IEnumerable<Fix> FixesFor(FixTarget target)
    {
        if (!target.Diagnostic.Properties.TryGetValue(TrustedForwardedHeader.HeaderProperty, out var header))
        {
            if (Clears(target) is { Count: > 0 } clears)
                yield return new Fix("Keep the known proxies", "SGA3005.KnownProxies", editor => clears.ForEach(clear => Remove(editor, clear)));
            yield break;
        }

        if (header == ForwardedHeaders.Host || target.Node.FirstAncestorOrSelf<ElementAccessExpressionSyntax>() is not { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Headers", Expression: var request } } read)
            yield break;
        if (Connection(request, target) is { } connection && Whole(read) is var whole && IsText(whole, target))
            yield return new Fix("Use the address of the connection", "SGA3005.Connection", editor => Replace(editor, whole, connection + ".RemoteIpAddress?.ToString()", MayBeNull(whole, target)));
    }

    private static void Remove(DocumentEditor editor, SyntaxNode statement) =>
        editor.ReplaceNode(statement.Parent!, (current, _) => Without(current, statement));

    // What is written above may explain what follows as well; the indentation behind it belongs to the statement.
    private static SyntaxNode Without(SyntaxNode body, SyntaxNode statement)
    {
        if (body.ChildNodes().FirstOrDefault(node => SyntaxFactory.AreEquivalent(node, statement)) is not { } removed)
            return body;
        var above = removed.GetLeadingTrivia();
        if (above.Any(trivia => !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia)))
        {
            var next = removed.GetLastToken().GetNextToken(includeZeroWidth: true);
            var kept = above.Last().IsKind(SyntaxKind.WhitespaceTrivia) ? above.RemoveAt(above.Count - 1) : above;
            body = body.ReplaceToken(next, next.WithLeadingTrivia(kept.AddRange(next.LeadingTrivia)));
            removed = body.ChildNodes().First(node => SyntaxFactory.AreEquivalent(node, statement));
        }

        return body.RemoveNode(removed, SyntaxRemoveOptions.KeepNoTrivia)!;
    }

    // Each has to be a statement of its own; a comment behind it goes with it.
    private static List<SyntaxNode>? Clears(FixTarget target)
    {
        var statements = target.Diagnostic.AdditionalLocations.Select(place => target.Root.FindNode(place.SourceSpan, getInnermostNodeForTie: true).Parent as ExpressionStatementSyntax).ToList();
        return statements.All(statement => statement?.Parent is BlockSyntax or GlobalStatementSyntax)
            ? statements.Select(statement => statement!.Parent as GlobalStatementSyntax ?? (SyntaxNode)statement).ToList()
            : null;
    }

    // context.Request, Request of a controller, request
    private static string? Connection(ExpressionSyntax request, FixTarget target)
    {
        if (target.Model.GetTypeInfo(request, target.Cancellation).Type?.ToDisplayString() != ForwardedHeaders.HttpRequest)
            return null;
        return request switch
        {
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Request", Expression: var context } when target.Model.GetTypeInfo(context, target.Cancellation).Type?.ToDisplayString() == ForwardedHeaders.HttpContext => context.WithoutTrivia() + ".Connection",
            IdentifierNameSyntax { Identifier.ValueText: "Request" } when target.Model.LookupSymbols(request.SpanStart, name: "HttpContext").Any(symbol => symbol is IPropertySymbol) => "HttpContext.Connection",
            IdentifierNameSyntax name => name.Identifier.ValueText + ".HttpContext.Connection",
            _ => null,
        };
    }

    // The header and what is made of it: headers[...].ToString().Split(',')[0].Trim()
    private static ExpressionSyntax Whole(ExpressionSyntax read)
    {
        var whole = read;
        while (true)
        {
            switch (whole.Parent)
            {
                case MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access when access.Expression == whole && Narrows(access.Name):
                    whole = call;
                    break;
                case ElementAccessExpressionSyntax element when element.Expression == whole:
                    whole = element;
                    break;
                case ConditionalAccessExpressionSyntax access when access.Expression == whole && access.WhenNotNull.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().All(Narrows):
                    whole = access;
                    break;
                default:
                    return whole;
            }
        }
    }

    private static bool Narrows(SimpleNameSyntax name) => name.Identifier.ValueText is "ToString" or "FirstOrDefault" or "First" or "LastOrDefault" or "Last" or "Split" or "Trim";

    private static bool IsText(ExpressionSyntax whole, FixTarget target) => target.Model.GetTypeInfo(whole, target.Cancellation) is { ConvertedType.SpecialType: SpecialType.System_String };

    private static bool MayBeNull(ExpressionSyntax whole, FixTarget target) =>
        whole is ConditionalAccessExpressionSyntax or InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "FirstOrDefault" or "LastOrDefault" } }
        || target.Model.GetTypeInfo(whole, target.Cancellation) is { Type.SpecialType: not SpecialType.System_String };

    private static void Replace(DocumentEditor editor, ExpressionSyntax whole, string address, bool mayBeNull)
    {
        if (whole.Parent is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } choice && choice.Left == whole)
        {
            var rest = choice.Right is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } more ? more.Left : choice.Right;
            if (SyntaxFactory.AreEquivalent(rest, SyntaxFactory.ParseExpression(address)))
                editor.ReplaceNode(choice, choice.Right.WithTriviaFrom(choice));
            else
                editor.ReplaceNode(whole, Generate.Expression(address).WithTriviaFrom(whole));
            return;
        }

        var text = mayBeNull ? address : address + " ?? \"\"";
        var stands = whole.Parent is ArgumentSyntax or EqualsValueClauseSyntax or AssignmentExpressionSyntax or ReturnStatementSyntax or ArrowExpressionClauseSyntax or LambdaExpressionSyntax;
        editor.ReplaceNode(whole, Generate.Expression(stands || mayBeNull && whole.Parent is BinaryExpressionSyntax ? text : "(" + text + ")").WithTriviaFrom(whole));
    }
}
