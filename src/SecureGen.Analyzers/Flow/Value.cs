using System;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace SecureGen.Analyzers.Flow;

/// <summary>What untrusted text can still do; a sanitizer clears some of these.</summary>
[Flags]
internal enum Dangers
{
    None = 0,
    Path = 1,
}

/// <summary>What a branch has shown about a source. Some tests only contain a path together.</summary>
[Flags]
internal enum Checks
{
    None = 0,
    Contained = 1,
    NoDotDot = 2,
    NoInvalidCharacter = 4,
    NotRooted = 8,
    WrongPrefix = 16,
}

/// <summary>Where untrusted data enters. Two reads of one expression are one source: a guard on the first holds for the second.</summary>
// Key: The parameter, or the text of the expression.
// Words: For the message: "route parameter 'name'".
internal sealed record Source(object Key, string Words, Location Location)
{
    public bool Equals(Source? other) => other is not null && Key.Equals(other.Key);

    public override int GetHashCode() => Key.GetHashCode();
}

/// <summary>A source inside a value, and the operation that built a path (or a text) with it.</summary>
// Site: The innermost path-building call, or else the text-building operation.
// SiteIsPath: Whether the site is a call of Path.
// Removal: The call that took ".." out of the text, which contains nothing.
internal sealed record Taint(Source Source, Dangers Dangers, IOperation? Site = null, bool SiteIsPath = false, bool IsFull = false, bool IsRelative = false, IOperation? Removal = null);

/// <summary>What is known of a value. Most values are <see cref="Clean"/> and take no room in a state.</summary>
// EndsWithSeparator: A root that is safe to use as a prefix.
internal sealed record Value(ImmutableArray<Taint> Taints, bool EndsWithSeparator = false, Condition? Condition = null)
{
    private const int MaxTaints = 4;

    public static readonly Value Clean = new(ImmutableArray<Taint>.Empty);

    public bool IsTainted => !Taints.IsEmpty;

    public static Value Of(Source source) => new(ImmutableArray.Create(new Taint(source, Dangers.Path)));

    public Value Select(Func<Taint, Taint> change) => IsTainted ? new Value(ImmutableArray.CreateRange(Taints, change)) : Clean;

    public Value Join(Value other)
    {
        if (ReferenceEquals(this, other))
            return this;
        var taints = Taints;
        foreach (var taint in other.Taints)
        {
            if (taints.Length < MaxTaints && !taints.Contains(taint))
                taints = taints.Add(taint);
        }

        return new Value(taints, EndsWithSeparator || other.EndsWithSeparator, Condition.Join(Condition, other.Condition));
    }

    public bool Same(Value other) =>
        ReferenceEquals(this, other)
        || (Taints.Length == other.Taints.Length && EndsWithSeparator == other.EndsWithSeparator && Equals(Condition, other.Condition) && Includes(other));

    private bool Includes(Value other)
    {
        foreach (var taint in other.Taints)
        {
            if (!Taints.Contains(taint))
                return false;
        }

        return true;
    }
}
