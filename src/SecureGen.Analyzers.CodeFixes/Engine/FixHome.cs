using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Flow;

namespace SecureGen.Analyzers.CodeFixes.Engine;

/// <summary>
/// Where a finding is mended: where it stands; where it says, such as at the declaration of what it mentions; or, when the data is
/// only passed on there, in the callee that has the sink. The diagnostic is then that of the callee, whose source is the parameter.
/// </summary>
internal readonly struct FixHome
{
    private FixHome(Document document, Diagnostic diagnostic) => (Document, Diagnostic) = (document, diagnostic);

    public Document Document { get; }

    public Diagnostic Diagnostic { get; }

    public static FixHome Of(Diagnostic diagnostic, Document document)
    {
        var trace = diagnostic.AdditionalLocations;
        if (diagnostic.Properties.TryGetValue(SecurityAnalyzer.HomeProperty, out var index) && int.TryParse(index, out var at) && at < trace.Count && trace[at].SourceTree == diagnostic.Location.SourceTree)
            return new FixHome(document, Diagnostic.Create(diagnostic.Descriptor, trace[at], trace, diagnostic.Properties.Remove(SecurityAnalyzer.HomeProperty)));

        // Source, site, sink; parameter, site and finding of the callee.
        if (trace.Count < 6 || !diagnostic.Properties.ContainsKey(TaintAnalyzer.InCalleeProperty)
            || document.Project.Solution.GetDocument(trace[5].SourceTree) is not { } home || home.Project.Id != document.Project.Id)
            return new FixHome(document, diagnostic);
        return new FixHome(home, Diagnostic.Create(diagnostic.Descriptor, trace[5], [trace[3], trace[4], trace[2]], diagnostic.Properties.Remove(TaintAnalyzer.InCalleeProperty)));
    }

    /// <summary>Callers that pass something to one place of a callee have one finding there, with a source for each parameter.</summary>
    public static Diagnostic Merge(IReadOnlyCollection<Diagnostic> same)
    {
        var first = same.First();
        var sources = same.Skip(1).Where(static other => other.AdditionalLocations.Count > 0).Select(static other => other.AdditionalLocations[0]).Except(first.AdditionalLocations).ToArray();
        return sources.Length == 0 ? first : Diagnostic.Create(first.Descriptor, first.Location, first.AdditionalLocations.Concat(sources), first.Properties);
    }
}
