using Microsoft.Extensions.Options;

namespace ImageGen.Api.Storage;

/// <summary>The folders of the service: images, imported albums, exports, drafts, prompts and outgoing mail.</summary>
public sealed class ImageStore
{
    public ImageStore(IOptions<StorageOptions> options, IHostEnvironment environment)
    {
        var root = Path.GetFullPath(options.Value.Root, environment.ContentRootPath);
        Images = Directory.CreateDirectory(Path.Combine(root, "images")).FullName;
        Albums = Directory.CreateDirectory(Path.Combine(root, "albums")).FullName;
        Exports = Directory.CreateDirectory(Path.Combine(root, "exports")).FullName;
        Drafts = Directory.CreateDirectory(Path.Combine(root, "drafts")).FullName;
        Prompts = Directory.CreateDirectory(Path.Combine(root, "prompts")).FullName;
        Outbox = Directory.CreateDirectory(Path.Combine(root, "outbox")).FullName;
    }

    public string Images { get; }

    public string Albums { get; }

    public string Exports { get; }

    public string Drafts { get; }

    public string Prompts { get; }

    public string Outbox { get; }

    /// <summary>Stores the image under a new name.</summary>
    public async Task<string> SaveAsync(byte[] image, CancellationToken cancellationToken)
    {
        var name = $"{Guid.NewGuid():N}.png";
        await File.WriteAllBytesAsync(Path.Combine(Images, name), image, cancellationToken);
        return name;
    }
}
