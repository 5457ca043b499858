using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Knowledge;

/// <summary>How much work a password and a key have to cost today.</summary>
internal static class KeyStrength
{
    public const string Derivation = "System.Security.Cryptography.Rfc2898DeriveBytes";
    public const string WebDerivation = "Microsoft.AspNetCore.Cryptography.KeyDerivation.KeyDerivation";
    public const string HasherOptions = "Microsoft.AspNetCore.Identity.PasswordHasherOptions";

    /// <summary>NIST SP 800-57 part 1, table 4: 2048 bits until 2030, 3072 beyond.</summary>
    public const int FewestBits = 2048, Bits = 3072, FewestCurveBits = 224;

    // What a protocol lays down, or computes with one round on purpose.
    private static readonly HashSet<string> Protocols = new(StringComparer.Ordinal) { "scrypt", "scram", "bip", "mnemonic", "wpa", "wifi", "kerberos", "seed" };

    private static readonly ImmutableHashSet<string> WeakCurveNumbers = ImmutableHashSet.Create(
        "1.2.840.10045.3.1.1", "1.3.132.0.6", "1.3.132.0.7", "1.3.132.0.8", "1.3.132.0.9", "1.3.132.0.28", "1.3.132.0.29", "1.3.132.0.30", "1.3.132.0.31", "1.3.36.3.3.2.8.1.1.1", "1.3.36.3.3.2.8.1.1.2", "1.3.36.3.3.2.8.1.1.3", "1.3.36.3.3.2.8.1.1.4");

    /// <summary>
    /// The fewest iterations of PBKDF2 that are accepted, and those to use, of the OWASP Password Storage Cheat Sheet: 600,000 for SHA-256,
    /// 220,000 for SHA-512 (210,000 until 2025), 1,400,000 for SHA-1 (1,300,000 until 2025). An unknown hash may be the longest.
    /// </summary>
    public static (int Fewest, int Recommended) Iterations(string? hash) => hash switch
    {
        "SHA1" => (1_300_000, 1_400_000),
        "SHA256" or "SHA3_256" => (600_000, 600_000),
        "SHA512" or "SHA384" or "SHA3_512" or "SHA3_384" => (210_000, 220_000),
        "MD5" => (int.MaxValue, 600_000),
        _ => (210_000, 600_000),
    };

    public static bool IsLaidDown(string name) => Words.Split(name).Any(Protocols.Contains);

    /// <summary>Whether what is stretched is a key, which cannot be guessed, and no password.</summary>
    public static bool IsKey(string name)
    {
        var words = Words.Split(name);
        return words.Any(static word => word is "key" or "ikm" or "entropy" or "random" or "secret" or "material") && !words.Any(static word => word.StartsWith("pass", StringComparison.Ordinal) || word is "pwd");
    }

    /// <summary>Whether the curve of that name or number is shorter than 224 bits.</summary>
    public static bool IsShortCurve(string name)
    {
        if (WeakCurveNumbers.Contains(name))
            return true;
        var digits = new string(name.SkipWhile(static c => !char.IsDigit(c)).TakeWhile(char.IsDigit).ToArray());
        return name.Length > 3 && char.IsLetter(name[0]) && digits.Length == 3 && int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture) < FewestCurveBits;
    }
}
