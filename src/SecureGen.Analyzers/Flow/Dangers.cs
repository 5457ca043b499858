using System;

namespace SecureGen.Analyzers.Flow;

/// <summary>What untrusted text can still do; a sanitizer clears some of these.</summary>
[Flags]
internal enum Dangers
{
    None = 0,
    Path = 1 << 0,

    /// <summary>The name or the extension that a client gave to the file it uploads.</summary>
    StoredName = 1 << 1,
    Sql = 1 << 2,
    Command = 1 << 3,
    Html = 1 << 4,
    Redirect = 1 << 5,
    Request = 1 << 6,
    LogTemplate = 1 << 7,

    /// <summary>Text that a language model takes for its instructions.</summary>
    Prompt = 1 << 8,

    /// <summary>Text of any length, where each character is paid for.</summary>
    Length = 1 << 9,
    All = (1 << 10) - 1,

    /// <summary>What lies in where an address leads to.</summary>
    Address = Redirect | Request,
}

/// <summary>What a branch has shown about a source. Some tests only clear a danger together.</summary>
[Flags]
internal enum Checks
{
    None = 0,

    /// <summary>It is one of a list of values, or made of harmless characters.</summary>
    Allowed = 1 << 0,
    Contained = 1 << 1,
    NoDotDot = 1 << 2,
    NoInvalidCharacter = 1 << 3,
    NotRooted = 1 << 4,
    WrongPrefix = 1 << 5,
    AllowedHost = 1 << 6,
    LocalAddress = 1 << 7,
    LeadingSlash = 1 << 8,
    NoDoubleSlash = 1 << 9,
    NoSlashBackslash = 1 << 10,
    AllowedExtension = 1 << 11,
    Short = 1 << 12,
}

/// <summary>Which dangers checks clear, alone or together.</summary>
internal static class CheckReaders
{
    private const Checks OwnSite = Checks.LeadingSlash | Checks.NoDoubleSlash | Checks.NoSlashBackslash;

    public static Dangers Cleared(this Checks checks)
    {
        if (checks == Checks.None)
            return Dangers.None;
        if ((checks & Checks.Allowed) != 0)
            return Dangers.All;
        var cleared = checks.IsContained() ? Dangers.Path : Dangers.None;
        if ((checks & Checks.AllowedHost) != 0)
            cleared |= Dangers.Address;
        if (checks.IsLocal())
            cleared |= Dangers.Address;
        if ((checks & Checks.AllowedExtension) != 0)
            cleared |= Dangers.StoredName;
        if ((checks & Checks.Short) != 0)
            cleared |= Dangers.Length;
        return cleared;
    }

    /// <summary>The checks, with what they come to together: two ways to contain a path are one to whoever asks.</summary>
    public static Checks Settled(this Checks checks) =>
        checks | (checks.IsContained() ? Checks.Contained : Checks.None) | (checks.IsLocal() ? Checks.LocalAddress : Checks.None);

    // Neither rooted nor with "..", or a legal file name without "..".
    private static bool IsContained(this Checks checks) =>
        (checks & (Checks.Contained | Checks.Allowed)) != 0 || ((checks & Checks.NoDotDot) != 0 && (checks & (Checks.NotRooted | Checks.NoInvalidCharacter)) != 0);

    private static bool IsLocal(this Checks checks) => (checks & (Checks.LocalAddress | Checks.Allowed)) != 0 || (checks & OwnSite) == OwnSite;
}
