using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Knowledge;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Flow;

/// <summary>A call as its caller sees it: what is passed for the parameters, and what the members of the receiver hold.</summary>
internal sealed class CallSite(IOperation call, Value receiver, bool isOwn, ImmutableArray<Passed> passed, FlowState state)
{
    /// <summary>Whether the object is the one whose method calls.</summary>
    public bool IsOwn => isOwn;

    /// <summary>The object whose method is called, or null where there is none.</summary>
    public IOperation? Receiver => (call as IInvocationOperation)?.Instance;

    public bool IsTainted => receiver.IsTainted || passed.Any(static argument => argument.Value.IsTainted) || (isOwn && state.HasMembers);

    /// <summary>A value of the callee, with the danger of what was passed in the place of its parameters and members.</summary>
    public Value Seen(Value inCallee, Summary summary)
    {
        var seen = Value.Clean;
        foreach (var inner in inCallee.Taints)
        {
            if (inner.Source.Key is ISymbol or Projection)
                seen = seen.Join(Behind(inner.Source, summary).Value.Select(outer => Through(inner, outer)));
            else
                seen = seen.Join(new Value(ImmutableArray.Create(inner with { Site = inner.Site is null ? null : call })));
        }

        return seen with { EndsWithSeparator = inCallee.EndsWithSeparator, Taints = seen.Taints.RemoveAll(static taint => taint.Dangers == Dangers.None) };
    }

    /// <summary>What stands here for a parameter or a member that the callee knows as a source.</summary>
    public (Value Value, IOperation Place) Behind(Source source, Summary summary)
    {
        if (source.Key is Projection projection)
        {
            var (whole, place) = Behind(source with { Key = projection.Object }, summary);
            return (whole.IsObject ? MemberOf(whole, projection.Member) : whole, place);
        }

        if (source.Key is IParameterSymbol parameter && SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, summary.Method))
        {
            foreach (var argument in passed)
            {
                if (argument.Ordinal == parameter.Ordinal)
                    return (argument.Value, argument.Place);
            }

            return (Value.Clean, call);
        }

        return source.Key is ISymbol member ? (isOwn ? state[member] : MemberOf(receiver, member), call) : (Value.Clean, call);
    }

    /// <summary>What a member of the object holds.</summary>
    public static Value MemberOf(Value value, ISymbol member) => value with
    {
        Taints = ImmutableArray.CreateRange(value.Taints.RemoveAll(taint => !SymbolEqualityComparer.Default.Equals(taint.Member, Declared(member))), static taint => taint with { Member = null }),
        Condition = null,
    };

    /// <summary>The object that holds the value in its member.</summary>
    public static Value Holding(ISymbol member, Value value) =>
        value.IsTainted ? new Value(value.Select(taint => taint with { Member = Declared(member) }).Taints) : Value.Clean;

    /// <summary>Where a state keeps what that operation refers to, or null where it does not.</summary>
    public static object? SlotOf(IOperation? operation) => operation?.Unwrap() switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFlowCaptureReferenceOperation capture => capture.Id,
        IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation } field => field.Field,
        IPropertyReferenceOperation { Instance: null or IInstanceReferenceOperation } property => property.Property,

        // builder.Append(a).Append(b)
        IInvocationOperation { Instance: { } chained, TargetMethod: { Name: var name } method } when Propagators.Collectors.Contains(name) && SymbolEqualityComparer.Default.Equals(method.ReturnType, method.ContainingType) => SlotOf(chained),
        _ => null,
    };

    private static ISymbol Declared(ISymbol member) => ((member as IFieldSymbol)?.CorrespondingTupleField ?? member).OriginalDefinition;

    // What the callee built is, seen from here, built by the call.
    private Taint Through(Taint inner, Taint outer) => outer with
    {
        Dangers = outer.Dangers & inner.Dangers,
        Site = outer.SiteIsPath || inner.Site is null ? outer.Site : call,
        SiteIsPath = outer.SiteIsPath || inner.SiteIsPath,
        IsFull = inner.IsFull || (inner.Site is null && outer.IsFull),
        IsRelative = inner.IsRelative || (inner.Site is null && outer.IsRelative),
        Removal = inner.Removal is null ? outer.Removal : call,
        Part = inner.Part == Part.Whole ? outer.Part : inner.Part,
        Member = inner.Member ?? outer.Member,
    };
}

/// <summary>What is passed for a parameter, and where.</summary>
internal readonly record struct Passed(int Ordinal, Value Value, IOperation Place);
