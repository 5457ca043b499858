using System;
using System.Collections.Generic;

namespace SecureGen.Analyzers.Matching.CredentialTexts;

/// <summary>Tells what a person typed to fill a format from what a machine drew at random.</summary>
internal static class DummyText
{
    private const int LongestRepeat = 5;
    private const int LongestSequence = 5;
    private const int FewestCharacters = 5;
    private const int LongestPeriod = 32;

    private static readonly string[] Words =
    [
        "example", "xxxx", "your", "test", "fake", "dummy", "placeholder", "sample", "redacted", "change", "insert", "replace", "secret", "apikey", "api_key", "api-key",
        "demo", "mock", "foobar", "invalid", "hidden", "removed", "password", "notreal", "deadbeef", "badc0de", "cafebabe", "goes-here", "goeshere",
    ];

    private static readonly string[] Rows = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

    // FNV-1a of the credentials that documentation shows to everybody and that nothing else gives away.
    private static readonly HashSet<ulong> Published = new()
    {
        0x9f1920c6cd484714, // the Cosmos DB emulator
        0x3f9d1c996e620b67, // Azurite
        0xddd19c486d095d84, // Stripe
        0x67e733c2f9035757, // Stripe
        0xa2ef9dec05820312, // GitHub, on check digits
        0x8959d21b97c6b870, // Telegram
        0xc860f3f8a6cd87c5, // Discord
        0xcb160c5ebf072178, // Google
        0x6b5cad46a085e299, // Salesforce
        0xfcabfe3714185618, // Salesforce
    };

    /// <summary>Whether the part of the text cannot have been drawn at random, or draws on too few characters.</summary>
    public static bool Is(string text, int start, int end, double entropyFloor) =>
        IsMonotonous(text, start, end, entropyFloor) || HasSequence(text, start, end) || IsPeriodic(text, start, end) || SaysSo(text, start, end);

    public static bool IsPublished(string text, int start, int end) => Published.Contains(Fingerprint(text, start, end));

    /// <summary>A number by which a published example can be told without being written down.</summary>
    public static ulong Fingerprint(string text, int start, int end)
    {
        var hash = 14695981039346656037;
        for (var i = start; i < end; i++)
            hash = unchecked((hash ^ text[i]) * 1099511628211);
        return hash;
    }

    /// <summary>Shannon's entropy, in bits per character.</summary>
    public static double Entropy(string text, int start, int end)
    {
        var counts = Count(text, start, end, out _, out _);
        var bits = 0.0;
        foreach (var count in counts)
        {
            if (count > 0)
                bits -= (double)count / (end - start) * Math.Log((double)count / (end - start), 2);
        }

        return bits;
    }

    private static bool IsMonotonous(string text, int start, int end, double entropyFloor)
    {
        Count(text, start, end, out var distinct, out var repeat);
        return repeat > LongestRepeat || (distinct < FewestCharacters && end - start > FewestCharacters) || Entropy(text, start, end) < entropyFloor;
    }

    private static int[] Count(string text, int start, int end, out int distinct, out int longestRepeat)
    {
        var counts = new int[128];
        distinct = 0;
        longestRepeat = 0;
        var repeat = 0;
        for (var i = start; i < end; i++)
        {
            if (counts[text[i] & 127]++ == 0)
                distinct++;
            repeat = i > start && text[i] == text[i - 1] ? repeat + 1 : 1;
            longestRepeat = Math.Max(longestRepeat, repeat);
        }

        return counts;
    }

    // abcdef, 654321, qwerty: six in a row, which chance deals to one hex text of 40 in ten thousand.
    private static bool HasSequence(string text, int start, int end)
    {
        var up = 1;
        var down = 1;
        var row = 1;
        for (var i = start + 1; i < end; i++)
        {
            var previous = char.ToLowerInvariant(text[i - 1]);
            var current = char.ToLowerInvariant(text[i]);
            up = IsNext(previous, current) ? up + 1 : 1;
            down = IsNext(current, previous) ? down + 1 : 1;
            row = IsBeside(previous, current) ? row + 1 : 1;
            if (up > LongestSequence || down > LongestSequence || row > LongestSequence)
                return true;
        }

        return false;
    }

    private static bool IsNext(char first, char second) =>
        (second == first + 1 && char.IsLetterOrDigit(first) && char.IsLetterOrDigit(second)) || (first == '9' && second is '0' or 'a');

    private static bool IsBeside(char first, char second)
    {
        foreach (var row in Rows)
        {
            var at = row.IndexOf(first);
            if (at >= 0 && at + 1 < row.Length && row[at + 1] == second)
                return true;
        }

        return false;
    }

    // abc123abc123
    private static bool IsPeriodic(string text, int start, int end)
    {
        for (var period = 1; period <= LongestPeriod && period <= (end - start) / 2; period++)
        {
            if (string.CompareOrdinal(text, start, text, start + period, end - start - period) == 0)
                return true;
        }

        return false;
    }

    private static bool SaysSo(string text, int start, int end)
    {
        foreach (var word in Words)
        {
            if (text.IndexOf(word, start, end - start, StringComparison.OrdinalIgnoreCase) >= 0)
                return true;
        }

        return false;
    }
}
