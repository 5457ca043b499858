using System;
using Microsoft.CodeAnalysis.Text;

namespace SecureGen.Analyzers.Matching;

/// <summary>
/// Characters that change how text looks without being seen: those that turn its direction (UAX 9), those without a width, and tags.
/// Joiners are part of how emoji, Arabic and Indic scripts are written; a soft hyphen and the fillers of Hangul hide in names alone.
/// </summary>
internal static class HiddenCharacters
{
    private const char ZeroWidthNonJoiner = '\u200C', ZeroWidthJoiner = '\u200D', TagSurrogate = '\uDB40', EmojiSelector = '\uFE0F';

    [ThreadStatic]
    private static char[]? _buffer;

    /// <summary>The next place from that position on where a character that may be hidden stands, or -1. Text of ASCII is only read.</summary>
    public static int Next(SourceText text, int position)
    {
        var buffer = _buffer ??= new char[4096];
        while (position < text.Length)
        {
            var count = Math.Min(buffer.Length, text.Length - position);
            text.CopyTo(position, buffer, 0, count);
            for (var i = 0; i < count; i++)
            {
                if (buffer[i] > '\u007F' && IsHidden(buffer[i]))
                    return position + i;
            }

            position += count;
        }

        return -1;
    }

    public static bool IsHidden(char c) => c is
        '\u061C' or (>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or (>= '\u2060' and <= '\u206F') or '\uFEFF' or TagSurrogate
        or '\u00AD' or '\u180E' || IsFiller(c);

    /// <summary>Whether the character is a letter that is not drawn: names that differ by it are two names, by the others one.</summary>
    public static bool IsFiller(char c) => c is '\u115F' or '\u1160' or '\u3164' or '\uFFA0';

    /// <summary>Whether the hidden character is out of place there; in a name every one is.</summary>
    public static bool IsOutOfPlace(string text, int index, bool isName)
    {
        if (!IsHidden(text[index]) || (text[index] == TagSurrogate && !IsTag(text, index)))
            return false;
        return isName || text[index] switch
        {
            TagSurrogate => !FollowsFlag(text, index),
            ZeroWidthJoiner => !(JoinsEmoji(text, index) || IsBesideScript(text, index)),
            ZeroWidthNonJoiner or '\u180E' => !IsBesideScript(text, index),
            '\u061C' or '\u200E' or '\u200F' => !HasRightToLeft(text),
            '\u00AD' => false,
            _ when IsFiller(text[index]) => false,
            _ => true,
        };
    }

    /// <summary>How many characters of the text make up the one at the index.</summary>
    public static int LengthAt(string text, int index) => text[index] == TagSurrogate && index + 1 < text.Length ? 2 : 1;

    public static string NameOf(string text, int index) => text[index] switch
    {
        '\u061C' or '\u200E' or '\u200F' => "a directional mark",
        >= '\u202A' and <= '\u202E' => "a directional override or embedding",
        >= '\u2066' and <= '\u2069' => "a directional isolate",
        TagSurrogate => "a tag",
        '\u00AD' => "a soft hyphen",
        _ => "a character without a width",
    };

    // U+E0000 to U+E007F; what follows them are selectors of variants.
    private static bool IsTag(string text, int index) => index + 1 < text.Length && text[index + 1] is >= '\uDC00' and <= '\uDC7F';

    // A black flag with the tags of a region is the flag of that region.
    private static bool FollowsFlag(string text, int index)
    {
        while (index >= 2 && text[index - 2] == TagSurrogate)
            index -= 2;
        return index >= 2 && text[index - 2] == '\uD83C' && text[index - 1] == '\uDFF4';
    }

    // A mark keeps the punctuation of such text in its place, and turns nothing round.
    private static bool HasRightToLeft(string text)
    {
        foreach (var c in text)
        {
            if (c is (>= '\u0590' and <= '\u08FF' and not '\u061C') or (>= '\uFB1D' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFC'))
                return true;
        }

        return false;
    }

    private static bool JoinsEmoji(string text, int index) =>
        index > 0 && index + 1 < text.Length && (char.IsLowSurrogate(text[index - 1]) || text[index - 1] == EmojiSelector || IsSymbol(text[index - 1])) && (char.IsHighSurrogate(text[index + 1]) || IsSymbol(text[index + 1]));

    private static bool IsSymbol(char c) => c is >= '\u2190' and <= '\u2BFF';

    private static bool IsBesideScript(string text, int index) => (index > 0 && IsJoining(text[index - 1])) && (index + 1 >= text.Length || IsJoining(text[index + 1]) || !char.IsLetterOrDigit(text[index + 1]));

    // Arabic, Syriac, the scripts of India and Sri Lanka, Tibetan, Myanmar, Khmer, Mongolian.
    private static bool IsJoining(char c) => c is (>= '\u0600' and <= '\u08FF') or (>= '\u0900' and <= '\u0DFF') or (>= '\u0F00' and <= '\u109F') or (>= '\u1780' and <= '\u18AF') or (>= '\uFB50' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFC');
}
