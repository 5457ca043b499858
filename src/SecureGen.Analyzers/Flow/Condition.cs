using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace SecureGen.Analyzers.Flow;

/// <summary>What a test has shown about one source, and the test itself.</summary>
internal sealed record Fact(Source Source, Checks Checks, IOperation? Test);

/// <summary>What holds when a boolean value is true, and when it is false. A default array: it never is.</summary>
internal sealed record Condition(ImmutableArray<Fact> WhenTrue, ImmutableArray<Fact> WhenFalse)
{
    /// <summary>Either answer shows nothing.</summary>
    public static readonly Condition Unknown = new(ImmutableArray<Fact>.Empty, ImmutableArray<Fact>.Empty);

    private static readonly Condition AlwaysTrue = new(ImmutableArray<Fact>.Empty, default);
    private static readonly Condition AlwaysFalse = AlwaysTrue.Negated;

    public Condition Negated => new(WhenFalse, WhenTrue);

    public bool Equals(Condition? other) => other is not null && Same(WhenTrue, other.WhenTrue) && Same(WhenFalse, other.WhenFalse);

    public override int GetHashCode() => 0;

    public static Condition Constant(bool value) => value ? AlwaysTrue : AlwaysFalse;

    public static Condition? Join(Condition? left, Condition? right) =>
        left is null || right is null ? null : new Condition(Common(left.WhenTrue, right.WhenTrue), Common(left.WhenFalse, right.WhenFalse));

    private static ImmutableArray<Fact> Common(ImmutableArray<Fact> left, ImmutableArray<Fact> right)
    {
        if (left.IsDefault)
            return right;
        return right.IsDefault ? left : left.RemoveAll(fact => !Shows(right, fact));
    }

    // Whatever test showed it.
    private static bool Shows(ImmutableArray<Fact> facts, Fact wanted)
    {
        foreach (var fact in facts)
        {
            if (fact.Checks == wanted.Checks && fact.Source.Equals(wanted.Source))
                return true;
        }

        return false;
    }

    private static bool Same(ImmutableArray<Fact> left, ImmutableArray<Fact> right)
    {
        if (left.IsDefault != right.IsDefault)
            return false;
        if (left.IsDefault)
            return true;
        if (left.Length != right.Length)
            return false;
        foreach (var fact in left)
        {
            if (!right.Contains(fact))
                return false;
        }

        return true;
    }
}
