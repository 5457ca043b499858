using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using SecureGen.Analyzers.Engine;

namespace SecureGen.Analyzers.Benchmarks;

/// <summary>The sets of analyzers that are compared, and one analysis with a set.</summary>
internal static class Configurations
{
    public static readonly string[] Names = ["none", "floor", "SecureGen", "NetAnalyzers", "Sonar", "SecurityCodeScan"];

    private static readonly Lazy<MetadataReference[]> Framework = new(() =>
        [.. File.ReadLines(Beside("framework.txt")).Where(l => l.Length > 0).Select(l => MetadataReference.CreateFromFile(l))]);

    public static ImmutableArray<DiagnosticAnalyzer> Analyzers(string name) => name switch
    {
        "none" => [],
        "floor" => [new FloorAnalyzer()],
        "SecureGen" => InstancesOf(typeof(SecurityAnalyzer).Assembly),
        _ => Peer(name),
    };

    /// <summary>One cold compilation object over parsed trees: binding is part of what is measured, parsing is not.</summary>
    public static int Run(IReadOnlyList<SyntaxTree> trees, string name, ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)
            .WithSpecificDiagnosticOptions(analyzers.SelectMany(a => a.SupportedDiagnostics).DistinctBy(d => d.Id)
                .ToDictionary(d => d.Id, d => Measured(name, d) ? ReportDiagnostic.Warn : ReportDiagnostic.Suppress));
        var compilation = CSharpCompilation.Create("Corpus", trees, Framework.Value, options);
        if (analyzers.IsEmpty)
            return compilation.GetDiagnostics().Length;
        return compilation.WithAnalyzers(analyzers).GetAllDiagnosticsAsync().GetAwaiter().GetResult().Count(d => d.Id.StartsWith("SGA", StringComparison.Ordinal));
    }

    /// <summary>Our findings, a line each, sorted by rule.</summary>
    public static IEnumerable<string> Findings(IReadOnlyList<SyntaxTree> trees)
    {
        var compilation = CSharpCompilation.Create("Folder", trees, Framework.Value, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
        return compilation.WithAnalyzers(Analyzers("SecureGen")).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult()
            .OrderBy(d => d.Id, StringComparer.Ordinal).ThenBy(d => d.Location.SourceTree?.FilePath, StringComparer.Ordinal).Select(d => d.ToString());
    }

    // The peers with their security rules on; ours as they are shipped.
    private static bool Measured(string name, DiagnosticDescriptor descriptor) => name switch
    {
        "NetAnalyzers" => descriptor.Id == "CA2100" || descriptor.Id.StartsWith("CA3", StringComparison.Ordinal) || descriptor.Id.StartsWith("CA5", StringComparison.Ordinal),
        "Sonar" => descriptor.Category.Contains("Vulnerability", StringComparison.Ordinal) || descriptor.Category.Contains("Security Hotspot", StringComparison.Ordinal),
        _ => true,
    };

    private static ImmutableArray<DiagnosticAnalyzer> Peer(string name) =>
        [.. File.ReadLines(Beside("peers.txt")).Where(l => l.StartsWith(name + "=", StringComparison.Ordinal)).Select(l => l[(name.Length + 1)..]).Where(File.Exists)
            .SelectMany(f => InstancesOf(Assembly.LoadFrom(f)))
            .Where(a => Descriptors(a).Any(d => Measured(name, d)))];

    private static IEnumerable<DiagnosticDescriptor> Descriptors(DiagnosticAnalyzer analyzer)
    {
        try
        {
            return analyzer.SupportedDiagnostics;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return [];
        }
    }

    private static ImmutableArray<DiagnosticAnalyzer> InstancesOf(Assembly assembly) =>
        [.. Types(assembly).Where(t => !t.IsAbstract && typeof(DiagnosticAnalyzer).IsAssignableFrom(t) && t.GetConstructor(Type.EmptyTypes) is not null
                && t.GetCustomAttribute<DiagnosticAnalyzerAttribute>() is { } a && a.Languages.Contains(LanguageNames.CSharp))
            .Select(t => (DiagnosticAnalyzer)Activator.CreateInstance(t)!)];

    private static IEnumerable<Type> Types(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException e)
        {
            return e.Types.OfType<Type>();
        }
    }

    private static string Beside(string file) => Path.Combine(AppContext.BaseDirectory, file);
}
