using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace SecureGen.Analyzers.Tests.Verification;

/// <summary>What a test's source compiles against: a framework tier, and libraries from the test project's own packages.</summary>
public sealed class ReferenceAssemblies
{
    private static readonly ConcurrentDictionary<string, MetadataReference> Loaded = new();
    private readonly Lazy<IReadOnlyList<MetadataReference>> _references;

    private ReferenceAssemblies(string name, Func<IEnumerable<string>> files)
    {
        Name = name;
        _references = new(() => files().Select(file => Loaded.GetOrAdd(file, path => MetadataReference.CreateFromFile(path))).ToArray());
    }

    /// <summary>.NET 10 with ASP.NET Core.</summary>
    public static ReferenceAssemblies Net100 { get; } = Framework("net10.0");

    /// <summary>.NET 8 with ASP.NET Core.</summary>
    public static ReferenceAssemblies Net80 { get; } = Framework("net8.0");

    public static ReferenceAssemblies NetStandard20 { get; } = Framework("netstandard2.0");

    /// <summary>The tier by its target framework's name, for a theory over all of them.</summary>
    public static ReferenceAssemblies Tier(string framework) => new[] { Net100, Net80, NetStandard20 }.Single(tier => tier.Name == framework);

    /// <summary>Every library that the rules know and that can be restored; for looking names up, not for compiling.</summary>
    public static ReferenceAssemblies Outside { get; } = new("outside", () => Lines("net10.0").Concat(Lines("outside"))
        .Concat(new[] { "Serilog", "NLog", "Azure.Core" }.Select(Library)));

    public string Name { get; }

    public IReadOnlyList<MetadataReference> References => _references.Value;

    /// <summary>The same with libraries added by assembly name: <c>Net100.With("Serilog")</c>.</summary>
    public ReferenceAssemblies With(params string[] assemblies) =>
        new(Name + "+" + string.Join("+", assemblies), () => References.OfType<PortableExecutableReference>().Select(r => r.FilePath!).Concat(assemblies.Select(Library)));

    private static string Library(string assembly) =>
        Lines("outside").FirstOrDefault(file => Path.GetFileNameWithoutExtension(file) == assembly) ?? Path.Combine(AppContext.BaseDirectory, assembly + ".dll");

    private static ReferenceAssemblies Framework(string tier) =>
        new(tier, () => Lines(tier));

    private static IEnumerable<string> Lines(string list) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "references", list + ".txt")).Where(line => line.Length > 0);
}
