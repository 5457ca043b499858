using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace SecureGen.Analyzers.Benchmarks;

/// <summary>What the driver costs by itself: one analyzer that registers the operation kinds our rules use and does nothing.</summary>
#pragma warning disable RS1001, RS1036 // Measured, never shipped.
internal sealed class FloorAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [new("FLOOR", "Floor", "Floor", "Benchmark", DiagnosticSeverity.Warning, isEnabledByDefault: true)];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterOperationAction(
            static _ => { },
            OperationKind.Invocation,
            OperationKind.ObjectCreation,
            OperationKind.Literal,
            OperationKind.FieldReference,
            OperationKind.PropertyReference,
            OperationKind.Binary,
            OperationKind.Coalesce,
            OperationKind.SimpleAssignment,
            OperationKind.VariableDeclarator,
            OperationKind.InterpolatedString);
        context.RegisterOperationBlockAction(static _ => { });
    }
}
