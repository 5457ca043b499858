using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace SecureGen.Analyzers.Flow;

/// <summary>What is known at one point: the interesting values by local, parameter, field or capture, and what was shown about each source.</summary>
internal sealed class FlowState
{
    private Dictionary<object, Value> _values;
    private Dictionary<Source, Shown> _shown;

    // A state is copied at every branch and seldom written to: copies share what they know until one of them learns more.
    private bool _areValuesShared;
    private bool _areShownShared;

    public FlowState()
    {
        _values = new Dictionary<object, Value>();
        _shown = new Dictionary<Source, Shown>();
    }

    private FlowState(FlowState other)
    {
        (_values, _shown) = (other._values, other._shown);
        _areValuesShared = _areShownShared = other._areValuesShared = other._areShownShared = true;
    }

    public FlowState Copy() => new(this);

    public Value this[object slot]
    {
        get => _values.TryGetValue(slot, out var value) ? value : Value.Clean;
        set
        {
            if (value.IsTainted || value.EndsWithSeparator || value.Condition is not null || value.Function is not null)
                OwnValues()[slot] = value;
            else if (_values.ContainsKey(slot))
                OwnValues().Remove(slot);
        }
    }

    /// <summary>Whether a field or property of the object at hand holds something untrusted.</summary>
    public bool HasMembers => _values.Any(static pair => pair.Key is IFieldSymbol or IPropertySymbol && pair.Value.IsTainted);

    /// <summary>The fields and properties that hold something untrusted.</summary>
    public IEnumerable<Stored> Members =>
        _values.Where(static pair => pair.Key is IFieldSymbol or IPropertySymbol && pair.Value.IsTainted).Select(pair => new Stored((ISymbol)pair.Key, Settled(pair.Value) with { Condition = null }));

    /// <summary>Makes the local or parameter of that name clean.</summary>
    public void Clean(string name)
    {
        foreach (var slot in _values.Keys.ToArray())
        {
            if (slot is ILocalSymbol or IParameterSymbol && ((ISymbol)slot).Name == name)
                OwnValues().Remove(slot);
        }
    }

    public Checks ChecksOf(Source source) => _shown.TryGetValue(source, out var shown) ? shown.Checks : Checks.None;

    /// <summary>The test that stood in for containment, or null.</summary>
    public IOperation? TestOf(Source source) => _shown.TryGetValue(source, out var shown) ? shown.Test : null;

    public void Learn(ImmutableArray<Fact> facts)
    {
        if (facts.IsDefaultOrEmpty)
            return;
        foreach (var fact in facts)
        {
            var known = _shown.TryGetValue(fact.Source, out var shown) ? shown : default;
            OwnShown()[fact.Source] = new Shown(known.Checks | fact.Checks, fact.Checks == Checks.NotRooted ? known.Test : fact.Test ?? known.Test);
        }
    }

    /// <summary>Joins another path's state into this one; true when that changed anything.</summary>
    public bool Join(FlowState other)
    {
        var changed = Settle(other);
        changed |= JoinValues(other);
        if (_shown.Count == 0 || ReferenceEquals(_shown, other._shown))
            return changed;
        foreach (var source in _shown.Keys.ToArray())
        {
            var mine = _shown[source];
            var common = mine.Checks & other.ChecksOf(source);
            if (common == mine.Checks)
                continue;
            changed = true;
            if (common == Checks.None)
                OwnShown().Remove(source);
            else
                OwnShown()[source] = mine with { Checks = common };
        }

        return changed;
    }

    /// <summary>The value as it is here: without the dangers that have been shown to be none.</summary>
    public Value Settled(Value value) => _shown.Count == 0 || !value.IsTainted ? value : WithoutShown(value);

    private Value WithoutShown(Value value) => value.Without(source => ChecksOf(source).Cleared());

    // What one path has shown is forgotten where it meets a path that has not shown it; the values made on it stay safe.
    private bool Settle(FlowState other)
    {
        if (_shown.Count == 0 || ReferenceEquals(_shown, other._shown))
            return false;
        var changed = false;
        foreach (var slot in _values.Keys.ToArray())
        {
            var value = _values[slot];
            var settled = Settled(value, this, other);
            if (ReferenceEquals(settled, value))
                continue;
            this[slot] = settled;
            changed = true;
        }

        return changed;
    }

    private static Value Settled(Value value, FlowState shown, FlowState forgotten) =>
        shown._shown.Count == 0 || !value.IsTainted ? value : WithoutForgotten(value, shown, forgotten);

    private static Value WithoutForgotten(Value value, FlowState shown, FlowState forgotten) =>
        value.Without(source => shown.ChecksOf(source).Cleared() & ~forgotten.ChecksOf(source).Cleared());

    private bool JoinValues(FlowState other)
    {
        if (ReferenceEquals(_values, other._values) && ReferenceEquals(_shown, other._shown))
            return false;
        List<(object Slot, Value Joined)>? changes = null;
        foreach (var pair in other._values)
            Add(ref changes, pair.Key, this[pair.Key], pair.Value, other);
        foreach (var pair in _values)
        {
            if (!other._values.ContainsKey(pair.Key))
                Add(ref changes, pair.Key, pair.Value, Value.Clean, other);
        }

        if (changes is null)
            return false;
        foreach (var (slot, joined) in changes)
            this[slot] = joined;
        return true;
    }

    private void Add(ref List<(object Slot, Value Joined)>? changes, object slot, Value mine, Value theirs, FlowState other)
    {
        // A source that this path never saw cannot undo what the other path has shown about it.
        var joined = mine.Join(Settled(theirs, other, this));
        if (mine.Condition is not null || theirs.Condition is not null)
            joined = joined with { Condition = Condition.Join(Carried(mine.Condition ?? Condition.Unknown), other.Carried(theirs.Condition ?? Condition.Unknown)) };
        if (!joined.Same(mine))
            (changes ??= []).Add((slot, joined));
    }

    private Dictionary<object, Value> OwnValues()
    {
        if (_areValuesShared)
            (_values, _areValuesShared) = (new Dictionary<object, Value>(_values), false);
        return _values;
    }

    private Dictionary<Source, Shown> OwnShown()
    {
        if (_areShownShared)
            (_shown, _areShownShared) = (new Dictionary<Source, Shown>(_shown), false);
        return _shown;
    }

    // `ok = a && b` ends as two values that meet: b, on the path where a has shown something, and false.
    private Condition? Carried(Condition? condition)
    {
        if (condition is null || _shown.Count == 0)
            return condition;
        return new Condition(With(condition.WhenTrue), With(condition.WhenFalse));
    }

    private ImmutableArray<Fact> With(ImmutableArray<Fact> facts)
    {
        if (facts.IsDefault)
            return facts;
        foreach (var pair in _shown)
        {
            var fact = new Fact(pair.Key, pair.Value.Checks, pair.Value.Test);
            if (!facts.Contains(fact))
                facts = facts.Add(fact);
        }

        return facts;
    }

    private readonly record struct Shown(Checks Checks, IOperation? Test);
}
