using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace SecureGen.Analyzers.Engine;

/// <summary>
/// What rules subscribe to in one compilation. A body is walked once for all of them, where the driver would go through its
/// operations again for every analyzer and pay for every call: with fifty rules that is dearer than the rules. A rule is
/// called for the whole body even where an editor asks about one line of it, so a finding may stand anywhere in the body.
/// </summary>
internal sealed class RuleActions(CompilationStartAnalysisContext start)
{
    private readonly Actions<OperationContext> _ofOperations = new();
    private readonly Actions<SymbolAnalysisContext> _ofSymbols = new();
    private readonly List<Action<OperationBlockAnalysisContext>> _ofBodies = [];

    /// <summary>Every operation of these kinds, in the order of the source. A place of the body is reported once per id.</summary>
    public void RegisterOperationAction(Action<OperationContext> action, params OperationKind[] kinds)
    {
        foreach (var kind in kinds)
            _ofOperations.Add((int)kind, action);
    }

    /// <summary>Every body, initializer and attribute as a whole, after its operations.</summary>
    public void RegisterOperationBlockAction(Action<OperationBlockAnalysisContext> action) => _ofBodies.Add(action);

    /// <summary>Every declared symbol of these kinds.</summary>
    public void RegisterSymbolAction(Action<SymbolAnalysisContext> action, params SymbolKind[] kinds)
    {
        foreach (var kind in kinds)
            _ofSymbols.Add((int)kind, action);
    }

    /// <summary>Every node of these kinds: for what no operation tells.</summary>
    public void RegisterSyntaxNodeAction(Action<SyntaxNodeAnalysisContext> action, params SyntaxKind[] kinds) => start.RegisterSyntaxNodeAction(action, kinds);

    /// <summary>Every file of source.</summary>
    public void RegisterSyntaxTreeAction(Action<SyntaxTreeAnalysisContext> action) => start.RegisterSyntaxTreeAction(action);

    /// <summary>Every additional file: configuration, project files.</summary>
    public void RegisterAdditionalFileAction(Action<AdditionalFileAnalysisContext> action) => start.RegisterAdditionalFileAction(action);

    /// <summary>Hands everything that was registered to the driver.</summary>
    public void Subscribe()
    {
        if (!_ofOperations.IsEmpty || _ofBodies.Count > 0)
            start.RegisterOperationBlockAction(InBody);
        if (!_ofSymbols.IsEmpty)
            start.RegisterSymbolAction(OfSymbol, _ofSymbols.Kinds<SymbolKind>());
    }

    private void OfSymbol(SymbolAnalysisContext symbol)
    {
        var failure = new FirstFailure();
        foreach (var action in _ofSymbols.Of((int)symbol.Symbol.Kind))
            failure.Guard(action, symbol);
        failure.Throw();
    }

    private void InBody(OperationBlockAnalysisContext body)
    {
        var failure = new FirstFailure();
        if (!_ofOperations.IsEmpty)
            Walk(body, failure);
        foreach (var action in _ofBodies)
            failure.Guard(action, body);
        failure.Throw();
    }

    private void Walk(OperationBlockAnalysisContext block, FirstFailure failure)
    {
        var body = new Body(block);
        foreach (var root in block.OperationBlocks)
        {
            foreach (var operation in root.DescendantsAndSelf())
            {
                var actions = _ofOperations.Of((int)operation.Kind);
                if (actions.Count == 0)
                    continue;
                block.CancellationToken.ThrowIfCancellationRequested();
                var context = new OperationContext(operation, body);
                foreach (var action in actions)
                    failure.Guard(action, context);
            }
        }
    }

    /// <summary>Actions by kind.</summary>
    private sealed class Actions<TContext>
    {
        private static readonly List<Action<TContext>> None = [];

        // The numbers of kinds are small and stable; those of a later compiler find nothing here.
        private readonly List<Action<TContext>>?[] _byKind = new List<Action<TContext>>?[192];

        public bool IsEmpty { get; private set; } = true;

        public void Add(int kind, Action<TContext> action)
        {
            IsEmpty = false;
            (_byKind[kind] ??= []).Add(action);
        }

        public List<Action<TContext>> Of(int kind) => (uint)kind < (uint)_byKind.Length ? _byKind[kind] ?? None : None;

        public ImmutableArray<TKind> Kinds<TKind>()
            where TKind : struct, Enum
        {
            var kinds = ImmutableArray.CreateBuilder<TKind>();
            for (var kind = 0; kind < _byKind.Length; kind++)
            {
                if (_byKind[kind] is not null)
                    kinds.Add((TKind)Enum.ToObject(typeof(TKind), kind));
            }

            return kinds.ToImmutable();
        }
    }

    /// <summary>A rule that fails is the driver's to report, once the others have had their turn.</summary>
    private sealed class FirstFailure
    {
        private ExceptionDispatchInfo? _first;

        public void Guard<TContext>(Action<TContext> action, TContext context)
        {
            try
            {
                action(context);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                _first ??= ExceptionDispatchInfo.Capture(exception);
            }
        }

        public void Throw() => _first?.Throw();
    }
}
