using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace SecureGen.Analyzers.CodeFixes.Engine;

/// <summary>
/// What every fix in a file that is no code is: the descriptors it answers to and one method, <see cref="FixesFor"/>, that
/// proposes what to write in the place of the finding.
/// </summary>
public abstract class TextFixProvider : CodeFixProvider
{
    private protected TextFixProvider(params DiagnosticDescriptor[] descriptors) =>
        FixableDiagnosticIds = descriptors.Select(descriptor => descriptor.Id).ToImmutableArray();

    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    // Hosts offer Fix All for documents of code alone: its context has no place for another document.
    public sealed override FixAllProvider? GetFixAllProvider() => null;

    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (context.TextDocument is not AdditionalDocument document)
            return;
        var text = await document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            var span = diagnostic.Location.SourceSpan;
            if (span.End > text.Length || !FixableDiagnosticIds.Contains(diagnostic.Id))
                continue;
            foreach (var fix in FixesFor(diagnostic, text.ToString(span)))
            {
                var changed = text.WithChanges(new TextChange(span, fix.Replacement));
                context.RegisterCodeFix(CodeAction.Create(fix.Title, _ => Task.FromResult(document.Project.Solution.WithAdditionalDocumentText(document.Id, changed)), fix.EquivalenceKey), diagnostic);
            }
        }
    }

    /// <summary>The fixes that hold for this finding, safest first; none where any precondition fails.</summary>
    /// <param name="diagnostic">The finding.</param>
    /// <param name="text">What stands where it was found.</param>
    private protected abstract IEnumerable<TextFix> FixesFor(Diagnostic diagnostic, string text);
}

/// <summary>One proposal for one finding.</summary>
/// <param name="Title">What the light bulb says.</param>
/// <param name="EquivalenceKey">Constant per rule and action: <c>SGA8001.Empty</c>.</param>
/// <param name="Replacement">What stands in the place of the finding afterwards.</param>
internal sealed record TextFix(string Title, string EquivalenceKey, string Replacement);
