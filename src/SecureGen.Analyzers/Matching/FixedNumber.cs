using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Engine;

namespace SecureGen.Analyzers.Matching;

/// <summary>A number that the source lays down, and the expression that says it: at hand, in a constant, or in what holds nothing else.</summary>
internal readonly record struct FixedNumber(int Value, SyntaxNode Source)
{
    private const int LongestWay = 4;

    public static FixedNumber? Of(IOperation value, CompilationContext context) => Of(value, context, LongestWay);

    private static FixedNumber? Of(IOperation value, CompilationContext context, int steps)
    {
        value = value.Unwrap();
        if (steps == 0)
            return null;
        if (Held(value, context) is { } held)
            return Of(held, context, steps - 1);
        return value.ConstantValue is { HasValue: true, Value: int number } ? new FixedNumber(number, value.Syntax) : null;
    }

    private static IOperation? Held(IOperation value, CompilationContext context) => value switch
    {
        ILocalReferenceOperation local => local.Local.ValuesOf(local.Root()) is { Count: 1 } values ? values[0] : null,
        IFieldReferenceOperation { Field: { } field } when field.IsConst || field.IsReadOnly || IsNeverAssigned(field, context) => field.InitialValue(context),
        IPropertyReferenceOperation { Property: { SetMethod: null, Parameters.Length: 0 } property } => property.InitialValue(context),
        _ => null,
    };

    private static bool IsNeverAssigned(IFieldSymbol field, CompilationContext context) =>
        field.DeclaredAccessibility == Accessibility.Private && Mentions.Of(field, context).All(static mention => mention.Parent is not IAssignmentOperation assignment || assignment.Target != mention);
}
