using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Flow;

/// <summary>
/// What a method of this compilation shows about its arguments: its body is followed with placeholders in their places.
/// A body that looks at an argument in a way that is not understood is believed; one that only asks whether it is there is not.
/// </summary>
internal sealed class OwnChecks(CompilationContext context, int depth, CallPath path, CancellationToken cancellation)
{
    private const int MaxDepth = 3;
    private const Checks All = (Checks)~0;

    private readonly Dictionary<(IMethodSymbol Method, string Given), Summary> _known = new();

    /// <summary>What holds for each argument after the call, and when it returns true or false.</summary>
    internal sealed record Summary(IReadOnlyDictionary<IParameterSymbol, Shown> Parameters)
    {
        public Shown For(IParameterSymbol parameter) => Parameters.TryGetValue(parameter, out var shown) ? shown : default;
    }

    internal readonly record struct Shown(Checks WhenTrue, Checks WhenFalse, Checks After, bool IsLookedAt);

    /// <summary>What the method shows about its tainted arguments, or null where its body is not at hand.</summary>
    public Summary? Of(IInvocationOperation call, ControlFlowGraph? around, (IArgumentOperation Argument, Value Value)[] arguments)
    {
        var method = (call.TargetMethod.PartialImplementationPart ?? call.TargetMethod).OriginalDefinition;
        if (depth >= MaxDepth || method.DeclaringSyntaxReferences.Length != 1)
            return null;
        var key = (method, string.Concat(arguments.Select(Given)));
        if (_known.TryGetValue(key, out var known))
            return known;
        if (Body(method) is not { } body || Graph(body, method, around) is not { } graph)
            return null;
        return _known[key] = Follow(method, body, graph, arguments);
    }

    private static string Given((IArgumentOperation Argument, Value Value) given) =>
        (given.Argument.Parameter?.Ordinal ?? -1) + (given.Value.IsTainted ? "t" : "") + (IsFull(given.Value) ? "f" : "") + (IsRelative(given.Value) ? "r" : "") + (given.Value.EndsWithSeparator ? "s" : "");

    private static bool IsFull(Value value) => value.IsTainted && value.Taints.All(taint => taint.IsFull);

    private static bool IsRelative(Value value) => value.IsTainted && value.Taints.All(taint => taint.IsRelative);

    private IOperation? Body(IMethodSymbol method)
    {
        var syntax = method.DeclaringSyntaxReferences[0].GetSyntax(cancellation);
        return context.Model(syntax.SyntaxTree)?.GetOperation(syntax, cancellation);
    }

    private ControlFlowGraph? Graph(IOperation body, IMethodSymbol method, ControlFlowGraph? around)
    {
        if (body is IMethodBodyOperation { Parent: null } whole)
            return ControlFlowGraph.Create(whole, cancellation);
        return around?.LocalFunctions.FirstOrDefault(f => SymbolEqualityComparer.Default.Equals(f, method)) is { } local
            ? around.GetLocalFunctionControlFlowGraph(local, cancellation)
            : null;
    }

    private Summary Follow(IMethodSymbol method, IOperation body, ControlFlowGraph graph, (IArgumentOperation Argument, Value Value)[] arguments)
    {
        var entry = new FlowState();
        var placeholders = new List<(IParameterSymbol Parameter, Source Source)>();
        foreach (var (argument, value) in arguments)
        {
            if (argument.Parameter is not { } passed || passed.Ordinal >= method.Parameters.Length)
                continue;
            var parameter = method.Parameters[passed.Ordinal];
            if (value.IsTainted)
            {
                var source = new Source(parameter, parameter.Name, Location.None);
                placeholders.Add((parameter, source));
                entry[parameter] = Value.Of(source).Select(taint => taint with { IsFull = IsFull(value), IsRelative = IsRelative(value) }) with { EndsWithSeparator = value.EndsWithSeparator };
            }
            else if (value.EndsWithSeparator)
            {
                entry[parameter] = Value.Clean with { EndsWithSeparator = true };
            }
        }

        var (returns, after) = new FlowAnalysis(context, method, cancellation, depth + 1, path).Exits(graph, entry);
        var shown = new Dictionary<IParameterSymbol, Shown>(SymbolEqualityComparer.Default);
        foreach (var (parameter, source) in placeholders)
            shown[parameter] = Common(returns, after, source) with { IsLookedAt = IsLookedAt(body, parameter) };
        return new Summary(shown);
    }

    private static Shown Common(IReadOnlyList<(FlowState State, Value Value)> returns, FlowState? after, Source source)
    {
        var (whenTrue, whenFalse) = (All, All);
        foreach (var (state, value) in returns)
        {
            var always = state.ChecksOf(source);
            whenTrue &= value.Condition is { } left ? With(left.WhenTrue, source, always) : always.Settled();
            whenFalse &= value.Condition is { } right ? With(right.WhenFalse, source, always) : always.Settled();
        }

        var settled = after is null ? Checks.None : after.ChecksOf(source).Settled();
        return returns.Count == 0 ? new Shown(default, default, settled, false) : new Shown(whenTrue, whenFalse, settled, false);
    }

    // A default array: that answer is never given here.
    private static Checks With(ImmutableArray<Fact> facts, Source source, Checks always)
    {
        if (facts.IsDefault)
            return All;
        foreach (var fact in facts)
        {
            if (fact.Source.Equals(source))
                always |= fact.Checks;
        }

        return always.Settled();
    }

    private static bool IsLookedAt(IOperation body, IParameterSymbol parameter) =>
        body.Descendants().OfType<IParameterReferenceOperation>().Any(r => SymbolEqualityComparer.Default.Equals(r.Parameter, parameter) && !IsIdle(r));

    // Whether it is there, how long it is, what a message says of it.
    private static bool IsIdle(IParameterReferenceOperation reference)
    {
        for (IOperation? around = reference.Parent; around is not null; around = around.Parent)
        {
            if (around is IThrowOperation or INameOfOperation)
                return true;
        }

        var value = reference.Wrapped();
        return value.Parent switch
        {
            IArgumentOperation { Parent: IInvocationOperation { TargetMethod: var method } } => IsIdleCall(method),
            IBinaryOperation binary => IsEmptyText(binary.LeftOperand) || IsEmptyText(binary.RightOperand),
            IIsPatternOperation { Pattern: IConstantPatternOperation or INegatedPatternOperation { Pattern: IConstantPatternOperation } } pattern =>
                pattern.Pattern.Descendants().Prepend(pattern.Pattern).OfType<IConstantPatternOperation>().All(p => IsEmptyText(p.Value)),
            IPropertyReferenceOperation { Property.Name: "Length" } => true,
            ICoalesceOperation { Parent: ISimpleAssignmentOperation { Target: IDiscardOperation } } => true,
            ICoalesceOperation { Parent: IConversionOperation { Parent: ISimpleAssignmentOperation { Target: IDiscardOperation } } } => true,
            _ => false,
        };
    }

    private static bool IsIdleCall(IMethodSymbol method) => method.ContainingType switch
    {
        { SpecialType: SpecialType.System_String } => method.Name is "IsNullOrEmpty" or "IsNullOrWhiteSpace",
        { Name: "File" or "Directory", ContainingNamespace: { Name: "IO", ContainingNamespace.Name: "System" } } => true,
        { Name: "Console" or "Debug" or "Trace" or "LoggerExtensions" } => true,
        _ => method.Name.StartsWith("ThrowIfNull", StringComparison.Ordinal),
    };

    private static bool IsEmptyText(IOperation operation) => operation.Unwrap().ConstantValue is { HasValue: true, Value: null or "" };
}
