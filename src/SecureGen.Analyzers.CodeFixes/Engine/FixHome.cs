using Microsoft.CodeAnalysis;

namespace SecureGen.Analyzers.CodeFixes.Engine;

/// <summary>
/// Where a finding is mended: where it stands, or, when the data is only passed on there, in the callee that has the sink. The
/// diagnostic is then that of the callee, whose source is the parameter.
/// </summary>
internal readonly struct FixHome
{
    // Source, site, and of the callee: parameter, site, finding; sink.
    private const int TraceThroughCallee = 6;

    private FixHome(Document document, Diagnostic diagnostic) => (Document, Diagnostic) = (document, diagnostic);

    public Document Document { get; }

    public Diagnostic Diagnostic { get; }

    public static FixHome Of(Diagnostic diagnostic, Document document)
    {
        var trace = diagnostic.AdditionalLocations;
        if (trace.Count != TraceThroughCallee || document.Project.Solution.GetDocument(trace[4].SourceTree) is not { } home || home.Project.Id != document.Project.Id)
            return new FixHome(document, diagnostic);
        return new FixHome(home, Diagnostic.Create(diagnostic.Descriptor, trace[4], [trace[2], trace[3], trace[5]], diagnostic.Properties));
    }
}
