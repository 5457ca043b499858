using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SecureGen.Analyzers.Configuration;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Knowledge;

namespace SecureGen.Analyzers.Flow;

/// <summary>
/// The sources, sinks and sanitizers of one compilation: the tables of Knowledge and the user's own, looked up by symbol. Most
/// members are none of these, and their name alone says so.
/// </summary>
internal sealed class FlowTables
{
    private static readonly ConditionalWeakTable<CompilationContext, FlowTables> Known = new();
    private static readonly Tables BuiltIn = new(
        Databases.Sinks.Concat(Processes.Sinks).Concat(Markup.Sinks).Concat(Addresses.Sinks).Concat(LogTemplates.Sinks).Concat(LanguageModels.Sinks),
        UntrustedInput.Members,
        Sanitizers.All,
        []);

    private static readonly ImmutableHashSet<string> CommonNames = ImmutableHashSet.Create("Name", "FullName", "Path", "Text", "Content", "ToString", "GetValue", "GetString", "In", "Url", "Message", "Values", "Messages", "Arguments");

    // Where a model is in reach, these are worth the look.
    private static readonly ImmutableHashSet<string> ModelNames = ImmutableHashSet.Create("Text", "Content", "GetValue");

    private readonly Lazy<bool> _usesModels;
    private readonly CompilationContext _context;
    private readonly ConcurrentDictionary<ISymbol, ImmutableArray<Sink>> _sinks = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, SourceMember?> _sources = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, Dangers> _sanitizers = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, bool> _getters = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, bool> _roots = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ITypeSymbol, string> _names = new(SymbolEqualityComparer.Default);

    private readonly Tables _tables;

    private FlowTables(CompilationContext context, Tables tables) => (_context, _tables, EntryPoints, _usesModels) = (context, tables, new EntryPoints(context), new Lazy<bool>(() => LanguageModels.Outputs.Any(output => context.Has(output.Member.Substring(0, output.Member.LastIndexOf('.'))))));

    /// <summary>The methods that are given data from outside.</summary>
    public EntryPoints EntryPoints { get; }

    public static FlowTables Of(CompilationContext context) => Known.GetValue(context, static key => new FlowTables(key, TablesOf(key)));

    private static Tables TablesOf(CompilationContext context)
    {
        var tables = BuiltIn;
        foreach (var file in context.AdditionalFiles)
        {
            if (FlowFile.Is(file) && file.GetText() is { } text)
                tables = tables.With(FlowFile.Parse(text, CancellationToken.None));
        }

        return tables;
    }

    /// <summary>Whether the user says that the method accepts only what is safe.</summary>
    public bool IsGuard(IMethodSymbol method) => _tables.Guards.Length > 0 && _tables.Guards.Any(guard => guard.Member == method.Name && IsOf(Declared(method), guard.Type));

    /// <summary>The parameters of the member where untrusted text does harm.</summary>
    public ImmutableArray<Sink> SinksOf(ISymbol? member)
    {
        if (member is null || !_tables.Sinks.Contains(member.Name))
            return ImmutableArray<Sink>.Empty;
        member = Declared(member);
        return _sinks.TryGetValue(member, out var known) ? known : _sinks.GetOrAdd(member, FindSinks(member));
    }

    /// <summary>Whether a member of that name may be a source; names that half of all code uses are not worth a look at a callee.</summary>
    public bool MayBeSource(string name, ThreatModel model) =>
        (!CommonNames.Contains(name) || (_usesModels.Value && ModelNames.Contains(name))) && _tables.Sources.Contains(name) && AnyDistrusted(name, model);

    private bool AnyDistrusted(string name, ThreatModel model) => _tables.Sources[name].Any(source => model.Distrusts(source.Origin));

    /// <summary>What the member brings in, or null.</summary>
    public SourceMember? SourceOf(ISymbol member)
    {
        if (!_tables.Sources.Contains(member.Name))
            return null;
        member = Declared(member);
        return _sources.TryGetValue(member, out var known) ? known : _sources.GetOrAdd(member, FindSource(member));
    }

