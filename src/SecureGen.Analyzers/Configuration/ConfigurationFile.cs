using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Configuration;

/// <summary>
/// A configuration file among the additional files: what it is by its name, and what it says. It is read when the first rule asks
/// for its content, once for all rules.
/// </summary>
internal sealed class ConfigurationFile
{
    private static readonly ConditionalWeakTable<SourceText, ConfigurationFile> Files = new();

    private static readonly HashSet<string> DevelopmentWords = new(StringComparer.Ordinal) { "development", "dev", "local", "localhost", "debug", "test", "tests", "testing" };

    private static readonly HashSet<string> ContainerWords = new(StringComparer.Ordinal) { "docker", "container", "compose", "kubernetes", "k" };

    private static readonly HashSet<string> ExampleWords = new(StringComparer.Ordinal) { "example", "sample", "template", "dist", "defaults" };

    private readonly Lazy<ImmutableArray<XmlElement>> _elements;
    private readonly Lazy<ImmutableArray<Setting>> _settings;
    private readonly Lazy<Dictionary<string, Setting>> _byPath;
    private readonly ImmutableArray<string> _environment;

    private ConfigurationFile(string path, ConfigurationKind kind, SourceText text)
    {
        Path = path;
        Kind = kind;
        Text = text;
        _environment = Words.Split(EnvironmentOf(Name, kind));
        _elements = new Lazy<ImmutableArray<XmlElement>>(() => XmlReader.Read(text.ToString()));
        _settings = new Lazy<ImmutableArray<Setting>>(ReadSettings);
        _byPath = new Lazy<Dictionary<string, Setting>>(ByPath);
    }

    public string Path { get; }

    public string Name => System.IO.Path.GetFileName(Path);

    public ConfigurationKind Kind { get; }

    public SourceText Text { get; }

    /// <summary>What a JSON file, a file of variables or an XML configuration sets.</summary>
    public ImmutableArray<Setting> Settings => _settings.Value;

    /// <summary>The elements of an XML file.</summary>
    public ImmutableArray<XmlElement> Elements => IsXml ? _elements.Value : ImmutableArray<XmlElement>.Empty;

    /// <summary>Whether the file is read on developers' machines only: <c>appsettings.Development.json</c>, <c>launchSettings.json</c>.</summary>
    public bool IsForDevelopment => Kind == ConfigurationKind.LaunchSettings || Says(DevelopmentWords);

    /// <summary>Whether the file belongs to a container, whose network is its own.</summary>
    public bool IsForContainer => Says(ContainerWords);

    /// <summary>Whether the file shows what has to be set, and is not read itself: <c>.env.example</c>.</summary>
    public bool IsExample => Says(ExampleWords);

    /// <summary>Whether the file's name speaks of production.</summary>
    public bool IsForProduction => _environment.Contains("production") || _environment.Contains("prod");

    /// <summary>Whether the file changes another one for release: <c>web.Release.config</c>.</summary>
    public bool IsForRelease => _environment.Contains("release");

    private bool IsXml => Kind is ConfigurationKind.XmlConfiguration or ConfigurationKind.NuGet or ConfigurationKind.Project;

    /// <summary>The file, where its name is one that the rules know; nothing is read of it yet.</summary>
    public static ConfigurationFile? Of(AdditionalText file, CancellationToken cancellation)
    {
        var kind = KindOf(System.IO.Path.GetFileName(file.Path));
        if (kind == ConfigurationKind.None || file.GetText(cancellation) is not { } text)
            return null;
        return Files.TryGetValue(text, out var known) && known.Path == file.Path ? known : known is not null ? new ConfigurationFile(file.Path, kind, text) : Files.GetValue(text, key => new ConfigurationFile(file.Path, kind, key));
    }

