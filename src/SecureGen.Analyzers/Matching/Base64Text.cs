using System;
using System.Text;

namespace SecureGen.Analyzers.Matching;

/// <summary>Reads Base64, in the alphabet of files and in that of addresses.</summary>
internal static class Base64Text
{
    private const int Shortest = 24;
    private const int Longest = 8192;

    /// <summary>The bytes, or null where the part of the text is not Base64.</summary>
    public static byte[]? Decode(string text, int start, int end)
    {
        var characters = new char[end - start];
        var count = 0;
        for (var i = start; i < end; i++)
        {
            var value = text[i] switch { '-' => '+', '_' => '/', var c => c };
            if (ValueOf(value) >= 0)
                characters[count++] = value;
            else if (value != '=' || end - i > 2)
                return null;
        }

        if (count % 4 == 1)
            return null;

        var bytes = new byte[count * 3 / 4];
        var bits = 0;
        var written = 0;
        for (var i = 0; i < count; i++)
        {
            bits = (bits << 6) | ValueOf(characters[i]);
            if (i % 4 != 0)
                bytes[written++] = (byte)(bits >> (6 - (2 * (i % 4))));
        }

        return bytes;
    }

    /// <summary>The bytes of a text that is Base64 as a whole and neither too short nor too long to hold a secret.</summary>
    public static byte[]? DecodeWhole(string text) =>
        text.Length is >= Shortest and <= Longest && text.Length % 4 == 0 && IsBase64(text) ? Decode(text, 0, text.Length) : null;

    /// <summary>The bytes as text, or null where they are not printable ASCII.</summary>
    public static string? AsText(byte[] bytes)
    {
        foreach (var b in bytes)
        {
            if (b is not ((>= 0x20 and < 0x7F) or (byte)'\n' or (byte)'\r' or (byte)'\t'))
                return null;
        }

        return Encoding.ASCII.GetString(bytes);
    }

    private static bool IsBase64(string text)
    {
        // From the end: there a sentence or a path shows first that it is none.
        for (var i = text.Length - 1; i >= 0; i--)
        {
            if (ValueOf(text[i]) < 0 && (text[i] != '=' || i < text.Length - 2))
                return false;
        }

        return true;
    }

    private static int ValueOf(char c) => c switch
    {
        >= 'A' and <= 'Z' => c - 'A',
        >= 'a' and <= 'z' => c - 'a' + 26,
        >= '0' and <= '9' => c - '0' + 52,
        '+' => 62,
        '/' => 63,
        _ => -1,
    };
}
