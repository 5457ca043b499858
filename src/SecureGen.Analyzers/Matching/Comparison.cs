using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SecureGen.Analyzers.Matching;

/// <summary>Finds the other side of a comparison: operators, the Equals family, patterns and case labels.</summary>
internal static class Comparison
{
    /// <summary>What the value is compared with, or null where it is not compared.</summary>
    public static IOperation? OtherSide(IOperation value) => value.Wrapped().Parent switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } binary =>
            binary.LeftOperand == value.Wrapped() ? binary.RightOperand : binary.LeftOperand,
        IInvocationOperation invocation when invocation.Instance == value.Wrapped() => OfReceiver(invocation),
        IArgumentOperation { Parent: IInvocationOperation invocation } argument => OfArgument(invocation, argument),
        IConstantPatternOperation pattern => OfPattern(pattern),
        ISingleValueCaseClauseOperation { Parent: ISwitchCaseOperation { Parent: ISwitchOperation choice } } => choice.Value,
        _ => null,
    };

    private static IOperation? OfReceiver(IInvocationOperation invocation) =>
        invocation.TargetMethod.Name is "Equals" && invocation.Arguments.Length > 0 ? invocation.Arguments[0].Value : null;

    private static IOperation? OfArgument(IInvocationOperation invocation, IArgumentOperation argument)
    {
        if (invocation.TargetMethod.Name is not ("Equals" or "SequenceEqual" or "FixedTimeEquals" or "op_Equality"))
            return null;
        if (invocation.Instance is { } instance)
            return invocation.Arguments[0] == argument ? instance : null;
        if (invocation.Arguments.Length < 2)
            return null;
        if (invocation.Arguments[0] == argument)
            return invocation.Arguments[1].Value;
        return invocation.Arguments[1] == argument ? invocation.Arguments[0].Value : null;
    }

    // is "x", is not ("x" or "y"), { Password: "x" }, case "x", "x" => ...
    private static IOperation? OfPattern(IOperation pattern)
    {
        while (pattern.Parent is IBinaryPatternOperation or INegatedPatternOperation)
            pattern = pattern.Parent;
        return pattern.Parent switch
        {
            IIsPatternOperation test => test.Value,
            IPropertySubpatternOperation property => property.Member,
            ISwitchExpressionArmOperation { Parent: ISwitchExpressionOperation choice } => choice.Value,
            IPatternCaseClauseOperation { Parent: ISwitchCaseOperation { Parent: ISwitchOperation choice } } => choice.Value,
            _ => null,
        };
    }

    /// <summary>The name of a compared expression, seen through the calls that only re-encode it.</summary>
    public static Target? Named(IOperation compared)
    {
        for (var depth = 0; depth < 8; depth++)
        {
            compared = compared.Unwrap();
            if (Target.Assigned(compared) is { } target)
                return target;
            if (SettingRead.Of(compared) is { } read)
                return new Target(read.Key, compared.Type, null);
            if (compared is not IInvocationOperation invocation)
                return null;
            if (invocation.Instance is { } instance && invocation.TargetMethod.Name is "ToString" or "Trim" or "ToArray" or "ToLower" or "ToLowerInvariant")
                compared = invocation.Instance!;
            else if (invocation.TargetMethod.Name is "GetBytes" or "AsSpan" or "FromBase64String" && invocation.Arguments.Length > 0)
                compared = invocation.Arguments[0].Value;
            else
                return null;
        }

        return null;
    }
}
