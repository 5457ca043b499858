using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace SecureGen.Analyzers.Flow;

/// <summary>Where untrusted data enters. Two reads of one expression are one source: a guard on the first holds for the second.</summary>
// Key: The parameter, or the text of the expression.
// Words: For the message: "route parameter 'name'".
internal sealed record Source(object Key, string Words, Location Location, Origin Origin = Origin.Remote)
{
    public Dangers Dangers => Origin == Origin.Upload ? Dangers.All : Dangers.All & ~Dangers.StoredName;

    /// <summary>Whether the other taint is of the same source.</summary>
    public bool IsSameAs(Taint other) => Equals(other.Source);

    public bool Equals(Source? other) => other is not null && Key.Equals(other.Key);

    public override int GetHashCode() => Key.GetHashCode();
}

/// <summary>Who chooses the data.</summary>
internal enum Origin
{
    /// <summary>Whoever sends the request, the message or the archive.</summary>
    Remote,

    /// <summary>The same, for the name of an uploaded file.</summary>
    Upload,

    /// <summary>A language model, and whoever wrote what it has read.</summary>
    Model,

    /// <summary>Whoever runs the program or writes its files: trusted, unless the threat model says otherwise.</summary>
    Local,
}

/// <summary>What of its source a value holds: a test of a part says nothing of the rest.</summary>
internal enum Part
{
    Whole,
    Host,
    Extension,
    Length,
    Other,
}

/// <summary>A source inside a value, and the operation that built a path (or a text) with it.</summary>
// Site: The innermost path-building call, or else the text-building operation.
// SiteIsPath: Whether the site is a call of Path.
// Removal: The call that took ".." out of the text, which contains nothing.
// Part: What of the source is here; a test of it says nothing of the rest.
// Member: The value is an object that holds the data in this field, property or parameter of its primary constructor.
internal sealed record Taint(Source Source, Dangers Dangers, IOperation? Site = null, bool SiteIsPath = false, bool IsFull = false, bool IsRelative = false, IOperation? Removal = null, Part Part = Part.Whole, ISymbol? Member = null);

/// <summary>What is known of a value. Most values are <see cref="Clean"/> and take no room in a state.</summary>
// EndsWithSeparator: A root that is safe to use as a prefix.
// Function: The lambda or method group that a delegate stands for.
internal sealed record Value(ImmutableArray<Taint> Taints, bool EndsWithSeparator = false, Condition? Condition = null, IOperation? Function = null)
{
    private const int MaxTaints = 4;

    public static readonly Value Clean = new(ImmutableArray<Taint>.Empty);

    public bool IsTainted => !Taints.IsEmpty;

    public static Value Of(Source source, Dangers dangers) => new(ImmutableArray.Create(new Taint(source, dangers)));

    public static Value Of(Source source) => Of(source, source.Dangers);

    public bool Has(Dangers dangers)
    {
        foreach (var taint in Taints)
        {
            if ((taint.Dangers & dangers) != 0)
                return true;
        }

        return false;
    }

    /// <summary>The value after a sanitizer for these dangers.</summary>
    public Value Without(Dangers dangers) =>
        IsTainted && dangers != Dangers.None ? Cleared(dangers) : this;

    private Value Cleared(Dangers dangers) => Without(_ => dangers) with { Condition = null, Function = null };

    /// <summary>The value without what is cleared of each source; the value itself where that is nothing.</summary>
    public Value Without(Func<Source, Dangers> cleared)
    {
        var taints = Taints;
        for (var i = taints.Length - 1; i >= 0; i--)
        {
            var left = taints[i].Dangers & ~cleared(taints[i].Source);
            if (left != taints[i].Dangers)
                taints = left == Dangers.None ? taints.RemoveAt(i) : taints.SetItem(i, taints[i] with { Dangers = left });
        }

        return taints == Taints ? this : this with { Taints = taints };
    }

    /// <summary>Whether the value is an object that holds the data in a member.</summary>
    public bool IsObject => Taints.Any(static taint => taint.Member is not null);

    public Value Select(Func<Taint, Taint> change) => IsTainted ? new Value(ImmutableArray.CreateRange(Taints, change)) : Clean;

    public Value Join(Value other)
    {
        if (ReferenceEquals(this, other) || (other.IsNothing && IsPlain))
            return this;

        // Not so the other way round: joining merges what is the same among the other's sources.
        var taints = Taints;
        foreach (var taint in other.Taints)
            taints = With(taints, taint);
        return new Value(taints, EndsWithSeparator || other.EndsWithSeparator, Condition.Join(Condition, other.Condition), ReferenceEquals(Function, other.Function) ? Function : null);
    }

    private bool IsNothing => Taints.IsEmpty && !EndsWithSeparator;

    private bool IsPlain => Condition is null && Function is null;

    private static ImmutableArray<Taint> With(ImmutableArray<Taint> taints, Taint taint)
    {
        for (var i = 0; i < taints.Length; i++)
        {
            if (!taints[i].Source.Equals(taint.Source) || taints[i] with { Dangers = taint.Dangers } != taint)
                continue;
            var dangers = taints[i].Dangers | taint.Dangers;
            return dangers == taints[i].Dangers ? taints : taints.SetItem(i, taint with { Dangers = dangers });
        }

        return taints.Length < MaxTaints ? taints.Add(taint) : taints;
    }

    public bool Same(Value other) =>
        ReferenceEquals(this, other)
        || (Taints.Length == other.Taints.Length && EndsWithSeparator == other.EndsWithSeparator && ReferenceEquals(Function, other.Function) && Equals(Condition, other.Condition) && Includes(other));

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
