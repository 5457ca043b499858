using ImageGen.Api.Security;
using ImageGen.Api.Storage;
using Microsoft.AspNetCore.Mvc;

namespace ImageGen.Api.Gallery;

[ApiController]
[Route("api/gallery")]
public sealed class GalleryController(ImageStore store, PageCursor cursor, AdminKey key, ILogger<GalleryController> logger) : ControllerBase
{
    [HttpGet]
    public IEnumerable<string?> List() => Directory.EnumerateFiles(store.Images, "*.png").Select(Path.GetFileName);

    [HttpGet("pages")]
    public IActionResult Page([FromQuery] string? after = null)
    {
        var last = after is null ? "" : cursor.Read(after);
        var names = List().Where(name => string.CompareOrdinal(name, last) > 0).Order(StringComparer.Ordinal).Take(20).ToArray();
        return Ok(new { names, after = names is [.., { } next] ? cursor.Write(next) : null });
    }

    [HttpGet("download")]
    public IActionResult Download([FromQuery] string file)
    {
        var full = Path.GetFullPath(Path.Combine(store.Images, file));
        if (!full.StartsWith(store.Images))
            return BadRequest();

        return System.IO.File.Exists(full) ? PhysicalFile(full, "image/png") : NotFound();
    }

    [HttpGet("albums/{album}")]
    public IActionResult Album(string album, [FromQuery] string file)
    {
        if (album.Contains("..") || file.Contains(".."))
            return BadRequest();

        var path = Path.Combine(store.Albums, album, file);
        return System.IO.File.Exists(path) ? PhysicalFile(path, "image/png") : NotFound();
    }

    [HttpGet("size")]
    public IActionResult Size([FromQuery] string file)
    {
        var full = Path.GetFullPath(Path.Combine(store.Images, file));
        if (!full.StartsWith(store.Images + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            return BadRequest();

        return System.IO.File.Exists(full) ? Ok(new FileInfo(full).Length) : NotFound();
    }

    [HttpDelete("{name}")]
    public IActionResult Delete(string name)
    {
        if (!key.Accepts(Request))
            return Unauthorized();

        var path = Path.Combine(store.Images, name);
        System.IO.File.Delete(path);
        logger.LogInformation("Deleted an image after a check of the admin token");
        return NoContent();
    }
}
