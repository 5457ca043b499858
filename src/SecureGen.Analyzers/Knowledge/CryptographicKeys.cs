using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SecureGen.Analyzers.Knowledge;

/// <summary>What an input of a cryptographic call is for.</summary>
internal enum KeyPurpose
{
    /// <summary>Secret, and as random as the algorithm is strong.</summary>
    Key,

    /// <summary>A text that a key is derived from.</summary>
    Password,

    /// <summary>Public, and not to be foreseen.</summary>
    IV,

    /// <summary>Public, and never used twice with one key.</summary>
    Nonce,

    /// <summary>Public, and different for every password.</summary>
    Salt,
}

/// <summary>An input of a cryptographic call: a parameter of a method or constructor (<c>.ctor</c>), or a property that is set (<c>value</c>).</summary>
/// <param name="Type">The type that declares the member first, or a base of it.</param>
/// <param name="Member">The member.</param>
/// <param name="Parameter">The parameter.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="Secret">What a secret one is called in a fix.</param>
/// <param name="Length">How many bytes it has where the constant does not say.</param>
/// <param name="Opens">Whether the call undoes what another one has made: it needs what that one took.</param>
internal sealed record CryptographicInput(string Type, string Member, string Parameter, KeyPurpose Purpose, string Secret = "EncryptionKey", int Length = 0, bool Opens = false);

/// <summary>
/// The calls that take a key, an initialization vector, a nonce or a salt. Not among them: what is public and may be fixed, such as
/// associated data, HKDF's info and its salt (RFC 5869, 3.1), and the entropy of ProtectedData, which adds to the user's own key.
/// </summary>
internal static class CryptographicKeys
{
    private const string Cryptography = "System.Security.Cryptography.";
    private const string Bouncy = "Org.BouncyCastle.Crypto.Parameters.";

