using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace SecureGen.Analyzers.Engine;

/// <summary>What a rule is told of an operation: that of the compiler without its price, which is paid for every operation.</summary>
internal readonly struct OperationContext(IOperation operation, Body body)
{
    public IOperation Operation => operation;

    /// <summary>The member whose body, initializer or attribute this is.</summary>
    public ISymbol ContainingSymbol => body.Owner;

    public CancellationToken CancellationToken => body.CancellationToken;

    /// <summary>Reports a finding. Two ways to one place are one finding.</summary>
    public void ReportDiagnostic(Diagnostic diagnostic) => body.Report(diagnostic);
}

/// <summary>The body that is being walked.</summary>
internal sealed class Body(OperationBlockAnalysisContext block)
{
    private HashSet<(string Id, Location Location)>? _reported;

    public ISymbol Owner => block.OwningSymbol;

    public CancellationToken CancellationToken => block.CancellationToken;

    public void Report(Diagnostic diagnostic)
    {
        if ((_reported ??= []).Add((diagnostic.Id, diagnostic.Location)))
            block.ReportDiagnostic(diagnostic);
    }
}
