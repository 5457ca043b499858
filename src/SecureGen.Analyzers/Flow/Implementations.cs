using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace SecureGen.Analyzers.Flow;

/// <summary>
/// The one method that a call of an interface, abstract or virtual method can mean in this compilation; none where several
/// can, or none does. The types of the compilation are walked once, when the first such call passes something untrusted.
/// </summary>
internal sealed class Implementations(Compilation compilation)
{
    private readonly ConcurrentDictionary<ISymbol, IMethodSymbol?> _known = new(SymbolEqualityComparer.Default);
    private INamedTypeSymbol[]? _types;

    public IMethodSymbol? Of(IMethodSymbol method, CancellationToken cancellation)
    {
        if (_known.TryGetValue(method, out var known))
            return known;
        _types ??= TypesIn(compilation.Assembly.GlobalNamespace, cancellation).ToArray();
        return _known.GetOrAdd(method, Find(method));
    }

    private IMethodSymbol? Find(IMethodSymbol method)
    {
        IMethodSymbol? only = method.IsAbstract ? null : method;
        foreach (var type in _types!)
        {
            if (InType(type, method) is not { } found || SymbolEqualityComparer.Default.Equals(found, only))
                continue;
            if (only is not null)
                return null;
            only = found;
        }

        return only is { IsAbstract: false, DeclaringSyntaxReferences.Length: 1 } ? only.PartialImplementationPart ?? only : null;
    }

    private static IMethodSymbol? InType(INamedTypeSymbol type, IMethodSymbol method)
    {
        if (method.ContainingType.TypeKind == TypeKind.Interface)
        {
            if (type.TypeKind is not (TypeKind.Class or TypeKind.Struct))
                return null;
            foreach (var implemented in type.AllInterfaces)
            {
                if (!SymbolEqualityComparer.Default.Equals(implemented.OriginalDefinition, method.ContainingType))
                    continue;
                var member = implemented.GetMembers(method.Name).FirstOrDefault(m => SymbolEqualityComparer.Default.Equals(m.OriginalDefinition, method));
                return member is null ? null : (type.FindImplementationForInterfaceMember(member) as IMethodSymbol)?.OriginalDefinition;
            }

            return null;
        }

        foreach (var member in type.GetMembers(method.Name))
        {
            for (var overridden = (member as IMethodSymbol)?.OverriddenMethod; overridden is not null; overridden = overridden.OverriddenMethod)
            {
                if (SymbolEqualityComparer.Default.Equals(overridden.OriginalDefinition, method))
                    return (IMethodSymbol)member.OriginalDefinition;
            }
        }

        return null;
    }

    private static IEnumerable<INamedTypeSymbol> TypesIn(INamespaceOrTypeSymbol container, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        foreach (var member in container.GetMembers())
        {
            if (member is not INamespaceOrTypeSymbol nested)
                continue;
            if (nested is INamedTypeSymbol type)
                yield return type;
            foreach (var inner in TypesIn(nested, cancellation))
                yield return inner;
        }
    }
}
