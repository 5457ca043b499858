using System;
using System.Collections.Generic;
using System.Linq;
using SecureGen.Analyzers.Knowledge.Formats;

namespace SecureGen.Analyzers.Matching.CredentialTexts;

/// <summary>
/// All formats of credentials as one matcher. A text is looked at once: its runs of characters that credentials are made of are
/// searched for two characters of a format's fixed text, and the format is tried around them. Each try is bounded by the format's
/// length, so the whole is linear in the text.
/// </summary>
internal sealed class CredentialMatcher
{
    // Words in a text count when they stand this close before the value.
    private const int Reach = 80;

    // Two or three words may make a keyword: new relic, data dog.
    private const int LongestPhrase = 3;

    private const int Ascii = 128;

    private static readonly Lazy<CredentialMatcher> Shared = new(() => new CredentialMatcher(CredentialFormats.All));

    private readonly bool[] _isTokenCharacter = new bool[Ascii];
    private readonly List<Anchor> _anchors = [default];
    private readonly ushort[] _firstAnchor = new ushort[Ascii * Ascii];
    private readonly Dictionary<string, List<CompiledFormat>> _byKeyword = new(StringComparer.Ordinal);
    private readonly int _shortest = int.MaxValue;
    private readonly int _shortestWithKeyword = int.MaxValue;

    public CredentialMatcher(IEnumerable<CredentialFormat> formats)
    {
        var all = formats.Select((format, index) => new CompiledFormat(format, index)).ToArray();
        var characters = default(CharClass);
        foreach (var format in all)
        {
            characters |= format.Shape.Characters;
            if (format.Keyword is { } keyword)
            {
                _shortestWithKeyword = Math.Min(_shortestWithKeyword, format.Shape.Shortest);
                Keep(keyword, format);
            }
            else
            {
                _shortest = Math.Min(_shortest, format.Shape.Shortest);
                AddAnchors(format);
            }
        }

        for (var c = '\0'; c < Ascii; c++)
            _isTokenCharacter[c] = characters.Contains(c);
    }

    /// <summary>The matcher over all known formats.</summary>
    public static CredentialMatcher Default => Shared.Value;

    /// <summary>The first credential in the text.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="nearby">Names near the text, for the formats that have no mark of their own.</param>
    public CredentialMatch? Find(string text, string? nearby = null) => Find(text, nearby, out _);

    /// <summary>As <see cref="Find(string, string?)"/>, and how many steps it took beyond the walk over the text.</summary>
    internal CredentialMatch? Find(string text, string? nearby, out long steps)
    {
        CredentialScan? scan = null;
        for (var start = NextRun(text, 0, _shortest, out var end); start >= 0; start = NextRun(text, end, _shortest, out end))
            Search(text, start, end, ref scan);
        if (scan?.Best is null && TakesWords(text))
            SearchByKeyword(text, nearby, ref scan);

        steps = scan?.Steps ?? 0;
        return scan?.Best;
    }

    /// <summary>Whether the text could be a credential of a format without a mark, so that it pays to find out the names near it.</summary>
    public bool TakesWords(string text)
    {
        for (var start = NextRun(text, 0, _shortestWithKeyword, out var end); start >= 0; start = NextRun(text, end, _shortestWithKeyword, out end))
        {
            for (var i = start; i < end; i++)
            {
                if (text[i] is >= '0' and <= '9')
                    return true;
            }
        }

        return false;
    }

    /// <summary>Whether the text has a run of characters long enough for a credential: most have not, and are done.</summary>
    internal bool IsCandidate(string text) => NextRun(text, 0, Math.Min(_shortest, _shortestWithKeyword), out _) >= 0;

