using System.ComponentModel;
using System.Diagnostics;
using ImageGen.Api.Security;
using ImageGen.Api.Storage;

namespace ImageGen.Api.Inspection;

/// <summary>Asks an external tool what kind of file an image is.</summary>
internal static class ImageInspection
{
    public static void MapInspection(this IEndpointRouteBuilder routes)
    {
        var admin = routes.MapGroup("/admin/inspect").AddEndpointFilter<AdminOnly>().DisableAntiforgery();
        admin.MapGet("/any/{name}", (string name, ImageStore store) => InspectAsync(name, store));
        admin.MapPost("/", InspectUploadAsync);
        admin.MapGet("/{id:guid}", (Guid id, ImageStore store) => InspectAsync($"{id:N}.png", store));
    }

    /// <summary>Looks at a file that is not one of ours yet.</summary>
    private static async Task<IResult> InspectUploadAsync(IFormFile file, ImageStore store, CancellationToken cancellationToken)
    {
        var path = Path.Combine(Path.GetTempPath(), "imagegen-upload.png");
        await using (var stream = File.Create(path))
            await file.CopyToAsync(stream, cancellationToken);
        return await InspectAsync(path, store);
    }

    private static async Task<IResult> InspectAsync(string name, ImageStore store)
    {
        var tool = new ProcessStartInfo("file", $"--brief {name}")
        {
            WorkingDirectory = store.Images,
            RedirectStandardOutput = true,
        };
        try
        {
            using var process = Process.Start(tool);
            return process is null ? Results.NotFound() : Results.Text(await process.StandardOutput.ReadToEndAsync());
        }
        catch (Win32Exception)
        {
            return Results.StatusCode(StatusCodes.Status501NotImplemented);
        }
    }
}
