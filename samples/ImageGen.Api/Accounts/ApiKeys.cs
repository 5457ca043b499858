using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace ImageGen.Api.Accounts;

/// <summary>Keys for programs that act for an account; what was issued is kept as a hash.</summary>
public sealed class ApiKeys(ILogger<ApiKeys> logger)
{
    private readonly ConcurrentDictionary<string, string> _owners = new();

    public string Issue(string owner)
    {
        var apiKey = RandomNumberGenerator.GetHexString(12, lowercase: true);
        _owners[HashOf(apiKey)] = owner;
        logger.LogInformation("{Owner} has a new key, {Key}", owner, Shorten(apiKey));
        return apiKey;
    }

    public string? OwnerOf(string apiKey) => _owners.GetValueOrDefault(HashOf(apiKey));

    private static string Shorten(string apiKey) => $"{apiKey[..4]}...{apiKey[^4..]}";

    private static string HashOf(string apiKey) => Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(apiKey)));
}
