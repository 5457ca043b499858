using System;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace SecureGen.Analyzers.Engine;

/// <summary>
/// What every rule is: a set of descriptors and one method, <see cref="Register"/>, that subscribes to the operations the
/// rule looks at. Concurrency, generated code and the per-compilation context are settled here, once.
/// </summary>
public abstract class SecurityAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The diagnostic property with the index of the additional location where the finding is mended, if that is elsewhere.</summary>
    internal const string HomeProperty = "home";

    private protected SecurityAnalyzer(params DiagnosticDescriptor[] descriptors) =>
        SupportedDiagnostics = ImmutableArray.Create(descriptors);

    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }

    /// <summary>Generated code is not looked at, and nothing is said about it. A member that a generator completes counts as generated, too.</summary>
    private protected virtual GeneratedCodeAnalysisFlags GeneratedCode => GeneratedCodeAnalysisFlags.None;

    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCode);
        context.RegisterCompilationStartAction(start => Register(start, CompilationContext.For(start.Compilation, start.Options)));
    }

    /// <summary>Subscribes to what the rule needs; registers nothing when the technology it speaks of is not referenced.</summary>
    private protected abstract void Register(CompilationStartAnalysisContext start, CompilationContext context);

    /// <summary>
    /// For a rule whose finding may stand elsewhere in the body than the operation that gives rise to it. An editor that asks about
    /// one line runs the actions of whole bodies, but of no operation on another line, and would offer no fix.
    /// </summary>
    private protected static void RegisterInBody(CompilationStartAnalysisContext start, Action<OperationAnalysisContext> action, params OperationKind[] kinds) =>
        start.RegisterOperationBlockStartAction(body => body.RegisterOperationAction(action, kinds));
}
