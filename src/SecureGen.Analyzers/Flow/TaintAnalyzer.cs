using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SecureGen.Analyzers.Engine;

namespace SecureGen.Analyzers.Flow;

/// <summary>A rule about untrusted data: a descriptor and the verdict it reports. The analysis is shared by all of them.</summary>
public abstract class TaintAnalyzer : SecurityAnalyzer
{
    private readonly DiagnosticDescriptor _descriptor;
    private readonly Verdict _verdict;

    private protected TaintAnalyzer(DiagnosticDescriptor descriptor, Verdict verdict)
        : base(descriptor)
    {
        _descriptor = descriptor;
        _verdict = verdict;
    }

    private protected sealed override void Register(CompilationStartAnalysisContext start, CompilationContext context) =>
        start.RegisterOperationBlockAction(block => Report(block, context));

    private void Report(OperationBlockAnalysisContext block, CompilationContext context)
    {
        var reported = new HashSet<Location>();
        foreach (var operation in block.OperationBlocks)
        {
            if (operation.Kind is not (OperationKind.Block or OperationKind.MethodBody or OperationKind.ConstructorBody))
                continue;
            foreach (var finding in FlowEngine.Analyze(operation, block, context).Findings)
            {
                if (finding.Verdict == _verdict && reported.Add(finding.Location))
                    block.ReportDiagnostic(Diagnostic.Create(_descriptor, finding.Location, finding.Trace, finding.Source.Words));
            }
        }
    }
}
