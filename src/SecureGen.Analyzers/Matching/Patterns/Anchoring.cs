using System.Collections.Generic;
using System.Linq;

namespace SecureGen.Analyzers.Matching.Patterns;

/// <summary>How far a pattern that validates is held to the whole of the text.</summary>
internal enum Anchored
{
    /// <summary>The whole text, or a pattern that may well be meant to be found inside one.</summary>
    Enough,

    /// <summary>The whole text, and a line feed after it.</summary>
    UpToFinalNewline,

    /// <summary>^a|b$: each anchor belongs to one alternative.</summary>
    OuterAlternativesOnly,

    /// <summary>Open at a side where it counts characters, which is without effect there.</summary>
    Missing,
}

/// <summary>One change of a pattern's text.</summary>
internal readonly record struct PatternEdit(int Start, int Length, string Text);

internal static class Anchoring
{
    private const int WidestClass = 80;

    /// <param name="pattern">The pattern.</param>
    /// <param name="isNamed">Whether the name of the member says that it validates: a fixed number of characters at an open side is then meant to be all.</param>
    /// <param name="isQuestion">Whether nothing but the name of the member (<c>IsSlug</c>) speaks for a validation: a side that counts nothing is then a search.</param>
    public static Anchored Of(PatternNode pattern, bool isNamed, bool isQuestion = false)
    {
        var starts = Leading(pattern).All(static anchor => anchor?.Kind == AnchorKind.Start);
        var ends = Trailing(pattern).ToArray();
        if (starts && ends.All(static anchor => anchor?.Kind is AnchorKind.End or AnchorKind.EndOrFinalNewline))
            return ends.Any(static anchor => anchor!.Kind == AnchorKind.EndOrFinalNewline) && !TakesNewline(pattern) ? Anchored.UpToFinalNewline : Anchored.Enough;
        if (LooksForAnchors(pattern))
            return Anchored.Enough;
        if (HasOuterAnchorsOnly(pattern))
            return Anchored.OuterAlternativesOnly;
        var endsOpen = ends.Any(static anchor => anchor?.Kind is not (AnchorKind.End or AnchorKind.EndOrFinalNewline));
        var countsAtStart = !starts && CountsAtEdge(pattern, false, isNamed);
        var countsAtEnd = endsOpen && CountsAtEdge(pattern, true, isNamed);
        var isMissing = isQuestion ? (starts || countsAtStart) && (!endsOpen || countsAtEnd) : countsAtStart || countsAtEnd;
        return isMissing ? Anchored.Missing : Anchored.Enough;
    }

    /// <summary>What holds the pattern to the whole text; null where that is not a matter of anchors alone.</summary>
    public static IReadOnlyList<PatternEdit>? Edits(PatternNode pattern, int length)
    {
        if (pattern.DescendantsAndSelf().Any(static node => node is AnchorNode { Kind: AnchorKind.LineStart or AnchorKind.LineEnd }))
            return null;
        var leading = Leading(pattern).ToArray();
        var trailing = Trailing(pattern).ToArray();
        var edits = new List<PatternEdit>();
        if (pattern is AlternationNode && (leading.Contains(null) || trailing.Contains(null)))
        {
            edits.AddRange(leading.Concat(trailing).OfType<AnchorNode>().Select(static anchor => new PatternEdit(anchor.Start, anchor.End - anchor.Start, "")));
            edits.Add(new PatternEdit(0, 0, @"\A(?:"));
            edits.Add(new PatternEdit(length, 0, @")\z"));
            return edits;
        }

        Replace(leading, @"\A", 0);
        Replace(trailing, @"\z", length);
        return edits;

        void Replace(AnchorNode?[] anchors, string anchor, int place)
        {
            if (anchors.Contains(null))
                edits.Add(new PatternEdit(place, 0, anchor));
            else
                edits.AddRange(anchors.Select(old => new PatternEdit(old!.Start, old.End - old.Start, anchor)));
        }
    }

