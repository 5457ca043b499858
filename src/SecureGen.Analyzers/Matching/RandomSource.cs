using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Engine;

namespace SecureGen.Analyzers.Matching;

/// <summary>How the Random behind a call was made.</summary>
internal static class RandomSource
{
    private const int MostCopies = 4;

    // Nobody wants these values again: they only stand in for a better seed.
    private static readonly HashSet<string> Moments = ["DateTime", "DateTimeOffset", "Environment", "Guid", "Stopwatch", "RandomNumberGenerator", "Process", "Thread"];

    /// <summary>Who gives a seed wants the same values again: a simulation, a test, a drawing.</summary>
    public static bool IsSeeded(IOperation source, CompilationContext context) => IsSeeded(source, context, MostCopies);

    private static bool IsSeeded(IOperation source, CompilationContext context, int copies)
    {
        if (copies == 0)
            return false;
        return source.Unwrap() switch
        {
            IObjectCreationOperation creation => creation.Arguments.Length > 0 && !creation.Arguments[0].Value.DescendantsAndSelf().Any(IsMoment),

            // Whoever passed it decided how it was made.
            IParameterReferenceOperation => true,
            ICoalesceOperation coalesce => IsSeeded(coalesce.Value, context, copies - 1) || IsSeeded(coalesce.WhenNull, context, copies - 1),
            IConditionalOperation { WhenFalse: { } other } choice => IsSeeded(choice.WhenTrue, context, copies - 1) || IsSeeded(other, context, copies - 1),
            ILocalReferenceOperation local => local.Local.ValuesOf(local.Root()).Any(v => IsSeeded(v, context, copies - 1)),
            IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } member => ValuesOf(member.Member, context).Any(v => IsSeeded(v, context, copies - 1)),
            _ => false,
        };
    }

    private static bool IsMoment(IOperation operation) => operation switch
    {
        IMemberReferenceOperation member => Moments.Contains(member.Member.ContainingType?.Name ?? ""),
        IInvocationOperation call => Moments.Contains(call.TargetMethod.ContainingType.Name),
        _ => false,
    };

    private static IEnumerable<IOperation> ValuesOf(ISymbol member, CompilationContext context)
    {
        foreach (var declaration in member.DeclaringSyntaxReferences)
        {
            if (!context.Compilation.ContainsSyntaxTree(declaration.SyntaxTree))
                continue;
            foreach (var initializer in declaration.GetSyntax().ChildNodes().OfType<EqualsValueClauseSyntax>())
            {
                if (context.Model(declaration.SyntaxTree)?.GetOperation(initializer.Value) is { } value)
                    yield return value;
            }
        }

        foreach (var mention in Mentions.Of(member, context))
        {
            if (mention.Parent is IAssignmentOperation assignment && assignment.Target == mention)
                yield return assignment.Value;
        }
    }
}
