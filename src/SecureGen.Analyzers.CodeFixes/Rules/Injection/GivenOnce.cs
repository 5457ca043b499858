using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SecureGen.Analyzers.CodeFixes.Engine;

namespace SecureGen.Analyzers.CodeFixes.Rules.Injection;

/// <summary>A local that is declared with its value and read in one place: a fix can change the value for that place.</summary>
internal static class GivenOnce
{
    /// <summary>What the local is declared with, or null where it is read or written anywhere else.</summary>
    public static ExpressionSyntax? Value(ExpressionSyntax read, FixTarget target)
    {
        if (target.Model.GetSymbolInfo(read, target.Cancellation).Symbol is not ILocalSymbol { DeclaringSyntaxReferences: { Length: 1 } declarations } local
            || declarations[0].GetSyntax(target.Cancellation) is not VariableDeclaratorSyntax { Initializer.Value: { } value } declarator
            || Function(read) != Function(declarator))
            return null;
        var reads = Body(read).DescendantNodes().OfType<IdentifierNameSyntax>().Where(i => i.Identifier.ValueText == local.Name && Same(target.Model.GetSymbolInfo(i, target.Cancellation).Symbol, local));
        return reads.All(i => i == read) ? value : null;
    }

    /// <summary>Whether the expression, read later than it stands, has the same value: it reads locals and parameters that are not written any more.</summary>
    public static bool Stays(ExpressionSyntax expression, ExpressionSyntax site, FixTarget target)
    {
        foreach (var node in expression.DescendantNodesAndSelf())
        {
            if (node is AwaitExpressionSyntax or AssignmentExpressionSyntax or PrefixUnaryExpressionSyntax { OperatorToken.Text: "++" or "--" } or PostfixUnaryExpressionSyntax { OperatorToken.Text: "++" or "--" })
                return false;
            if (node is InvocationExpressionSyntax call && !IsOfText(call, target))
                return false;
            if (node is IdentifierNameSyntax name && target.Model.GetSymbolInfo(name, target.Cancellation).Symbol is ILocalSymbol or IParameterSymbol && IsWrittenAfter(name, site, target))
                return false;
        }

        return true;
    }

    /// <summary>The lambda, local function or member whose body the node stands in.</summary>
    public static SyntaxNode Function(SyntaxNode node) =>
        node.Ancestors().FirstOrDefault(a => a is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax) ?? Body(node);

    public static SyntaxNode Body(SyntaxNode node) =>
        node.Ancestors().FirstOrDefault(a => a is MemberDeclarationSyntax and not GlobalStatementSyntax) ?? node.SyntaxTree.GetRoot();

    private static bool IsOfText(InvocationExpressionSyntax call, FixTarget target) =>
        target.Model.GetSymbolInfo(call, target.Cancellation).Symbol is IMethodSymbol { ContainingType.SpecialType: SpecialType.System_String } or IMethodSymbol { Name: "ToString", Parameters.IsEmpty: true };

    private static bool IsWrittenAfter(IdentifierNameSyntax name, ExpressionSyntax site, FixTarget target)
    {
        var symbol = target.Model.GetSymbolInfo(name, target.Cancellation).Symbol;
        return Body(site).DescendantNodes().OfType<IdentifierNameSyntax>().Any(i =>
            i.SpanStart > site.Span.End && i.Identifier.ValueText == name.Identifier.ValueText && IsWritten(i) && Same(target.Model.GetSymbolInfo(i, target.Cancellation).Symbol, symbol!));
    }

    private static bool IsWritten(IdentifierNameSyntax name) => name.Parent switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left == name,
        ArgumentSyntax { RefKindKeyword.RawKind: not 0 } or ArgumentSyntax { Parent: TupleExpressionSyntax } => true,
        PrefixUnaryExpressionSyntax { OperatorToken.Text: "++" or "--" } or PostfixUnaryExpressionSyntax { OperatorToken.Text: "++" or "--" } => true,
        _ => false,
    };

    private static bool Same(ISymbol? left, ISymbol right) => SymbolEqualityComparer.Default.Equals(left, right);
}
