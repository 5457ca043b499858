using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;

namespace ImageGen.Api.Accounts;

/// <summary>People who keep their images together. Of a password only a slow hash is stored.</summary>
public sealed class AccountStore
{
    private const int Iterations = 10_000;

    private readonly ConcurrentDictionary<string, (byte[] Salt, byte[] Hash)> _accounts = new(StringComparer.OrdinalIgnoreCase);

    public bool TryCreate(string name, string password)
    {
        Debug.Assert(password.Length >= 8, "A password has eight characters or more.");
        var salt = RandomNumberGenerator.GetBytes(16);
        return _accounts.TryAdd(name, (salt, HashOf(password, salt)));
    }

    public bool Verify(string name, string password) =>
        _accounts.TryGetValue(name, out var account) && HashOf(password, account.Salt).SequenceEqual(account.Hash);

    private static byte[] HashOf(string password, byte[] salt) =>
        Rfc2898DeriveBytes.Pbkdf2(password, salt, Iterations, HashAlgorithmName.SHA256, 32);
}
