using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace ImageGen.Api.Sharing;

/// <summary>Which token opens which image, and until when.</summary>
public sealed partial class ShareLinks(IOptions<SharingOptions> options, ILogger<ShareLinks> logger)
{
    private const string TokenAlphabet = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";

    private readonly ConcurrentDictionary<string, (string Image, DateTimeOffset Until)> _links = new();
    private readonly string _webhookToken = ReadWebhookToken();

    public string Issue(string image)
    {
        var token = NewShareToken(20);
        _links[token] = (image, DateTimeOffset.UtcNow + options.Value.TokenLifetime);
        ShareIssued(logger, token, image);
        return token;
    }

    public string? Open(string token) =>
        _links.TryGetValue(token, out var link) && link.Until > DateTimeOffset.UtcNow ? link.Image : null;

    /// <summary>The headers of the notification that a link was issued.</summary>
    public Dictionary<string, string> WebhookHeaders(string token)
    {
        var signer = new LinkSigner(options.Value.WebhookSecret);
        return new Dictionary<string, string>
        {
            ["X-Delivery"] = RandomNumberGenerator.GetHexString(16),
            ["X-Webhook-Token"] = _webhookToken,
            ["X-Signature"] = signer.Sign(token),
        };
    }

    private static string NewShareToken(int length)
    {
        var characters = new char[length];
        for (var i = 0; i < length; i++)
            characters[i] = TokenAlphabet[Random.Shared.Next(TokenAlphabet.Length)];
        return new string(characters);
    }

    private static string ReadWebhookToken()
    {
        var webhookToken = Environment.GetEnvironmentVariable("WEBHOOK_TOKEN");
        if (string.IsNullOrEmpty(webhookToken))
        {
            webhookToken = "whk-90e3c7d1a5b8";
        }

        return webhookToken;
    }

    [LoggerMessage(EventId = 10, Level = LogLevel.Information, Message = "Share token {Token} issued for {Image}")]
    private static partial void ShareIssued(ILogger logger, string token, string image);
}