    /// <summary>What a file of that name is.</summary>
    public static ConfigurationKind KindOf(string name)
    {
        if (Ends(name, ".json"))
            return Begins(name, "appsettings") ? ConfigurationKind.AppSettings : name.Equals("launchSettings.json", StringComparison.OrdinalIgnoreCase) ? ConfigurationKind.LaunchSettings : ConfigurationKind.None;
        if (name.Equals(".env", StringComparison.OrdinalIgnoreCase) || Begins(name, ".env.") || Ends(name, ".env"))
            return ConfigurationKind.EnvironmentVariables;
        if (name.Equals("nuget.config", StringComparison.OrdinalIgnoreCase))
            return ConfigurationKind.NuGet;
        if (Ends(name, ".config"))
            return name.Equals("packages.config", StringComparison.OrdinalIgnoreCase) ? ConfigurationKind.None : ConfigurationKind.XmlConfiguration;
        return Ends(name, ".csproj") || Ends(name, ".props") || Ends(name, ".targets") ? ConfigurationKind.Project : ConfigurationKind.None;
    }

    /// <summary>The setting of that path, the last where there are several.</summary>
    public Setting? Find(string path) => _byPath.Value.TryGetValue(path, out var setting) ? setting : null;

    public Location LocationOf(TextSpan span) => Location.Create(Path, span, Text.Lines.GetLinePositionSpan(span));

    private bool Says(HashSet<string> words)
    {
        foreach (var word in _environment)
        {
            if (words.Contains(word))
                return true;
        }

        return false;
    }

    private Dictionary<string, Setting> ByPath()
    {
        var settings = new Dictionary<string, Setting>(StringComparer.OrdinalIgnoreCase);
        foreach (var setting in Settings)
            settings[setting.Path] = setting;
        return settings;
    }

    private ImmutableArray<Setting> ReadSettings() => Kind switch
    {
        ConfigurationKind.AppSettings or ConfigurationKind.LaunchSettings => JsonReader.Read(Text).Settings,
        ConfigurationKind.EnvironmentVariables => EnvReader.Read(Text.ToString()).Settings,
        ConfigurationKind.XmlConfiguration or ConfigurationKind.NuGet => XmlSettingsReader.Of(Elements).Settings,
        _ => ImmutableArray<Setting>.Empty,
    };

    // appsettings.Staging.json, .env.staging, staging.env, web.Staging.config
    private static string EnvironmentOf(string name, ConfigurationKind kind) => kind switch
    {
        ConfigurationKind.EnvironmentVariables => name.StartsWith(".env", StringComparison.OrdinalIgnoreCase) ? name.Substring(4) : System.IO.Path.GetFileNameWithoutExtension(name),
        ConfigurationKind.AppSettings => System.IO.Path.GetFileNameWithoutExtension(name).Substring("appsettings".Length),
        ConfigurationKind.XmlConfiguration when name.IndexOf('.') is var dot && dot != name.LastIndexOf('.') => name.Substring(dot, name.LastIndexOf('.') - dot),
        _ => "",
    };

    private static bool Begins(string name, string start) => name.StartsWith(start, StringComparison.OrdinalIgnoreCase);

    private static bool Ends(string name, string end) => name.EndsWith(end, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Which configuration file a file is.</summary>
internal enum ConfigurationKind
{
    /// <summary>None that the rules know: it is not read.</summary>
    None,

    /// <summary><c>appsettings.json</c>, <c>appsettings.Production.json</c>.</summary>
    AppSettings,

    /// <summary><c>launchSettings.json</c>.</summary>
    LaunchSettings,

    /// <summary><c>.env</c>, <c>.env.production</c>, <c>service.env</c>.</summary>
    EnvironmentVariables,

    /// <summary><c>web.config</c>, <c>app.config</c>, <c>connectionStrings.config</c>.</summary>
    XmlConfiguration,

    /// <summary><c>nuget.config</c>.</summary>
    NuGet,

    /// <summary>A project, or a file that projects import.</summary>
    Project,
}
