namespace ImageGen.Api.Generation;

public sealed record ImageRequest(string Prompt, int? Width = null, int? Height = null);

public interface IImageGenerator
{
    /// <summary>Generates an image from the prompt, as PNG.</summary>
    Task<byte[]> GenerateAsync(ImageRequest request, CancellationToken cancellationToken);
}
