using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Xunit.Sdk;

namespace SecureGen.Analyzers.Tests.Verification;

/// <summary>
/// Analyzer and fix on sources in markup. A failing test prints the source with the findings that were made.
/// The compiler must accept the source before and after the fix; an exception in an analyzer is a failure.
/// </summary>
public class CSharpCodeFixTest<TAnalyzer, TCodeFix>
    where TAnalyzer : DiagnosticAnalyzer, new()
    where TCodeFix : CodeFixProvider, new()
{
    private static readonly TAnalyzer Analyzer = new();
    private static readonly string? DefaultId = Analyzer.SupportedDiagnostics.FirstOrDefault()?.Id;

    /// <summary>The sources, in markup.</summary>
    public List<(string Name, string Content)> Sources { get; } = [];

    /// <summary>The sources after the fix; findings that stay are marked.</summary>
    public List<(string Name, string Content)> FixedSources { get; } = [];

    public string TestCode { set => Sources.Add(("Test0.cs", value)); }

    public string FixedCode { set => FixedSources.Add(("Test0.cs", value)); }

    public ReferenceAssemblies ReferenceAssemblies { get; set; } = ReferenceAssemblies.Net100;

    /// <summary>Lines of the <c>[*.cs]</c> section of an .editorconfig.</summary>
    public string EditorConfig { get; set; } = "";

    /// <summary>Files that are not code, by name, in markup.</summary>
    public List<(string Name, string Content)> AdditionalFiles { get; } = [];

    /// <summary>The same after the fix; findings that stay are marked.</summary>
    public List<(string Name, string Content)> FixedAdditionalFiles { get; } = [];

    public string? CodeActionEquivalenceKey { get; set; }

    /// <summary>Whether the source has to compile; false for half-typed code.</summary>
    public bool RequireCompilable { get; set; } = true;

    /// <summary>Whether an editor that asks about a finding's place is told of it; false where what gives rise to it stands in another body.</summary>
    public bool IsFoundInEditor { get; set; } = true;

    public string AssemblyName { get; set; } = "TestProject";

    public LanguageVersion LanguageVersion { get; set; } = LanguageVersion.Preview;

    public async Task RunAsync()
    {
        var parsed = Parsed(Sources);
        var project = CreateProject(parsed.Select(p => (p.Name, p.Parsed.Source)));
        await CheckCompilesAsync(project, "The source").ConfigureAwait(false);
        await CheckFindingsAsync(project, parsed.Concat(Parsed(AdditionalFiles)).ToDictionary(p => p.Name, p => p.Parsed.Expected)).ConfigureAwait(false);
        if (FixedAdditionalFiles.Count > 0)
            await CheckFixedAsync(await FixOneByOneAsync(project).ConfigureAwait(false), Parsed(FixedAdditionalFiles), "Fixing one by one").ConfigureAwait(false);
        if (FixedSources.Count == 0)
            return;

        var parsedFixed = Parsed(FixedSources);
        var one = await FixOneByOneAsync(project).ConfigureAwait(false);
        await CheckFixedAsync(one, parsedFixed, "Fixing one by one").ConfigureAwait(false);
        if (HasMoreThanOneFinding(parsed) || parsed.Length > 1)
        {
            await CheckFixedAsync(await FixAllAsync(project, FixAllScope.Project).ConfigureAwait(false), parsedFixed, "Fix All in project").ConfigureAwait(false);
            await CheckSolutionAsync(project, parsedFixed).ConfigureAwait(false);
        }

        if (parsed.Length == 1)
            await CheckFixedAsync(await FixAllAsync(project, FixAllScope.Document).ConfigureAwait(false), parsedFixed, "Fix All in document").ConfigureAwait(false);
    }

    /// <summary>What the analyzer finds, in order.</summary>
    public Task<ImmutableArray<Diagnostic>> FindingsAsync() => DiagnosticsAsync(CreateProject(Sources.Select(s => (s.Name, Markup.Parse(Normalize(s.Content), DefaultId).Source))));

    /// <summary>The titles and equivalence keys offered for the first finding.</summary>
    public async Task<IReadOnlyList<(string Title, string? Key)>> OffersAsync()
    {
        var project = CreateProject(Sources.Select(s => (s.Name, Markup.Parse(Normalize(s.Content), DefaultId).Source)));
        var diagnostics = await DiagnosticsAsync(project).ConfigureAwait(false);
        if (diagnostics.IsEmpty)
            throw new XunitException("There is no finding to fix.");
        var actions = await ActionsAsync(project, diagnostics[0]).ConfigureAwait(false);
        return actions.Select(a => (a.Title, a.EquivalenceKey)).ToArray();
    }

    /// <summary>The source after Fix All by a caller that names no action, which a bulk formatter does when its first finding has none.</summary>
    public async Task<string> FixedWithoutActionAsync()
    {
        var project = CreateProject(Sources.Select(s => (s.Name, Markup.Parse(Normalize(s.Content), DefaultId).Source)));
        var diagnostics = new Dictionary<ProjectId, ImmutableArray<Diagnostic>> { [project.Id] = await DiagnosticsAsync(project).ConfigureAwait(false) };
        var fix = new TCodeFix();
        var context = new FixAllContext(project, fix, FixAllScope.Project, null!, fix.FixableDiagnosticIds, new Provider(diagnostics), CancellationToken.None);
        var all = await fix.GetFixAllProvider()!.GetFixAsync(context).ConfigureAwait(false) ?? throw new XunitException("Fix All offers nothing.");
        return (await (await AppliedAsync(project, all).ConfigureAwait(false)).Documents.First().GetTextAsync().ConfigureAwait(false)).ToString();
    }

    private static (string Name, (string Source, IReadOnlyList<Expected> Expected) Parsed)[] Parsed(IEnumerable<(string Name, string Content)> files) =>
        [.. files.Select(s => (s.Name, Parsed: Markup.Parse(Normalize(s.Content), DefaultId)))];

    private static string Normalize(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal);

    private static bool HasMoreThanOneFinding((string, (string, IReadOnlyList<Expected> Expected) Parsed)[] parsed) => parsed.Sum(p => p.Parsed.Expected.Count) > 1;

    private Project CreateProject(IEnumerable<(string Name, string Content)> sources)
    {
        var files = sources.ToArray();
        var parse = new CSharpParseOptions(LanguageVersion);
        var topLevel = files.Any(f => CSharpSyntaxTree.ParseText(f.Content, parse).GetRoot().ChildNodes().OfType<GlobalStatementSyntax>().Any());
        var workspace = new AdhocWorkspace();
        var id = ProjectId.CreateNewId();
        var solution = workspace.CurrentSolution
            .AddProject(ProjectInfo.Create(
                id,
                VersionStamp.Default,
                AssemblyName,
                AssemblyName,
                LanguageNames.CSharp,
                compilationOptions: new CSharpCompilationOptions(
                    topLevel ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
                    allowUnsafe: true,
                    nullableContextOptions: NullableContextOptions.Enable,
                    specificDiagnosticOptions: Analyzer.SupportedDiagnostics.ToDictionary(d => d.Id, _ => ReportDiagnostic.Warn)),
                parseOptions: parse,
                metadataReferences: ReferenceAssemblies.References))
            .AddAnalyzerConfigDocument(
                DocumentId.CreateNewId(id), ".editorconfig", SourceText.From("root = true\n[*.cs]\n" + EditorConfig + "\n"), filePath: "/0/.editorconfig");
        foreach (var (name, content) in files)
            solution = solution.AddDocument(DocumentId.CreateNewId(id), name, SourceText.From(content), filePath: "/0/" + name);
        foreach (var (name, file) in Parsed(AdditionalFiles))
            solution = solution.AddAdditionalDocument(DocumentId.CreateNewId(id), name, SourceText.From(file.Source), filePath: "/0/" + name);
        return solution.GetProject(id)!;
    }

    private async Task CheckCompilesAsync(Project project, string what)
    {
        if (!RequireCompilable)
            return;
        var compilation = (await project.GetCompilationAsync().ConfigureAwait(false))!;
        var errors = compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).ToArray();
        if (errors.Length > 0)
            throw new XunitException($"{what} does not compile under {ReferenceAssemblies.Name}:\n{string.Join("\n", errors.Take(8))}\n{await TextAsync(project).ConfigureAwait(false)}");
    }

    private async Task CheckFindingsAsync(Project project, IReadOnlyDictionary<string, IReadOnlyList<Expected>> expected)
    {
        var found = (await DiagnosticsAsync(project).ConfigureAwait(false)).ToLookup(d => d.Location.GetLineSpan().Path?.Split('/').Last() ?? "", d => new Expected(d.Id, d.Location.SourceSpan));
        foreach (var (name, wanted) in expected)
        {
            if (found[name].Order(Comparer<Expected>.Create(Compare)).SequenceEqual(wanted.Order(Comparer<Expected>.Create(Compare))))
                continue;
            var text = (await DocumentOf(project, name).GetTextAsync().ConfigureAwait(false)).ToString();
            throw new XunitException($"Findings differ in {name}.\nExpected:\n{Markup.Write(text, wanted)}\nFound:\n{Markup.Write(text, found[name])}");
        }
    }

    private static TextDocument DocumentOf(Project project, string name) => project.Documents.Concat(project.AdditionalDocuments).Single(d => d.Name == name);

    private static int Compare(Expected left, Expected right)
    {
        var byStart = left.Span.CompareTo(right.Span);
        return byStart != 0 ? byStart : string.CompareOrdinal(left.Id, right.Id);
    }

    private async Task<ImmutableArray<Diagnostic>> DiagnosticsAsync(Project project)
    {
        Exception? thrown = null;
        var compilation = (await project.GetCompilationAsync().ConfigureAwait(false))!;
        var options = new CompilationWithAnalyzersOptions(project.AnalyzerOptions, (exception, _, _) => thrown ??= exception, concurrentAnalysis: true, logAnalyzerExecutionTime: false);
        var diagnostics = await compilation.WithAnalyzers([Analyzer], options).GetAnalyzerDiagnosticsAsync().ConfigureAwait(false);
        if (thrown is not null)
            throw new XunitException("The analyzer threw: " + thrown);
        if (IsFoundInEditor)
            await CheckFoundInEditorAsync(compilation, options, diagnostics).ConfigureAwait(false);
        return [.. diagnostics.OrderBy(d => d.Location.GetLineSpan().Path, StringComparer.Ordinal).ThenBy(d => d.Location.SourceSpan)];
    }

    // An editor asks for the findings of the line that the caret is on; one that is reported from elsewhere is not among them, and has no light bulb.
    private static async Task CheckFoundInEditorAsync(Compilation compilation, CompilationWithAnalyzersOptions options, ImmutableArray<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics.Where(d => d.Location.IsInSource))
        {
            var analysis = compilation.WithAnalyzers([Analyzer], options);
            var tree = diagnostic.Location.SourceTree!;
            var span = diagnostic.Location.SourceSpan;
            var found = (await analysis.GetAnalyzerSemanticDiagnosticsAsync(compilation.GetSemanticModel(tree), span, CancellationToken.None).ConfigureAwait(false))
                .Concat(await analysis.GetAnalyzerSyntaxDiagnosticsAsync(tree, CancellationToken.None).ConfigureAwait(false));
            if (!found.Any(d => d.Id == diagnostic.Id && d.Location.SourceSpan == span))
                throw new XunitException($"An editor that asks about '{tree.GetText().ToString(span)}' is not told: {diagnostic}");
        }
    }

    private static async Task<IReadOnlyList<CodeAction>> ActionsAsync(Project project, Diagnostic diagnostic)
    {
        var fix = new TCodeFix();
        var actions = new List<CodeAction>();
        var path = diagnostic.Location.GetLineSpan().Path;
        if (fix.FixableDiagnosticIds.Contains(diagnostic.Id) && project.Documents.Concat(project.AdditionalDocuments).FirstOrDefault(d => d.FilePath == path) is { } document)
            await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None)).ConfigureAwait(false);
        return actions;
    }

    private CodeAction? Choose(IReadOnlyList<CodeAction> actions) =>
        CodeActionEquivalenceKey is null ? actions.FirstOrDefault() : actions.FirstOrDefault(a => a.EquivalenceKey == CodeActionEquivalenceKey);

    private async Task<Project> FixOneByOneAsync(Project project)
    {
        // Each step fixes one finding; a fix that leaves its finding behind would go on for ever.
        for (var step = 0; step < 100; step++)
        {
            CodeAction? action = null;
            foreach (var diagnostic in await DiagnosticsAsync(project).ConfigureAwait(false))
            {
                if ((action = Choose(await ActionsAsync(project, diagnostic).ConfigureAwait(false))) is not null)
                    break;
            }

            if (action is null)
                return project;
            project = await AppliedAsync(project, action).ConfigureAwait(false);
        }

        throw new XunitException("The fix does not come to an end:\n" + await TextAsync(project).ConfigureAwait(false));
    }

    private async Task<Project> FixAllAsync(Project project, FixAllScope scope) =>
        await FixAllActionAsync(project, scope).ConfigureAwait(false) is { } all ? await AppliedAsync(project, all).ConfigureAwait(false) : project;

    private async Task<CodeAction?> FixAllActionAsync(Project project, FixAllScope scope, params Project[] others)
    {
        var diagnostics = new Dictionary<ProjectId, ImmutableArray<Diagnostic>>();
        foreach (var part in others.Prepend(project))
            diagnostics.Add(part.Id, await DiagnosticsAsync(part).ConfigureAwait(false));
        string? key = null;
        foreach (var diagnostic in diagnostics[project.Id])
        {
            if (Choose(await ActionsAsync(project, diagnostic).ConfigureAwait(false)) is { } action && (key = action.EquivalenceKey) is not null)
                break;
        }

        if (key is null)
            return null;
        var fix = new TCodeFix();
        var provider = fix.GetFixAllProvider() ?? throw new XunitException("The fix has no FixAllProvider.");
        var context = scope == FixAllScope.Document
            ? new FixAllContext(project.Documents.First(), fix, scope, key, fix.FixableDiagnosticIds, new Provider(diagnostics), CancellationToken.None)
            : new FixAllContext(project, fix, scope, key, fix.FixableDiagnosticIds, new Provider(diagnostics), CancellationToken.None);
        return await provider.GetFixAsync(context).ConfigureAwait(false);
    }

    // The solution has two projects with the same files: what is fixed in one has to be fixed in the other.
    private async Task CheckSolutionAsync(Project project, (string Name, (string Source, IReadOnlyList<Expected> Expected) Parsed)[] expected)
    {
        var (one, other) = WithTwin(project);
        var all = await FixAllActionAsync(one, FixAllScope.Solution, other).ConfigureAwait(false);
        foreach (var part in new[] { one, other })
            await CheckFixedAsync(all is null ? part : await AppliedAsync(part, all).ConfigureAwait(false), expected, "Fix All in solution, " + part.Name).ConfigureAwait(false);
    }

    private static (Project One, Project Other) WithTwin(Project project)
    {
        var id = ProjectId.CreateNewId();
        var solution = project.Solution
            .AddProject(ProjectInfo.Create(id, VersionStamp.Default, project.Name + "Twin", project.Name + "Twin", LanguageNames.CSharp, compilationOptions: project.CompilationOptions, parseOptions: project.ParseOptions, metadataReferences: project.MetadataReferences));
        foreach (var config in project.AnalyzerConfigDocuments)
            solution = solution.AddAnalyzerConfigDocument(DocumentId.CreateNewId(id), config.Name, Text(config), filePath: "/1/" + config.Name);
        foreach (var document in project.Documents)
            solution = solution.AddDocument(DocumentId.CreateNewId(id), document.Name, Text(document), filePath: "/1/" + document.Name);
        return (solution.GetProject(project.Id)!, solution.GetProject(id)!);
    }

    private static async Task<Project> AppliedAsync(Project project, CodeAction action)
    {
        var operations = await action.GetOperationsAsync(CancellationToken.None).ConfigureAwait(false);
        var changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetProject(project.Id)!;

        // From text again: a tree that a fix built may differ from what its text parses to.
        foreach (var id in project.DocumentIds)
        {
            var text = await changed.GetDocument(id)!.GetTextAsync().ConfigureAwait(false);
            project = project.GetDocument(id)!.WithText(SourceText.From(text.ToString())).Project;
        }

        foreach (var id in project.AdditionalDocumentIds)
        {
            var text = await changed.GetAdditionalDocument(id)!.GetTextAsync().ConfigureAwait(false);
            project = project.Solution.WithAdditionalDocumentText(id, SourceText.From(text.ToString())).GetProject(project.Id)!;
        }

        return project;
    }

    private async Task CheckFixedAsync(Project project, (string Name, (string Source, IReadOnlyList<Expected> Expected) Parsed)[] expected, string how)
    {
        foreach (var (name, parsed) in expected)
        {
            var actual = Normalize((await DocumentOf(project, name).GetTextAsync().ConfigureAwait(false)).ToString());
            if (actual != parsed.Source)
                throw new XunitException($"{how} gives another {name}.\nExpected:\n{parsed.Source}\nActual:\n{actual}");
        }

        await CheckCompilesAsync(project, how).ConfigureAwait(false);
        await CheckFindingsAsync(project, expected.ToDictionary(p => p.Name, p => p.Parsed.Expected)).ConfigureAwait(false);
    }

    private static SourceText Text(TextDocument document) => document.TryGetText(out var text) ? text : throw new XunitException(document.Name + " has no text.");

    private static async Task<string> TextAsync(Project project)
    {
        var texts = new List<string>();
        foreach (var document in project.Documents)
            texts.Add((await document.GetTextAsync().ConfigureAwait(false)).ToString());
        return string.Join("\n----\n", texts);
    }

    private sealed class Provider(IReadOnlyDictionary<ProjectId, ImmutableArray<Diagnostic>> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics[project.Id]);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult(diagnostics[document.Project.Id].Where(d => d.Location.SourceTree?.FilePath == document.FilePath));

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult(Enumerable.Empty<Diagnostic>());
    }
}
