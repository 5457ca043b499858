using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Knowledge;

namespace SecureGen.Analyzers.Flow;

/// <summary>The door of the flow engine: one analysis per operation block, shared by the rules.</summary>
internal static class FlowEngine
{
    // Deeper code is left to the analysis, which has a budget.
    private const int MaxDepth = 250;

    private static readonly ConditionalWeakTable<IOperation, FlowResult> Results = new();

    public static FlowResult Analyze(IOperation block, OperationBlockAnalysisContext context, CompilationContext compilation)
    {
        if (Results.TryGetValue(block, out var known))
            return known;

        var result = IsWorthwhile(block, context, compilation)
            ? new FlowAnalysis(compilation, context.OwningSymbol, context.CancellationToken).Run(context.GetControlFlowGraph(block))
            : FlowResult.Empty;
        return Results.GetValue(block, _ => result);
    }

    // Most bodies touch no file, and most that do are given their paths by the service itself: they never see a control-flow graph.
    private static bool IsWorthwhile(IOperation block, OperationBlockAnalysisContext context, CompilationContext compilation)
    {
        var seen = new Seen();
        Look(block, ref seen, depth: 0);
        if (seen.HasSink && seen.HasSource)
            return true;

        // An entry point may hand its data to a method of the same code, which has the sink.
        return (seen.HasSink || seen.CallsOwn) && (seen.Maps || new EntryPoints(compilation).CanReceive(context.OwningSymbol, context.CancellationToken));
    }

    private static void Look(IOperation operation, ref Seen seen, int depth)
    {
        if (depth > MaxDepth)
        {
            seen = new Seen { HasSink = true, HasSource = true };
            return;
        }

        foreach (var child in operation.ChildOperations)
        {
            switch (child)
            {
                case IInvocationOperation { TargetMethod: var method }:
                    seen.HasSink |= IsSink(method.ContainingType);
                    seen.HasSource |= UntrustedInput.MemberNames.Contains(method.Name);
                    seen.Maps |= UntrustedInput.MapMethods.Contains(method.Name);
                    seen.CallsOwn |= !method.Parameters.IsEmpty && !method.DeclaringSyntaxReferences.IsEmpty;
                    break;
                case IObjectCreationOperation { Type: { } type }:
                    seen.HasSink |= IsSink(type);
                    break;
                case IPropertyReferenceOperation { Property: var property }:
                    seen.HasSource |= UntrustedInput.MemberNames.Contains(property.Name);
                    break;
            }

            if (seen is { HasSink: true, HasSource: true } or { HasSink: true, Maps: true })
                return;
            Look(child, ref seen, depth + 1);
        }
    }

    private static bool IsSink(ITypeSymbol type) =>
        type.Name == "Path" || FileSystem.PathObjectNames.Contains(type.Name) || FileSystem.PathTakerNames.Contains(type.Name);

    private struct Seen
    {
        public bool HasSink;
        public bool HasSource;
        public bool Maps;
        public bool CallsOwn;
    }
}
