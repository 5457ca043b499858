using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SecureGen.Analyzers.Flow;

/// <summary>
/// Where the parameters of a method go, for its callers: into what it returns, and into sinks. The sources in it are the
/// parameters; a caller puts what it passes in their place. What the method checks is told by <see cref="OwnChecks"/>.
/// </summary>
internal sealed record Summary(Value Returned, ImmutableArray<Written> Written, ImmutableArray<Finding> Sinks)
{
    /// <summary>What comes back from the call, with the danger of the arguments in the place of the parameters'.</summary>
    public Value ReturnedBy(IInvocationOperation call, (IArgumentOperation Argument, Value Value)[] arguments) => AtCall(Returned, call, arguments);

    /// <summary>The same for what a parameter of the method holds afterwards.</summary>
    public static Value AtCall(Value result, IInvocationOperation call, (IArgumentOperation Argument, Value Value)[] arguments)
    {
        var returned = Value.Clean;
        foreach (var inner in result.Taints)
        {
            foreach (var (argument, value) in arguments)
            {
                if (IsOf(argument, inner.Source))
                    returned = returned.Join(value.Select(outer => Through(inner, outer, call)));
            }
        }

        return returned with { EndsWithSeparator = result.EndsWithSeparator };
    }

    /// <summary>Whether the argument is what the callee knows as that source.</summary>
    public static bool IsOf(IArgumentOperation argument, Source source) =>
        source.Key is IParameterSymbol { ContainingSymbol: IMethodSymbol inner } parameter
        && argument.Parameter is { ContainingSymbol: IMethodSymbol called } passed
        && parameter.Ordinal == passed.Ordinal && SymbolEqualityComparer.Default.Equals(Definition(inner), Definition(called));

    /// <summary>The method as it is declared, where its body stands.</summary>
    public static IMethodSymbol Definition(IMethodSymbol method)
    {
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        return method.PartialImplementationPart ?? method;
    }

    // What the callee built is, seen from here, built by the call.
    private static Taint Through(Taint inner, Taint outer, IInvocationOperation call) => outer with
    {
        Dangers = outer.Dangers & inner.Dangers,
        Site = outer.SiteIsPath || inner.Site is null ? outer.Site : call,
        SiteIsPath = outer.SiteIsPath || inner.SiteIsPath,
        IsFull = inner.IsFull || (inner.Site is null && outer.IsFull),
        IsRelative = inner.IsRelative || (inner.Site is null && outer.IsRelative),
        Removal = inner.Removal is null ? outer.Removal : call,
    };
}

/// <summary>What an out or ref parameter holds when the method comes back.</summary>
internal readonly record struct Written(int Ordinal, Value Value);
