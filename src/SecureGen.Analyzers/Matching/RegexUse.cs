using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Engine;

namespace SecureGen.Analyzers.Matching;

/// <summary>The calls that run a regular expression, from the place where it is made.</summary>
internal static class RegexUse
{
    /// <summary>The calls on the object made: at once, through a local, or through a field or property within its type.</summary>
    public static IEnumerable<IInvocationOperation> OfCreation(IOperation creation, CompilationContext context, CancellationToken cancellation)
    {
        var value = creation.Wrapped();
        if (CallOn(value) is { } call)
            return [call];
        return Target.Of(value)?.Symbol switch
        {
            ILocalSymbol local => local.ReferencesTo(value.Root()).Select(static reference => CallOn(reference.Wrapped())).OfType<IInvocationOperation>(),
            IFieldSymbol or IPropertySymbol when Target.Of(value)!.Value.Symbol is { } member => OfMember(member, context, cancellation),
            _ => [],
        };
    }

    /// <summary>The calls on what the field, property or generated method holds, within the type that declares it.</summary>
    public static IEnumerable<IInvocationOperation> OfMember(ISymbol member, CompilationContext context, CancellationToken cancellation)
    {
        foreach (var declaration in member.ContainingType.DeclaringSyntaxReferences)
        {
            foreach (var node in declaration.GetSyntax(cancellation).DescendantNodes())
            {
                if (node is IdentifierNameSyntax name && name.Identifier.ValueText == member.Name && Called(name) is { } call
                    && context.Model(node.SyntaxTree) is { } model
                    && model.GetSymbolInfo(name, cancellation).Symbol is { } symbol && Same(symbol, member)
                    && model.GetOperation(call, cancellation) is IInvocationOperation use)
                    yield return use;
            }
        }
    }

    private static bool Same(ISymbol symbol, ISymbol member) =>
        SymbolEqualityComparer.Default.Equals(symbol, member)
        || (symbol is IMethodSymbol method && (SymbolEqualityComparer.Default.Equals(method.PartialDefinitionPart, member) || SymbolEqualityComparer.Default.Equals(method.PartialImplementationPart, member)));

    // Slug.IsMatch(x), Slug().IsMatch(x), Names.Slug.IsMatch(x)
    private static InvocationExpressionSyntax? Called(IdentifierNameSyntax name)
    {
        ExpressionSyntax value = name;
        if (value.Parent is MemberAccessExpressionSyntax qualified && qualified.Name == value)
            value = qualified;
        if (value.Parent is InvocationExpressionSyntax generated && generated.Expression == value)
            value = generated;
        return value.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access && access.Expression == value ? call : null;
    }

    private static IInvocationOperation? CallOn(IOperation value) => value.Parent is IInvocationOperation call && call.Instance == value ? call : null;
}
