using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SecureGen.Analyzers.Matching;

/// <summary>How the texts of a test for equality are held against each other.</summary>
internal enum EqualityCase
{
    Ordinal,
    OrdinalIgnoreCase,

    /// <summary>By the rules of a culture, or by a comparer that is not known here.</summary>
    Other,
}

/// <summary>
/// A test whether two texts or two runs of bytes are equal, in any of its spellings: <c>==</c>, the Equals family, SequenceEqual,
/// and a comparison whose result is held against zero.
/// </summary>
/// <param name="Whole">The expression that is true or false.</param>
/// <param name="Left">One side.</param>
/// <param name="Right">The other.</param>
/// <param name="IsNegated">Whether it is true where the sides differ.</param>
/// <param name="Case">How texts are compared.</param>
internal sealed record EqualityTest(IOperation Whole, IOperation Left, IOperation Right, bool IsNegated, EqualityCase Case)
{
    public static EqualityTest? Of(IOperation operation) => operation switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } binary => OfOperator(binary),
        IInvocationOperation call => OfCall(call),
        _ => null,
    };

    private static EqualityTest? OfOperator(IBinaryOperation binary)
    {
        // What holds a comparison against zero is found by the comparison.
        var isText = IsText(binary.LeftOperand) && IsText(binary.RightOperand);
        return isText ? new EqualityTest(binary, binary.LeftOperand, binary.RightOperand, binary.OperatorKind == BinaryOperatorKind.NotEquals, EqualityCase.Ordinal) : null;
    }

    private static EqualityTest? OfCall(IInvocationOperation call)
    {
        var (method, arguments) = (call.TargetMethod, call.Arguments);
        switch (method.Name)
        {
            case "Equals" when call.Instance is { } instance && IsComparer(method.ContainingType) && arguments.Length == 2:
                return new EqualityTest(call, arguments[0].Value, arguments[1].Value, false, CaseOf(instance));
            case "Equals" when call.Instance is { } instance && arguments.Length is 1 or 2 && IsText(instance):
                return new EqualityTest(call, instance, arguments[0].Value, false, CaseOf(call));
            case "Equals" when call.Instance is null && arguments.Length is 2 or 3 && method.ContainingType.SpecialType is SpecialType.System_String or SpecialType.System_Object:
                return IsText(arguments[0].Value) && IsText(arguments[1].Value) ? new EqualityTest(call, arguments[0].Value, arguments[1].Value, false, CaseOf(call)) : null;
            case "SequenceEqual" when call.Instance is null && arguments.Length is 2 or 3 && IsFrameworks(method):
                return new EqualityTest(call, arguments[0].Value, arguments[1].Value, false, arguments.Length == 2 || IsNothing(arguments[2]) ? EqualityCase.Ordinal : EqualityCase.Other);
            case "Compare" or "CompareOrdinal" when call.Instance is null && arguments.Length is 2 or 3 && method.ContainingType.SpecialType == SpecialType.System_String:
                return AgainstZero(call, arguments[0].Value, arguments[1].Value, method.Name == "CompareOrdinal" ? EqualityCase.Ordinal : CaseOf(call, EqualityCase.Other));
            case "CompareTo" when call.Instance is { } instance && arguments.Length == 1 && IsText(instance):
                return AgainstZero(call, instance, arguments[0].Value, EqualityCase.Other);
            default:
                return null;
        }
    }

    private static bool IsNothing(IArgumentOperation argument) => argument.ArgumentKind == ArgumentKind.DefaultValue || argument.Value.ConstantValue is { HasValue: true, Value: null };

    private static bool IsFrameworks(IMethodSymbol method) => method.ContainingType.Name is "Enumerable" or "MemoryExtensions";

    private static bool IsComparer(ITypeSymbol type) => type.Name is "StringComparer" or "EqualityComparer" or "IEqualityComparer";

    // Where it is not held against zero it sorts.
    private static EqualityTest? AgainstZero(IInvocationOperation call, IOperation left, IOperation right, EqualityCase textCase)
    {
        var result = call.Wrapped();
        if (result.Parent is not IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } binary)
            return null;
        var other = binary.LeftOperand == result ? binary.RightOperand : binary.LeftOperand;
        return other.Unwrap().ConstantValue is { HasValue: true, Value: 0 } ? new EqualityTest(binary, left, right, binary.OperatorKind == BinaryOperatorKind.NotEquals, textCase) : null;
    }

    private static bool IsText(IOperation operand) => operand.Unwrap().Type is { } type && (type.SpecialType == SpecialType.System_String || type.Name == "StringValues");

    private static EqualityCase CaseOf(IInvocationOperation call, EqualityCase otherwise = EqualityCase.Ordinal)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is { Type.Name: "StringComparison" })
                return argument.Value.Unwrap() is IFieldReferenceOperation { Field.Name: var name } ? Named(name) : EqualityCase.Other;
        }

        return otherwise;
    }

    // StringComparer.OrdinalIgnoreCase, EqualityComparer<string>.Default
    private static EqualityCase CaseOf(IOperation comparer) => comparer.Unwrap() is IPropertyReferenceOperation { Property.Name: var name } ? Named(name) : EqualityCase.Other;

    private static EqualityCase Named(string name) => name switch
    {
        "Ordinal" or "Default" => EqualityCase.Ordinal,
        "OrdinalIgnoreCase" => EqualityCase.OrdinalIgnoreCase,
        _ => EqualityCase.Other,
    };
}
