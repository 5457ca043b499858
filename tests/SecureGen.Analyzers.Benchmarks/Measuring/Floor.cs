using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace SecureGen.Analyzers.Benchmarks.Measuring;

/// <summary>What the driver costs before a rule does anything: one analyzer that asks for the same operations and ignores them.</summary>
internal sealed class Floor : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Nothing = new("FLOOR", "Nothing", "Nothing", "Floor", DiagnosticSeverity.Warning, isEnabledByDefault: true);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Nothing];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterOperationAction(
            static _ => { },
            OperationKind.Literal,
            OperationKind.Utf8String,
            OperationKind.InterpolatedString,
            OperationKind.Binary,
            OperationKind.Coalesce,
            OperationKind.Invocation,
            OperationKind.ObjectCreation,
            OperationKind.FieldReference,
            OperationKind.LocalReference,
            OperationKind.PropertyReference,
            OperationKind.SimpleAssignment,
            OperationKind.VariableDeclarator);
    }
}
