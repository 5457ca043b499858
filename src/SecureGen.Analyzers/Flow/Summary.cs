using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace SecureGen.Analyzers.Flow;

/// <summary>
/// Where the parameters of a method, and the members of its object, go for its callers: into what it returns, what it writes,
/// what it stores and into sinks. The sources in it are the parameters and members; a <see cref="CallSite"/> puts what it
/// passes in their place. What the method checks is told by <see cref="OwnChecks"/>.
/// </summary>
internal sealed record Summary(IMethodSymbol Method, Value Returned, ImmutableArray<Written> Written, ImmutableArray<Stored> Stored, ImmutableArray<Invoked> Invoked, ImmutableArray<Finding> Sinks)
{
    /// <summary>The method as it is declared, where its body stands.</summary>
    public static IMethodSymbol Definition(IMethodSymbol method)
    {
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        return method.PartialImplementationPart ?? method;
    }
}

/// <summary>What an out or ref parameter holds when the method comes back.</summary>
internal readonly record struct Written(int Ordinal, Value Value);

/// <summary>What a field or property of the object holds when the method comes back.</summary>
internal readonly record struct Stored(ISymbol Member, Value Value);

/// <summary>What a delegate that was passed is called with.</summary>
internal readonly record struct Invoked(int Ordinal, ImmutableArray<Value> Arguments);

/// <summary>A source of a summary: a member of an object that the method is given.</summary>
internal sealed record Projection(ISymbol Object, ISymbol Member);
