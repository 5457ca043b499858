using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace SecureGen.Analyzers.Engine;

/// <summary>
/// What every rule is: a set of descriptors and one method, <see cref="Register"/>, that subscribes to the operations the
/// rule looks at. Concurrency, generated code and the per-compilation context are settled here, once. A rule works alone, as
/// its tests have it; the compiler is given <see cref="AllRules"/>.
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
        context.RegisterCompilationStartAction(start =>
        {
            var actions = new RuleActions(start);
            Register(actions, CompilationContext.For(start.Compilation, start.Options));
            actions.Subscribe();
        });
    }

    /// <summary>Subscribes to what the rule needs; registers nothing when the technology it speaks of is not referenced.</summary>
    internal abstract void Register(RuleActions actions, CompilationContext context);
}
