using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SecureGen.Analyzers.Matching;

/// <summary>The properties that one object is given in one body: in its initializer, and by assignments to what holds it.</summary>
internal static class ObjectSettings
{
    /// <summary>Every assignment to the object of this one, itself included.</summary>
    public static IEnumerable<ISimpleAssignmentOperation> Beside(ISimpleAssignmentOperation assignment)
    {
        var (initializer, holder) = Of(assignment);
        foreach (var operation in assignment.Root().Descendants())
        {
            if (operation is not ISimpleAssignmentOperation { Target: IPropertyReferenceOperation } other)
                continue;
            var (otherInitializer, otherHolder) = Of(other);
            if (other == assignment || (initializer is not null && initializer == otherInitializer) || (holder is not null && SymbolEqualityComparer.Default.Equals(holder, otherHolder)))
                yield return other;
        }
    }

    /// <summary>Every assignment to a property of what a local, parameter or member holds, in the body it is named in.</summary>
    public static IEnumerable<ISimpleAssignmentOperation> Of(IOperation reference)
    {
        if (SymbolOf(reference) is not { } wanted)
            yield break;
        foreach (var operation in reference.Root().Descendants())
        {
            if (operation is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation } set && SymbolEqualityComparer.Default.Equals(wanted, Of(set).Holder))
                yield return set;
        }
    }

    private static (IOperation? Initializer, ISymbol? Holder) Of(ISimpleAssignmentOperation assignment)
    {
        if (assignment.Target is not IPropertyReferenceOperation { Instance: { } instance })
            return default;
        if (instance is not IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver })
            return (null, SymbolOf(instance.Unwrap()));
        if (assignment.Parent is not IObjectOrCollectionInitializerOperation { Parent: IObjectCreationOperation creation } initializer)
            return (assignment.Parent, null);
        return (initializer, creation.Wrapped().Parent switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } => local,
            ISimpleAssignmentOperation { Target: var target } => SymbolOf(target),
            _ => null,
        });
    }

    private static ISymbol? SymbolOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IMemberReferenceOperation member => member.Member,
        _ => null,
    };
}
