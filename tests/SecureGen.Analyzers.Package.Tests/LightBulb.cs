using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Host.Mef;
using Microsoft.CodeAnalysis.Text;

namespace SecureGen.Analyzers.Package.Tests;

/// <summary>
/// The service that an IDE asks what its light bulb offers at a place, over the sources of one folder and the two dlls of the
/// package. The service is internal to the IDE layer, hence the reflection.
/// </summary>
internal sealed class LightBulb : IDisposable
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Net.Http.Json;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Microsoft.AspNetCore.Builder;
        global using Microsoft.AspNetCore.Hosting;
        global using Microsoft.AspNetCore.Http;
        global using Microsoft.AspNetCore.Routing;
        global using Microsoft.Extensions.Configuration;
        global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.Hosting;
        global using Microsoft.Extensions.Logging;
        """;

    // Those of the sample; in a project the package's targets add what there is.
    private static readonly string[] ConfigurationFiles = ["appsettings.json", "Properties/launchSettings.json"];

    private readonly AdhocWorkspace _workspace;
    private readonly object _service;
    private readonly MethodInfo _streamFixes;

    public LightBulb(string folder, IEnumerable<string> analyzerFiles)
    {
        var features = Assembly.Load("Microsoft.CodeAnalysis.Features");
        var host = MefHostServices.Create(MefHostServices.DefaultAssemblies.Append(features).Append(Assembly.Load("Microsoft.CodeAnalysis.CSharp.Features")).Distinct());
        _workspace = new AdhocWorkspace(host);
        _workspace.AddProject(Project(folder, analyzerFiles));

        var contract = features.GetType("Microsoft.CodeAnalysis.CodeFixes.ICodeFixService", throwOnError: true)!;
        _streamFixes = contract.GetMethod("StreamFixesAsync")!;
        var exports = (System.Collections.IEnumerable)host.GetType().GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Single(m => m.Name.EndsWith("GetExports", StringComparison.Ordinal) && m.GetGenericArguments().Length == 1)
            .MakeGenericMethod(contract).Invoke(host, null)!;
        _service = Get<object>(exports.Cast<object>().Single(), "Value");
    }

    /// <summary>Sources and configuration files.</summary>
    public IEnumerable<TextDocument> Documents => _workspace.CurrentSolution.Projects.Single() is var project ? [.. project.Documents, .. project.AdditionalDocuments] : [];

    /// <summary>Our findings in the whole project, by the compiler's own driver.</summary>
    public async Task<ImmutableArray<Diagnostic>> FindingsAsync()
    {
        var project = _workspace.CurrentSolution.Projects.Single();
        var compilation = (await project.GetCompilationAsync())!;

        // CS8795: the body of a [LoggerMessage] method, which a generator writes, changes no finding.
        var errors = compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error && d.Id != "CS8795").ToArray();
        if (errors.Length > 0)
            throw new InvalidOperationException(string.Join('\n', errors.Take(5)));
        var analyzers = project.AnalyzerReferences.SelectMany(r => r.GetAnalyzers(LanguageNames.CSharp)).ToImmutableArray();
        return await compilation.WithAnalyzers(analyzers, project.AnalyzerOptions).GetAnalyzerDiagnosticsAsync();
    }

    /// <summary>The titles offered for the finding of that id at the place, in the order of the menu; without those that suppress or configure.</summary>
    public async Task<IReadOnlyList<string>> TitlesAsync(string id, TextDocument document, TextSpan span)
    {
        var titles = new List<string>();
        var stream = (IAsyncEnumerable<object>)_streamFixes.Invoke(_service, [document, span, null, CancellationToken.None])!;
        await foreach (var collection in stream)
        {
            if (!Get<ImmutableArray<Diagnostic>>(collection, "Diagnostics").Any(d => d.Id == id))
                continue;
            foreach (var fix in (System.Collections.IEnumerable)Get<object>(collection, "Fixes"))
            {
                var action = Get<CodeAction>(fix, "Action");
                if (action.GetType().Namespace?.EndsWith("Suppression", StringComparison.Ordinal) != true && !IsConfiguration(action))
                    titles.Add(action.Title);
            }
        }

        return titles;
    }

    public void Dispose() => _workspace.Dispose();

    private static bool IsConfiguration(CodeAction action) =>
        action.Title.StartsWith("Suppress", StringComparison.Ordinal) || action.Title.StartsWith("Configure", StringComparison.Ordinal);

    private static T Get<T>(object owner, string member)
    {
        const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        return (T)(owner.GetType().GetProperty(member, Any)?.GetValue(owner) ?? owner.GetType().GetField(member, Any)!.GetValue(owner))!;
    }

    private static ProjectInfo Project(string folder, IEnumerable<string> analyzerFiles)
    {
        var id = ProjectId.CreateNewId();
        var files = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(f => Path.GetRelativePath(folder, f).Split(Path.DirectorySeparatorChar)[0] is not ("bin" or "obj"))
            .Order(StringComparer.Ordinal)
            .Select(f => Document(id, Path.GetRelativePath(folder, f).Replace('\\', '/'), File.ReadAllText(f)))
            .Append(Document(id, "ImplicitUsings.cs", ImplicitUsings));
        return ProjectInfo.Create(id, VersionStamp.Default, "ImageGen.Api", "ImageGen.Api", LanguageNames.CSharp)
            .WithDocuments(files)
            .WithAdditionalDocuments(ConfigurationFiles.Where(name => File.Exists(Path.Combine(folder, name))).Select(name => Document(id, name, File.ReadAllText(Path.Combine(folder, name)))))
            .WithMetadataReferences(((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(p => IsFramework(p) || IsOfTheSample(Path.GetFileName(p))).Select(p => MetadataReference.CreateFromFile(p)))
            .WithAnalyzerReferences(analyzerFiles.Select(f => new AnalyzerFileReference(f, Loader.Instance)))
            .WithParseOptions(new CSharpParseOptions(LanguageVersion.Latest))
            .WithCompilationOptions(new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
    }

    // Without what this test project itself references: a test framework would make a test project of the sample.
    private static bool IsFramework(string path) => Path.GetDirectoryName(path) != AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar);

    private static bool IsOfTheSample(string file) => file == "Microsoft.Extensions.AI.Abstractions.dll" || file.StartsWith("Microsoft.IdentityModel.", StringComparison.Ordinal);

    private static DocumentInfo Document(ProjectId project, string name, string text) =>
        DocumentInfo.Create(DocumentId.CreateNewId(project), name, loader: TextLoader.From(TextAndVersion.Create(SourceText.From(text), VersionStamp.Default)), filePath: "/" + name);

    private sealed class Loader : IAnalyzerAssemblyLoader
    {
        public static readonly Loader Instance = new();

        public void AddDependencyLocation(string fullPath)
        {
        }

        public Assembly LoadFromPath(string fullPath) => Assembly.LoadFrom(fullPath);
    }
}
