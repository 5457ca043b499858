using System.Collections.Generic;
using System.Collections.Immutable;
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
    /// <summary>The property of a finding that names its danger.</summary>
    public const string DangerProperty = "Danger";

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

    private protected sealed override void Register(CompilationStartAnalysisContext start, CompilationContext context) =>
        start.RegisterOperationBlockAction(block => Report(block, context));

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

    private void Report(ImmutableArray<Finding> findings, OperationBlockAnalysisContext block)
    {
        var reported = new HashSet<Location>();
        foreach (var finding in findings)
        {
            if ((finding.Danger & _dangers) != 0 && finding.Verdict == _verdict && Concerns(finding.Source.Origin) && reported.Add(finding.Location))
                block.ReportDiagnostic(Diagnostic.Create(_descriptor, finding.Location, finding.Trace, PropertiesOf(finding.Danger), finding.Source.Words, WordsFor(finding.Danger)));
        }
    }

    // A rule about several dangers has a fix for each.
    private static ImmutableDictionary<string, string?> PropertiesOf(Dangers danger) => ImmutableDictionary<string, string?>.Empty.Add(DangerProperty, danger.ToString());

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