    public static readonly CryptographicInput[] All =
    [
        new(Cryptography + "SymmetricAlgorithm", "Key", "value", KeyPurpose.Key),
        new(Cryptography + "SymmetricAlgorithm", "SetKey", "key", KeyPurpose.Key),
        new(Cryptography + "SymmetricAlgorithm", "CreateEncryptor", "rgbKey", KeyPurpose.Key),
        new(Cryptography + "SymmetricAlgorithm", "CreateDecryptor", "rgbKey", KeyPurpose.Key, Opens: true),
        new(Cryptography + "SymmetricAlgorithm", "IV", "value", KeyPurpose.IV, Length: 16),
        new(Cryptography + "SymmetricAlgorithm", "CreateEncryptor", "rgbIV", KeyPurpose.IV, Length: 16),
        new(Cryptography + "SymmetricAlgorithm", "CreateDecryptor", "rgbIV", KeyPurpose.IV, Opens: true),
        new(Cryptography + "SymmetricAlgorithm", "EncryptCbc", "iv", KeyPurpose.IV, Length: 16),
        new(Cryptography + "SymmetricAlgorithm", "TryEncryptCbc", "iv", KeyPurpose.IV, Length: 16),
        new(Cryptography + "SymmetricAlgorithm", "EncryptCfb", "iv", KeyPurpose.IV, Length: 16),
        new(Cryptography + "SymmetricAlgorithm", "TryEncryptCfb", "iv", KeyPurpose.IV, Length: 16),
        new(Cryptography + "SymmetricAlgorithm", "DecryptCbc", "iv", KeyPurpose.IV, Opens: true),
        new(Cryptography + "SymmetricAlgorithm", "TryDecryptCbc", "iv", KeyPurpose.IV, Opens: true),
        new(Cryptography + "SymmetricAlgorithm", "DecryptCfb", "iv", KeyPurpose.IV, Opens: true),
        new(Cryptography + "SymmetricAlgorithm", "TryDecryptCfb", "iv", KeyPurpose.IV, Opens: true),

        new(Cryptography + "AesGcm", ".ctor", "key", KeyPurpose.Key),
        new(Cryptography + "AesGcm", "Encrypt", "nonce", KeyPurpose.Nonce, Length: 12),
        new(Cryptography + "AesGcm", "Decrypt", "nonce", KeyPurpose.Nonce, Opens: true),
        new(Cryptography + "AesCcm", ".ctor", "key", KeyPurpose.Key),
        new(Cryptography + "AesCcm", "Encrypt", "nonce", KeyPurpose.Nonce, Length: 12),
        new(Cryptography + "AesCcm", "Decrypt", "nonce", KeyPurpose.Nonce, Opens: true),
        new(Cryptography + "ChaCha20Poly1305", ".ctor", "key", KeyPurpose.Key),
        new(Cryptography + "ChaCha20Poly1305", "Encrypt", "nonce", KeyPurpose.Nonce, Length: 12),
        new(Cryptography + "ChaCha20Poly1305", "Decrypt", "nonce", KeyPurpose.Nonce, Opens: true),

        new(Cryptography + "KeyedHashAlgorithm", "Key", "value", KeyPurpose.Key, "SigningKey"),
        new(Cryptography + "KeyedHashAlgorithm", ".ctor", "key", KeyPurpose.Key, "SigningKey"),
        new(Cryptography + "HMAC", "HashData", "key", KeyPurpose.Key, "SigningKey"),
        new(Cryptography + "HMAC", "TryHashData", "key", KeyPurpose.Key, "SigningKey"),
        new(Cryptography + "HMAC", "HashDataAsync", "key", KeyPurpose.Key, "SigningKey"),
        new(Cryptography + "IncrementalHash", "CreateHMAC", "key", KeyPurpose.Key, "SigningKey"),
        new(Cryptography + "CryptographicOperations", "HmacData", "key", KeyPurpose.Key, "SigningKey"),
        new(Cryptography + "CryptographicOperations", "HmacDataAsync", "key", KeyPurpose.Key, "SigningKey"),
        new(Cryptography + "CryptographicOperations", "TryHmacData", "key", KeyPurpose.Key, "SigningKey"),
        .. Kmac("Kmac128"),
        .. Kmac("Kmac256"),
        .. Kmac("KmacXof128"),
        .. Kmac("KmacXof256"),

        new(Cryptography + "HKDF", "DeriveKey", "ikm", KeyPurpose.Key, "MasterKey"),
        new(Cryptography + "HKDF", "Extract", "ikm", KeyPurpose.Key, "MasterKey"),
        new(Cryptography + "HKDF", "Expand", "prk", KeyPurpose.Key, "MasterKey"),
        new(Cryptography + "SP800108HmacCounterKdf", ".ctor", "key", KeyPurpose.Key, "MasterKey"),
        new(Cryptography + "SP800108HmacCounterKdf", "DeriveBytes", "key", KeyPurpose.Key, "MasterKey"),
        new(Cryptography + "Rfc2898DeriveBytes", ".ctor", "password", KeyPurpose.Password, "EncryptionPassword"),
        new(Cryptography + "Rfc2898DeriveBytes", "Pbkdf2", "password", KeyPurpose.Password, "EncryptionPassword"),
        new(Cryptography + "Rfc2898DeriveBytes", ".ctor", "salt", KeyPurpose.Salt, Length: 16),
        new(Cryptography + "Rfc2898DeriveBytes", "Pbkdf2", "salt", KeyPurpose.Salt, Length: 16),
        new(Cryptography + "Rfc2898DeriveBytes", "Salt", "value", KeyPurpose.Salt, Length: 16),
        new(Cryptography + "PasswordDeriveBytes", ".ctor", "strPassword", KeyPurpose.Password, "EncryptionPassword"),
        new(Cryptography + "PasswordDeriveBytes", ".ctor", "password", KeyPurpose.Password, "EncryptionPassword"),
        new(Cryptography + "PasswordDeriveBytes", ".ctor", "rgbSalt", KeyPurpose.Salt, Length: 16),
        new(Cryptography + "PasswordDeriveBytes", ".ctor", "salt", KeyPurpose.Salt, Length: 16),
        new(Cryptography + "PasswordDeriveBytes", "Salt", "value", KeyPurpose.Salt, Length: 16),
        new("Microsoft.AspNetCore.Cryptography.KeyDerivation.KeyDerivation", "Pbkdf2", "password", KeyPurpose.Password, "EncryptionPassword"),
        new("Microsoft.AspNetCore.Cryptography.KeyDerivation.KeyDerivation", "Pbkdf2", "salt", KeyPurpose.Salt, Length: 16),

        new(Cryptography + "AsymmetricAlgorithm", "ImportPkcs8PrivateKey", "source", KeyPurpose.Key, "PrivateKey"),
        new(Cryptography + "RSA", "ImportRSAPrivateKey", "source", KeyPurpose.Key, "PrivateKey"),
        new(Cryptography + "ECDsa", "ImportECPrivateKey", "source", KeyPurpose.Key, "PrivateKey"),
        new(Cryptography + "ECDiffieHellman", "ImportECPrivateKey", "source", KeyPurpose.Key, "PrivateKey"),

        new("Microsoft.IdentityModel.Tokens.SymmetricSecurityKey", ".ctor", "key", KeyPurpose.Key, "SigningKey"),
        new("Microsoft.IdentityModel.Tokens.JsonWebKey", "K", "value", KeyPurpose.Key, "SigningKey"),
        new("JWT.Builder.JwtBuilder", "WithSecret", "secrets", KeyPurpose.Key, "SigningKey"),
        new("JWT.JwtEncoderExtensions", "Encode", "key", KeyPurpose.Key, "SigningKey"),
        new("JWT.JwtEncoder", "Encode", "key", KeyPurpose.Key, "SigningKey"),
        new("JWT.IJwtEncoder", "Encode", "key", KeyPurpose.Key, "SigningKey"),
        new("Jose.JWT", "Encode", "key", KeyPurpose.Key, "SigningKey"),
        new("Jose.JWT", "Decode", "key", KeyPurpose.Key, "SigningKey"),

        new(Bouncy + "KeyParameter", ".ctor", "key", KeyPurpose.Key),
        new(Bouncy + "ParametersWithIV", ".ctor", "iv", KeyPurpose.IV),
        new(Bouncy + "AeadParameters", ".ctor", "nonce", KeyPurpose.Nonce),
        new("Org.BouncyCastle.Crypto.PbeParametersGenerator", "Init", "salt", KeyPurpose.Salt),
    ];

