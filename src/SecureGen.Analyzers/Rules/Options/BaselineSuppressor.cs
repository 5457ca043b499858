using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using SecureGen.Analyzers.Configuration;
using SecureGen.Analyzers.Engine;

namespace SecureGen.Analyzers.Rules.Options;

/// <summary>
/// Suppresses the findings that <c>SecureGen.baseline.json</c> accepts. Whether a finding is one of them follows from the text of
/// its file and the baseline alone: an editor asks for a part of the findings at a time, and must get the same answer.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed partial class BaselineSuppressor : DiagnosticSuppressor
{
    /// <summary>The id of the suppression in logs.</summary>
    public const string Id = "SecureGenBaseline";

    // Set by the target that writes the baseline: it wants every finding in the log and none to fail the build.
    private const string CollectingKey = "build_property.SecureGenCollecting";

    private static readonly ConditionalWeakTable<SourceText, BaselineFile> Files = new();

    public BaselineSuppressor() =>
        SupportedSuppressions = Rules.Select(static rule => new SuppressionDescriptor(Id, "SGA" + rule, "Accepted in " + BaselineFile.Name)).ToImmutableArray();

    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; }

    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        if (context.Options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue(CollectingKey, out var collecting) && collecting == "true")
        {
            foreach (var finding in context.ReportedDiagnostics)
                Suppress(finding, context);
        }

        foreach (var file in context.Options.AdditionalFiles)
        {
            if (BaselineFile.Is(file.Path) && Read(file, context.CancellationToken) is { Entries.Count: > 0 } baseline)
                ReportSuppressions(baseline, file.Path, context);
        }
    }

    private void ReportSuppressions(BaselineFile baseline, string path, SuppressionAnalysisContext context)
    {
        (SourceText? Source, string Text) last = (null, "");
        foreach (var finding in context.ReportedDiagnostics)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            var file = finding.Location.GetLineSpan().Path;
            if (string.IsNullOrEmpty(file) || BaselineFile.NameOf(file, path) is not { } name || !baseline.Names(finding.Id, name) || TextOf(finding.Location, context) is not { } source)
                continue;
            if (source != last.Source)
                last = (source, source.ToString());
            var span = finding.Location.SourceSpan;
            if (span.End <= last.Text.Length && baseline.Accepts(finding.Id, name, Fingerprint.Of(last.Text, span, file)))
                Suppress(finding, context);
        }
    }

    private void Suppress(Diagnostic finding, SuppressionAnalysisContext context)
    {
        foreach (var descriptor in SupportedSuppressions)
        {
            if (descriptor.SuppressedDiagnosticId == finding.Id)
            {
                context.ReportSuppression(Suppression.Create(descriptor, finding));
                return;
            }
        }
    }

    private static SourceText? TextOf(Location location, SuppressionAnalysisContext context)
    {
        if (location.SourceTree is { } tree)
            return tree.GetText(context.CancellationToken);
        var path = location.GetLineSpan().Path;
        return context.Options.AdditionalFiles.FirstOrDefault(file => file.Path == path)?.GetText(context.CancellationToken);
    }

    private static BaselineFile? Read(AdditionalText file, CancellationToken cancellation) =>
        file.GetText(cancellation) is { } text ? Files.GetValue(text, static t => BaselineFile.Parse(t.ToString())) : null;
}
