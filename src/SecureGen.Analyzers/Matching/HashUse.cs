using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Engine;

namespace SecureGen.Analyzers.Matching;

/// <summary>What a hash is made of and what becomes of it, by the names on the way; from the algorithm to the calls that compute.</summary>
internal sealed class HashUse
{
    private const int MostLocals = 6, MostCopies = 3, MostCalls = 16;

    private readonly CompilationContext _context;
    private readonly HashSet<ISymbol> _seen = new(SymbolEqualityComparer.Default), _taken = new(SymbolEqualityComparer.Default);

    private HashUse(CompilationContext context) => _context = context;

    /// <summary>Names of what is hashed.</summary>
    public List<string> Inputs { get; } = [];

    /// <summary>Names under which the hash is stored, passed or returned.</summary>
    public List<string> Outputs { get; } = [];

    /// <summary>Whether a Guid is made of the hash, which takes 16 bytes.</summary>
    public bool IsGuid { get; private set; }

    /// <summary>The use of an algorithm that is made here, or of the hash that a static call gives.</summary>
    public static HashUse Of(IOperation place, CompilationContext context)
    {
        var use = new HashUse(context);
        if (place is IInvocationOperation { TargetMethod.Name: not ("Create" or "CreateHash" or "CreateHMAC" or "CreateFromName") } call)
            use.Computed(call);
        else if (place is IInvocationOperation or IObjectCreationOperation)
            use.Made(place);
        else if (place.Wrapped().Parent is IArgumentOperation { Parent: IInvocationOperation around })
            use.Run(around);
        return use;
    }

    // IncrementalHash.CreateHash(HashAlgorithmName.MD5) makes what computes.
    private void Run(IInvocationOperation call)
    {
        if (call.TargetMethod.Name is "CreateHash" or "CreateHMAC")
            Made(call);
        else
            Computed(call);
    }

    private void Made(IOperation algorithm)
    {
        var value = algorithm.Wrapped();
        if (value.Parent is IInvocationOperation call && call.Instance == value)
            Computed(call);
        else if (Target.Of(value) is { Symbol: { } holder } && _seen.Add(holder))
            Held(holder, value);
    }

    private void Held(ISymbol holder, IOperation at)
    {
        var references = holder switch
        {
            ILocalSymbol local => local.ReferencesTo(at.Root()),
            IFieldSymbol or IPropertySymbol => Mentions.Of(holder, _context),
            _ => [],
        };
        foreach (var reference in references)
        {
            if (reference.Parent is IInvocationOperation call && call.Instance == reference)
                Computed(call);
        }
    }

    private void Computed(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
            Taken(argument.Value, MostCopies);

        Follow(call);
        for (var member = Target.EnclosingMember(call); member is IMethodSymbol; member = member.ContainingSymbol)
            Outputs.Add(member.Name);
    }

    private void Taken(IOperation value, int steps)
    {
        foreach (var part in value.DescendantsAndSelf())
        {
            if (part is not (ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation) || Target.Assigned(part) is not { } input)
                continue;
            Inputs.Add(input.Name);
            if (steps == 0 || input.Symbol is null || !_taken.Add(input.Symbol))
                continue;
            foreach (var given in Given(part))
                Taken(given, steps - 1);
        }
    }

    // What a local holds, and what a helper is called with: Md5(user.Password).
    private IEnumerable<IOperation> Given(IOperation part) => part switch
    {
        ILocalReferenceOperation local => local.Local.ValuesOf(local.Root()),
        IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction } helper } parameter } =>
            Mentions.Of(helper, _context).OfType<IInvocationOperation>().Take(MostCalls).SelectMany(call => call.Arguments).Where(argument => argument.Parameter?.Ordinal == parameter.Ordinal).Select(argument => argument.Value),
        _ => [],
    };

    private void Follow(IOperation value)
    {
        for (var current = value; current.Parent is { } parent; current = parent)
        {
            switch (parent)
            {
                case IVariableInitializerOperation or IFieldInitializerOperation or IPropertyInitializerOperation or IAssignmentOperation or ITupleOperation when Target.Of(current) is { } target:
                    Arrive(target, parent);
                    return;
                case IArgumentOperation { Parent: IObjectCreationOperation { Type.Name: "Guid" } }:
                    IsGuid = true;
                    return;
                case IArgumentOperation { Parameter: { } parameter, Parent: { } call }:
                    Outputs.Add(parameter.Name);
                    parent = call;
                    break;
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } comparison when Target.Assigned(comparison.LeftOperand == current ? comparison.RightOperand : comparison.LeftOperand) is { } other:
                    Outputs.Add(other.Name);
                    return;
                case IInvocationOperation { TargetMethod.ReturnsVoid: true } or IBlockOperation or IExpressionStatementOperation or IReturnOperation:
                    return;
            }
        }
    }

    private void Arrive(Target target, IOperation at)
    {
        Outputs.Add(target.Name);
        if (target.Symbol is not ILocalSymbol local || _seen.Count > MostLocals || !_seen.Add(local))
            return;
        foreach (var reference in local.ReferencesTo(at.Root()))
        {
            if (reference.Syntax.SpanStart != at.Syntax.SpanStart && !(reference.Parent is IAssignmentOperation assignment && assignment.Target == reference))
                Follow(reference);
        }
    }
}