    private static readonly Dictionary<(string Member, string Parameter), List<CryptographicInput>> ByName = Index();
    private static readonly HashSet<string> Members = new(All.Select(static input => input.Member), StringComparer.Ordinal);
    private static readonly HashSet<string> Parameters = new(All.Select(static input => input.Parameter), StringComparer.Ordinal);

    /// <summary>What the argument is taken for, or null where the call is no cryptographic one.</summary>
    public static CryptographicInput? TakenBy(IArgumentOperation argument) => argument switch
    {
        { Parameter: null } => null,
        { Parent: IInvocationOperation { TargetMethod: var method } } => Find(method.ReducedFrom?.ContainingType ?? method.ContainingType, method.Name, argument.Parameter.Name),
        { Parent: IObjectCreationOperation { Type: INamedTypeSymbol type } } => Find(type, ".ctor", argument.Parameter.Name),
        _ => null,
    };

    /// <summary>What the property is set to, or null where it is no input of an algorithm.</summary>
    public static CryptographicInput? TakenBy(IAssignmentOperation assignment) =>
        assignment.Target is IPropertyReferenceOperation { Property: var property } reference ? Find(reference.Instance?.Type as INamedTypeSymbol ?? property.ContainingType, property.Name, "value") : null;

    /// <summary>What the value is taken for where it stands, through conversions.</summary>
    public static CryptographicInput? TakenAt(IOperation value)
    {
        while (value.Parent is IConversionOperation or IParenthesizedOperation)
            value = value.Parent;
        return value.Parent switch
        {
            IArgumentOperation argument => TakenBy(argument),
            ISimpleAssignmentOperation assignment when assignment.Value == value => TakenBy(assignment),
            _ => null,
        };
    }

    private static CryptographicInput? Find(INamedTypeSymbol? type, string member, string parameter)
    {
        // Every call of a compilation comes here, and its names are enough to turn nearly all away.
        if (!Parameters.Contains(parameter) || !Members.Contains(member) || !ByName.TryGetValue((member, parameter), out var candidates))
            return null;

        for (; type is { SpecialType: SpecialType.None }; type = type.BaseType)
        {
            foreach (var candidate in candidates)
            {
                if (candidate.Type.EndsWith(type.Name, StringComparison.Ordinal) && type.ToDisplayString() == candidate.Type)
                    return candidate;
            }
        }

        return null;
    }

    private static CryptographicInput[] Kmac(string type) =>
    [
        new(Cryptography + type, ".ctor", "key", KeyPurpose.Key, "SigningKey"),
        new(Cryptography + type, "HashData", "key", KeyPurpose.Key, "SigningKey"),
        new(Cryptography + type, "HashDataAsync", "key", KeyPurpose.Key, "SigningKey"),
    ];

    private static Dictionary<(string Member, string Parameter), List<CryptographicInput>> Index()
    {
        var index = new Dictionary<(string Member, string Parameter), List<CryptographicInput>>();
        foreach (var input in All)
        {
            if (!index.TryGetValue((input.Member, input.Parameter), out var same))
                index.Add((input.Member, input.Parameter), same = new List<CryptographicInput>());
            same.Add(input);
        }

        return index;
    }
}
