using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SecureGen.Analyzers.Matching;

/// <summary>What is called on an end point, or on a group of end points: in one chain, and at the local that holds it.</summary>
internal static class EndpointCalls
{
    public static bool Maps(this IInvocationOperation call) => call.TargetMethod.Name.StartsWith("Map", StringComparison.Ordinal);

    /// <summary>The calls that hold for what the call is made on: its own chain, and those of the groups that it is mapped on.</summary>
    public static IEnumerable<IInvocationOperation> Around(IInvocationOperation call)
    {
        var following = Outward(call).TakeWhile(static outer => !outer.Maps());
        foreach (var outer in HolderOf(call) is { } holder ? following.Concat(At(holder, call)) : following)
            yield return outer;
        for (var current = call; current is not null; current = Inner(current))
        {
            yield return current;
            if (Receiver(current) is ILocalReferenceOperation { Local: var local })
            {
                foreach (var other in At(local, call))
                    yield return other;
            }
        }
    }

    /// <summary>The call that maps the end point or the group.</summary>
    public static IInvocationOperation? Mapping(IInvocationOperation call)
    {
        for (var current = Inner(call); current is not null; current = Inner(current))
        {
            if (current.Maps())
                return current;
        }

        return null;
    }

    /// <summary>What is mapped on the group; null where it is passed on, and more may be mapped elsewhere.</summary>
    public static IReadOnlyList<IInvocationOperation>? MappedOn(IInvocationOperation group)
    {
        var chains = HolderOf(group) is { } holder ? holder.ReferencesTo(group.Root()).Select(Outward).ToArray() : [];
        var mapped = chains.Append(Outward(group)).Select(static chain => chain.FirstOrDefault(Maps)).OfType<IInvocationOperation>().ToArray();
        return mapped.Length == 0 || chains.Any(static chain => !chain.Any()) ? null : mapped;
    }

    /// <summary>The value that the call is made on, also through a local that is set once.</summary>
    private static IInvocationOperation? Inner(IInvocationOperation call) => Receiver(call) switch
    {
        IInvocationOperation inner => inner,
        ILocalReferenceOperation { Local: var local } reference when local.ValuesOf(reference.Root()) is { Count: 1 } given => given[0].Unwrap() as IInvocationOperation,
        _ => null,
    };

    private static IOperation? Receiver(IInvocationOperation call) =>
        (call.Instance ?? (call.TargetMethod.IsExtensionMethod && call.Arguments.Length > 0 ? call.Arguments[0].Value : null))?.Unwrap();

    private static IEnumerable<IInvocationOperation> At(ILocalSymbol local, IOperation place) =>
        local.ReferencesTo(place.Root()).SelectMany(static use => Outward(use).TakeWhile(static call => !call.Maps()));

    // group.A().B(): the calls that follow on the value.
    private static IEnumerable<IInvocationOperation> Outward(IOperation value)
    {
        for (var current = value; ; )
        {
            var outer = current.Wrapped().Parent switch
            {
                IInvocationOperation called => called,
                IArgumentOperation { Parent: IInvocationOperation called } => called,
                _ => null,
            };
            if (outer is null || Receiver(outer) != current)
                yield break;
            yield return outer;
            current = outer;
        }
    }

    private static ILocalSymbol? HolderOf(IInvocationOperation call) =>
        (Outward(call).LastOrDefault() ?? call).Wrapped().Parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } ? local : null;
}
