using System.Security.Cryptography;
using System.Text;

namespace ImageGen.Api.Sharing;

/// <summary>Proves later that an image came from this service.</summary>
public sealed class Watermark(string secret)
{
    public string Sign(byte[] image) => Sign(image, 1, "sgn-b20c7e5f94d1");

    private string Sign(byte[] image, int version, string signingKey) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes($"{version}:{signingKey}:{secret}"), image));
}
