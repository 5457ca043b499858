using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Knowledge;

namespace SecureGen.Analyzers.CodeFixes.Engine;

/// <summary>
/// The call, creation or assignment where the data of a finding does harm, and what it is handed there. Where a callee is
/// handed the data, both stand in the callee.
/// </summary>
internal sealed record SinkArgument(IOperation Sink, ExpressionSyntax Expression)
{
    /// <summary>Null where the sink stands in another file, or is none of these.</summary>
    public static SinkArgument? Of(FixTarget target, IReadOnlyCollection<Sink> known)
    {
        if (target.Sink is not { } node)
            return null;
        var sink = target.Model.GetOperation(node, target.Cancellation);
        var argument = sink switch
        {
            IInvocationOperation call => Argument(call.Arguments, call.TargetMethod, known),
            IObjectCreationOperation { Constructor: { } constructor } creation => Argument(creation.Arguments, constructor, known),
            ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property } } assignment when known.Any(k => k.Member == property.Name) => assignment.Value,
            _ => null,
        };
        return argument?.Syntax is ExpressionSyntax expression ? new SinkArgument(sink!, expression) : null;
    }

    private static IOperation? Argument(ImmutableArray<IArgumentOperation> arguments, IMethodSymbol method, IReadOnlyCollection<Sink> known) =>
        arguments.FirstOrDefault(argument => known.Any(sink => sink.Member == method.Name && sink.Parameter == argument.Parameter?.Name))?.Value;
}
