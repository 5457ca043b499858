using ImageGen.Api.Storage;

namespace ImageGen.Api.Sharing;

/// <summary>Leaves mail in a folder for the relay to collect.</summary>
public sealed class Outbox(ImageStore store, ILogger<Outbox> logger)
{
    public async Task SendAsync(string address, string text, string relayPassword, CancellationToken cancellationToken)
    {
        var path = Path.Combine(store.Outbox, Path.GetRandomFileName());
        await File.WriteAllTextAsync(path, $"To: {address}\nX-Relay: {relayPassword.GetHashCode():x8}\n\n{text}\n", cancellationToken);
        logger.LogTrace("Handed to the relay with password {RelayPassword}", relayPassword);
    }
}
