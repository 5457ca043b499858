using System.Collections.Generic;
using System.Linq;

namespace SecureGen.Analyzers.Matching.Patterns;

/// <summary>
/// Whether a pattern can be made to backtrack without end: a repetition that can take the same text in two ways, followed by
/// something that can fail. Ambiguity is decided on the positions of the pattern and what may follow each: two different ways
/// from a position back to one position, over the same characters.
/// </summary>
/// <remarks>Weideman et al., "Analyzing Matching Time Behavior of Backtracking Regular Expression Matchers", CIAA 2016.</remarks>
internal static class Backtracking
{
    private const int LongestSequence = 200;

    /// <summary>The repetition that takes exponential time, or null where none is proven.</summary>
    public static PatternNode? Exponential(PatternNode pattern) => In(pattern, After.Nothing);

    /// <summary>Two repetitions, one behind the other, that divide one text between them in as many ways as it has characters, or null.</summary>
    public static (PatternNode First, PatternNode Last)? Polynomial(PatternNode pattern)
    {
        if (pattern is AlternationNode alternation)
            return alternation.Branches.Select(Polynomial).FirstOrDefault(static found => found is not null);
        var items = new List<PatternNode>();
        Flatten(pattern, items);
        var after = After.Nothing;
        for (var i = items.Count - 1; i > 0 && items.Count <= LongestSequence; i--)
        {
            if (Loop(items[i]) is { } last && Before(items, i, last, after) is { } first)
                return (first, items[i]);
            after = after.Before(items[i]);
        }

        return null;
    }

    // .*a.*: what stands between takes a character of both. The engine makes one of neighbours that are the same, \d+\d+.
    private static PatternNode? Before(List<PatternNode> items, int at, CharacterSet last, After after)
    {
        var isOne = true;
        for (var i = at - 1; i >= 0; i--)
        {
            var first = Loop(items[i]);
            isOne &= first.Equals(last);
            if (!isOne && first is { } loop && after.Pump(loop & last, last) is { } pump && items.Skip(i + 1).Take(at - i - 1).All(item => item.IsNullable || Takes(item, pump)))
                return items[i];
            if (items[i] is AnchorNode or BackreferenceNode or GroupNode)
                return null;
        }

        return null;
    }

    private static CharacterSet? Loop(PatternNode node) => node is RepeatNode { Max: null, Body: CharactersNode or GroupNode { Kind: GroupKind.Plain, Body: CharactersNode } } repeat ? repeat.DescendantsAndSelf().OfType<CharactersNode>().First().Set : null;

    private static bool Takes(PatternNode node, CharacterSet shared) => node switch
    {
        CharactersNode characters => !(characters.Set & shared).IsBlank,
        SequenceNode sequence => sequence.Items.All(item => Takes(item, shared)),
        AlternationNode alternation => alternation.Branches.Any(branch => Takes(branch, shared)),
        GroupNode { Kind: GroupKind.Plain } group => Takes(group.Body, shared),
        RepeatNode repeat => repeat.Min == 0 || Takes(repeat.Body, shared),
        _ => false,
    };

    // (.*a){12} is .*a.*a and more.
    private static void Flatten(PatternNode node, List<PatternNode> items)
    {
        switch (node)
        {
            case SequenceNode sequence:
                foreach (var item in sequence.Items)
                    Flatten(item, items);
                break;
            case GroupNode { Kind: GroupKind.Plain } group:
                Flatten(group.Body, items);
                break;
            case RepeatNode { Min: > 1, Body: GroupNode { Kind: GroupKind.Plain } } repeat when items.Count <= LongestSequence:
                Flatten(repeat.Body, items);
                Flatten(repeat.Body, items);
                break;
            default:
                items.Add(node);
                break;
        }
    }