    // The anchor at the beginning of each alternative, or null.
    private static IEnumerable<AnchorNode?> Leading(PatternNode node) => node switch
    {
        AnchorNode { Kind: AnchorKind.Start or AnchorKind.LineStart } anchor => [anchor],
        SequenceNode sequence => sequence.Items.FirstOrDefault(static item => !Looks(item)) is { } first ? Leading(first) : [null],
        AlternationNode alternation => alternation.Branches.SelectMany(Leading),
        GroupNode { Kind: not GroupKind.Lookaround } group => Leading(group.Body),
        _ => [null],
    };

    private static IEnumerable<AnchorNode?> Trailing(PatternNode node) => node switch
    {
        AnchorNode { Kind: AnchorKind.End or AnchorKind.EndOrFinalNewline or AnchorKind.LineEnd } anchor => [anchor],
        SequenceNode sequence => sequence.Items.LastOrDefault(static item => !Looks(item)) is { } last ? Trailing(last) : [null],
        AlternationNode alternation => alternation.Branches.SelectMany(Trailing),
        GroupNode { Kind: not GroupKind.Lookaround } group => Trailing(group.Body),
        _ => [null],
    };

    private static bool Looks(PatternNode item) => item is GroupNode { Kind: GroupKind.Lookaround } or AnchorNode { Kind: AnchorKind.Other };

    // (?=^[a-z]+$) holds the text by other means.
    private static bool LooksForAnchors(PatternNode pattern) =>
        pattern.DescendantsAndSelf().Any(static node => node is GroupNode { Kind: GroupKind.Lookaround } && node.DescendantsAndSelf().Any(static inner => inner is AnchorNode));

    private static bool HasOuterAnchorsOnly(PatternNode pattern)
    {
        if (pattern is not AlternationNode { Branches: var branches })
            return false;
        var starts = branches.Select(static branch => Leading(branch).All(static anchor => anchor is { Kind: AnchorKind.Start })).ToArray();
        var ends = branches.Select(static branch => Trailing(branch).All(static anchor => anchor is { Kind: AnchorKind.End or AnchorKind.EndOrFinalNewline })).ToArray();
        return starts[0] && !starts.Skip(1).Contains(true) && ends[ends.Length - 1] && !ends.Take(ends.Length - 1).Contains(true);
    }

    // [^<>]+$ takes the line feed itself.
    private static bool TakesNewline(PatternNode node) => node switch
    {
        CharactersNode characters => characters.Set.Overlaps(CharacterSet.Newline),
        SequenceNode sequence => sequence.Items.LastOrDefault(static item => item is not AnchorNode) is { } last && TakesNewline(last),
        AlternationNode alternation => alternation.Branches.All(TakesNewline),
        GroupNode { Kind: not GroupKind.Lookaround } group => TakesNewline(group.Body),
        RepeatNode repeat => TakesNewline(repeat.Body),
        _ => false,
    };

    // A search gives the same answer for a+ as for a: whoever counts means the whole text.
    private static bool CountsAtEdge(PatternNode node, bool atEnd, bool isNamed)
    {
        switch (node)
        {
            case SequenceNode sequence:
                var items = sequence.Items.Where(static item => item is not AnchorNode && !Looks(item));
                return (atEnd ? items.LastOrDefault() : items.FirstOrDefault()) is { } edge && CountsAtEdge(edge, atEnd, isNamed);
            case AlternationNode alternation:
                return alternation.Branches.All(branch => CountsAtEdge(branch, atEnd, isNamed));
            case GroupNode { Kind: not GroupKind.Lookaround } group:
                return CountsAtEdge(group.Body, atEnd, isNamed);
            case RepeatNode repeat:
                return (repeat.Max is null || (repeat.Max >= 2 && (repeat.Max > repeat.Min || isNamed))) && IsAllowList(repeat.Body);
            default:
                return false;
        }
    }

    // A class of some width, no punctuation mark and no blanks: those end a search as well.
    private static bool IsAllowList(PatternNode body)
    {
        var sets = body.DescendantsAndSelf().OfType<CharactersNode>().Select(static characters => characters.Set).ToArray();
        return sets.All(static set => set.Count() < WidestClass) && sets.Any(static set => set.Count() > 1 && !set.Without(CharacterSet.Space).IsBlank);
    }
}
