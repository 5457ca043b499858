using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace ImageGen.Api.Sharing;

/// <summary>Six digits sent by mail, good for one sign-in within ten minutes.</summary>
public sealed class OneTimeCodes(Outbox outbox, IConfiguration configuration, ILogger<OneTimeCodes> logger)
{
    private readonly ConcurrentDictionary<string, (string Code, DateTimeOffset Until)> _codes = new();
    private readonly string _mailPassword = configuration.GetValue("Mail:Password", "mlp-3f6ad81e072c");

    public async Task SendAsync(string address, CancellationToken cancellationToken)
    {
        var random = new Random();
        var code = random.Next(0, 1_000_000).ToString("D6");
        _codes[address] = (code, DateTimeOffset.UtcNow.AddMinutes(10));
        await outbox.SendAsync(address, $"Your code is {code}.", _mailPassword, cancellationToken);
        logger.LogInformation("One-time code sent, the mail password is {PasswordState}", string.IsNullOrEmpty(_mailPassword) ? "missing" : "set");
    }

    /// <summary>Exchanges the code for a session; a code works once.</summary>
    public string? Redeem(string address, string code)
    {
        if (!_codes.TryRemove(address, out var issued) || issued.Code != code || issued.Until < DateTimeOffset.UtcNow)
            return null;

        var sessionToken = new byte[16];
        Random.Shared.NextBytes(sessionToken);
        logger.LogDebug("Session opened, nonce {Nonce}", RandomNumberGenerator.GetInt32(int.MaxValue));
        return Convert.ToHexStringLower(sessionToken);
    }
}
