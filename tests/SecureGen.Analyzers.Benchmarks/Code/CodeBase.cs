using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SecureGen.Analyzers.Benchmarks.Code;

/// <summary>The sources to analyze, parsed, and what they compile against.</summary>
internal sealed class CodeBase
{
    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.Preview);

    // The runtime's own assemblies: the generated code, and most service code, needs no others.
    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    // Kept alive, compiled: what was read from the references stays shared, so that a run pays for the source alone.
    private readonly CSharpCompilation _compiled;

    private CodeBase(string name, IEnumerable<(string Path, string Text)> files)
    {
        Name = name;
        var trees = files.Select(file => CSharpSyntaxTree.ParseText(file.Text, Parsing, file.Path)).ToArray();
        Lines = trees.Sum(tree => tree.GetText().Lines.Count);
        _compiled = CSharpCompilation.Create("Measured", trees, References, Options([]));
        Errors = _compiled.GetDiagnostics().Count(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
    }

    public string Name { get; }

    public int Lines { get; }

    /// <summary>A folder read without its packages has some; the generated code has none.</summary>
    public int Errors { get; }

    public static CodeBase Generate(int lines) => new("generated", GeneratedService.Write(lines));

    /// <summary>One file, without the marks of tests.</summary>
    public static CodeBase Of(string text) => new("shape", [("Shape.cs", text.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal))]);

    public static CodeBase Read(string folder) => new(
        Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)),
        Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal)
            .Select(path => (path, File.ReadAllText(path))));

    /// <summary>A compilation of its own, with none of the source bound yet.</summary>
    public CSharpCompilation Compile(ImmutableDictionary<string, ReportDiagnostic> severities) =>
        _compiled.Clone().WithOptions(Options(severities));

    private static CSharpCompilationOptions Options(IEnumerable<KeyValuePair<string, ReportDiagnostic>> severities) =>
        new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, specificDiagnosticOptions: severities);
}
