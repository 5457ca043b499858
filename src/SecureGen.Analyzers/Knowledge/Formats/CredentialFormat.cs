namespace SecureGen.Analyzers.Knowledge.Formats;

/// <summary>One format in which an issuer gives out credentials, as its documentation or its published examples show it.</summary>
/// <param name="Id">Unique, in kebab case, beginning with the provider: <c>github-fine-grained-token</c>.</param>
/// <param name="Provider">Whose it is, as the provider spells itself: <c>GitHub</c>.</param>
/// <param name="Kind">What it is, in lower case: <c>fine-grained personal access token</c>.</param>
/// <param name="Shape">
/// Characters that stand for themselves, and classes in brackets with a count or a range: <c>github_pat_[alnum 22]_[alnum 59]</c>,
/// <c>[base64url 20-120]</c>. The classes: digit, hex (lower case), HEX (upper case), anyhex (both), lower, upper, alpha,
/// alnum, loweralnum (a-z0-9), upperalnum (A-Z0-9), base32 (A-Z2-7), base64 (A-Za-z0-9+/), base64url (A-Za-z0-9_-), word (A-Za-z0-9_),
/// unreserved (A-Za-z0-9._~-), encoded (A-Za-z0-9%), and <c>[=a,b,c]</c>, one of some texts. A match neither follows nor precedes a letter, a digit or a character of the class it begins or ends with;
/// one that begins or ends with a mark of its own may.
/// </param>
/// <param name="Source">The page that documents the format.</param>
internal sealed record CredentialFormat(string Id, string Provider, string Kind, string Shape, string Source)
{
    /// <summary>The check digits that the issuer publishes; none for most.</summary>
    public Checksum Checksum { get; init; }

    /// <summary>Shannon entropy, in bits per character, that the characters of the classes have at least; less is a dummy.</summary>
    public double EntropyFloor { get; init; } = 3.0;

    /// <summary>
    /// A word (lower case) that the code must say for a shape that has no mark of its own: in the name of the target or its type, or in the
    /// text before the value; two words where it takes two (<c>new relic</c>). Null where the shape tells: a text of two characters or more.
    /// </summary>
    public string? Keyword { get; init; }

    /// <summary>What the credential may follow although it ends with a letter or digit: the issuer's addresses put it there.</summary>
    public string? Behind { get; init; }
}

/// <summary>Check digits inside a credential.</summary>
internal enum Checksum
{
    None,

    /// <summary>The last six characters are the CRC-32 of those behind the last underscore of the prefix, in base 62.</summary>
    Crc32Base62,

    /// <summary>The last seven characters are the CRC-32 of all before, in base 36.</summary>
    Crc32Base36,
}
