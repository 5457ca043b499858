using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Knowledge;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Flow;

/// <summary>
/// Forward data flow over one method, its lambdas and its local functions: a work list of blocks in the graph's order
/// until nothing changes, then one pass that reports. Beyond its budget it gives up and finds nothing.
/// </summary>
internal sealed class FlowAnalysis
{
    private const int BlockBudget = 400_000;
    private const int SummaryBudget = 60_000;
    private const int MaxVisits = 12;
    private const int MaxNesting = 8;

    private readonly CompilationContext _context;
    private readonly ISymbol _owner;
    private readonly CancellationToken _cancellation;
    private readonly Findings _findings;
    private readonly Dictionary<CaptureId, IOperation> _captured = new();
    private readonly HashSet<IMethodSymbol> _endpoints = new(SymbolEqualityComparer.Default);
    private readonly Evaluator _evaluator;
    private readonly OwnChecks _ownChecks;
    private readonly Summaries _summaries;
    private readonly CallPath _path;
    private readonly int _budget;
    private readonly HashSet<IMethodSymbol> _active = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<IFlowAnonymousFunctionOperation, ControlFlowGraph> _homes = new();
    private readonly List<Invoked> _invoked = new();
    private ControlFlowGraph? _graph;
    private ControlFlowGraph? _returning;
    private IMethodSymbol? _summarized;
    private Value _returned = Value.Clean;
    private int _spent;
    private bool _reporting;
    private bool _isEntryPoint;

    public FlowAnalysis(CompilationContext context, ISymbol owner, CancellationToken cancellation, int depth = 0, CallPath? path = null)
    {
        _context = context;
        _owner = owner;
        _cancellation = cancellation;
        Tables = FlowTables.Of(context);
        _summaries = Summaries.Of(context);
        _findings = new Findings(Tables, Captured);
        _evaluator = new Evaluator(this);
        _path = path ?? CallPath.Start();
        _budget = depth == 0 ? BlockBudget : SummaryBudget;
        _ownChecks = new OwnChecks(context, depth, _path, cancellation);
    }

    public EntryPoints EntryPoints => Tables.EntryPoints;

    public FlowTables Tables { get; }

    /// <summary>Where findings go while the last pass is made, or null.</summary>
    public Findings? Findings => _reporting ? _findings : null;

    public FlowResult Run(ControlFlowGraph graph)
    {
        var state = new FlowState();
        _isEntryPoint = _owner is IMethodSymbol method && EntryPoints.IsEntryPoint(method, _cancellation);
        if (_owner is IMethodSymbol entered && (_isEntryPoint || EntryPoints.IsProgram(entered)))
            Enter(entered, state, isEndpoint: entered.IsStatic);
        Analyze(graph, state, report: true);
        return _spent > _budget || _findings.IsEmpty ? FlowResult.Empty : new FlowResult(_findings.ToImmutable());
    }

    /// <summary>Where the parameters of the method and the members of its object go; null beyond the budget.</summary>
    public Summary? Summarize(IMethodSymbol method, ControlFlowGraph graph)
    {
        var state = new FlowState();
        foreach (var parameter in method.Parameters)
        {
            if (parameter.RefKind != RefKind.Out && Carriers.IsData(parameter.Type))
                state[parameter] = Unknown(parameter);
        }

        // What is returned is for the caller to judge.
        _isEntryPoint = true;
        _returning = graph;
        _summarized = method;
        var end = Analyze(graph, state, report: true);
        return _spent > _budget ? null : new Summary(method, _returned with { Condition = null }, Written(method, end), end?.Members.ToImmutableArray() ?? ImmutableArray<Stored>.Empty, _invoked.ToImmutableArray(), _findings.ToImmutable());
    }

    /// <summary>Whether the sources are placeholders for what callers pass.</summary>
    public bool IsSummary => _summarized is not null;

