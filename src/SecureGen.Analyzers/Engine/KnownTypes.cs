using System;
using System.Collections.Concurrent;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace SecureGen.Analyzers.Engine;

/// <summary>
/// The types of one compilation by their metadata names. They are looked for in their namespaces: most of the technologies that
/// rules know are not referenced, which the namespace tells at once, where the compiler's own search goes through all references
/// for each name.
/// </summary>
internal sealed class KnownTypes
{
    private readonly Compilation _compilation;
    private readonly ConcurrentDictionary<string, INamedTypeSymbol?> _types = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, INamespaceSymbol?> _namespaces = new(StringComparer.Ordinal);
    private readonly Func<string, INamedTypeSymbol?> _find;
    private readonly Func<string, INamespaceSymbol?> _findNamespace;

    // The namespaces do not hold what only an extern alias reaches.
    private readonly bool _hasHiddenReferences;

    public KnownTypes(Compilation compilation)
    {
        _compilation = compilation;
        _find = Find;
        _findNamespace = FindNamespace;
        _hasHiddenReferences = compilation.References.Any(static reference => !reference.Properties.Aliases.IsDefaultOrEmpty && !reference.Properties.Aliases.Contains("global"));
    }

    /// <summary>The type of that metadata name, or null where it is not referenced. Of several, one's own, or else one that is visible.</summary>
    public INamedTypeSymbol? Of(string metadataName) => _types.GetOrAdd(metadataName, _find);

    private INamedTypeSymbol? Find(string metadataName)
    {
        var names = metadataName.Split('+');
        var found = TopLevel(names[0]) ?? (_hasHiddenReferences ? _compilation.GetTypesByMetadataName(names[0]).FirstOrDefault(static type => type.DeclaredAccessibility == Accessibility.Public) : null);
        foreach (var nested in names.Skip(1))
            found = found?.GetTypeMembers(WithoutArity(nested)).FirstOrDefault(type => type.MetadataName == nested);
        return found;
    }

    private INamedTypeSymbol? TopLevel(string fullName)
    {
        var dot = fullName.LastIndexOf('.');
        var name = fullName.Substring(dot + 1);
        return Namespace(dot < 0 ? "" : fullName.Substring(0, dot))?.GetTypeMembers(WithoutArity(name))
            .Where(type => type.MetadataName == name)
            .OrderByDescending(type => SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, _compilation.Assembly))
            .ThenByDescending(static type => type.DeclaredAccessibility == Accessibility.Public)
            .FirstOrDefault();
    }

    private static string WithoutArity(string metadataName)
    {
        var tick = metadataName.IndexOf('`');
        return tick < 0 ? metadataName : metadataName.Substring(0, tick);
    }

    private INamespaceSymbol? Namespace(string fullName) => _namespaces.GetOrAdd(fullName, _findNamespace);

    private INamespaceSymbol? FindNamespace(string fullName)
    {
        if (fullName.Length == 0)
            return _compilation.GlobalNamespace;
        var dot = fullName.LastIndexOf('.');
        return Namespace(dot < 0 ? "" : fullName.Substring(0, dot))?.GetMembers(fullName.Substring(dot + 1)).OfType<INamespaceSymbol>().FirstOrDefault();
    }
}
