using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace SecureGen.Analyzers.CodeFixes.Engine;

/// <summary>
/// Fix All by one editor per document, documents in order on a growing solution: a helper that one document adds to a
/// partial type is seen by the next.
/// </summary>
internal sealed class EditorFixAllProvider(SecurityCodeFixProvider provider) : FixAllProvider
{
    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

    public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
    {
        // A caller whose first finding has no fix names no action: each finding gets its first.
        var key = fixAllContext.CodeActionEquivalenceKey;
        var findings = await FindingsAsync(fixAllContext).ConfigureAwait(false);
        if (findings.Count == 0)
            return null;

        return CodeAction.Create(
            "Fix all in " + fixAllContext.Scope.ToString().ToLowerInvariant(),
            async cancellation =>
            {
                var solution = fixAllContext.Solution;
                foreach (var (id, diagnostics) in findings)
                {
                    if (solution.GetDocument(id) is { } document)
                        solution = (await provider.ApplyAsync(document, diagnostics, key, cancellation).ConfigureAwait(false)).Project.Solution;
                }

                return solution;
            },
            key);
    }

    // Two findings that are mended in one callee are one.
    private static async Task<List<(DocumentId Id, ImmutableArray<Diagnostic> Diagnostics)>> FindingsAsync(FixAllContext context)
    {
        var homes = new List<FixHome>();
        foreach (var document in DocumentsOf(context))
        {
            foreach (var diagnostic in await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false))
                homes.Add(FixHome.Of(diagnostic, document));
        }

        return homes.GroupBy(home => home.Document.Id)
            .Select(group => (group.Key, group.Select(home => home.Diagnostic).GroupBy(diagnostic => (diagnostic.Id, diagnostic.Location.SourceSpan)).Select(same => FixHome.Merge(same.ToArray())).ToImmutableArray()))
            .ToList();
    }

    private static IEnumerable<Document> DocumentsOf(FixAllContext context) => context.Scope switch
    {
        FixAllScope.Document => context.Document is { } document ? [document] : [],
        FixAllScope.Project => context.Project.Documents,
        FixAllScope.Solution => context.Solution.Projects.Where(project => project.Language == LanguageNames.CSharp).SelectMany(project => project.Documents),
        _ => [],
    };
}
