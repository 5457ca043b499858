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
    private static readonly ConditionalWeakTable<IOperation, FlowResult> Results = new();

    public static FlowResult Analyze(IOperation block, OperationBlockAnalysisContext context, CompilationContext compilation)
    {
        if (Results.TryGetValue(block, out var known))
            return known;

        var result = HasSink(block)
            ? new FlowAnalysis(compilation, context.OwningSymbol, context.CancellationToken).Run(context.GetControlFlowGraph(block))
            : FlowResult.Empty;
        return Results.GetValue(block, _ => result);
    }

    // Most bodies touch no file: they never see a control-flow graph.
    private static bool HasSink(IOperation block)
    {
        foreach (var operation in block.Descendants())
        {
            var type = operation switch
            {
                IInvocationOperation invocation => invocation.TargetMethod.ContainingType,
                IObjectCreationOperation creation => creation.Type,
                _ => null,
            };
            if (type is null)
                continue;
            if (type.Name == "Path" || FileSystem.PathObjectNames.Contains(type.Name) || FileSystem.PathTakerNames.Contains(type.Name))
                return true;
        }

        return false;
    }
}
