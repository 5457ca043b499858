using System;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace SecureGen.Analyzers.Engine;

/// <summary>What the rules share about one compilation: known types resolved once, options per tree, what kind of project it is.</summary>
internal sealed class CompilationContext
{
    private static readonly ConditionalWeakTable<Compilation, CompilationContext> Contexts = new();

    private static readonly string[] TestFrameworks =
        ["xunit.core", "xunit.v3.core", "nunit.framework", "Microsoft.VisualStudio.TestPlatform.TestFramework", "MSTest.TestFramework", "TUnit.Core"];

    private readonly KnownTypes _types;
    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> _models = new();
    private readonly AnalyzerConfigOptionsProvider _options;
    private readonly Lazy<bool> _referencesTestFramework;

    private CompilationContext(Compilation compilation, AnalyzerOptions options)
    {
        Compilation = compilation;
        AdditionalFiles = options.AdditionalFiles;
        _options = options.AnalyzerConfigOptionsProvider;
        _types = new KnownTypes(compilation);
        _referencesTestFramework = new Lazy<bool>(FindTestFramework);
    }

    public Compilation Compilation { get; }

    public ImmutableArray<AdditionalText> AdditionalFiles { get; }

    /// <summary>Whether the project references a test framework: its secrets and random numbers are test data.</summary>
    public bool ReferencesTestFramework => _referencesTestFramework.Value;

    public static CompilationContext For(Compilation compilation, AnalyzerOptions options)
    {
        if (Contexts.TryGetValue(compilation, out var known) && ReferenceEquals(known._options, options.AnalyzerConfigOptionsProvider))
            return known;

        return known is null
            ? Contexts.GetValue(compilation, key => new CompilationContext(key, options))
            : new CompilationContext(compilation, options);
    }

    /// <summary>The type of that metadata name, or null where it is not referenced. Cached.</summary>
    public INamedTypeSymbol? Type(string metadataName) => _types.Of(metadataName);

    public bool Has(string metadataName) => Type(metadataName) is not null;

    /// <summary>Whether the symbol is declared in this compilation.</summary>
    public bool IsOwn(ISymbol symbol) => SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, Compilation.Assembly);

    /// <summary>Whether the type is the one of that metadata name (its original definition).</summary>
    public bool Is(ITypeSymbol? type, string metadataName) =>
        type is not null && SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, Type(metadataName));

    /// <summary>Whether the type is, derives from or implements the one of that metadata name.</summary>
    public bool IsOrInherits(ITypeSymbol? type, string metadataName)
    {
        if (type is null || Type(metadataName) is not { } wanted)
            return false;

        for (var current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, wanted))
                return true;
        }

        if (wanted.TypeKind == TypeKind.Interface)
        {
            foreach (var implemented in type.AllInterfaces)
            {
                if (SymbolEqualityComparer.Default.Equals(implemented.OriginalDefinition, wanted))
                    return true;
            }
        }

        return false;
    }

#pragma warning disable RS1030 // The driver hands out the body at hand only, and a member may be used in another file: once per file, on demand.
    /// <summary>The meaning of a file other than the one at hand; null for one of another project, which an editor hands out as source. Cached.</summary>
    public SemanticModel? Model(SyntaxTree tree) => Compilation.ContainsSyntaxTree(tree) ? _models.GetOrAdd(tree, key => Compilation.GetSemanticModel(key)) : null;
#pragma warning restore RS1030

    public RuleOptions Options(SyntaxTree tree) => RuleOptions.For(_options.GetOptions(tree));

    public RuleOptions Options(AdditionalText file) => RuleOptions.For(_options.GetOptions(file));

    /// <summary>A property of the project that its build lets analyzers see; empty where it does not.</summary>
    public string BuildProperty(string name) => _options.GlobalOptions.TryGetValue("build_property." + name, out var value) ? value : "";

    /// <summary>True where test code is to be judged leniently: the project is a test project and the option says so (the default).</summary>
    public bool IsRelaxedTest(SyntaxTree tree) => ReferencesTestFramework && Options(tree).RelaxTestProjects;

    /// <inheritdoc cref="IsRelaxedTest(SyntaxTree)"/>
    public bool IsRelaxedTest(AdditionalText file) => ReferencesTestFramework && Options(file).RelaxTestProjects;

    private bool FindTestFramework()
    {
        foreach (var reference in Compilation.ReferencedAssemblyNames)
        {
            if (Array.IndexOf(TestFrameworks, reference.Name) >= 0)
                return true;
        }

        return false;
    }
}
