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

    public static FixedNumber? Of(IOperation value, CompilationContext context) =>
        SourceOf(value, context) is { ConstantValue: { HasValue: true, Value: int number } } source ? new FixedNumber(number, source.Syntax) : null;

    /// <summary>The expression that says what the value is, whatever its type.</summary>
    public static IOperation SourceOf(IOperation value, CompilationContext context)
    {
        value = value.Unwrap();
        for (var steps = 0; steps < LongestWay && Held(value, context) is { } held; steps++)
            value = held.Unwrap();
        return value;
    }

    private static IOperation? Held(IOperation value, CompilationContext context) => value switch
    {
        IParameterReferenceOperation { Parameter: { HasExplicitDefaultValue: true } parameter } => Default(parameter, context),
        ILocalReferenceOperation local => local.Local.ValuesOf(local.Root()) is { Count: 1 } values ? values[0] : null,
        IFieldReferenceOperation { Field: { } field } when field.IsConst || field.IsReadOnly || IsNeverAssigned(field, context) => field.InitialValue(context),
        IPropertyReferenceOperation { Property: { SetMethod: null, Parameters.Length: 0 } property } => property.InitialValue(context),
        _ => null,
    };

    // byte[] Hash(string password, int iterations = 10_000): what callers get who leave it out.
    private static IOperation? Default(IParameterSymbol parameter, CompilationContext context) =>
        parameter.DeclaringSyntaxReferences.Length == 1 && parameter.DeclaringSyntaxReferences[0].GetSyntax() is ParameterSyntax { Default.Value: { } value }
            ? context.Model(value.SyntaxTree)?.GetOperation(value)
            : null;

    private static bool IsNeverAssigned(IFieldSymbol field, CompilationContext context) =>
        field.DeclaredAccessibility == Accessibility.Private && Mentions.Of(field, context).All(static mention => mention.Parent is not IAssignmentOperation assignment || assignment.Target != mention);
}
