using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Knowledge;

/// <summary>A hash for which collisions can be made: what it is called, whether it is keyed, the hash that takes its place, its size in bytes.</summary>
internal sealed record WeakHash(string Name, bool IsKeyed, string Replacement, int Size);

/// <summary>Weak hashes by the names of their types and algorithms, and the names that say what a hash is for.</summary>
internal static class WeakHashes
{
    public const string Namespace = "System.Security.Cryptography";

    private static readonly WeakHash Md5 = new("MD5", false, "SHA256", 16);
    private static readonly WeakHash Sha1 = new("SHA1", false, "SHA256", 20);
    private static readonly WeakHash RipeMd = new("RIPEMD160", false, "SHA256", 20);

    // FIPS 180-4 is what remains; RFC 6151 (MD5), RFC 6194 (SHA-1).
    public static readonly ImmutableDictionary<string, WeakHash> Types = new Dictionary<string, WeakHash>(StringComparer.Ordinal)
    {
        ["MD5"] = Md5,
        ["MD5CryptoServiceProvider"] = Md5,
        ["MD5Cng"] = Md5,
        ["SHA1"] = Sha1,
        ["SHA1Managed"] = Sha1,
        ["SHA1CryptoServiceProvider"] = Sha1,
        ["SHA1Cng"] = Sha1,
        ["RIPEMD160"] = RipeMd,
        ["RIPEMD160Managed"] = RipeMd,
        ["HMACMD5"] = new("HMACMD5", true, "HMACSHA256", 16),
        ["HMACSHA1"] = new("HMACSHA1", true, "HMACSHA256", 20),
        ["HMACRIPEMD160"] = new("HMACRIPEMD160", true, "HMACSHA256", 20),
    }.ToImmutableDictionary(StringComparer.Ordinal);

    // What some protocol, cache or file format lays down: nobody is let in by such a hash.
    private static readonly HashSet<string> Laid = Set(
        "otp totp hotp authenticator websocket handshake gravatar etag checksum fingerprint thumbprint cache dedup deduplicate duplicate uuid guid oauth ntlm avatar libravatar pwned hibp torrent infohash " +
        "git bucket shard partition ring bloom");

    private static readonly HashSet<string> Sensitive = Set(
        "password passwords passwd pwd passphrase signature signatures sign signed signing hmac token tokens secret secrets credential credentials auth authentication login apikey csrf xsrf pin otp salt salted license licence");

    private static readonly HashSet<string> Descriptions = Set("cache file count length name path url uri type id version provider");

    // The signature of a method or a schema, the tokens of a prompt.
    private static readonly HashSet<string> Described = Set("public schema method function type query model prompt prompts row column table layout shader");

    /// <summary>The weak hash that the type is, or null.</summary>
    public static WeakHash? Of(ITypeSymbol? type) =>
        type is not null && Types.TryGetValue(type.Name, out var hash) && type.ContainingNamespace.Is(Namespace) ? hash : null;

    /// <summary>The weak hash of that name, as <c>HashAlgorithm.Create</c> and <c>HashAlgorithmName</c> take it.</summary>
    public static WeakHash? Named(string name)
    {
        var plain = name.Substring(name.LastIndexOf('.') + 1).Replace("-", "");
        return plain.Equals("SHA", StringComparison.OrdinalIgnoreCase) ? Sha1 : Types.FirstOrDefault(known => known.Key.Equals(plain, StringComparison.OrdinalIgnoreCase)).Value;
    }

    /// <summary>Whether the name says that the form of the hash is laid down elsewhere.</summary>
    public static bool IsLaidDown(string name)
    {
        // WebSocket, InfoHash and Content-MD5 are written as two words.
        var words = Words.Split(name);
        return words.Any(Laid.Contains) || words.Zip(words.Skip(1), static (first, second) => first + second).Any(Laid.Contains) || name.Replace("-", "").IndexOf("ContentMd5", StringComparison.OrdinalIgnoreCase) >= 0;
    }

    /// <summary>Whether the name says that somebody is let in, or something is believed, by the hash.</summary>
    public static bool IsSensitive(string name)
    {
        var words = Words.Split(name);
        return words.Any(Sensitive.Contains) && !Descriptions.Contains(words[words.Length - 1]) && !words.Any(Described.Contains);
    }

    /// <summary>The same for a type, which does many things: only one that is made for nothing else counts.</summary>
    public static bool IsSensitiveType(string name) => IsSensitive(name) && Words.Split(name).Any(static word => word.StartsWith("password", StringComparison.Ordinal) || word is "signature" or "hmac");

    /// <summary>Whether a call of that name makes or tests a signature with the hash it is given.</summary>
    public static bool IsSigning(string method) =>
        method.StartsWith("Sign", StringComparison.Ordinal) || method.StartsWith("TrySign", StringComparison.Ordinal) || method.StartsWith("Verify", StringComparison.Ordinal) || method.StartsWith("CreateHMAC", StringComparison.Ordinal)
        || method is "CertificateRequest" or "SetHashAlgorithm" or "CreateSelfSigned";

    private static HashSet<string> Set(string words) => new(words.Split(' '), StringComparer.Ordinal);
}
