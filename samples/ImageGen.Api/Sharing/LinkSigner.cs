using System.Security.Cryptography;
using System.Text;

namespace ImageGen.Api.Sharing;

/// <summary>Signs what a share link promises, so that a guessed token alone opens nothing.</summary>
public sealed class LinkSigner(string secret)
{
    private readonly byte[] _key = Encoding.UTF8.GetBytes(secret);

    public string Sign(string token) => Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(token)));

    public bool Verify(string token, string signature) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Sign(token)), Encoding.ASCII.GetBytes(signature));
}
