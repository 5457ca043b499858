namespace ImageGen.Api.Security;

internal static class Secrets
{
    /// <summary>The last four characters, enough to tell two keys apart in a log.</summary>
    public static string Mask(string secret) => secret.Length <= 8 ? "****" : "****" + secret[^4..];
}
