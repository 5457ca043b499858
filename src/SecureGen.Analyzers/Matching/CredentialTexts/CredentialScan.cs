using System;
using System.Collections.Generic;

namespace SecureGen.Analyzers.Matching.CredentialTexts;

/// <summary>
/// Tries formats at places of one text and keeps the best match. A try walks from a place where the format's fixed text stands to both sides,
/// with all the places reached so far in step; no place is tried twice for a segment.
/// </summary>
internal sealed class CredentialScan(string text)
{
    private readonly Dictionary<CharClass, Run> _runsAhead = new();
    private readonly Dictionary<CharClass, Run> _runsBehind = new();
    private List<int> _reached = [];
    private List<int> _next = [];
    private int _bestRank;

    /// <summary>The match that begins first; of those the longest; of those the one whose format comes first.</summary>
    public CredentialMatch? Best { get; private set; }

    public long Steps { get; private set; }

    /// <summary>Tries a format whose segment stands from <paramref name="start"/> to <paramref name="end"/>.</summary>
    public void Try(CompiledFormat format, int segment, int start, int end)
    {
        if (Reach(format, segment, start, forward: false) is var first and >= 0 && Reach(format, segment, end, forward: true) is var last and >= 0)
            Judge(format, first, last);
    }

    /// <summary>Tries a format without fixed text, wherever a run of its first characters begins at or behind a place.</summary>
    public void TryEverywhere(CompiledFormat format, int from = 0)
    {
        for (var i = from; i <= text.Length - format.Shape.Shortest; i++)
        {
            Steps++;
            if ((i == 0 || !format.Shape.Before.Contains(text[i - 1])) && Reach(format, -1, i, forward: true) is var end and >= 0 && HasDigit(i, end))
                Judge(format, i, end);
        }
    }

    // What has no mark and no digit is a word.
    private bool HasDigit(int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (text[i] is >= '0' and <= '9')
                return true;
        }

        return false;
    }

    private void Judge(CompiledFormat format, int start, int end)
    {
        if (Best is { } best && (start, -(end - start), format.Rank).CompareTo((best.Start, -best.Length, _bestRank)) >= 0)
            return;
        var body = BehindFixedText(format.Shape, start);
        if (!CheckDigits.Agree(format.Format.Checksum, text, start, end) || DummyText.Is(text, body, end, format.Format.EntropyFloor) || DummyText.IsPublished(text, start, end))
            return;
        Best = new CredentialMatch(format.Format.Provider, format.Format.Kind, start, end - start);
        _bestRank = format.Rank;
    }

    private int BehindFixedText(CredentialShape shape, int start)
    {
        foreach (var segment in shape.Segments)
        {
            if (!segment.IsText)
                break;
            start += LengthAt(segment, start, forward: true);
        }

        return start;
    }

    private int LengthAt(CredentialShape.Segment segment, int position, bool forward)
    {
        foreach (var candidate in segment.Texts)
        {
            if (Stands(candidate, position, forward))
                return candidate.Length;
        }

        return 0;
    }

    // The furthest place that the segments on one side of a place can end at, or -1.
    private int Reach(CompiledFormat format, int segment, int place, bool forward)
    {
        var segments = format.Shape.Segments;
        _reached.Clear();
        _reached.Add(place);
        for (var i = forward ? segment + 1 : segment - 1; i >= 0 && i < segments.Length && _reached.Count > 0; i += forward ? 1 : -1)
        {
            _next.Clear();
            foreach (var from in _reached)
                Extend(segments[i], from, format.TakesAll(i, forward), forward);
            (_reached, _next) = (_next, _reached);
        }

        return Furthest(forward ? format.Shape.After : format.Shape.Before, forward, format.Format.Behind);
    }

    private int Furthest(CharClass boundary, bool forward, string? behind)
    {
        for (var i = _reached.Count - 1; i >= 0; i--)
        {
            var outside = forward ? _reached[i] : _reached[i] - 1;
            if (outside < 0 || outside >= text.Length || !boundary.Contains(text[outside])
                || (!forward && behind is not null && Stands(behind, _reached[i], forward)))
                return _reached[i];
        }

        return -1;
    }

    private void Extend(CredentialShape.Segment segment, int from, bool takesAll, bool forward)
    {
        Steps++;
        if (segment.IsText)
        {
            foreach (var candidate in segment.Texts)
            {
                if (Stands(candidate, from, forward))
                    Add(forward ? from + candidate.Length : from - candidate.Length, forward);
            }

            return;
        }

        var available = Available(segment.Characters, from, forward);
        if (available < segment.Shortest || (takesAll && available > segment.Longest))
            return;
        for (var taken = takesAll ? available : segment.Shortest; taken <= Math.Min(available, segment.Longest); taken++)
            Add(forward ? from + taken : from - taken, forward);
    }

    // Places come in order, each a little further than the last; texts of several lengths may come out of order, and twice.
    private void Add(int place, bool forward)
    {
        Steps++;
        var at = _next.Count;
        while (at > 0 && (forward ? _next[at - 1] >= place : _next[at - 1] <= place))
        {
            if (_next[--at] == place)
                return;
        }

        _next.Insert(at, place);
    }

    private bool Stands(string candidate, int place, bool forward)
    {
        var start = forward ? place : place - candidate.Length;
        return start >= 0 && string.CompareOrdinal(text, start, candidate, 0, candidate.Length) == 0;
    }

    // How many characters of the class there are from the place on. Runs are remembered, for many places can lie in one.
    private int Available(CharClass characters, int place, bool forward) =>
        forward ? EndOfRun(characters, place) - place : place - StartOfRun(characters, place);

    private int EndOfRun(CharClass characters, int place)
    {
        if (!_runsAhead.TryGetValue(characters, out var known) || place < known.Start || place > known.End)
        {
            var end = place;
            while (end < text.Length && characters.Contains(text[end]))
                end++;
            Steps += end - place;
            _runsAhead[characters] = known = new Run(place, end);
        }

        return known.End;
    }

    private int StartOfRun(CharClass characters, int place)
    {
        if (!_runsBehind.TryGetValue(characters, out var known))
            known = new Run(-1, -1);
        if (place < known.Start || place > known.End)
        {
            var start = place;
            while (start > 0 && start != known.End && characters.Contains(text[start - 1]))
                start--;
            Steps += place - start;
            _runsBehind[characters] = known = new Run(start == known.End ? known.Start : start, place);
        }

        return known.Start;
    }

    private readonly record struct Run(int Start, int End);
}
