using System;
using SecureGen.Analyzers.Knowledge.Formats;

namespace SecureGen.Analyzers.Matching.CredentialTexts;

/// <summary>The check digits of issued credentials: a CRC-32 (as in zip files), written in a base of letters and digits.</summary>
internal static class CheckDigits
{
    private const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const string Base36 = "0123456789abcdefghijklmnopqrstuvwxyz";

    private static readonly uint[] Table = MakeTable();

    /// <summary>Whether the check digits at the end of the credential are those of what stands before.</summary>
    public static bool Agree(Checksum checksum, string text, int start, int end)
    {
        if (checksum == Checksum.None)
            return true;

        var width = WidthOf(checksum);
        var expected = Of(checksum, text, start, end - width);
        return end - start > width && string.CompareOrdinal(text, end - width, expected, 0, width) == 0;
    }

    /// <summary>The check digits of the credential that begins at <paramref name="start"/> and lacks them from <paramref name="end"/> on.</summary>
    public static string Of(Checksum checksum, string text, int start, int end) => checksum switch
    {
        Checksum.Crc32Base62 => Write(Crc32(text, BehindPrefix(text, start, end), end), Base62, WidthOf(checksum)),
        Checksum.Crc32Base36 => Write(Crc32(text, start, end), Base36, WidthOf(checksum)),
        _ => "",
    };

    public static int WidthOf(Checksum checksum) => checksum switch
    {
        Checksum.Crc32Base62 => 6,
        Checksum.Crc32Base36 => 7,
        _ => 0,
    };

    private static int BehindPrefix(string text, int start, int end) => end <= start ? start : Math.Max(start, text.LastIndexOf('_', end - 1, end - start) + 1);

    private static string Write(uint number, string digits, int width)
    {
        var written = new char[width];
        for (var i = width - 1; i >= 0; i--)
        {
            written[i] = digits[(int)(number % (uint)digits.Length)];
            number /= (uint)digits.Length;
        }

        return new string(written);
    }

    private static uint Crc32(string text, int start, int end)
    {
        var crc = uint.MaxValue;
        for (var i = start; i < end; i++)
            crc = Table[(byte)(crc ^ text[i])] ^ (crc >> 8);
        return ~crc;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (uint i = 0; i < table.Length; i++)
        {
            var entry = i;
            for (var bit = 0; bit < 8; bit++)
                entry = (entry & 1) != 0 ? 0xEDB88320 ^ (entry >> 1) : entry >> 1;
            table[i] = entry;
        }

        return table;
    }
}
