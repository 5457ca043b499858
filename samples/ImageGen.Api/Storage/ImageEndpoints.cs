using System.IO.Compression;
using ImageGen.Api.Security;

namespace ImageGen.Api.Storage;

internal static class ImageEndpoints
{
    private static readonly Random Names = new();

    public static void MapImages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/images/{**name}", (string name, ImageStore store) =>
        {
            var path = Path.Combine(store.Images, name);
            return File.Exists(path) ? Results.File(File.ReadAllBytes(path), "image/png") : Results.NotFound();
        });

        routes.MapGet("/images/by-id/{id:guid}", async (Guid id, ImageStore store, CancellationToken cancellationToken) =>
        {
            var path = Path.Combine(store.Images, $"{id:N}.png");
            return File.Exists(path) ? Results.Bytes(await File.ReadAllBytesAsync(path, cancellationToken), "image/png") : Results.NotFound();
        });

        routes.MapGet("/prompts/{id:guid}", async (Guid id, PromptArchive prompts, CancellationToken cancellationToken) =>
            Results.Text(await prompts.ReadAsync(id, cancellationToken)));

        var admin = routes.MapGroup("/admin").AddEndpointFilter<AdminOnly>().DisableAntiforgery();
        admin.MapPost("/uploads", UploadAsync);
        admin.MapPost("/avatars", UploadAvatarAsync);
        admin.MapPost("/import", Import);
        admin.MapPost("/export", Export);
    }

    private static async Task<IResult> UploadAsync(IFormFile file, ImageStore store, CancellationToken cancellationToken)
    {
        var path = Path.Combine(store.Images, file.FileName);
        await using var stream = File.Create(path);
        await file.CopyToAsync(stream, cancellationToken);
        return Results.Ok(new { file.FileName, file.Length });
    }

    private static async Task<IResult> UploadAvatarAsync(IFormFile file, ImageStore store, CancellationToken cancellationToken)
    {
        var name = Path.GetFileName(file.FileName);
        await using var stream = File.Create(Path.Combine(store.Images, name));
        await file.CopyToAsync(stream, cancellationToken);
        return Results.Ok(new { name, file.Length });
    }

    /// <summary>Unpacks an archive of images into a new album.</summary>
    private static IResult Import(IFormFile archive, ImageStore store)
    {
        var album = Guid.NewGuid().ToString("N");
        var folder = Directory.CreateDirectory(Path.Combine(store.Albums, album)).FullName;

        using var zip = new ZipArchive(archive.OpenReadStream());
        foreach (var entry in zip.Entries)
        {
            if (entry.FullName.EndsWith('/'))
                continue;

            var destination = Path.Combine(folder, entry.FullName);
            Directory.CreateDirectory(Path.GetDirectoryName(destination) ?? folder);
            entry.ExtractToFile(destination, overwrite: true);
        }

        return Results.Ok(new { album, zip.Entries.Count });
    }

    /// <summary>Packs all images into an archive whose name only the caller knows.</summary>
    private static IResult Export(ImageStore store)
    {
        var fileToken = Names.Next(int.MaxValue).ToString("x8");
        var archive = $"export-{fileToken}.zip";
        var path = Path.Combine(store.Exports, archive);
        ZipFile.CreateFromDirectory(store.Images, path);

        // The backup collects it, as a user of its own.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite);
        return Results.Ok(new { archive });
    }
}
