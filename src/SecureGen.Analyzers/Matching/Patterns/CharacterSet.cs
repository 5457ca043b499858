namespace SecureGen.Analyzers.Matching.Patterns;

/// <summary>
/// The characters that one place of a pattern takes: ASCII exactly, the rest as none, some or all of it. Two sets that may
/// share a character beyond ASCII only overlap where one of them takes all.
/// </summary>
internal readonly record struct CharacterSet
{
    private readonly ulong _low;
    private readonly ulong _high;
    private readonly Beyond _beyond;

    private CharacterSet(ulong low, ulong high, Beyond beyond)
    {
        _low = low;
        _high = high;
        _beyond = beyond;
    }

    private enum Beyond
    {
        None,
        Some,
        All,
    }

    public static CharacterSet None => default;

    public static CharacterSet All => new(ulong.MaxValue, ulong.MaxValue, Beyond.All);

    public static CharacterSet Unknown => new(0, 0, Beyond.Some);

    public static CharacterSet Digits => Of('0', '9') | Unknown;

    public static CharacterSet Word => Of('a', 'z') | Of('A', 'Z') | Of('_', '_') | Digits;

    public static CharacterSet Space => Of('\t', '\r') | Of(' ', ' ') | Unknown;

    public static CharacterSet Newline => Of('\n', '\n');

    /// <summary>Whether every character is taken, or every one of ASCII.</summary>
    public bool IsAll => _low == ulong.MaxValue && _high == ulong.MaxValue;

    /// <summary>Whether no character of ASCII is taken.</summary>
    public bool IsBlank => _low == 0 && _high == 0;

    public static CharacterSet operator |(CharacterSet left, CharacterSet right) =>
        new(left._low | right._low, left._high | right._high, left._beyond > right._beyond ? left._beyond : right._beyond);

    public static CharacterSet operator &(CharacterSet left, CharacterSet right) => left.Without(right.Negated());

    public static CharacterSet Of(char first, char last)
    {
        ulong low = 0;
        ulong high = 0;
        for (int c = first; c <= last && c < 128; c++)
        {
            if (c < 64)
                low |= 1UL << c;
            else
                high |= 1UL << (c - 64);
        }

        return new CharacterSet(low, high, last > 127 ? Beyond.Some : Beyond.None);
    }

    public CharacterSet Negated() => new(~_low, ~_high, _beyond switch { Beyond.None => Beyond.All, Beyond.All => Beyond.None, _ => Beyond.Some });

    public CharacterSet Without(CharacterSet other) =>
        new(_low & ~other._low, _high & ~other._high, other._beyond == Beyond.None || _beyond == Beyond.None ? _beyond : other._beyond == Beyond.All ? Beyond.None : Beyond.Some);

    /// <summary>With the other case of each letter.</summary>
    public CharacterSet InAnyCase()
    {
        const ulong Upper = 0x07FFFFFEUL;
        const ulong Lower = Upper << 32;
        return new CharacterSet(_low, _high | (_high & Upper) << 32 | (_high & Lower) >> 32, _beyond);
    }

    public bool Overlaps(CharacterSet other) =>
        (_low & other._low) != 0 || (_high & other._high) != 0
        || (_beyond == Beyond.All && other._beyond != Beyond.None) || (other._beyond == Beyond.All && _beyond != Beyond.None);

    public bool Contains(char c) => c < 64 ? (_low >> c & 1) != 0 : c < 128 ? (_high >> (c - 64) & 1) != 0 : _beyond == Beyond.All;

    /// <summary>How many characters of ASCII are taken.</summary>
    public int Count()
    {
        var count = 0;
        for (var c = '\0'; c < 128; c++)
        {
            if (Contains(c))
                count++;
        }

        return count;
    }
}
