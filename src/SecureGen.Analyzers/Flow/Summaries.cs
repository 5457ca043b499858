using System;
using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
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
    private static readonly ConditionalWeakTable<CompilationContext, Summaries> Known = new();

    private readonly CompilationContext _context;
    private readonly FlowTables _tables;
    private readonly Lazy<Implementations> _implementations;
    private readonly ConcurrentDictionary<ISymbol, bool> _bringsIn = new(SymbolEqualityComparer.Default);

    private readonly ConcurrentDictionary<ISymbol, Summary?> _summaries = new(SymbolEqualityComparer.Default);

    private Summaries(CompilationContext context)
    {
        _context = context;
        _tables = FlowTables.Of(context);
        _implementations = new Lazy<Implementations>(() => new Implementations(context.Compilation));
    }

    public static Summaries Of(CompilationContext context) => Known.GetValue(context, static key => new Summaries(key));

    /// <summary>Whether the body of the method names something that may be a source.</summary>
    public bool MayBringIn(IMethodSymbol method, CancellationToken cancellation)
    {
        method = Summary.Definition(method);
        if (method.DeclaringSyntaxReferences.Length != 1)
            return false;
        return _bringsIn.TryGetValue(method, out var known) ? known : _bringsIn.GetOrAdd(method, NamesSource(method, cancellation));
    }

    private bool NamesSource(IMethodSymbol method, CancellationToken cancellation)
    {
        var declaration = method.DeclaringSyntaxReferences[0];
        var model = _context.Options(declaration.SyntaxTree).ThreatModel;
        foreach (var node in declaration.GetSyntax(cancellation).DescendantNodes())
        {
            if (node is SimpleNameSyntax { Identifier.ValueText: var name } && _tables.MayBeSource(name, model))
                return true;
        }

        return false;
    }

    /// <summary>The summary, or null where the method has no body in source, may be overridden, or is too much.</summary>
    public Summary? For(IMethodSymbol method, CallPath caller, CancellationToken cancellation)
    {
        method = Summary.Definition(method);
        if (method.DeclaringSyntaxReferences.IsEmpty)
            return null;
        if (!HasOneBody(method))
        {
            if (_implementations.Value.Of(method, cancellation) is not { } only)
                return null;
            method = only;
        }

        if (_summaries.TryGetValue(method, out var known))
            return known;
        if (caller.To(method) is not { } path)
            return null;

        var summary = Compute(method, path, cancellation);
        caller.Join(path);
        return path.IsCut ? summary : _summaries.GetOrAdd(method, summary);
    }

    private static bool HasOneBody(IMethodSymbol method) =>
        method.DeclaringSyntaxReferences.Length == 1
        && method.MethodKind is MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation or MethodKind.Constructor or MethodKind.UserDefinedOperator or MethodKind.Conversion or MethodKind.PropertyGet
        && !method.IsAbstract && !method.IsExtern
        && (!(method.IsVirtual || method.IsOverride) || method.IsSealed || method.ContainingType.IsSealed);

    private Summary? Compute(IMethodSymbol method, CallPath path, CancellationToken cancellation)
    {
        var declaration = method.DeclaringSyntaxReferences[0].GetSyntax(cancellation);
        var graph = _context.Model(declaration.SyntaxTree)?.GetOperation(declaration, cancellation) switch
        {
            IMethodBodyOperation { Parent: null } body => ControlFlowGraph.Create(body, cancellation),
            IConstructorBodyOperation { Parent: null } body => ControlFlowGraph.Create(body, cancellation),
            IBlockOperation { Parent: null } body => ControlFlowGraph.Create(body, cancellation),
            _ => null,
        };
        return graph is null ? null : new FlowAnalysis(_context, method, cancellation, depth: 1, path).Summarize(method, graph);
    }
}
