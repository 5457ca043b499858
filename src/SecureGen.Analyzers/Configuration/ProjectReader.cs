using System.Collections.Immutable;
using System.Threading;

namespace SecureGen.Analyzers.Configuration;

/// <summary>Reads what a project file, or a file that projects import, says about packages and their versions.</summary>
internal static class ProjectReader
{
    private static readonly string[] Items = ["PackageReference", "PackageVersion", "GlobalPackageReference", "DotNetCliToolReference"];

    private static readonly string[] Versions = ["Version", "VersionOverride"];

    public static ImmutableArray<PackageVersion> Read(string text, CancellationToken cancellation = default) => Of(XmlReader.Read(text, cancellation));

    public static ImmutableArray<PackageVersion> Of(ImmutableArray<XmlElement> elements)
    {
        var packages = ImmutableArray.CreateBuilder<PackageVersion>();
        foreach (var element in elements)
        {
            foreach (var name in Versions)
            {
                if (IsPackage(element) && element.Attribute(name) is { } attribute)
                    packages.Add(new PackageVersion(IdOf(element), attribute));
                if (element.Is(name) && element.Parent is { } item && IsPackage(item) && element.Text is { } text)
                    packages.Add(new PackageVersion(IdOf(item), text));
            }
        }

        return packages.ToImmutable();
    }

    /// <summary>The last value of the property, as the text of an element in a PropertyGroup.</summary>
    public static string? Property(ImmutableArray<XmlElement> elements, string name)
    {
        string? value = null;
        foreach (var element in elements)
        {
            if (element.Is(name) && element.Parent is { } group && group.Is("PropertyGroup"))
                value = element.Text?.Text;
        }

        return value;
    }

    private static bool IsPackage(XmlElement element)
    {
        foreach (var item in Items)
        {
            if (element.Is(item))
                return true;
        }

        return false;
    }

    private static string IdOf(XmlElement item) => (item.Attribute("Include") ?? item.Attribute("Update"))?.Text ?? "";
}

/// <summary>The version that is asked of a package.</summary>
/// <param name="Id">The package; empty where it is not said.</param>
/// <param name="Version">The version as it is written.</param>
internal readonly record struct PackageVersion(string Id, Setting Version);
