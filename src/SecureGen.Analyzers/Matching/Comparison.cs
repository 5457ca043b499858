using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SecureGen.Analyzers.Matching;

/// <summary>Finds the other side of a comparison: operators, the Equals family, patterns, case labels and lists that are searched.</summary>
internal static class Comparison
{
    private const int MostSteps = 8;

    /// <summary>What the value is compared with, or null where it is not compared.</summary>
    public static IOperation? OtherSide(IOperation value)
    {
        value = value.Wrapped();
        return value.Parent switch
        {
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } binary => binary.LeftOperand == value ? binary.RightOperand : binary.LeftOperand,
            IInvocationOperation invocation when invocation.Instance == value => OfReceiver(invocation),
            IArgumentOperation { Parent: IInvocationOperation invocation } argument => OfArgument(invocation, argument),
            ITupleOperation tuple => OfElement(tuple, tuple.Elements.IndexOf(value)),
            IConstantPatternOperation pattern => Tried(pattern),
            ISingleValueCaseClauseOperation { Parent: ISwitchCaseOperation { Parent: ISwitchOperation choice } } => choice.Value,
            _ => null,
        };
    }

    private static IOperation? OfReceiver(IInvocationOperation invocation) =>
        invocation.TargetMethod.Name is "Equals" or "CompareTo" or "Contains" && invocation.Arguments.Length > 0 ? invocation.Arguments[0].Value : null;

    private static IOperation? OfArgument(IInvocationOperation invocation, IArgumentOperation argument)
    {
        var name = invocation.TargetMethod.Name;
        if (name == "Contains")
            return invocation.Instance is null && invocation.Arguments.Length > 1 && invocation.Arguments[0] == argument ? invocation.Arguments[1].Value : null;
        if (name is not ("Equals" or "SequenceEqual" or "FixedTimeEquals" or "op_Equality" or "Compare" or "CompareOrdinal" or "CompareTo"))
            return null;
        if (invocation.Instance is { } instance && !ComparesTwo(invocation.TargetMethod))
            return invocation.Arguments[0] == argument ? instance : null;
        if (invocation.Arguments.Length < 2)
            return null;
        if (invocation.Arguments[0] == argument)
            return invocation.Arguments[1].Value;
        return invocation.Arguments[1] == argument ? invocation.Arguments[0].Value : null;
    }

    // StringComparer.Ordinal.Equals(a, b), EqualityComparer<string>.Default.Equals(a, b)
    private static bool ComparesTwo(IMethodSymbol method) =>
        method.Parameters.Length == 2 && SymbolEqualityComparer.Default.Equals(method.Parameters[0].Type, method.Parameters[1].Type);

    // (user, password) == ("admin", "x")
    private static IOperation? OfElement(ITupleOperation tuple, int index)
    {
        var side = tuple.Wrapped();
        return side.Parent is ITupleBinaryOperation comparison ? Element(comparison.LeftOperand == side ? comparison.RightOperand : comparison.LeftOperand, index) : null;
    }

    // is "x", is not ("x" or "y"), { Password: "x" }, (_, "x"), case "x", "x" => ...
    private static IOperation? Tried(IOperation pattern)
    {
        while (pattern.Parent is IBinaryPatternOperation or INegatedPatternOperation)
            pattern = pattern.Parent;
        return pattern.Parent switch
        {
            IIsPatternOperation test => test.Value,
            IPropertySubpatternOperation property => property.Member,
            IRecursivePatternOperation positional => Element(Tried(positional), positional.DeconstructionSubpatterns.IndexOf((IPatternOperation)pattern)),
            ISwitchExpressionArmOperation { Parent: ISwitchExpressionOperation choice } => choice.Value,
            IPatternCaseClauseOperation { Parent: ISwitchCaseOperation { Parent: ISwitchOperation choice } } => choice.Value,
            _ => null,
        };
    }

    private static IOperation? Element(IOperation? value, int index) =>
        value?.Unwrap() is ITupleOperation tuple && index >= 0 && index < tuple.Elements.Length ? tuple.Elements[index] : null;

    /// <summary>The name of a compared expression, seen through the calls that only re-encode it or look it up.</summary>
    public static Target? Named(IOperation compared)
    {
        var type = compared.Type;
        for (var step = 0; step < MostSteps; step++)
        {
            compared = compared.Receiver().Unwrap();
            if (Target.Assigned(compared) is { } target)
                return target;
            if (SettingRead.Of(compared) is { } read)
                return new Target(read.Key, compared.Type, null);
            if (LookedUp(compared) is { } key)
                return new Target(key, type, null);
            if (Recoded(compared) is not { } inner)
                return null;
            compared = inner;
        }

        return null;
    }

    /// <summary>The name of what a local was given: looked up under a key, read from a header, or handed out by a lookup.</summary>
    public static Target? Origin(IOperation compared)
    {
        if (compared.Receiver().Unwrap() is not ILocalReferenceOperation local)
            return null;
        var root = local.Root();
        foreach (var given in local.Local.ValuesOf(root))
        {
            if (given.Unwrap() is not ILocalReferenceOperation && Named(given) is { } target)
                return target;
        }

        return LocalValues.FilledBy(local.Local, root) is { } lookup && LookedUp(lookup) is { } key ? new Target(key, local.Type, null) : null;
    }

    // GetValues("X-Api-Key"), TryGetValue("token", out var x)
    private static string? LookedUp(IOperation call) =>
        call is IInvocationOperation { TargetMethod: { Name: var name } } invocation && (name.StartsWith("Get", StringComparison.Ordinal) || name.StartsWith("TryGet", StringComparison.Ordinal))
            ? Key(invocation)
            : null;

    private static string? Key(IInvocationOperation invocation)
    {
        var first = invocation.Instance is null && invocation.TargetMethod.IsExtensionMethod ? 1 : 0;
        return invocation.Arguments.Length > first ? invocation.Arguments[first].Value.ConstantText() : null;
    }

    private static IOperation? Recoded(IOperation compared)
    {
        if (compared is IConditionalAccessOperation access)
            return access.WhenNotNull;
        if (compared is not IInvocationOperation { TargetMethod.Name: var name } call)
            return null;
        if (call.Instance is not null && name is "ToString" or "Trim" or "ToArray" or "ToLower" or "ToLowerInvariant" or "GetString")
            return call.Instance;
        return name is "GetBytes" or "AsSpan" or "FromBase64String" or "First" or "FirstOrDefault" or "Single" or "SingleOrDefault" && call.Arguments.Length > 0 ? call.Arguments[0].Value : null;
    }
}
