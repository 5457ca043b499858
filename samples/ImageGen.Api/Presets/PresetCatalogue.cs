using System.Collections.Concurrent;
using System.Xml.Serialization;

namespace ImageGen.Api.Presets;

/// <summary>Presets by name, those that everybody has and those that were imported.</summary>
public sealed class PresetCatalogue
{
    // From the design team's list.
    private static readonly string[] Styles = ["watercolor", "line art", "film noir​", "isometric"];

    private readonly ConcurrentDictionary<string, Preset> _presets = new(Styles.Select(style => KeyValuePair.Create(style, (Preset)new StylePreset { Name = style, Style = style })));

    public Preset? Find(string name) => _presets.GetValueOrDefault(name);

    public void Keep(Preset preset) => _presets[preset.Name] = preset;
}

public abstract class Preset
{
    public string Name { get; set; } = "";
}

[XmlRoot("preset")]
public sealed class StylePreset : Preset
{
    public string Style { get; set; } = "";
}

[XmlRoot("preset")]
public sealed class PalettePreset : Preset
{
    public List<string> Colors { get; set; } = [];
}
