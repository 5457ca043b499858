using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SecureGen.Analyzers.Engine;

namespace SecureGen.Analyzers.Flow;

/// <summary>
/// A rule about untrusted data: a descriptor, the danger and the verdict it reports. The analysis is shared by all of them.
/// The message is given the source in words, and what the sink takes the text for.
/// </summary>
public abstract class TaintAnalyzer : SecurityAnalyzer
{
    /// <summary>Property of the finding: the danger, for a rule that has several.</summary>
    internal const string DangerProperty = "danger";

    /// <summary>Property of a finding that a callee causes: the parameter, the place of building and the finding of the callee follow the trace.</summary>
    internal const string InCalleeProperty = "inCallee";

    private readonly DiagnosticDescriptor _descriptor;
    private readonly Dangers _dangers;
    private readonly Verdict _verdict;

    private protected TaintAnalyzer(DiagnosticDescriptor descriptor, Dangers dangers, Verdict verdict = Verdict.Unguarded)
        : base(descriptor)
    {
        _descriptor = descriptor;
        _dangers = dangers;
        _verdict = verdict;
    }

    /// <summary>What a model has written is a rule of its own.</summary>
    private protected virtual bool Concerns(Origin origin) => origin != Origin.Model;

    internal sealed override void Register(RuleActions actions, CompilationContext context) =>
        actions.RegisterOperationBlockAction(block => Report(block, context));

    private void Report(OperationBlockAnalysisContext block, CompilationContext context)
    {
        foreach (var operation in block.OperationBlocks)
        {
            if (operation.Kind is not (OperationKind.Block or OperationKind.MethodBody or OperationKind.ConstructorBody))
                continue;
            var findings = FlowEngine.Analyze(operation, block, context).Findings;
            if (!findings.IsEmpty)
                Report(findings, block);
        }
    }

    private void Report(ImmutableArray<Finding> all, OperationBlockAnalysisContext block)
    {
        foreach (var findings in all.Where(IsReported).GroupBy(static finding => finding.Location))
        {
            var first = findings.First();
            block.ReportDiagnostic(Diagnostic.Create(_descriptor, first.Location, TraceOf(findings), PropertiesOf(first), first.Source.Words, WordsFor(first.Danger)));
        }
    }

    private bool IsReported(Finding finding) => (finding.Danger & _dangers) != 0 && finding.Verdict == _verdict && Concerns(finding.Source.Origin);

    // The way of the first, through the callee that causes it, and where else the text comes from.
    private static IEnumerable<Location> TraceOf(IGrouping<Location, Finding> findings) =>
        findings.First().Trace.Concat(findings.Select(static finding => finding.Source.Location).Where(static location => location.IsInSource).Distinct().Skip(1));

    private static ImmutableDictionary<string, string?> PropertiesOf(Finding finding)
    {
        var properties = ImmutableDictionary<string, string?>.Empty.Add(DangerProperty, finding.Danger.ToString());
        return finding.Inner is null ? properties : properties.Add(InCalleeProperty, "true");
    }

    private static string WordsFor(Dangers danger) => danger switch
    {
        Dangers.Path => "a path",
        Dangers.Sql => "SQL",
        Dangers.Command => "a command",
        Dangers.Html => "HTML",
        Dangers.Redirect or Dangers.Request => "an address",
        _ => "text",
    };
}