    /// <summary>What the result of the method cannot do any more.</summary>
    public Dangers ClearedBy(IMethodSymbol method)
    {
        if (!_tables.Sanitizers.Contains(method.Name))
            return Dangers.None;
        var member = Declared(method);
        return _sanitizers.TryGetValue(member, out var known) ? known : _sanitizers.GetOrAdd(member, FindSanitizers(member));
    }

    /// <summary>Whether the member is a root that ends with a separator; found once, since it takes a walk through its type.</summary>
    public bool EndsWithSeparator(ISymbol member, Func<ISymbol, bool> find) => _roots.TryGetValue(member, out var known) ? known : _roots.GetOrAdd(member, find(member));

    /// <summary>Whether the getter is more than that of an automatic property.</summary>
    public bool HasBody(IMethodSymbol getter, CancellationToken cancellation) => _getters.TryGetValue(getter, out var known) ? known : _getters.GetOrAdd(getter, FindBody(getter, cancellation));

    private static bool FindBody(IMethodSymbol getter, CancellationToken cancellation) =>
        getter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is ArrowExpressionClauseSyntax or AccessorDeclarationSyntax { Body: not null } or AccessorDeclarationSyntax { ExpressionBody: not null };

    /// <summary>The full name of the type as it is written in the tables.</summary>
    public string NameOf(ITypeSymbol? type)
    {
        if (type is null)
            return "";
        return _names.TryGetValue(type, out var known) ? known : _names.GetOrAdd(type, QualifiedName(type));
    }

    private static ISymbol Declared(ISymbol member) => ((member as IMethodSymbol)?.ReducedFrom ?? member).OriginalDefinition;

    private ImmutableArray<Sink> FindSinks(ISymbol member) => _tables.Sinks[member.Name].Where(sink => IsOf(member, sink.Type)).ToImmutableArray();

    private SourceMember? FindSource(ISymbol member) => _tables.Sources[member.Name].FirstOrDefault(source => IsOf(member, source.Type));

    private Dangers FindSanitizers(ISymbol member)
    {
        var cleared = Dangers.None;
        foreach (var sanitizer in _tables.Sanitizers[member.Name])
        {
            if (IsOf(member, sanitizer.Type))
                cleared |= sanitizer.Cleared;
        }

        return cleared;
    }

    // The last part of the name tells nearly always, and costs no search in the references.
    private bool IsOf(ISymbol member, string type) => MayBe(member.ContainingType, type.Substring(type.LastIndexOfAny(['.', '+']) + 1)) && _context.IsOrInherits(member.ContainingType, type);

    private static bool MayBe(INamedTypeSymbol? type, string name)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.MetadataName == name)
                return true;
        }

        return type?.AllInterfaces.Any(implemented => implemented.MetadataName == name) == true;
    }

    private static string QualifiedName(ITypeSymbol type)
    {
        if (type.SpecialType == SpecialType.System_String)
            return "System.String";
        var outer = type.ContainingType is { } container ? QualifiedName(container) : type.ContainingNamespace?.ToDisplayString() ?? "";
        return outer.Length == 0 ? type.MetadataName : outer + "." + type.MetadataName;
    }

    private sealed class Tables(IEnumerable<Sink> sinks, IEnumerable<SourceMember> sources, IEnumerable<Sanitizer> sanitizers, (string Type, string Member)[] guards)
    {
        public ILookup<string, Sink> Sinks { get; } = sinks.ToLookup(static sink => sink.Member);

        public ILookup<string, SourceMember> Sources { get; } = sources.ToLookup(static source => source.Member);

        public ILookup<string, Sanitizer> Sanitizers { get; } = sanitizers.ToLookup(static sanitizer => sanitizer.Member);

        public (string Type, string Member)[] Guards { get; } = guards;

        public Tables With(FlowFile file) =>
            new(file.Sinks.Concat(sinks), file.Sources.Concat(sources), file.Sanitizers.Concat(sanitizers), [.. Guards, .. file.Guards]);
    }
}
