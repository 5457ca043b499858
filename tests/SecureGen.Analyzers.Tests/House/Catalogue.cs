using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using SecureGen.Analyzers.Engine;

namespace SecureGen.Analyzers.Tests.House;

/// <summary>The rules and fixes that the assemblies export, and the repository they come from.</summary>
internal static class Catalogue
{
    public static string Root { get; } = typeof(Catalogue).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;

    public static IReadOnlyList<Type> RuleTypes { get; } = [.. Exported<SecurityAnalyzer>(typeof(SecurityAnalyzer).Assembly).Where(t => t != typeof(AllRules))];

    public static IReadOnlyList<Type> FixTypes { get; } = Exported<CodeFixProvider>(typeof(CodeFixes.Engine.SecurityCodeFixProvider).Assembly);

    /// <summary>What the compiler loads.</summary>
    public static IReadOnlyList<DiagnosticAnalyzer> Analyzers { get; } =
        [.. Created<DiagnosticAnalyzer>(Exported<SecurityAnalyzer>(typeof(SecurityAnalyzer).Assembly).Where(t => t.IsDefined(typeof(DiagnosticAnalyzerAttribute), inherit: false)))];

    /// <summary>The rules, each for itself.</summary>
    public static IReadOnlyList<DiagnosticAnalyzer> Rules { get; } = [.. Created<DiagnosticAnalyzer>(RuleTypes)];

    public static IReadOnlyList<CodeFixProvider> Fixes { get; } = [.. Created<CodeFixProvider>(FixTypes)];

    public static IReadOnlyList<DiagnosticDescriptor> Descriptors { get; } =
        [.. Rules.SelectMany(a => a.SupportedDiagnostics).DistinctBy(d => d.Id).OrderBy(d => d.Id, StringComparer.Ordinal)];

    public static string Page(string id) => Path.Combine(Root, "docs-rules", id + ".md");

    public static IEnumerable<string> SourceFiles(params string[] folders) =>
        folders.Select(f => Path.Combine(Root, f)).Where(Directory.Exists)
            .SelectMany(f => Directory.EnumerateFiles(f, "*.cs", SearchOption.AllDirectories))
            .Where(f => !f.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal);

    private static IEnumerable<T> Created<T>(IEnumerable<Type> types) => types.Select(t => (T)Activator.CreateInstance(t)!);

    private static IReadOnlyList<Type> Exported<T>(Assembly assembly) =>
        [.. assembly.GetExportedTypes().Where(t => typeof(T).IsAssignableFrom(t) && !t.IsAbstract).OrderBy(t => t.FullName, StringComparer.Ordinal)];
}
