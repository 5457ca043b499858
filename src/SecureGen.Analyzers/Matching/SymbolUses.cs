using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace SecureGen.Analyzers.Matching;

/// <summary>Where a member is used within the type that declares it.</summary>
internal static class SymbolUses
{
    /// <summary>Every use of the member in the declarations of its type, in the order of the text.</summary>
    public static IEnumerable<IOperation> InType(ISymbol member, IOperation user, CancellationToken cancellation)
    {
        if (member.ContainingType is not { } type)
            yield break;
        foreach (var declaration in type.DeclaringSyntaxReferences)
        {
            foreach (var use in Within(member, declaration.GetSyntax(cancellation), user, cancellation))
                yield return use;
        }
    }

    /// <summary>Every use of the symbol below the node, in the order of the text.</summary>
    public static IEnumerable<IOperation> Within(ISymbol symbol, SyntaxNode scope, IOperation user, CancellationToken cancellation)
    {
        if (Model(user, scope.SyntaxTree) is not { } model)
            yield break;
        foreach (var name in scope.DescendantNodes().OfType<IdentifierNameSyntax>())
        {
            if (name.Identifier.ValueText == symbol.Name && model.GetOperation(Named(name), cancellation) is { } use && Refers(use, symbol))
                yield return use;
        }
    }

    /// <summary>The model of the tree in the compilation that the operation is of.</summary>
    public static SemanticModel? Model(IOperation user, SyntaxTree tree)
    {
        if (user.SemanticModel is not { } model || model.SyntaxTree == tree)
            return user.SemanticModel;
#pragma warning disable RS1030 // A constant is declared where it is declared.
        return model.Compilation.ContainsSyntaxTree(tree) ? model.Compilation.GetSemanticModel(tree) : null;
#pragma warning restore RS1030
    }

    // A member access and a call are operations as a whole.
    private static SyntaxNode Named(IdentifierNameSyntax name)
    {
        SyntaxNode whole = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
        return whole.Parent is InvocationExpressionSyntax call && call.Expression == whole ? call : whole;
    }

    private static bool Refers(IOperation use, ISymbol symbol) => SymbolEqualityComparer.Default.Equals(
        use switch
        {
            IMemberReferenceOperation member => member.Member.OriginalDefinition,
            ILocalReferenceOperation local => local.Local,
            IParameterReferenceOperation parameter => parameter.Parameter,
            IInvocationOperation call => call.TargetMethod.OriginalDefinition,
            _ => null,
        },
        symbol.OriginalDefinition);
}
