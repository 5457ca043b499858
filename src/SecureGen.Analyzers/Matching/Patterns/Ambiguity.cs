using System.Collections.Generic;
using System.Linq;

namespace SecureGen.Analyzers.Matching.Patterns;

/// <summary>Whether the body of a repetition can take one text in two ways. Beyond its budget it finds nothing.</summary>
internal sealed class Ambiguity
{
    private const int MaxPositions = 150;
    private const int MaxReads = 5_000;
    private const int MaxSteps = 200_000;
    private const int MostCopies = 4;

    private readonly List<CharacterSet> _sets = [];
    private readonly List<HashSet<int>> _follow = [];
    private int _reads;
    private bool _isDoubled;
    private bool _isUnknown;

    public static bool IsIn(RepeatNode loop)
    {
        var ambiguity = new Ambiguity();
        var ends = ambiguity.Read(loop.Body);
        ambiguity.Link(ends.Last, ends.First);
        return !ambiguity._isUnknown && (ambiguity._isDoubled || ambiguity.HasTwoWays());
    }

    /// <summary>The positions that a part may begin and end with.</summary>
    private readonly record struct Ends(IReadOnlyList<int> First, IReadOnlyList<int> Last, bool IsNullable)
    {
        public static readonly Ends Nothing = new([], [], true);
    }

    private Ends Read(PatternNode node)
    {
        // Copies of copies of nothing have no positions to be counted by.
        _isUnknown |= ++_reads > MaxReads;
        if (_isUnknown)
            return Ends.Nothing;
        switch (node)
        {
            case CharactersNode characters:
                if (_sets.Count >= MaxPositions)
                {
                    _isUnknown = true;
                    return Ends.Nothing;
                }

                _sets.Add(characters.Set);
                _follow.Add([]);
                return new Ends([_sets.Count - 1], [_sets.Count - 1], false);
            case SequenceNode sequence:
                return sequence.Items.Aggregate(Ends.Nothing, (before, item) => Joined(before, Read(item)));
            case AlternationNode alternation:
                return Merged(alternation).Select(Read).ToArray().Aggregate(static (one, other) => new Ends([.. one.First, .. other.First], [.. one.Last, .. other.Last], one.IsNullable || other.IsNullable));
            case GroupNode { Kind: GroupKind.Plain } group:
                return Read(group.Body);
            case RepeatNode repeat:
                return Copies(repeat);
            default:
                // What only looks, or never gives back, restricts the ways.
                _isUnknown = true;
                return Ends.Nothing;
        }
    }

    // The engine takes neighbours of one character each for one class: (a|[ab]|\w) has one way.
    private static List<PatternNode> Merged(AlternationNode alternation)
    {
        var branches = new List<PatternNode>();
        foreach (var branch in alternation.Branches)
        {
            if (branch is CharactersNode next && branches.Count > 0 && branches[branches.Count - 1] is CharactersNode before)
                branches[branches.Count - 1] = before with { Set = before.Set | next.Set };
            else
                branches.Add(branch);
        }

        return branches;
    }

    // a{2,3} is aaa?; more copies than a few, and a choice of many, are told by the first of them.
    private Ends Copies(RepeatNode repeat)
    {
        var all = Ends.Nothing;
        var copies = System.Math.Min(repeat.Min, MostCopies);
        for (var i = 0; i < copies && !_isUnknown; i++)
        {
            var copy = Read(repeat.Body);
            if (repeat.Max is null && i == copies - 1)
                Link(copy.Last, copy.First);
            all = Joined(all, copy);
        }

        if (repeat.Max == repeat.Min || (repeat.Max is null && copies > 0))
            return all;
        if (repeat.Max is null or > MostCopies)
        {
            var more = Read(repeat.Body);
            Link(more.Last, more.First);
            return Joined(all, more with { IsNullable = true });
        }

        return Joined(all, Optional(repeat.Body, repeat.Max.Value - repeat.Min));
    }

    // (a(a(a)?)?)?: one way for each number.
    private Ends Optional(PatternNode body, int count)
    {
        if (count == 0 || _isUnknown)
            return Ends.Nothing;
        var first = Read(body);
        return Joined(first, Optional(body, count - 1)) with { IsNullable = true };
    }

    private Ends Joined(Ends before, Ends next)
    {
        Link(before.Last, next.First);
        return new Ends(
            before.IsNullable ? [.. before.First, .. next.First] : before.First,
            next.IsNullable ? [.. before.Last, .. next.Last] : next.Last,
            before.IsNullable && next.IsNullable);
    }

    private void Link(IReadOnlyList<int> from, IReadOnlyList<int> to)
    {
        foreach (var one in from)
        {
            foreach (var other in to)
                _isDoubled |= !_follow[one].Add(other);
        }
    }

    // Every position of a loop leads to every other: ways that part and meet again may do so without end.
    private bool HasTwoWays()
    {
        var seen = new HashSet<(int, int)>();
        var rest = new Queue<(int One, int Other)>();
        for (var i = 0; i < _sets.Count; i++)
            rest.Enqueue((i, i));
        for (var steps = 0; rest.Count > 0;)
        {
            var (one, other) = rest.Dequeue();
            foreach (var next in _follow[one])
            {
                foreach (var otherNext in _follow[other])
                {
                    if (++steps > MaxSteps)
                        return false;
                    if (!_sets[next].Overlaps(_sets[otherNext]))
                        continue;
                    if (next == otherNext && one != other)
                        return true;
                    if (next < otherNext && seen.Add((next, otherNext)))
                        rest.Enqueue((next, otherNext));
                    else if (next > otherNext && seen.Add((otherNext, next)))
                        rest.Enqueue((otherNext, next));
                }
            }
        }

        return false;
    }
}
