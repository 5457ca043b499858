using System.Xml;
using System.Xml.Linq;
using System.Xml.Serialization;

namespace ImageGen.Api.Presets;

/// <summary>Takes the presets that the desktop application exports as XML.</summary>
internal static class PresetEndpoints
{
    private static readonly XmlReaderSettings Settings = new() { Async = true, DtdProcessing = DtdProcessing.Parse, XmlResolver = new XmlUrlResolver() };

    public static void MapPresets(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/presets", ImportAsync);
        routes.MapGet("/presets/{name}", (string name, PresetCatalogue presets) => presets.Find(name) is { } preset ? Results.Ok(preset) : Results.NotFound());
    }

    private static async Task<IResult> ImportAsync(Stream body, PresetCatalogue presets, ILogger<PresetCatalogue> logger, CancellationToken cancellationToken)
    {
        try
        {
            using var reader = XmlReader.Create(body, Settings);
            var preset = Read(await XDocument.LoadAsync(reader, LoadOptions.None, cancellationToken));
            presets.Keep(preset);
            logger.LogInformation("Imported {Preset}", preset.Name);
            return Results.Ok(new { preset.Name });
        }
        catch (Exception exception) when (exception is XmlException or InvalidOperationException)
        {
            return Results.BadRequest(exception.ToString());
        }
    }

    // There are presets for styles and for palettes; which it is the application writes beside it.
    private static Preset Read(XDocument document)
    {
        var type = Type.GetType(document.Root?.Attribute("class")?.Value ?? "") ?? typeof(StylePreset);
        using var reader = document.CreateReader();
        return (Preset)(new XmlSerializer(type).Deserialize(reader) ?? new StylePreset());
    }
}
