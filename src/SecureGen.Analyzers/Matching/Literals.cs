using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SecureGen.Analyzers.Matching;

/// <summary>Follows a literal outwards: through what it is folded into, chosen by and wrapped in, to where it is put.</summary>
internal static class Literals
{
    /// <summary>
    /// The outermost constant that the literal begins: the whole of a concatenation or constant interpolation. Null for a
    /// literal that is a later part of one, so that each constant is looked at once.
    /// </summary>
    public static IOperation? WholeConstant(IOperation literal)
    {
        if (FollowsLiteral(literal))
            return null;

        var whole = literal;
        for (var current = literal.Parent; current is not null && IsFold(current); current = current.Parent)
        {
            if (current.ConstantValue.HasValue || current is IInterpolatedStringTextOperation or IInterpolationOperation)
                whole = current.ConstantValue.HasValue ? current : whole;
            else
                break;
        }

        return whole == literal || FirstLiteral(whole) == literal ? whole : null;
    }

    /// <summary>The value after everything that passes it on unchanged in meaning: conversions, arms, encodings, collections.</summary>
    public static IOperation Outermost(IOperation value, out bool isElement)
    {
        isElement = false;
        while (Carrier(value, ref isElement) is { } carrier)
            value = carrier;
        return value;
    }

    // The usual chain of literals, told without a walk: thousands of them would make it a long one.
    private static bool FollowsLiteral(IOperation literal) =>
        literal.Parent is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum && sum.RightOperand == literal && sum.ConstantValue.HasValue
        && (sum.LeftOperand is ILiteralOperation or IBinaryOperation { RightOperand: ILiteralOperation });

    private static bool IsFold(IOperation operation) => operation is
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } or IInterpolatedStringOperation or IInterpolatedStringTextOperation or IInterpolationOperation
        or IParenthesizedOperation or IConversionOperation { OperatorMethod: null, Type.SpecialType: SpecialType.System_String };

    private static IOperation? FirstLiteral(IOperation whole)
    {
        foreach (var operation in whole.DescendantsAndSelf())
        {
            if (operation is ILiteralOperation)
                return operation;
        }

        return null;
    }

    /// <summary>The operation that passes the value on, or null at the end of the way.</summary>
    public static IOperation? Carrier(IOperation value, ref bool isElement)
    {
        switch (value.Parent)
        {
            case IConversionOperation or IParenthesizedOperation:
                return value.Parent;
            case IConditionalOperation { Type: not null } conditional when conditional.Condition != value:
                return conditional;
            case ICoalesceOperation coalesce:
                return coalesce;
            case ISwitchExpressionArmOperation arm when arm.Value == value:
                return arm.Parent;
            case IArrayInitializerOperation { Parent: IArrayCreationOperation array }:
                isElement = true;
                return array;
            case { Kind: Operations.CollectionExpression }:
                isElement = true;
                return value.Parent;
            case { Kind: Operations.Spread } spread:
                return spread.Parent;
            case IArgumentOperation { Parent: IObjectCreationOperation { Arguments.Length: 1, Type.Name: "String" or "StringBuilder" or "Lazy" } made }:
                return made;
            case IInvocationOperation { Instance: { } instance } invocation when instance == value && IsRewriting(invocation.TargetMethod):
                return invocation;
            case IArgumentOperation { Parent: IInvocationOperation invocation } argument:
                if (IsListEntry(invocation))
                {
                    isElement = true;
                    return invocation.Parent!.Parent;
                }

                return Passes(invocation, argument) ? invocation : null;
            default:
                return null;
        }
    }

    // new List<string> { "a", "b" }
    private static bool IsListEntry(IInvocationOperation invocation) =>
        invocation is { IsImplicit: true, TargetMethod.Name: "Add", Arguments.Length: 1, Parent: IObjectOrCollectionInitializerOperation };

    private static bool Passes(IInvocationOperation invocation, IArgumentOperation argument)
    {
        var method = invocation.TargetMethod;
        return method.Name switch
        {
            "GetBytes" or "GetString" => method.ContainingType is { Name: "Encoding" or "UTF8Encoding" or "ASCIIEncoding" or "UnicodeEncoding" },
            "FromBase64String" or "FromHexString" or "ToBase64String" => method.ContainingType.Name == "Convert",
            "Parse" => method.ContainingType.Name == "AuthenticationHeaderValue",
            "AsSpan" or "AsMemory" => method.IsExtensionMethod && argument == invocation.Arguments[0],
            "ToArray" => method.IsExtensionMethod,
            _ => false,
        };
    }

    private static bool IsRewriting(IMethodSymbol method) => method.Name is "ToCharArray" or "ToArray" or "Trim" or "ToString" or "AsSpan";
}
