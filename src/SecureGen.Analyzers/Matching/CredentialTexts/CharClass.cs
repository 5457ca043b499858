using System;

namespace SecureGen.Analyzers.Matching.CredentialTexts;

/// <summary>The classes of characters of which credentials are made, as sets of ASCII characters.</summary>
internal readonly struct CharClass : IEquatable<CharClass>
{
    private const string Digits = "0123456789";
    private const string LowerLetters = "abcdefghijklmnopqrstuvwxyz";
    private const string UpperLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    public static readonly CharClass Alnum = Of(Digits + LowerLetters + UpperLetters);

    private readonly ulong _low;
    private readonly ulong _high;

    private CharClass(ulong low, ulong high)
    {
        _low = low;
        _high = high;
    }

    public bool Contains(char c) => c < 64 ? (_low >> c & 1) != 0 : c < 128 && (_high >> (c - 64) & 1) != 0;

    public bool Overlaps(CharClass other) => (_low & other._low) != 0 || (_high & other._high) != 0;

    public static CharClass operator |(CharClass left, CharClass right) => new(left._low | right._low, left._high | right._high);

    public bool Equals(CharClass other) => _low == other._low && _high == other._high;

    public override bool Equals(object? obj) => obj is CharClass other && Equals(other);

    public override int GetHashCode() => (_low ^ _high).GetHashCode();

    public static CharClass Of(string characters)
    {
        ulong low = 0;
        ulong high = 0;
        foreach (var c in characters)
        {
            if (c < 64)
                low |= 1UL << c;
            else if (c < 128)
                high |= 1UL << (c - 64);
        }

        return new CharClass(low, high);
    }

    /// <summary>The class of that name in the language of shapes, as its characters; null if there is none.</summary>
    public static string? Named(string name) => name switch
    {
        "digit" => Digits,
        "hex" => Digits + "abcdef",
        "HEX" => Digits + "ABCDEF",
        "anyhex" => Digits + "abcdefABCDEF",
        "lower" => LowerLetters,
        "upper" => UpperLetters,
        "alpha" => LowerLetters + UpperLetters,
        "alnum" => Digits + LowerLetters + UpperLetters,
        "loweralnum" => Digits + LowerLetters,
        "upperalnum" => Digits + UpperLetters,
        "base32" => "234567" + UpperLetters,
        "base64" => Digits + LowerLetters + UpperLetters + "+/",
        "base64url" => Digits + LowerLetters + UpperLetters + "-_",
        "word" => Digits + LowerLetters + UpperLetters + "_",
        "unreserved" => Digits + LowerLetters + UpperLetters + "-._~",
        "encoded" => Digits + LowerLetters + UpperLetters + "%",
        _ => null,
    };
}
