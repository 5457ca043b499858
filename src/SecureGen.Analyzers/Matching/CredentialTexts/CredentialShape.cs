using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using SecureGen.Analyzers.Knowledge.Formats;

namespace SecureGen.Analyzers.Matching.CredentialTexts;

/// <summary>A shape of <see cref="CredentialFormat"/>, read: the segments of which a credential is put together.</summary>
internal sealed class CredentialShape
{
    private CredentialShape(ImmutableArray<Segment> segments)
    {
        Segments = segments;
        foreach (var segment in segments)
        {
            Shortest += segment.Shortest;
            Longest += segment.Longest;
            Characters |= segment.Characters;
        }

        Anchor = FindAnchor(segments);
        Before = segments[0].EdgeOf(first: true);
        After = segments[segments.Length - 1].EdgeOf(first: false);
    }

    public ImmutableArray<Segment> Segments { get; }

    public int Shortest { get; }

    public int Longest { get; }

    /// <summary>All characters that can be part of a match.</summary>
    public CharClass Characters { get; }

    /// <summary>The index of the segment of fixed text by which a match is found; -1 where none is distinctive.</summary>
    public int Anchor { get; }

    /// <summary>The characters that a match does not follow.</summary>
    public CharClass Before { get; }

    /// <summary>The characters that a match does not precede.</summary>
    public CharClass After { get; }

    /// <exception cref="FormatException">The shape is malformed.</exception>
    public static CredentialShape Parse(string shape)
    {
        var segments = ImmutableArray.CreateBuilder<Segment>();
        for (var i = 0; i < shape.Length;)
        {
            var open = shape[i] == '[';
            var end = shape.IndexOf(open ? ']' : '[', i);
            if (open && end < 0)
                throw new FormatException($"The bracket at {i} is not closed in '{shape}'.");
            if (end < 0)
                end = shape.Length;
            segments.Add(open ? Bracket(shape.Substring(i + 1, end - i - 1), shape) : Segment.Of([shape.Substring(i, end - i)]));
            i = open ? end + 1 : end;
        }

        return segments.Count > 0 ? new CredentialShape(segments.ToImmutable()) : throw new FormatException("A shape is empty.");
    }

    private static Segment Bracket(string text, string shape)
    {
        if (text.StartsWith("=", StringComparison.Ordinal))
        {
            var texts = text.Substring(1).Split(',');
            return Array.IndexOf(texts, "") < 0 ? Segment.Of(texts) : throw new FormatException($"'[{text}]' in '{shape}' has an empty text.");
        }

        var parts = text.Split(' ');
        if (parts.Length != 2 || CharClass.Named(parts[0]) is not { } characters)
            throw new FormatException($"'[{text}]' in '{shape}' is not a class and a count.");

        var counts = parts[1].Split('-');
        var least = 0;
        var most = 0;
        if (counts.Length > 2 || !int.TryParse(counts[0], out least) || !int.TryParse(counts[counts.Length - 1], out most) || least < 0 || most < Math.Max(least, 1))
            throw new FormatException($"'[{text}]' in '{shape}' has no count.");
        return Segment.Of(characters, least, most);
    }

    // The longest fixed text; of one-of the shortest counts, for each of its texts has to be found.
    private static int FindAnchor(ImmutableArray<Segment> segments)
    {
        var best = -1;
        for (var i = 0; i < segments.Length; i++)
        {
            if (segments[i].IsText && segments[i].Shortest >= 2 && (best < 0 || segments[i].Shortest > segments[best].Shortest))
                best = i;
        }

        return best;
    }

    /// <summary>One of some texts, or so many characters of a class.</summary>
    public sealed class Segment
    {
        private Segment(string[] texts, string alphabet, CharClass characters, int shortest, int longest)
        {
            Texts = texts;
            Alphabet = alphabet;
            Characters = characters;
            Shortest = shortest;
            Longest = longest;
        }

        public IReadOnlyList<string> Texts { get; }

        /// <summary>The characters of the class; empty for texts.</summary>
        public string Alphabet { get; }

        public CharClass Characters { get; }

        public int Shortest { get; }

        public int Longest { get; }

        public bool IsText => Alphabet.Length == 0;

        public static Segment Of(string[] texts)
        {
            var shortest = int.MaxValue;
            var longest = 0;
            foreach (var text in texts)
            {
                shortest = Math.Min(shortest, text.Length);
                longest = Math.Max(longest, text.Length);
            }

            return new Segment(texts, "", CharClass.Of(string.Concat(texts)), shortest, longest);
        }

        public static Segment Of(string alphabet, int least, int most) => new([], alphabet, CharClass.Of(alphabet), least, most);

        /// <summary>Whether the segment can begin, or end, with one of the characters.</summary>
        public bool CanTouch(CharClass characters, bool first) => IsText ? EdgeCharacters(first).Overlaps(characters) : Characters.Overlaps(characters);

        /// <summary>The characters that cannot stand beside the segment at the edge of a match: a credential is no part of a longer word.</summary>
        public CharClass EdgeOf(bool first)
        {
            if (!IsText)
                return Characters | CharClass.Alnum;
            return EdgeCharacters(first).Overlaps(CharClass.Alnum) ? CharClass.Alnum : default;
        }

        private CharClass EdgeCharacters(bool first)
        {
            var edge = new char[Texts.Count];
            for (var i = 0; i < edge.Length; i++)
                edge[i] = first ? Texts[i][0] : Texts[i][Texts[i].Length - 1];
            return CharClass.Of(new string(edge));
        }
    }
}
