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

    public static IReadOnlyList<Type> AnalyzerTypes { get; } =
        [.. Exported<DiagnosticAnalyzer>(typeof(SecurityAnalyzer).Assembly).Where(t => !typeof(DiagnosticSuppressor).IsAssignableFrom(t))];

    public static IReadOnlyList<Type> FixTypes { get; } = Exported<CodeFixProvider>(typeof(CodeFixes.Engine.SecurityCodeFixProvider).Assembly);

    public static IReadOnlyList<DiagnosticAnalyzer> Analyzers { get; } = [.. AnalyzerTypes.Select(t => (DiagnosticAnalyzer)Activator.CreateInstance(t)!)];

    public static IReadOnlyList<CodeFixProvider> Fixes { get; } = [.. FixTypes.Select(t => (CodeFixProvider)Activator.CreateInstance(t)!)];

    public static IReadOnlyList<DiagnosticDescriptor> Descriptors { get; } =
        [.. Analyzers.SelectMany(a => a.SupportedDiagnostics).DistinctBy(d => d.Id).OrderBy(d => d.Id, StringComparer.Ordinal)];

    public static string Page(string id) => Path.Combine(Root, "docs-rules", id + ".md");

    public static IEnumerable<string> SourceFiles(params string[] folders) =>
        folders.Select(f => Path.Combine(Root, f)).Where(Directory.Exists)
            .SelectMany(f => Directory.EnumerateFiles(f, "*.cs", SearchOption.AllDirectories))
            .Where(f => !f.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal);

    private static IReadOnlyList<Type> Exported<T>(Assembly assembly) =>
        [.. assembly.GetExportedTypes().Where(t => typeof(T).IsAssignableFrom(t) && !t.IsAbstract).OrderBy(t => t.FullName, StringComparer.Ordinal)];
}
