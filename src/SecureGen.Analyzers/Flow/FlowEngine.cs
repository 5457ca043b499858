using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
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

    // The rules ask about one block after the other, on one thread, and most blocks have nothing: no table is needed to remember the last of them.
    [ThreadStatic]
    private static WeakReference<IOperation>? _lastWithout;

    public static FlowResult Analyze(IOperation block, OperationBlockAnalysisContext context, CompilationContext compilation)
    {
        if (_lastWithout is not null && _lastWithout.TryGetTarget(out var last) && ReferenceEquals(last, block))
            return FlowResult.Empty;
        if (Results.TryGetValue(block, out var known))
            return known;

        var result = new Look(compilation, context.CancellationToken).IsWorthwhile(block, context.OwningSymbol)
            ? new FlowAnalysis(compilation, context.OwningSymbol, context.CancellationToken).Run(context.GetControlFlowGraph(block))
            : FlowResult.Empty;
        if (!result.Findings.IsEmpty)
            return Results.GetValue(block, _ => result);
        _lastWithout = new WeakReference<IOperation>(block);
        return result;
    }

    /// <summary>Most bodies have no sink, and most that do are given their values by the service itself: they never see a control-flow graph.</summary>
    private sealed class Look(CompilationContext compilation, CancellationToken cancellation)
    {
        private readonly FlowTables _tables = FlowTables.Of(compilation);
        private List<IMethodSymbol>? _called;
        private bool _hasSink;
        private bool _hasSource;
        private bool _maps;
        private bool _isDeep;

        public bool IsWorthwhile(IOperation block, ISymbol owner)
        {
            Into(block, depth: 0);
            if (_isDeep || (_hasSink && (_hasSource || _maps)))
                return true;

            // An entry point may hand its data to a method of the same code, which has the sink.
            if (_called is not null && (_hasSource || _maps))
                return true;
            if (!_hasSink && _called is null)
                return false;
            return _tables.EntryPoints.CanReceive(owner, cancellation) || (_hasSink && BringsIn(owner));
        }

        // A callee may return what it reads from a request; a constructor may have stored it.
        private bool BringsIn(ISymbol owner)
        {
            var summaries = Summaries.Of(compilation);
            return _called?.Any(method => summaries.MayBringIn(method, cancellation)) == true
                || owner.ContainingType is { } type && type.Constructors.Any(constructor => !constructor.IsImplicitlyDeclared && summaries.MayBringIn(constructor, cancellation));
        }

        private void Into(IOperation operation, int depth)
        {
            if (depth > MaxDepth)
            {
                _isDeep = true;
                return;
            }

            foreach (var child in operation.ChildOperations)
            {
                See(child);
                if (_isDeep || (_hasSink && (_hasSource || _maps)))
                    return;
                Into(child, depth + 1);
            }
        }

        private void See(IOperation operation)
        {
            switch (operation.Kind)
            {
                case OperationKind.Invocation:
                    var call = (IInvocationOperation)operation;
                    var method = call.TargetMethod;
                    _hasSink |= IsPath(method.ContainingType) || TakesVariable(method, call.Arguments);
                    _hasSource |= _tables.SourceOf(method) is not null;
                    _maps |= UntrustedInput.MapMethods.Contains(method.Name);
                    Calls(method);
                    break;
                case OperationKind.ObjectCreation when operation is IObjectCreationOperation { Constructor: { } constructor } creation:
                    _hasSink |= IsPath(constructor.ContainingType) || TakesVariable(constructor, creation.Arguments) || IsInstruction(creation);
                    if (!creation.Arguments.IsEmpty && !constructor.ContainingType.IsRecord)
                        Calls(constructor);
                    break;
                case OperationKind.PropertyReference:
                    See((IPropertyReferenceOperation)operation);
                    break;
                case OperationKind.Conversion when operation is IConversionOperation { OperatorMethod: { } conversion }:
                    _hasSink |= !_tables.SinksOf(conversion).IsEmpty;
                    break;
                case OperationKind.AnonymousObjectCreation:
                    _hasSink |= IsInstruction(operation);
                    break;
            }
        }

        private void See(IPropertyReferenceOperation reference)
        {
            var property = reference.Property;
            _hasSource |= _tables.SourceOf(property) is not null;
            _hasSink |= reference.Parent is ISimpleAssignmentOperation assignment && assignment.Target == reference && !assignment.Value.ConstantValue.HasValue && !_tables.SinksOf(property).IsEmpty;
            if (compilation.IsOwn(property) && Carriers.CanCarry(property.Type) && property.GetMethod is { } getter && _tables.HasBody(getter, cancellation))
                Calls(getter);
        }

        private void Calls(IMethodSymbol method)
        {
            if (compilation.IsOwn(method))
                (_called ??= []).Add(method);
        }

        private bool TakesVariable(IMethodSymbol method, ImmutableArray<IArgumentOperation> arguments)
        {
            foreach (var sink in _tables.SinksOf(method))
            {
                foreach (var argument in arguments)
                {
                    if (argument.Parameter?.Name == sink.Parameter && !argument.Value.ConstantValue.HasValue)
                        return true;
                }
            }

            return false;
        }

        private static bool IsInstruction(IOperation creation) =>
            SinkConditions.MembersOf(creation).Any(static member => member.Name is "role" or "Role" && SinkConditions.IsInstructionRole(member.Value));

        private static bool IsPath(ITypeSymbol type) =>
            type.Name == "Path" || FileSystem.PathObjectNames.Contains(type.Name) || FileSystem.PathTakerNames.Contains(type.Name);
    }
}
