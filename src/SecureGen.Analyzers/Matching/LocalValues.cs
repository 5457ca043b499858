using System.Collections.Generic;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SecureGen.Analyzers.Matching;

/// <summary>
/// What the locals of one body are given, read once and kept with the body: a method of a thousand log calls asks a thousand times.
/// </summary>
internal sealed class LocalValues
{
    // A longer chain of Append is no text that a person wrote.
    private const int LongestChain = 64;

    private static readonly ConditionalWeakTable<IOperation, LocalValues> Bodies = new();
    private static readonly IReadOnlyList<IOperation> None = [];

    private readonly Dictionary<ISymbol, List<IOperation>> _given = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, List<IOperation>> _added = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, List<IOperation>> _set = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, IInvocationOperation> _filled = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, IOperation> _taken = new(SymbolEqualityComparer.Default);

    private LocalValues(IOperation body)
    {
        foreach (var operation in body.DescendantsAndSelf())
            Read(operation);
    }

    /// <summary>Every value the local is given by name, in source order: initializer, assignments, the value of a pattern that declares it.</summary>
    public static IReadOnlyList<IOperation> Given(ILocalSymbol local, IOperation body) => In(body)._given.TryGetValue(local, out var values) ? values : None;

    /// <summary>What is appended to, added to or stored under a key of the object that the local or parameter holds.</summary>
    public static IReadOnlyList<IOperation> Added(ISymbol holder, IOperation body) => In(body)._added.TryGetValue(holder, out var values) ? values : None;

    /// <summary>What the properties of the object that the local holds are set to.</summary>
    public static IReadOnlyList<IOperation> Set(ILocalSymbol local, IOperation body) => In(body)._set.TryGetValue(local, out var values) ? values : None;

    /// <summary>The call that fills the local by <c>out</c>.</summary>
    public static IInvocationOperation? FilledBy(ILocalSymbol local, IOperation body) => In(body)._filled.TryGetValue(local, out var call) ? call : null;

    /// <summary>The collection that a loop takes the local from.</summary>
    public static IOperation? TakenFrom(ILocalSymbol local, IOperation body) => In(body)._taken.TryGetValue(local, out var collection) ? collection : null;

    private static LocalValues In(IOperation body) => Bodies.GetValue(body, static key => new LocalValues(key));

    private void Read(IOperation operation)
    {
        switch (operation)
        {
            case IVariableDeclaratorOperation declarator when declarator.GetVariableInitializer() is { } initializer:
                Add(_given, declarator.Symbol, initializer.Value);
                break;
            case IAssignmentOperation { Target: ILocalReferenceOperation target } assignment:
                Add(_given, target.Local, assignment.Value);
                break;
            case IAssignmentOperation { Target: IPropertyReferenceOperation { Arguments.Length: > 0, Instance: { } holder } } assignment:
                AddTo(holder, assignment.Value);
                break;
            case IAssignmentOperation { Target: IPropertyReferenceOperation { Instance: ILocalReferenceOperation holder } } assignment:
                Add(_set, holder.Local, assignment.Value);
                break;
            case IIsPatternOperation { Pattern: IDeclarationPatternOperation { DeclaredSymbol: { } declared } } test:
                Add(_given, declared, test.Value);
                break;
            case IIsPatternOperation { Pattern: IRecursivePatternOperation { DeclaredSymbol: { } declared } } test:
                Add(_given, declared, test.Value);
                break;
            case IForEachLoopOperation { LoopControlVariable: IVariableDeclaratorOperation loop } each:
                _taken[loop.Symbol] = each.Collection;
                break;
            case IInvocationOperation call:
                Read(call);
                break;
        }
    }

    private void Read(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is { RefKind: RefKind.Out } && Local(argument.Value) is { } local)
                _filled[local] = call;
        }

        if (call.Instance is not { } holder || !IsAddition(call.TargetMethod.Name))
            return;
        foreach (var argument in call.Arguments)
        {
            if (argument.ArgumentKind != ArgumentKind.DefaultValue)
                AddTo(holder, argument.Value);
        }
    }

    private static bool IsAddition(string method) => method is "Append" or "AppendLine" or "AppendFormat" or "AppendJoin" or "Insert" or "Add" or "TryAdd";

    private static ILocalSymbol? Local(IOperation target) =>
        (target is IDeclarationExpressionOperation declaration ? declaration.Expression : target) is ILocalReferenceOperation local ? local.Local : null;

    // builder.Append(a).Append(b) adds both to the builder.
    private void AddTo(IOperation holder, IOperation value)
    {
        for (var length = 0; length < LongestChain && holder is IInvocationOperation { Instance: { } inner } call && IsAddition(call.TargetMethod.Name); length++)
            holder = inner;

        if (holder is ILocalReferenceOperation local)
            Add(_added, local.Local, value);
        else if (holder is IParameterReferenceOperation parameter)
            Add(_added, parameter.Parameter, value);
    }

    private static void Add(Dictionary<ISymbol, List<IOperation>> values, ISymbol symbol, IOperation value)
    {
        if (!values.TryGetValue(symbol, out var known))
            values.Add(symbol, known = []);
        known.Add(value);
    }
}
