using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Engine;

namespace SecureGen.Analyzers.Flow;

/// <summary>
/// The summaries of the methods of one compilation. Each is computed once, when a caller passes something untrusted; a
/// method that is being computed already, or stands too deep below the caller, has none and counts as unknown.
/// </summary>
internal sealed class Summaries
{
    private static readonly ConditionalWeakTable<Compilation, Summaries> Known = new();

    private readonly ConcurrentDictionary<ISymbol, Summary?> _summaries = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> _models = new();

    public static Summaries Of(Compilation compilation) => Known.GetValue(compilation, static _ => new Summaries());

    /// <summary>The summary, or null where the method has no body in source, may be overridden, or is too much.</summary>
    public Summary? For(IMethodSymbol method, CompilationContext context, CallPath caller, CancellationToken cancellation)
    {
        method = Summary.Definition(method);
        if (!HasOneBody(method))
            return null;
        if (_summaries.TryGetValue(method, out var known))
            return known;
        if (caller.To(method) is not { } path)
            return null;

        var summary = Compute(method, context, path, cancellation);
        caller.Join(path);
        return path.IsCut ? summary : _summaries.GetOrAdd(method, summary);
    }

    private static bool HasOneBody(IMethodSymbol method) =>
        method.DeclaringSyntaxReferences.Length == 1
        && method.MethodKind is MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation
        && !method.IsAbstract && !method.IsExtern
        && (!(method.IsVirtual || method.IsOverride) || method.IsSealed || method.ContainingType.IsSealed);

    private Summary? Compute(IMethodSymbol method, CompilationContext context, CallPath path, CancellationToken cancellation)
    {
        var declaration = method.DeclaringSyntaxReferences[0].GetSyntax(cancellation);
        if (!context.Compilation.ContainsSyntaxTree(declaration.SyntaxTree) || Model(declaration.SyntaxTree, context.Compilation).GetOperation(declaration, cancellation) is not IMethodBodyOperation { Parent: null } body)
            return null;
        return new FlowAnalysis(context, method, cancellation, depth: 1, path).Summarize(method, ControlFlowGraph.Create(body, cancellation));
    }

#pragma warning disable RS1030 // The driver hands out the body at hand only, and a callee may stand in another file: once per file, on demand.
    private SemanticModel Model(SyntaxTree tree, Compilation compilation) => _models.GetOrAdd(tree, key => compilation.GetSemanticModel(key));
#pragma warning restore RS1030
}
