using System;
using System.Text;

namespace SecureGen.Analyzers.Matching.CredentialTexts;

/// <summary>Reads Base64, in the alphabet of files and in that of addresses.</summary>
internal static class Base64Text
{
    private const int Shortest = 24;
    private const int Longest = 8192;
    private const int Glimpse = 16;

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

    /// <summary>
    /// The bytes of a text that is Base64 as a whole, neither too short nor too long to hold a secret, and begins as a text or a DER sequence does:
    /// images, hashes and certificates are not even decoded.
    /// </summary>
    public static byte[]? DecodeWhole(string text) =>
        text.Length is >= Shortest and <= Longest && text.Length % 4 == 0 && Decode(text, 0, Glimpse) is { Length: > 4 } first && BeginsWell(first) ? Decode(text, 0, text.Length) : null;

    // A private key in DER is a sequence whose first element is the version, an integer.
    private static bool BeginsWell(byte[] bytes) =>
        (bytes[0] == 0x30 && bytes[bytes[1] switch { 0x81 => 3, 0x82 => 4, _ => 2 }] == 2) || Array.TrueForAll(bytes, IsPrintable);

    /// <summary>The bytes as text, or null where they are not printable ASCII.</summary>
    public static string? AsText(byte[] bytes) => Array.TrueForAll(bytes, IsPrintable) ? Encoding.ASCII.GetString(bytes) : null;

    private static bool IsPrintable(byte b) => b is (>= 0x20 and < 0x7F) or (byte)'\n' or (byte)'\r' or (byte)'\t';

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
