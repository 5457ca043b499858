using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Knowledge;

/// <summary>Ciphers that are broken or have blocks of 64 bits, by the names of their types and algorithms.</summary>
internal static class WeakCiphers
{
    public const string Namespace = "System.Security.Cryptography";

    // NIST SP 800-131A Rev. 2 (DES, Triple DES), RFC 2268 (RC2); 64-bit blocks: CVE-2016-2183.
    public static readonly ImmutableDictionary<string, string> Types = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["DES"] = "DES",
        ["DESCryptoServiceProvider"] = "DES",
        ["TripleDES"] = "TripleDES",
        ["TripleDESCryptoServiceProvider"] = "TripleDES",
        ["TripleDESCng"] = "TripleDES",
        ["RC2"] = "RC2",
        ["RC2CryptoServiceProvider"] = "RC2",
    }.ToImmutableDictionary(StringComparer.Ordinal);

    // RFC 7465 forbids RC4. The platform has none; packages and own classes do.
    private static readonly HashSet<string> StreamCiphers = new(StringComparer.OrdinalIgnoreCase)
    {
        "RC4", "ARC4", "RC4Engine", "RC4Cipher", "RC4Managed", "RC4CryptoServiceProvider", "ARCFOURManaged", "ARC4Managed", "ARC4CryptoServiceProvider",
    };

    private static readonly HashSet<string> Engines = new(StringComparer.Ordinal) { "DesEngine", "DesEdeEngine", "RC2Engine" };

    // Modes that are built from single blocks, and what compares a block with a known one.
    private static readonly HashSet<string> Modes = new(StringComparer.Ordinal) { "ctr", "cmac", "gcm", "ccm", "eax", "siv", "xts", "ocb", "wrap", "unwrap", "quic", "header", "ff", "kdf", "counter", "omac", "keywrap", "cts", "ige", "cfb", "test", "tests" };

    /// <summary>What the weak cipher is called, or null.</summary>
    public static string? NameOf(ITypeSymbol? type)
    {
        if (type is null)
            return null;
        if (Types.TryGetValue(type.Name, out var name) && type.ContainingNamespace.Is(Namespace))
            return name;
        if (Engines.Contains(type.Name) && type.ContainingNamespace.IsWithin("Org.BouncyCastle"))
            return type.Name;
        return StreamCiphers.Contains(type.Name) ? "RC4" : null;
    }

    /// <summary>What <c>SymmetricAlgorithm.Create</c> makes of the text, where it is a weak cipher.</summary>
    public static string? Named(string text)
    {
        var plain = text.Substring(text.LastIndexOf('.') + 1).Replace("-", "").Replace(" ", "");
        return plain.Equals("3DES", StringComparison.OrdinalIgnoreCase) ? "TripleDES" : Types.FirstOrDefault(known => known.Key.Equals(plain, StringComparison.OrdinalIgnoreCase)).Value;
    }

    /// <summary>Whether the name says that single blocks are encrypted to build another mode.</summary>
    public static bool IsBuildingBlock(string name) => Words.Split(name).Any(Modes.Contains);
}
