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
    private const int MaxFindings = 200;

    private readonly CompilationContext _context;
    private readonly ISymbol _owner;
    private readonly CancellationToken _cancellation;
    private readonly List<Finding> _findings = new();
    private readonly Dictionary<CaptureId, IOperation> _captured = new();
    private readonly Dictionary<ITypeSymbol, string> _names = new(SymbolEqualityComparer.Default);
    private readonly HashSet<IMethodSymbol> _endpoints = new(SymbolEqualityComparer.Default);
    private readonly Evaluator _evaluator;
    private readonly OwnChecks _ownChecks;
    private readonly CallPath _path;
    private readonly int _budget;
    private ControlFlowGraph? _graph;
    private ControlFlowGraph? _summarized;
    private Value _returned = Value.Clean;
    private int _spent;
    private bool _reporting;
    private bool _isEntryPoint;

    public FlowAnalysis(CompilationContext context, ISymbol owner, CancellationToken cancellation, int depth = 0, CallPath? path = null)
    {
        _context = context;
        _owner = owner;
        _cancellation = cancellation;
        EntryPoints = new EntryPoints(context);
        _evaluator = new Evaluator(this);
        _path = path ?? CallPath.Start();
        _budget = depth == 0 ? BlockBudget : SummaryBudget;
        _ownChecks = new OwnChecks(context, depth, _path, cancellation);
    }

    public EntryPoints EntryPoints { get; }

    public FlowResult Run(ControlFlowGraph graph)
    {
        var state = new FlowState();
        _isEntryPoint = _owner is IMethodSymbol method && EntryPoints.IsEntryPoint(method, _cancellation);
        if (_isEntryPoint)
            Enter((IMethodSymbol)_owner, state, isEndpoint: ((IMethodSymbol)_owner).IsStatic);
        Analyze(graph, state);
        return _spent > _budget || _findings.Count == 0 ? FlowResult.Empty : new FlowResult(_findings.ToImmutableArray());
    }

    /// <summary>Where the parameters of the method go; null beyond the budget.</summary>
    public Summary? Summarize(IMethodSymbol method, ControlFlowGraph graph)
    {
        var state = new FlowState();
        foreach (var parameter in method.Parameters)
        {
            if (parameter.RefKind != RefKind.Out && Carriers.CanCarry(parameter.Type))
                state[parameter] = Value.Of(new Source(parameter, parameter.Name, parameter.Locations.FirstOrDefault() ?? Location.None));
        }

        // What is returned is for the caller to judge.
        _isEntryPoint = true;
        _summarized = graph;
        var end = Analyze(graph, state);
        return _spent > _budget ? null : new Summary(_returned, Written(method, end), _findings.ToImmutableArray());
    }

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

    /// <summary>The summary of a method of this compilation, or null where it is unknown.</summary>
    public Summary? SummaryOf(IMethodSymbol method) => Summaries.Of(_context.Compilation).For(method, _context, _path, _cancellation);

    /// <summary>What the callee does with an argument happens, for the caller, at the argument.</summary>
    public void CheckSinks(Summary summary, (IArgumentOperation Argument, Value Value)[] arguments, FlowState state)
    {
        if (!_reporting)
            return;
        foreach (var finding in summary.Sinks)
        {
            foreach (var (argument, value) in arguments)
            {
                if (value.IsTainted && Summary.IsOf(argument, finding.Source))
                    Report(value, argument, finding, state);
            }
        }
    }

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
                exits.Add(Pass(block, state.Copy(), report: false));
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

    public string NameOf(ITypeSymbol? type)
    {
        if (type is null)
            return "";
        if (!_names.TryGetValue(type, out var name))
            _names[type] = name = type.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat).Replace("string", "System.String");
        return name;
    }

    /// <summary>The words for a member that is a source, or null.</summary>
    public string? Words(ISymbol member)
    {
        if (!UntrustedInput.MemberNames.Contains(member.Name) || member.ContainingType is not { } type)
            return null;
        return UntrustedInput.Members.TryGetValue(NameOf(type) + "." + member.Name, out var words) ? words : null;
    }

    public Source SourceOf(IOperation operation, string words) => new(operation.Syntax.ToString(), words, operation.Syntax.GetLocation());

    public bool IsEndpointMapping(IMethodSymbol method) =>
        method.ContainingNamespace?.ToDisplayString() == UntrustedInput.EndpointNamespace;

    /// <summary>A lambda starts from what is known where it is created.</summary>
    public void Visit(IFlowAnonymousFunctionOperation function, FlowState state, bool isEndpoint)
    {
        if (!_reporting || _graph is not { } graph)
            return;
        var inner = state.Copy();
        if (isEndpoint)
            Enter(function.Symbol, inner, isEndpoint: true);
        Nested(graph.GetAnonymousFunctionControlFlowGraph(function, _cancellation), inner);
    }

    /// <summary>A local function that is mapped to a route.</summary>
    public void VisitEndpoint(IMethodSymbol localFunction, FlowState state)
    {
        if (!_reporting || _graph is not { } graph || !graph.LocalFunctions.Contains(localFunction) || !_endpoints.Add(localFunction))
            return;
        var inner = state.Copy();
        Enter(localFunction, inner, isEndpoint: true);
        Nested(graph.GetLocalFunctionControlFlowGraph(localFunction, _cancellation), inner);
    }

    public void CheckSink(IInvocationOperation call, Value receiver, (IArgumentOperation Argument, Value Value)[] arguments, FlowState state, bool isKnown)
    {
        if (!_reporting)
            return;
        var method = call.TargetMethod;
        if (receiver.IsTainted && FileSystem.PathObjects.Contains(NameOf(method.ContainingType)) && !FileSystem.HarmlessMembers.Contains(method.Name))
            Report(receiver, call.Instance!, call, state);
        foreach (var (argument, value) in arguments)
        {
            if (value.IsTainted && argument.Parameter is { } parameter && IsSink(method, parameter, isKnown))
                Report(IsAddress(method, parameter) ? OnlyPaths(value) : value, argument.Value, call, state);
        }
    }

    // What XML is loaded from may as well be an address.
    private static bool IsAddress(IMethodSymbol method, IParameterSymbol parameter) =>
        FileSystem.AddressParameters.Contains(parameter.Name) || (parameter.Name == "filename" && method.Name == "Load");

    private static Value OnlyPaths(Value value) => value with { Taints = value.Taints.RemoveAll(taint => !taint.SiteIsPath && !taint.IsFull) };

    public void CheckSink(IObjectCreationOperation creation, (IArgumentOperation Argument, Value Value)[] arguments, FlowState state)
    {
        if (!_reporting || creation.Constructor is not { } constructor)
            return;
        foreach (var (argument, value) in arguments)
        {
            if (value.IsTainted && argument.Parameter is { } parameter && IsSink(constructor, parameter, isKnown: false))
                Report(value, argument.Value, creation, state);
        }
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
    public bool EndsWithSeparator(ISymbol member)
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
            if (EntryPoints.WordsFor(parameter, isEndpoint) is { } words)
                state[parameter] = Value.Of(new Source(parameter, words, parameter.Locations.FirstOrDefault() ?? Location.None));
        }
    }

    private void Nested(ControlFlowGraph graph, FlowState state)
    {
        var (outer, outerState, wasEntryPoint) = (_graph, _evaluator.State, _isEntryPoint);
        _isEntryPoint = true;
        Analyze(graph, state);
        (_graph, _evaluator.State, _isEntryPoint, _reporting) = (outer, outerState, wasEntryPoint, true);
    }

    // What holds where the graph is left regularly; null where it never is.
    private FlowState? Analyze(ControlFlowGraph graph, FlowState entry)
    {
        _graph = graph;
        _reporting = false;
        var states = new FlowState?[graph.Blocks.Length];
        states[0] = entry;
        Solve(graph, states);
        if (_spent > _budget)
            return null;

        _reporting = true;
        foreach (var block in graph.Blocks)
        {
            if (states[block.Ordinal] is { } state)
                Pass(block, state.Copy(), report: true);
        }

        foreach (var function in graph.LocalFunctions)
        {
            if (_endpoints.Add(function))
                Nested(graph.GetLocalFunctionControlFlowGraph(function, _cancellation), entry.Copy());
        }

        return states[states.Length - 1];
    }

    private void Solve(ControlFlowGraph graph, FlowState?[] states)
    {
        var pending = new SortedSet<int> { 0 };
        var visits = new int[graph.Blocks.Length];
        while (pending.Count > 0 && _spent <= _budget)
        {
            _cancellation.ThrowIfCancellationRequested();
            var ordinal = pending.Min;
            pending.Remove(ordinal);
            if (++visits[ordinal] > MaxVisits)
            {
                GiveUp();
                return;
            }

            var block = graph.Blocks[ordinal];
            var (state, value) = Pass(block, states[ordinal]!.Copy(), report: false);
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
    private static void Leave(ControlFlowBranch? branch, ImmutableArray<Fact> facts, FlowState state, FlowState?[] states, SortedSet<int> pending)
    {
        if (branch?.Destination is not { } destination || facts.IsDefault)
            return;
        var copy = state.Copy();
        copy.Learn(facts);
        Merge(destination.Ordinal, copy, states, pending);
    }

    private static void Merge(int ordinal, FlowState state, FlowState?[] states, SortedSet<int> pending)
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
    private static void Handlers(BasicBlock block, FlowState before, FlowState after, FlowState?[] states, SortedSet<int> pending)
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

    private (FlowState State, Value Branch) Pass(BasicBlock block, FlowState state, bool report)
    {
        _evaluator.State = state;
        foreach (var operation in block.Operations)
            _evaluator.Evaluate(operation is IExpressionStatementOperation statement ? statement.Operation : operation);
        var value = _evaluator.Evaluate(block.BranchValue);
        if (report && _graph == _summarized && block.FallThroughSuccessor?.Semantics == ControlFlowBranchSemantics.Return)
            _returned = _returned.Join(_evaluator.State.Settled(value) with { Condition = null });
        if (report && value.IsTainted && block.FallThroughSuccessor?.Semantics == ControlFlowBranchSemantics.Return && !_isEntryPoint && block.BranchValue is { } returned)
            Leaves(value, returned, state);
        return (_evaluator.State, value);
    }

    // A path that leaves a helper is used by its callers.
    private void Leaves(Value value, IOperation returned, FlowState state)
    {
        if (value.Taints.Any(taint => taint.SiteIsPath))
            Report(value, returned, returned, state);
    }

    private bool IsSink(IMethodSymbol method, IParameterSymbol parameter, bool isKnown)
    {
        if (parameter.Type.SpecialType != SpecialType.System_String || FileSystem.HarmlessMembers.Contains(method.Name))
            return false;
        var type = NameOf((method.ReducedFrom ?? method).ContainingType);
        if (FileSystem.PathTakers.Contains(type))
            return FileSystem.PathParameters.Contains(parameter.Name) || FileSystem.AddressParameters.Contains(parameter.Name) || (parameter.Name == "fileName" && FileSystem.FileNameTakers.Contains(type));
        if (FileSystem.PathObjects.Contains(type))
            return method.MethodKind == MethodKind.Ordinary && FileSystem.PathParameters.Contains(parameter.Name);
        return !isKnown && IsOwnPathParameter(method, parameter);
    }

    // A method of this compilation that takes a path, and whose body is not known: the path leaves here.
    private static bool IsOwnPathParameter(IMethodSymbol method, IParameterSymbol parameter) =>
        !method.DeclaringSyntaxReferences.IsEmpty && parameter.Name is "path" or "filePath" or "fullPath" or "destinationPath" or "targetPath" or "outputPath" or "baseDirectory";

    private void Report(Value value, IArgumentOperation argument, Finding inCallee, FlowState state)
    {
        foreach (var taint in value.Taints)
        {
            if (_findings.Count < MaxFindings && !FlowState.IsContained(state.ChecksOf(taint.Source)))
                _findings.Add(new Finding(inCallee.Verdict, taint.Source, taint.Site ?? argument.Value, null, inCallee.Sink));
        }
    }

    private void Report(Value value, IOperation argument, IOperation sink, FlowState state)
    {
        var isListed = sink is not IInvocationOperation { TargetMethod.DeclaringSyntaxReferences.IsEmpty: false };
        foreach (var taint in value.Taints)
        {
            var checks = state.ChecksOf(taint.Source);
            if (FlowState.IsContained(checks) || (!isListed && !taint.SiteIsPath) || _findings.Count >= MaxFindings)
                continue;
            var site = taint.Site ?? argument;
            if ((checks & Checks.WrongPrefix) != 0)
                _findings.Add(new Finding(Verdict.GuardedByPrefix, taint.Source, site, state.TestOf(taint.Source), sink));
            else if ((checks & (Checks.NoDotDot | Checks.NoInvalidCharacter)) != 0)
                _findings.Add(new Finding(Verdict.GuardedByDotDot, taint.Source, site, state.TestOf(taint.Source), sink));
            else if (taint.Removal is not null)
                _findings.Add(new Finding(Verdict.GuardedByDotDot, taint.Source, site, taint.Removal, sink));
            else
                _findings.Add(new Finding(Verdict.Unguarded, taint.Source, site, null, sink));
        }
    }
}
