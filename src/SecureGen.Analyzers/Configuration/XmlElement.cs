using System;
using System.Collections.Immutable;

namespace SecureGen.Analyzers.Configuration;

/// <summary>An element of an XML file with the places of its attributes and of its text.</summary>
internal sealed class XmlElement(string name, XmlElement? parent, ImmutableArray<Setting> attributes)
{
    private const int LongestName = 200;

    // What stands deeper goes by the path of what is around it.
    private const int LongestPath = 1024;

    private string? _path;

    /// <summary>The name without its prefix.</summary>
    public string Name { get; } = LocalName(name);

    public XmlElement? Parent { get; } = parent;

    public int Depth { get; } = parent is null ? 1 : parent.Depth + 1;

    /// <summary>The attributes under their names.</summary>
    public ImmutableArray<Setting> Attributes { get; } = attributes;

    /// <summary>The first text between the tags that is not white space alone.</summary>
    public Setting? Text { get; internal set; }

    public static string LocalName(string name) => name.Substring(name.IndexOf(':') + 1) is var local && local.Length > LongestName ? local.Substring(0, LongestName) : local;

    /// <summary>The attribute of that name, whatever its case.</summary>
    public Setting? Attribute(string name)
    {
        foreach (var attribute in Attributes)
        {
            if (attribute.Path.Equals(name, StringComparison.OrdinalIgnoreCase))
                return attribute;
        }

        return null;
    }

    public bool Is(string name) => Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the element stands, at any depth, in one of that name.</summary>
    public bool IsIn(string name)
    {
        for (var outer = Parent; outer is not null; outer = outer.Parent)
        {
            if (outer.Is(name))
                return true;
        }

        return false;
    }

    /// <summary>The elements around this one and itself, outermost first, as a path.</summary>
    public string Path => _path ??= Parent is null ? Name : Parent.Path.Length > LongestPath ? Parent.Path : Parent.Path + ":" + Name;
}
