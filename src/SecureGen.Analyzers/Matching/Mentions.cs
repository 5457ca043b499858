using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Engine;

namespace SecureGen.Analyzers.Matching;

/// <summary>Finds where a member is read or called by the type that declares it, in every file of that type.</summary>
internal static class Mentions
{
    public static IEnumerable<IOperation> Of(ISymbol member, CompilationContext context)
    {
        foreach (var scope in Scopes(member))
        {
            if (!context.Compilation.ContainsSyntaxTree(scope.SyntaxTree))
                continue;
            foreach (var operation in Within(scope, member, context))
                yield return operation;
        }
    }

    /// <summary>Where the syntax mentions the symbol, also a local or a parameter, in the order of the text.</summary>
    public static IEnumerable<IOperation> Within(SyntaxNode scope, ISymbol symbol, CompilationContext context)
    {
        foreach (var operation in Named(symbol.Name, scope, context))
        {
            if (Same(Mentioned(operation), symbol))
                yield return operation;
        }
    }

    /// <summary>Every operation in the syntax that a simple name of that text stands for.</summary>
    public static IEnumerable<IOperation> Named(string name, SyntaxNode scope, CompilationContext context)
    {
        foreach (var node in scope.DescendantNodes())
        {
            if (node is not SimpleNameSyntax identifier || identifier.Identifier.ValueText != name)
                continue;
            SyntaxNode reference = identifier.Parent is MemberAccessExpressionSyntax access && access.Name == identifier ? access : identifier;
            if (reference.Parent is InvocationExpressionSyntax invocation && invocation.Expression == reference)
                reference = invocation;
            if (context.Model(scope.SyntaxTree)?.GetOperation(reference) is { } operation)
                yield return operation;
        }
    }

    private static IEnumerable<SyntaxNode> Scopes(ISymbol member)
    {
        if (member is IMethodSymbol { MethodKind: MethodKind.LocalFunction, DeclaringSyntaxReferences: { Length: > 0 } local })
        {
            var function = local[0].GetSyntax();
            yield return function.FirstAncestorOrSelf<MemberDeclarationSyntax>(static m => m is not GlobalStatementSyntax) ?? function.SyntaxTree.GetRoot();
            yield break;
        }

        var type = member.ContainingType;
        while (type?.ContainingType is { } outer)
            type = outer;
        if (type is null)
            yield break;
        foreach (var declaration in type.DeclaringSyntaxReferences)
            yield return declaration.GetSyntax();
    }

    private static ISymbol? Mentioned(IOperation operation) => operation switch
    {
        IMemberReferenceOperation member => member.Member,
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IInvocationOperation invocation => invocation.TargetMethod.ReducedFrom ?? invocation.TargetMethod,
        _ => null,
    };

    private static bool Same(ISymbol? left, ISymbol right) => SymbolEqualityComparer.Default.Equals(left?.OriginalDefinition, right.OriginalDefinition);
}
