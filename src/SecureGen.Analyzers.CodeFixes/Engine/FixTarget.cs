using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using SecureGen.Analyzers.Engine;

namespace SecureGen.Analyzers.CodeFixes.Engine;

/// <summary>A finding and what a fix needs to decide: the node it stands on, its meaning, and what the framework offers.</summary>
internal sealed class FixTarget
{
    private FixTarget(Document document, Diagnostic diagnostic, SyntaxNode root, SemanticModel model, CancellationToken cancellation)
    {
        Document = document;
        Diagnostic = diagnostic;
        Root = root;
        Model = model;
        Cancellation = cancellation;
        Node = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        Options = RuleOptions.For(document.Project.AnalyzerOptions.AnalyzerConfigOptionsProvider.GetOptions(model.SyntaxTree));
    }

    public Document Document { get; }

    public Diagnostic Diagnostic { get; }

    public SyntaxNode Root { get; }

    public SemanticModel Model { get; }

    /// <summary>The innermost node with the finding's span.</summary>
    public SyntaxNode Node { get; }

    /// <summary>Where the text of an untrusted-data finding is built, if in this document.</summary>
    public SyntaxNode? Site => InTrace(1);

    /// <summary>The call, creation or assignment where its data does harm, if in this document.</summary>
    public SyntaxNode? Sink => InTrace(2);

    /// <summary>Where its data comes from, of the sources in this document.</summary>
    public IEnumerable<SyntaxNode> Sources =>
        Enumerable.Range(0, Diagnostic.AdditionalLocations.Count).Where(static i => i is not (1 or 2)).Select(InTrace).OfType<SyntaxNode>();

    public RuleOptions Options { get; }

    public CancellationToken Cancellation { get; }

    /// <summary>Whether the project's framework has the member, judged by the references and not by the framework's name.</summary>
    public bool HasMember(string metadataName, string member) =>
        Model.Compilation.GetTypesByMetadataName(metadataName).Any(type => type.GetMembers(member).Any(m => m.DeclaredAccessibility == Accessibility.Public));

    // Trace: source, place of building, sink, further sources.
    private SyntaxNode? InTrace(int index) =>
        Diagnostic.AdditionalLocations is var trace && index < trace.Count && trace[index].SourceTree == Root.SyntaxTree && Root.FullSpan.Contains(trace[index].SourceSpan)
            ? Root.FindNode(trace[index].SourceSpan, getInnermostNodeForTie: true)
            : null;

    public static async Task<FixTarget?> CreateAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        if (root is null || model is null || !root.FullSpan.Contains(diagnostic.Location.SourceSpan))
            return null;
        return new FixTarget(document, diagnostic, root, model, cancellation);
    }
}
