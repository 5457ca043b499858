using ImageGen.Api.Sharing;
using ImageGen.Api.Storage;

namespace ImageGen.Api.Generation;

internal static class GenerationEndpoints
{
    public static void MapGeneration(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/generate", (ImageRequest request, HttpContext context, IImageGenerator generator, ImageStore store, PromptModeration moderation, PromptArchive prompts, Watermark watermark, CancellationToken cancellationToken) =>
            GenerateAsync(request, context, generator, store, moderation, prompts, watermark, cancellationToken));
        routes.MapGet("/generate", (string prompt, HttpContext context, IImageGenerator generator, ImageStore store, PromptModeration moderation, PromptArchive prompts, Watermark watermark, CancellationToken cancellationToken) =>
            GenerateAsync(new ImageRequest(prompt), context, generator, store, moderation, prompts, watermark, cancellationToken));
    }

    private static async Task<IResult> GenerateAsync(
        ImageRequest request, HttpContext context, IImageGenerator generator, ImageStore store, PromptModeration moderation, PromptArchive prompts, Watermark watermark, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(request.Prompt))
            return Results.BadRequest("A prompt is required.");
        if (!await moderation.AllowsAsync(request.Prompt, cancellationToken))
            return Results.BadRequest("The prompt is refused.");

        var jobNumber = Random.Shared.Next(100_000, 1_000_000);
        var image = await generator.GenerateAsync(request, cancellationToken);
        var name = await store.SaveAsync(image, cancellationToken);

        await prompts.KeepAsync(name, request.Prompt, cancellationToken);

        context.Response.Headers["X-Job"] = jobNumber.ToString();
        context.Response.Headers["X-Image-Name"] = name;
        context.Response.Headers["X-Watermark"] = watermark.Sign(image);
        return Results.Bytes(image, "image/png");
    }
}
