using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace SecureGen.Analyzers.CodeFixes.Engine;

/// <summary>
/// What every fix is: the descriptors it answers to and one method, <see cref="FixesFor"/>, that proposes edits for one
/// finding. The same edits serve the single fix and Fix All; imports, simplification and formatting of what was inserted
/// are done here. Every fix is exported for both kinds of document: an IDE keeps the fixes of a package by the kind of the
/// document that it is asked about first, and would have none for the other kind.
/// </summary>
public abstract class SecurityCodeFixProvider : CodeFixProvider
{
    private protected SecurityCodeFixProvider(params DiagnosticDescriptor[] descriptors) =>
        FixableDiagnosticIds = descriptors.Select(descriptor => descriptor.Id).ToImmutableArray();

    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    public sealed override FixAllProvider GetFixAllProvider() => new EditorFixAllProvider(this);

    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (context.TextDocument is not Document document)
            return;
        foreach (var diagnostic in context.Diagnostics)
        {
            // A bulk formatter asks with the first finding of the analyzer, which may be another rule's.
            if (!FixableDiagnosticIds.Contains(diagnostic.Id))
                continue;
            var home = FixHome.Of(diagnostic, document);
            if (await FixTarget.CreateAsync(home.Document, home.Diagnostic, context.CancellationToken).ConfigureAwait(false) is not { } target)
                continue;

            foreach (var fix in FixesFor(target))
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        fix.Title,
                        async cancellation => (await ApplyAsync(home.Document, ImmutableArray.Create(home.Diagnostic), fix.EquivalenceKey, cancellation).ConfigureAwait(false)).Project.Solution,
                        fix.EquivalenceKey),
                    diagnostic);
            }
        }
    }

    /// <summary>The fixes that hold for this finding, safest first; none where any precondition fails.</summary>
    private protected abstract IEnumerable<Fix> FixesFor(FixTarget target);

    /// <summary>The same for the finding of another rule, which has the same sink.</summary>
    internal IEnumerable<Fix> OffersFor(FixTarget target) => FixesFor(target);

    internal async Task<Document> ApplyAsync(Document document, ImmutableArray<Diagnostic> diagnostics, string? equivalenceKey, CancellationToken cancellation)
    {
        var editor = await DocumentEditor.CreateAsync(document, cancellation).ConfigureAwait(false);
        foreach (var diagnostic in diagnostics.OrderBy(d => d.Location.SourceSpan.Start).ThenByDescending(d => d.Location.SourceSpan.Length))
        {
            cancellation.ThrowIfCancellationRequested();
            if (await FixTarget.CreateAsync(document, diagnostic, cancellation).ConfigureAwait(false) is { } target)
                FixesFor(target).FirstOrDefault(fix => equivalenceKey is null || fix.EquivalenceKey == equivalenceKey)?.Apply(editor);
        }

        var changed = editor.GetChangedDocument();
        changed = await ImportAdder.AddImportsAsync(changed, Simplifier.AddImportsAnnotation, cancellationToken: cancellation).ConfigureAwait(false);
        changed = await Simplifier.ReduceAsync(changed, Simplifier.Annotation, cancellationToken: cancellation).ConfigureAwait(false);
        return await Formatter.FormatAsync(changed, Formatter.Annotation, cancellationToken: cancellation).ConfigureAwait(false);
    }
}
