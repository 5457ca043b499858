using System.Collections.Immutable;
using System.Threading;

namespace SecureGen.Analyzers.Configuration;

/// <summary>
/// Reads <c>web.config</c>, <c>app.config</c> and their like as settings: an entry (<c>add key value</c>, <c>add name
/// connectionString</c>, <c>environmentVariable name value</c>) under its key, every other attribute and text under the names of its
/// elements. What stands in an encrypted section is no setting.
/// </summary>
internal static class XmlSettingsReader
{
    private const string Encryption = "configProtectionProvider";

    private static readonly string[] Keys = ["key", "name"];

    private static readonly string[] Values = ["value", "connectionString"];

    public static SettingsFile Read(string text, CancellationToken cancellation = default) => Of(XmlReader.Read(text, cancellation));

    public static SettingsFile Of(ImmutableArray<XmlElement> elements)
    {
        var settings = ImmutableArray.CreateBuilder<Setting>();
        foreach (var element in elements)
        {
            if (!IsEncrypted(element))
                Add(settings, element);
        }

        return new SettingsFile(settings.ToImmutable(), null);
    }

    /// <summary>The path of what the element holds: the key of an entry stands for the entry.</summary>
    public static string PathOf(XmlElement element)
    {
        var name = KeyOf(element) is { } key ? key.Text : element.Name;
        return element.Parent is null ? name : element.Parent.Path + ":" + name;
    }

    private static void Add(ImmutableArray<Setting>.Builder settings, XmlElement element)
    {
        var key = KeyOf(element);
        var path = PathOf(element);
        foreach (var attribute in element.Attributes)
        {
            if (attribute.Path == key?.Path || attribute.Path.StartsWith("xmlns", System.StringComparison.Ordinal))
                continue;
            settings.Add(attribute with { Path = key is not null && IsOneOf(attribute, Values) ? path : path + ":" + attribute.Path });
        }

        if (element.Text is { } content)
            settings.Add(content with { Path = element.Is("value") && element.Parent is { } outer && KeyOf(outer) is not null ? PathOf(outer) : path });
    }

    private static Setting? KeyOf(XmlElement element)
    {
        foreach (var name in Keys)
        {
            if (element.Attribute(name) is { } key && (element.Is("add") || element.Is("setting") || element.Attribute("value") is not null))
                return key;
        }

        return null;
    }

    private static bool IsOneOf(Setting attribute, string[] names)
    {
        foreach (var name in names)
        {
            if (attribute.Path.Equals(name, System.StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static bool IsEncrypted(XmlElement element)
    {
        for (var outer = element; outer is not null; outer = outer.Parent)
        {
            if (outer.Attribute(Encryption) is not null || outer.Is("EncryptedData"))
                return true;
        }

        return false;
    }
}
