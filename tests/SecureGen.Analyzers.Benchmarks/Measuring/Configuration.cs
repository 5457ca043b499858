using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Flow;

namespace SecureGen.Analyzers.Benchmarks.Measuring;

/// <summary>A set of analyzers with all of its security rules on and its other rules off.</summary>
internal sealed class Configuration
{
    private Configuration(string name, IEnumerable<DiagnosticAnalyzer> analyzers, Func<DiagnosticDescriptor, bool> isMeasured)
    {
        Name = name;
        Analyzers = [.. analyzers.Where(analyzer => analyzer.SupportedDiagnostics.Any(isMeasured))];
        Severities = Analyzers
            .SelectMany(analyzer => analyzer.SupportedDiagnostics)
            .GroupBy(descriptor => descriptor.Id)
            .ToImmutableDictionary(same => same.Key, same => same.Any(isMeasured) ? ReportDiagnostic.Warn : ReportDiagnostic.Suppress);
    }

    public static ImmutableArray<Configuration> All { get; } =
    [
        new("no analyzers", [], _ => false),
        new("floor", [new Floor()], _ => true),
        new("SecureGen.Analyzers", Own(), _ => true),
        new("SonarAnalyzer.CSharp, security rules", Load("Sonar"), IsSonarSecurity),
        new("SDK security rules (CA2100, CA3xxx, CA5xxx)", Load("NetAnalyzers"), IsSdkSecurity),
        new("SecurityCodeScan.VS2019", Load("SecurityCodeScan"), _ => true),
    ];

    /// <summary>Ours, and the two it is compared with on any code.</summary>
    public static ImmutableArray<Configuration> OursAlone => All[..3];

    public static Configuration Ours => All[2];

    /// <summary>Every rule as an analyzer of its own, for its own time.</summary>
    public static Configuration Apart { get; } = new("SecureGen.Analyzers, rule by rule", Rules(), _ => true);

    /// <summary>Ours without the rules that follow untrusted data.</summary>
    public static Configuration WithoutFlow { get; } = new("SecureGen.Analyzers without flow", Own(), IsWithoutFlow);

    public string Name { get; }

    public ImmutableArray<DiagnosticAnalyzer> Analyzers { get; }

    public ImmutableDictionary<string, ReportDiagnostic> Severities { get; }

    public override string ToString() => Name;

    private static IEnumerable<DiagnosticAnalyzer> Own() => Types<DiagnosticAnalyzer>().Where(analyzer => analyzer is not DiagnosticSuppressor && analyzer.GetType().IsDefined(typeof(DiagnosticAnalyzerAttribute), inherit: false));

    private static IEnumerable<DiagnosticAnalyzer> Rules() => Types<SecurityAnalyzer>().Where(rule => rule is not AllRules);

    private static IEnumerable<T> Types<T>() => typeof(SecurityAnalyzer).Assembly.GetTypes()
        .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(T)))
        .OrderBy(type => type.FullName, StringComparer.Ordinal)
        .Select(type => (T)Activator.CreateInstance(type)!);

    private static bool IsWithoutFlow(DiagnosticDescriptor descriptor) => !Apart.Analyzers.OfType<TaintAnalyzer>().Any(rule => rule.SupportedDiagnostics.Contains(descriptor));

    private static bool IsSonarSecurity(DiagnosticDescriptor descriptor) =>
        descriptor.Category.Contains("Vulnerability", StringComparison.Ordinal) || descriptor.Category.Contains("Hotspot", StringComparison.Ordinal);

    private static bool IsSdkSecurity(DiagnosticDescriptor descriptor) =>
        descriptor.Id == "CA2100" || descriptor.Id.StartsWith("CA3", StringComparison.Ordinal) || descriptor.Id.StartsWith("CA5", StringComparison.Ordinal);

    private static IEnumerable<DiagnosticAnalyzer> Load(string peer) => typeof(Configuration).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == peer).Value!.Split(';')
        .SelectMany(path => new AnalyzerFileReference(path, Loader.Instance).GetAnalyzers(LanguageNames.CSharp));

    private sealed class Loader : IAnalyzerAssemblyLoader
    {
        public static readonly Loader Instance = new();

        public void AddDependencyLocation(string fullPath)
        {
        }

        public Assembly LoadFromPath(string fullPath) => Assembly.LoadFrom(fullPath);
    }
}