    private static PatternNode? In(PatternNode node, After after)
    {
        switch (node)
        {
            case SequenceNode sequence:
                PatternNode? found = null;
                for (var i = sequence.Items.Count - 1; i >= 0 && found is null; i--)
                {
                    found = In(sequence.Items[i], after);
                    after = after.Before(sequence.Items[i]);
                }

                return found;
            case AlternationNode alternation:
                return alternation.Branches.Select(branch => In(branch, after)).FirstOrDefault(static found => found is not null);
            case GroupNode group:
                return In(group.Body, group.Kind == GroupKind.Plain ? after : After.Nothing);
            case RepeatNode { Max: null or > 16 } repeat when after.CanFail(repeat) && Ambiguity.IsIn(repeat):
                return repeat;
            case RepeatNode repeat:
                // What follows inside an iteration may fail, too.
                return In(repeat.Body, repeat.Max == 1 ? after : after.Repeated(repeat.Body));
            default:
                return null;
        }
    }

    /// <summary>What follows a place up to the end of the pattern, or of the atomic group around it.</summary>
    // Taken: the characters of all that follows. Needed: those that a text without a match lacks. IsClosed: one stands right before the end.
    private sealed record After(CharacterSet Taken, Needed? Required, bool Ends, bool IsClosed, bool IsUnknown)
    {
        public static readonly After Nothing = new(CharacterSet.None, null, false, false, false);

        // A character that nothing takes stands before the end, or one that is required is missing.
        public bool CanFail(PatternNode loop)
        {
            if (IsUnknown)
                return false;
            var pumped = SetOf(loop);
            if (Ends && (IsClosed || !(Taken | pumped).IsAll))
                return true;
            for (var needed = Required; needed is not null; needed = needed.Next)
            {
                if (!needed.Set.Overlaps(pumped))
                    return true;
            }

            return false;
        }

        // Which of the characters that two repetitions share can be repeated so that what follows fails.
        public CharacterSet? Pump(CharacterSet shared, CharacterSet last)
        {
            if (IsUnknown || shared.IsBlank)
                return null;
            if (Ends && (IsClosed || !(Taken | last).IsAll))
                return shared;
            for (var needed = Required; needed is not null; needed = needed.Next)
            {
                if (shared.Without(needed.Set) is { IsBlank: false } rest)
                    return rest;
            }

            return null;
        }

        public After Before(PatternNode item)
        {
            switch (item)
            {
                case AnchorNode { Kind: AnchorKind.End or AnchorKind.EndOrFinalNewline }:
                    return this with { Ends = true };
                case AnchorNode { Kind: AnchorKind.LineEnd }:
                    return this with { Ends = true, Taken = Taken | CharacterSet.Newline };
                case AnchorNode or BackreferenceNode or GroupNode { Kind: GroupKind.Lookaround }:
                    return this with { IsUnknown = true };
                case CharactersNode characters:
                    return Needing(characters.Set);
                case RepeatNode { Min: > 0, Body: CharactersNode repeated }:
                    return Needing(repeated.Set);
                case SequenceNode sequence:
                    return sequence.Items.Reverse().Aggregate(this, static (after, inner) => after.Before(inner));
                case GroupNode group:
                    return Before(group.Body);
                default:
                    return this with { Taken = Taken | SetOf(item), IsUnknown = IsUnknown || item.DescendantsAndSelf().Any(static inner => inner is AnchorNode or BackreferenceNode) };
            }
        }

        public After Repeated(PatternNode body) => this with { Taken = Taken | SetOf(body) };

        private After Needing(CharacterSet set) =>
            this with { Taken = Taken | set, Required = new Needed(set, Required), IsClosed = IsClosed || (Ends && Taken.Equals(CharacterSet.None) && !set.IsAll) };

        private static CharacterSet SetOf(PatternNode node) =>
            node.DescendantsAndSelf().OfType<CharactersNode>().Aggregate(CharacterSet.None, static (all, characters) => all | characters.Set);
    }

    private sealed record Needed(CharacterSet Set, Needed? Next);
}