    // Looks at the last character that a run beginning here must have, and goes on behind the first that breaks it.
    private int NextRun(string text, int from, int shortest, out int end)
    {
        while (shortest <= text.Length - from)
        {
            var last = from + shortest - 1;
            while (last >= from && IsTokenCharacter(text[last]))
                last--;
            if (last < from)
            {
                end = from + shortest;
                while (end < text.Length && IsTokenCharacter(text[end]))
                    end++;
                return from;
            }

            from = last + 1;
        }

        end = text.Length;
        return -1;
    }

    private bool IsTokenCharacter(char c) => c < Ascii && _isTokenCharacter[c];

    private void Search(string text, int start, int end, ref CredentialScan? scan)
    {
        for (var i = start; i < end - 1; i++)
        {
            for (var index = _firstAnchor[PairOf(text[i], text[i + 1])]; index != 0; index = _anchors[index].Next)
            {
                var anchor = _anchors[index];
                var at = i - anchor.Offset;
                if (at >= start && string.CompareOrdinal(text, at, anchor.Text, 0, anchor.Text.Length) == 0)
                    (scan ??= new CredentialScan(text)).Try(anchor.Format, anchor.Format.Shape.Anchor, at, at + anchor.Text.Length);
            }
        }
    }

    private void SearchByKeyword(string text, string? nearby, ref CredentialScan? scan)
    {
        if (nearby is not null)
        {
            foreach (var format in Called(nearby))
                (scan ??= new CredentialScan(text)).TryEverywhere(format);
        }

        var separator = LastSeparator(text);
        if (separator <= 0)
            return;

        var start = Math.Max(0, separator - Reach);
        var before = text.Substring(start, separator - start);
        if (NearbyNames.EndHarmlessly(before))
            return;
        foreach (var format in Called(before))
            (scan ??= new CredentialScan(text)).TryEverywhere(format, separator);
    }

    // Behind which a value can still follow.
    private int LastSeparator(string text) =>
        text.Length > _shortestWithKeyword ? text.LastIndexOfAny(['=', ':', ' ', '"', '\''], text.Length - _shortestWithKeyword - 1) : -1;

    private IEnumerable<CompiledFormat> Called(string names)
    {
        var words = Words.Split(names);
        for (var first = 0; first < words.Length; first++)
        {
            var phrase = "";
            for (var last = first; last < words.Length && last < first + LongestPhrase; last++)
            {
                phrase += words[last];
                if (_byKeyword.TryGetValue(phrase, out var formats))
                {
                    foreach (var format in formats)
                        yield return format;
                }
            }
        }
    }

    private void Keep(string keyword, CompiledFormat format)
    {
        var phrase = string.Concat(Words.Split(keyword));
        if (!_byKeyword.TryGetValue(phrase, out var same))
            _byKeyword.Add(phrase, same = []);
        same.Add(format);
    }

    private void AddAnchors(CompiledFormat format)
    {
        if (format.Shape.Anchor < 0)
            return;

        foreach (var text in format.Shape.Segments[format.Shape.Anchor].Texts)
        {
            var offset = RarestPair(text);
            var pair = PairOf(text[offset], text[offset + 1]);
            _anchors.Add(new Anchor(text, offset, format, _firstAnchor[pair]));
            _firstAnchor[pair] = (ushort)(_anchors.Count - 1);
        }
    }

    private static int PairOf(char first, char second) => ((first & (Ascii - 1)) * Ascii) + (second & (Ascii - 1));

    private static int RarestPair(string text)
    {
        var best = 0;
        for (var i = 1; i < text.Length - 1; i++)
        {
            if (Frequency(text[i]) + Frequency(text[i + 1]) < Frequency(text[best]) + Frequency(text[best + 1]))
                best = i;
        }

        return best;
    }

    private static int Frequency(char c) => c switch
    {
        >= 'a' and <= 'z' => 4,
        '/' or ':' or '.' or '-' => 3,
        >= 'A' and <= 'Z' => 2,
        _ => 1,
    };

    private readonly record struct Anchor(string Text, int Offset, CompiledFormat Format, ushort Next);
}