    /// <summary>What the constructors of the type bring in and store in the member.</summary>
    public Value StoredByConstructors(ISymbol member)
    {
        var value = Value.Clean;
        if (IsSummary || _owner is IMethodSymbol { MethodKind: MethodKind.Constructor })
            return value;
        foreach (var constructor in member.IsStatic ? member.ContainingType.StaticConstructors : member.ContainingType.InstanceConstructors)
        {
            if (!constructor.IsImplicitlyDeclared && _summaries.MayBringIn(constructor, _cancellation) && _summaries.For(constructor, _path, _cancellation) is { } summary)
                value = summary.Stored.Where(stored => SymbolEqualityComparer.Default.Equals(stored.Member, member)).Aggregate(value, static (all, stored) => all.Join(new Value(stored.Value.Taints.RemoveAll(static taint => taint.Source.Key is not string))));
        }

        return value;
    }

    /// <summary>What a member of the object at hand holds is unknown to a summary: its callers know.</summary>
    public Value Held(ISymbol member, ITypeSymbol type) =>
        _summarized is { IsStatic: false } && !member.IsStatic && Carriers.IsData(type) ? Unknown(member) : Value.Clean;

    /// <summary>A delegate that the summarized method was passed is called.</summary>
    public void Invoked(IOperation? called, ImmutableArray<Value> arguments)
    {
        if (_reporting && called is IParameterReferenceOperation { Parameter: var parameter } && SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, _summarized))
            _invoked.Add(new Invoked(parameter.Ordinal, arguments));
    }

    private static Value Unknown(ISymbol symbol) => Value.Of(new Source(symbol, symbol.Name, symbol.Locations.FirstOrDefault() ?? Location.None), Dangers.All);

    private static ImmutableArray<Written> Written(IMethodSymbol method, FlowState? end)
    {
        var written = ImmutableArray<Written>.Empty;
        foreach (var parameter in method.Parameters)
        {
            if (end is not null && parameter.RefKind is RefKind.Out or RefKind.Ref && end!.Settled(end[parameter]) is { IsTainted: true } value)
                written = written.Add(new Written(parameter.Ordinal, value with { Condition = null }));
        }

        return written;
    }

    /// <summary>Whether the method is declared in this compilation.</summary>
    public bool IsOwn(IMethodSymbol method) => _context.IsOwn(method);

    /// <summary>The summary of a method of this compilation that is called with something untrusted, or may bring something in; null where it is unknown.</summary>
    public Summary? SummaryOf(IMethodSymbol method, CallSite site) =>
        site.IsTainted || _summaries.MayBringIn(method, _cancellation) ? _summaries.For(method, _path, _cancellation) : null;

    /// <summary>The state and the returned value at each place where the method returns, and what holds after all of them; none beyond the budget.</summary>
    public (IReadOnlyList<(FlowState State, Value Value)> Returns, FlowState? After) Exits(ControlFlowGraph graph, FlowState entry)
    {
        _graph = graph;
        var states = new FlowState?[graph.Blocks.Length];
        states[0] = entry;
        Solve(graph, states);
        var exits = new List<(FlowState, Value)>();
        foreach (var block in graph.Blocks)
        {
            if (_spent <= _budget && states[block.Ordinal] is { } state && block.FallThroughSuccessor is { Destination.Kind: BasicBlockKind.Exit, Semantics: ControlFlowBranchSemantics.Return })
                exits.Add(Pass(block, state.Copy(), last: false));
        }

        return (exits, _spent <= _budget ? states[states.Length - 1] : null);
    }

    /// <summary>What a method of this compilation shows about its arguments, or null where its body is not at hand.</summary>
    public OwnChecks.Summary? OwnChecksOf(IInvocationOperation call, (IArgumentOperation Argument, Value Value)[] arguments) => _ownChecks.Of(call, _graph, arguments);

    public bool Spend() => ++_spent <= _budget;

    public void GiveUp() => _spent = _budget + 1;

    public void Remember(IFlowCaptureOperation capture) => _captured[capture.Id] = capture.Value;

    public IOperation? Captured(CaptureId id) => _captured.TryGetValue(id, out var value) ? value : null;

    public bool IsPath(ITypeSymbol type) => _context.Is(type, FileSystem.Path);

    public string NameOf(ITypeSymbol? type) => Tables.NameOf(type);

    /// <summary>The member as a source, or null where it is none or the threat model trusts it.</summary>
    public Source? SourceOf(IOperation operation, ISymbol member) =>
        Tables.SourceOf(member) is { } known && _context.Options(operation.Syntax.SyntaxTree).ThreatModel.Distrusts(known.Origin)
            ? new Source(operation.Syntax.ToString(), known.Words, operation.Syntax.GetLocation(), known.Origin)
            : null;

    /// <summary>What the validation of a request excludes about the member.</summary>
    public Dangers ClearedBy(ISymbol member) => EntryPoints.ClearedBy(member, _cancellation);

    /// <summary>A source of its own that is found in another: an entry, a property of a model.</summary>
    public Source SourceWithin(IOperation operation, string words, Origin origin = Origin.Remote) => new(operation.Syntax.ToString(), words, operation.Syntax.GetLocation(), origin);

    public bool IsEndpointMapping(IMethodSymbol method) =>
        method.ContainingNamespace.Is(UntrustedInput.EndpointNamespace);

    /// <summary>A lambda starts from what is known where it is created.</summary>
    public void Visit(IFlowAnonymousFunctionOperation function, FlowState state, bool isEndpoint)
    {
        if (!_reporting)
            return;
        var inner = state.Copy();
        if (isEndpoint)
            Enter(function.Symbol, inner, isEndpoint: true);
        Follow(function, inner);
    }

    /// <summary>A local function that is mapped to a route.</summary>
    public void VisitEndpoint(IMethodSymbol localFunction, FlowState state)
    {
        if (!_reporting || !_endpoints.Add(localFunction))
            return;
        var inner = state.Copy();
        Enter(localFunction, inner, isEndpoint: true);
        Follow(localFunction, inner);
    }

    /// <summary>A lambda is met in the graph it belongs to, and may be called from within another.</summary>
    public void Meet(IFlowAnonymousFunctionOperation function) => _homes[function] = _graph!;

    /// <summary>The lambda is called, with its parameters as they are in the state: what it returns, and what holds afterwards.</summary>
    public (Value Returned, FlowState? End) Follow(IFlowAnonymousFunctionOperation function, FlowState state) =>
        _homes.TryGetValue(function, out var home) ? Nested(function.Symbol, () => home.GetAnonymousFunctionControlFlowGraph(function, _cancellation), state) : (Value.Clean, null);

    /// <summary>The same for a local function.</summary>
    public (Value Returned, FlowState? End) Follow(IMethodSymbol localFunction, FlowState state)
    {
        for (var graph = _graph; graph is not null; graph = graph.Parent)
        {
            if (graph.LocalFunctions.Contains(localFunction))
                return Nested(localFunction, () => graph.GetLocalFunctionControlFlowGraph(localFunction, _cancellation), state);
        }

        return (Value.Clean, null);
    }

    /// <summary>Whether a root that a prefix test compares with ends with a separator, or may well do so.</summary>
    public bool EndsWithSeparator(IOperation operation, Value value)
    {
        if (value.EndsWithSeparator)
            return true;
        return operation.Unwrap() switch
        {
            IFieldReferenceOperation field when field.ConstantText() is null => EndsWithSeparator(field.Field),
            IPropertyReferenceOperation property => EndsWithSeparator(property.Property),
            IInvocationOperation call => !IsPath(call.TargetMethod.ContainingType) && call.TargetMethod.ContainingType.SpecialType != SpecialType.System_String && call.TargetMethod.Name != "GetCurrentDirectory",
            _ => false,
        };
    }

    /// <summary>Whether the type gives the member a value that ends with a separator.</summary>
    public bool EndsWithSeparator(ISymbol member) =>
        (member is IFieldSymbol { Type.SpecialType: SpecialType.System_String } or IPropertySymbol { Type.SpecialType: SpecialType.System_String }) && Tables.EndsWithSeparator(member, IsGivenSeparator);

    private bool IsGivenSeparator(ISymbol member)
    {
        foreach (var reference in member.ContainingType?.DeclaringSyntaxReferences ?? ImmutableArray<SyntaxReference>.Empty)
        {
            foreach (var node in reference.GetSyntax(_cancellation).DescendantNodes())
            {
                var value = node switch
                {
                    AssignmentExpressionSyntax assignment when Names(assignment.Left, member) => assignment.Right,
                    VariableDeclaratorSyntax { Initializer: { } initializer } declarator when declarator.Identifier.Text == member.Name => initializer.Value,
                    PropertyDeclarationSyntax property when property.Identifier.Text == member.Name => property.Initializer?.Value ?? property.ExpressionBody?.Expression,
                    _ => null,
                };
                if (value is not null && EndsWithSeparator(value))
                    return true;
            }
        }

        return false;
    }

    /// <summary>The pattern of a regular expression held in a field, property or generated by a method; null when unknown.</summary>
    public string? PatternOf(IOperation regex)
    {
        ISymbol? symbol = regex.Unwrap() switch
        {
            IFieldReferenceOperation field => field.Field,
            IPropertyReferenceOperation property => property.Property,
            IInvocationOperation call => call.TargetMethod,
            _ => null,
        };
        if (symbol is null)
            return (regex.Unwrap() as IObjectCreationOperation)?.Arguments.ArgumentOf("pattern")?.ConstantText();
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass?.Name == "GeneratedRegexAttribute" && attribute.ConstructorArguments.Length > 0)
                return attribute.ConstructorArguments[0].Value as string;
        }

        foreach (var reference in symbol.DeclaringSyntaxReferences)
        {
            var literal = reference.GetSyntax(_cancellation).DescendantNodes().OfType<ArgumentSyntax>().Select(a => a.Expression).OfType<LiteralExpressionSyntax>().FirstOrDefault();
            if (literal?.Token.Value is string pattern)
                return pattern;
        }

        return null;
    }

    public static bool Throws(IMethodSymbol method)
    {
        foreach (var reference in (method.ReducedFrom ?? method).DeclaringSyntaxReferences)
        {
            foreach (var node in reference.GetSyntax().DescendantNodes())
            {
                if (node is ThrowStatementSyntax or ThrowExpressionSyntax)
                    return true;
            }
        }

        return false;
    }

    private static bool Names(ExpressionSyntax left, ISymbol member) => left switch
    {
        IdentifierNameSyntax identifier => identifier.Identifier.Text == member.Name,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name: var name } => name.Identifier.Text == member.Name,
        _ => false,
    };

    private static bool EndsWithSeparator(ExpressionSyntax value)
    {
        var text = value.ToString();
        return text.Contains("DirectorySeparatorChar") && !text.Contains("TrimEnd(Path.DirectorySeparatorChar)") || text.Contains("Separator +") || text.EndsWith("/\"", StringComparison.Ordinal) || text.EndsWith("\\\"", StringComparison.Ordinal)
            || text.EndsWith("'/'", StringComparison.Ordinal) || text.Contains("AppContext.BaseDirectory") && !text.Contains("(");
    }

    private void Enter(IMethodSymbol method, FlowState state, bool isEndpoint)
    {
        foreach (var parameter in method.Parameters)
        {
            if (EntryPoints.SourceOf(parameter, method, isEndpoint) is { } source)
                state[parameter] = Value.Of(source).Without(ClearedBy(parameter));
        }
    }

    private (Value Returned, FlowState? End) Nested(IMethodSymbol function, Func<ControlFlowGraph> graph, FlowState state)
    {
        if (_graph is null || _active.Count >= MaxNesting || !_active.Add(function))
            return (Value.Clean, null);
        var outer = (_graph, _evaluator.State, _isEntryPoint, _reporting, _returning, _returned);
        (_isEntryPoint, _returned) = (true, Value.Clean);
        _returning = graph();
        var end = Analyze(_returning, state, _reporting);
        var returned = _returned;
        (_graph, _evaluator.State, _isEntryPoint, _reporting, _returning, _returned) = outer;
        _active.Remove(function);
        return (returned, end);
    }

    // What holds where the graph is left regularly; null where it never is.
    private FlowState? Analyze(ControlFlowGraph graph, FlowState entry, bool report)
    {
        _graph = graph;
        _reporting = false;
        var states = new FlowState?[graph.Blocks.Length];
        states[0] = entry;
        Solve(graph, states);
        if (_spent > _budget)
            return null;

        _reporting = report;
        foreach (var block in graph.Blocks)
        {
            if (states[block.Ordinal] is { } state)
                Pass(block, state.Copy(), last: true);
        }

        foreach (var function in graph.LocalFunctions)
        {
            if (report && _endpoints.Add(function))
                Follow(function, entry.Copy());
        }

        return states[states.Length - 1];
    }

    private void Solve(ControlFlowGraph graph, FlowState?[] states)
    {
        var pending = new Pending(graph.Blocks.Length);
        pending.Add(0);
        var visits = new int[graph.Blocks.Length];
        while (_spent <= _budget && pending.TryTake(out var ordinal))
        {
            _cancellation.ThrowIfCancellationRequested();
            if (++visits[ordinal] > MaxVisits)
            {
                GiveUp();
                return;
            }

            var block = graph.Blocks[ordinal];
            var (state, value) = Pass(block, states[ordinal]!.Copy(), last: false);
            Handlers(block, states[ordinal]!, state, states, pending);
            Leave(block.FallThroughSuccessor, Facts(block, value, conditional: false), state, states, pending);
            Leave(block.ConditionalSuccessor, Facts(block, value, conditional: true), state, states, pending);
        }
    }

    private static ImmutableArray<Fact> Facts(BasicBlock block, Value value, bool conditional)
    {
        if (value.Condition is not { } condition || block.ConditionKind == ControlFlowConditionKind.None)
            return ImmutableArray<Fact>.Empty;
        return conditional == (block.ConditionKind == ControlFlowConditionKind.WhenTrue) ? condition.WhenTrue : condition.WhenFalse;
    }

    // A default array of facts: the branch is never taken.
    private static void Leave(ControlFlowBranch? branch, ImmutableArray<Fact> facts, FlowState state, FlowState?[] states, Pending pending)
    {
        if (branch?.Destination is not { } destination || facts.IsDefault)
            return;
        var copy = state.Copy();
        copy.Learn(facts);
        Merge(destination.Ordinal, copy, states, pending);
    }

    private static void Merge(int ordinal, FlowState state, FlowState?[] states, Pending pending)
    {
        if (states[ordinal] is not { } known)
        {
            states[ordinal] = state;
            pending.Add(ordinal);
        }
        else if (known.Join(state))
        {
            pending.Add(ordinal);
        }
    }

    // An exception may leave a try block anywhere: its handlers start from what held before and after each of its blocks.
    private static void Handlers(BasicBlock block, FlowState before, FlowState after, FlowState?[] states, Pending pending)
    {
        // The root of a lambda's graph is enclosed by a region of the graph around it, whose blocks are not ours.
        for (var region = block.EnclosingRegion; region is { Kind: not ControlFlowRegionKind.Root }; region = region.EnclosingRegion)
        {
            if (region.Kind != ControlFlowRegionKind.Try || region.EnclosingRegion is not { } whole)
                continue;
            foreach (var handler in whole.NestedRegions)
            {
                if (handler.Kind == ControlFlowRegionKind.Try)
                    continue;
                Merge(handler.FirstBlockOrdinal, before.Copy(), states, pending);
                Merge(handler.FirstBlockOrdinal, after.Copy(), states, pending);
            }
        }
    }

    /// <summary>An element of the sequence that the method returns.</summary>
    public Value Yield(Value value, FlowState state)
    {
        if (_graph == _returning)
            _returned = _returned.Join(state.Settled(value) with { Condition = null, Function = null });
        return Value.Clean;
    }

    private (FlowState State, Value Branch) Pass(BasicBlock block, FlowState state, bool last)
    {
        _evaluator.State = state;
        foreach (var operation in block.Operations)
            _evaluator.Evaluate(operation is IExpressionStatementOperation statement ? statement.Operation : operation);
        var value = _evaluator.Evaluate(block.BranchValue);
        if (last && block.FallThroughSuccessor?.Semantics == ControlFlowBranchSemantics.Return && block.BranchValue is { } returned)
        {
            if (_graph == _returning)
                _returned = ReferenceEquals(_returned, Value.Clean) ? _evaluator.State.Settled(value) : _returned.Join(_evaluator.State.Settled(value));
            if (value.IsTainted && !_isEntryPoint)
                Findings?.OfReturn(value, returned, state);
        }

        return (_evaluator.State, value);
    }
}
