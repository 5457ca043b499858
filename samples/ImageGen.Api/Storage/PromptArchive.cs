using System.Security.Cryptography;
using System.Text;

namespace ImageGen.Api.Storage;

/// <summary>Keeps the prompt of every image, encrypted: people write about themselves.</summary>
public sealed class PromptArchive(ImageStore store)
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    private static readonly byte[] Key = SHA256.HashData("prompts-at-rest-2f81"u8);

    public Task KeepAsync(string image, string prompt, CancellationToken cancellationToken)
    {
        var text = Encoding.UTF8.GetBytes(prompt);
        var nonce = new byte[NonceLength];
        var tag = new byte[TagLength];
        var hidden = new byte[text.Length];
        using var aes = new AesGcm(Key, TagLength);
        aes.Encrypt(nonce, text, hidden, tag);
        return File.WriteAllBytesAsync(Place(image), [.. nonce, .. tag, .. hidden], cancellationToken);
    }

    public async Task<string> ReadAsync(Guid id, CancellationToken cancellationToken)
    {
        var content = await File.ReadAllBytesAsync(Place($"{id:N}.png"), cancellationToken);
        var (nonce, tag, hidden) = (content[..NonceLength], content[NonceLength..(NonceLength + TagLength)], content[(NonceLength + TagLength)..]);
        var text = new byte[hidden.Length];
        using var aes = new AesGcm(Key, TagLength);
        aes.Decrypt(nonce, hidden, tag, text);
        return Encoding.UTF8.GetString(text);
    }

    private string Place(string image) => Path.Combine(store.Prompts, Path.ChangeExtension(image, ".prompt"));
}
