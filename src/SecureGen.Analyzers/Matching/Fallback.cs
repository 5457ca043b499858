using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;

namespace SecureGen.Analyzers.Matching;

/// <summary>
/// A value that stands in for one that is absent: after <c>??</c>, in <c>??=</c>, as a default argument, in the arm or the
/// statement chosen when the value is empty, returned where the value would be.
/// </summary>
internal readonly record struct Fallback(IOperation Whole, IOperation? Primary)
{
    /// <summary>The fallback that the value is, or null where it is none.</summary>
    public static Fallback? Of(IOperation value)
    {
        for (var isElement = false; ;)
        {
            switch (value.Parent)
            {
                case ICoalesceOperation coalesce when coalesce.WhenNull == value:
                    return new Fallback(coalesce, coalesce.Value);
                case ICoalesceAssignmentOperation assignment when assignment.Value == value:
                    return new Fallback(assignment, assignment.Target);
                case IConditionalOperation { Type: not null } conditional when ChosenWhenEmpty(conditional, value) is { } subject:
                    return new Fallback(conditional, subject);
                case ISimpleAssignmentOperation assignment when assignment.Value == value && AssignedWhenEmpty(assignment) is { } subject:
                    return new Fallback(assignment, subject);
                case ISwitchExpressionArmOperation { Parent: ISwitchExpressionOperation choice } arm when arm.Value == value && TakenWhenEmpty(choice, arm):
                    return new Fallback(choice, choice.Value);
                case IReturnOperation returned when ReturnedWhenEmpty(returned) is { } subject:
                    return new Fallback(returned, subject);
                case IArgumentOperation { Parent: IInvocationOperation invocation } argument when IsDefault(argument):
                    return new Fallback(invocation, null);
            }

            if (Literals.Carrier(value, ref isElement) is not { } carrier)
                return null;
            value = carrier;
        }
    }

    /// <summary>The key under which the value was looked for, if the code says.</summary>
    public string? Key => Primary is not null
        ? SettingRead.Of(Primary)?.Key
        : Whole is IInvocationOperation invocation ? SettingRead.Of(Whole)?.Key ?? KeyOf(invocation) : null;

    // GetValue("Db:Password", "x"), GetSetting("API_KEY", defaultValue: "x")
    private static bool IsDefault(IArgumentOperation argument) =>
        argument.ArgumentKind == ArgumentKind.Explicit
        && argument.Parameter is { Name: "defaultValue" or "fallback" or "fallbackValue" or "default" or "def" or "orElse" or "ifMissing" }
        && KeyOf((IInvocationOperation)argument.Parent!) is not null;

    private static string? KeyOf(IInvocationOperation invocation)
    {
        foreach (var argument in invocation.Arguments)
        {
            if (argument.Parameter is { Name: "key" or "name" or "variable" or "variableName" or "setting" or "settingName" or "envVar" or "envName" })
                return argument.Value.ConstantText();
        }

        return null;
    }

    private static IOperation? ChosenWhenEmpty(IConditionalOperation conditional, IOperation value)
    {
        if (EmptyTest.Of(conditional.Condition) is not { } test)
            return null;
        return (test.TrueWhenEmpty ? conditional.WhenTrue : conditional.WhenFalse) == value ? test.Subject : null;
    }

    // null or "" => "x"; { Length: > 0 } s => s, _ => "x"
    private static bool TakenWhenEmpty(ISwitchExpressionOperation choice, ISwitchExpressionArmOperation taken)
    {
        foreach (var arm in choice.Arms)
        {
            if (arm == taken)
                return EmptyTest.Matched(arm.Pattern) is true;
            if (EmptyTest.Matched(arm.Pattern) is false)
                return taken.Pattern is IDiscardPatternOperation or IDeclarationPatternOperation { MatchesNull: true };
        }

        return false;
    }

    // if (string.IsNullOrEmpty(s)) return "x"; ... return s;   if (s != null) return s; return "x";
    private static IOperation? ReturnedWhenEmpty(IReturnOperation returned)
    {
        var branch = returned.Parent is IBlockOperation { Operations.Length: 1 } block ? block : (IOperation)returned;
        if (branch.Parent is IConditionalOperation { Type: null } choice && EmptyTest.Of(choice.Condition) is { } test)
            return (test.TrueWhenEmpty ? choice.WhenTrue : choice.WhenFalse) == branch && ReturnsElsewhere(test.Subject, returned) ? test.Subject : null;
        return Before(returned) is IConditionalOperation { Type: null, WhenFalse: null } guard && EmptyTest.Of(guard.Condition) is { TrueWhenEmpty: false } found
            && ReturnsElsewhere(found.Subject, returned) ? found.Subject : null;
    }

    private static IOperation? Before(IReturnOperation returned) =>
        returned.Parent is IBlockOperation { Operations: var statements } && statements.IndexOf(returned) is var at and > 0 ? statements[at - 1] : null;

    // A message that is returned where a text is missing is no fallback; what is returned in the place of the text is.
    private static bool ReturnsElsewhere(IOperation subject, IReturnOperation returned) =>
        returned.Root().DescendantsAndSelf().Any(operation => operation is IReturnOperation { ReturnedValue: { } value } && operation != returned && SamePlace(subject, value));

    private static IOperation? AssignedWhenEmpty(ISimpleAssignmentOperation assignment)
    {
        if (assignment.Parent is not IExpressionStatementOperation statement)
            return null;

        var branch = statement.Parent is IBlockOperation block ? block : (IOperation)statement;
        if (branch.Parent is not IConditionalOperation { Type: null } choice || EmptyTest.Of(choice.Condition) is not { } test)
            return null;
        return (test.TrueWhenEmpty ? choice.WhenTrue : choice.WhenFalse) == branch && SamePlace(test.Subject, assignment.Target) ? test.Subject : null;
    }

    private static bool SamePlace(IOperation left, IOperation right) => (left.Unwrap(), right.Unwrap()) switch
    {
        (ILocalReferenceOperation a, ILocalReferenceOperation b) => Same(a.Local, b.Local),
        (IParameterReferenceOperation a, IParameterReferenceOperation b) => Same(a.Parameter, b.Parameter),
        (ISimpleAssignmentOperation a, var b) => SamePlace(a.Target, b),
        (IMemberReferenceOperation a, IMemberReferenceOperation b) => Same(a.Member, b.Member) && SyntaxFactory.AreEquivalent(a.Syntax, b.Syntax),
        _ => false,
    };

    private static bool Same(ISymbol left, ISymbol right) => SymbolEqualityComparer.Default.Equals(left, right);
}

/// <summary>A test whether a text is absent: null, empty or blank.</summary>
internal readonly record struct EmptyTest(IOperation Subject, bool TrueWhenEmpty)
{
    public static EmptyTest? Of(IOperation condition) => condition.Unwrap() switch
    {
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } negation => Of(negation.Operand) is { } test ? test with { TrueWhenEmpty = !test.TrueWhenEmpty } : null,
        IInvocationOperation { TargetMethod: { Name: "IsNullOrEmpty" or "IsNullOrWhiteSpace" }, Arguments.Length: 1 } call => new EmptyTest(call.Arguments[0].Value, true),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } binary => Compared(binary) is { } subject ? new EmptyTest(subject, true) : null,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals } binary => Compared(binary) is { } subject ? new EmptyTest(subject, false) : null,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.GreaterThan } binary when IsZero(binary.RightOperand) => Measured(binary.LeftOperand) is { } subject ? new EmptyTest(subject, false) : null,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } either => Of(either.LeftOperand) is { TrueWhenEmpty: true } left && Of(either.RightOperand) is { TrueWhenEmpty: true } ? left : null,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both => Of(both.LeftOperand) is { TrueWhenEmpty: false } left && Of(both.RightOperand) is { TrueWhenEmpty: false } ? left : null,
        IInvocationOperation { TargetMethod: { Name: "TryGetValue", ReturnType.SpecialType: SpecialType.System_Boolean }, Arguments.Length: > 1 } lookup => Handed(lookup) is { } value ? new EmptyTest(value, false) : null,
        IIsPatternOperation pattern => Matched(pattern.Pattern) is { } whenEmpty ? new EmptyTest(pattern.Value, whenEmpty) : null,
        _ => null,
    };

    private static IOperation? Handed(IInvocationOperation lookup) =>
        lookup.Arguments[lookup.Arguments.Length - 1] is { Parameter.RefKind: RefKind.Out, Value: var value } ? value is IDeclarationExpressionOperation declared ? declared.Expression : value : null;

    private static IOperation? Compared(IBinaryOperation binary)
    {
        if (IsEmpty(binary.RightOperand))
            return binary.LeftOperand;
        if (IsEmpty(binary.LeftOperand))
            return binary.RightOperand;
        return IsZero(binary.RightOperand) ? Measured(binary.LeftOperand) : null;
    }

    private static IOperation? Measured(IOperation length) => length.Unwrap() switch
    {
        IPropertyReferenceOperation { Property.Name: "Length", Instance: { } instance } => instance,
        IConditionalAccessOperation { WhenNotNull: IPropertyReferenceOperation { Property.Name: "Length" } } access => access.Operation,
        _ => null,
    };

    private static bool IsZero(IOperation value) => value.ConstantValue is { HasValue: true, Value: 0 };

    private static bool IsEmpty(IOperation value)
    {
        value = value.Unwrap();
        return value.ConstantValue is { HasValue: true, Value: null or "" } || value is IFieldReferenceOperation { Field: { Name: "Empty", ContainingType.SpecialType: SpecialType.System_String } };
    }

    /// <summary>Whether the pattern is met by absent texts only (true), by texts that are there only (false), or neither.</summary>
    public static bool? Matched(IPatternOperation pattern) => pattern switch
    {
        IDeclarationPatternOperation { MatchesNull: false } or ITypePatternOperation => false,
        INegatedPatternOperation negated => !Matched(negated.Pattern),
        IConstantPatternOperation constant => IsEmpty(constant.Value) ? true : null,
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either => Matched(either.LeftPattern) is true && Matched(either.RightPattern) is true ? true : null,
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } both => Matched(both.LeftPattern) is false && Matched(both.RightPattern) is false ? false : null,
        IRecursivePatternOperation { PropertySubpatterns.Length: 1 } sized when sized.PropertySubpatterns[0] is { Member: IPropertyReferenceOperation { Property.Name: "Length" } } length => Lengths(length.Pattern),
        IRecursivePatternOperation { PropertySubpatterns.Length: 0, DeconstructionSubpatterns.Length: 0 } => false,
        _ => null,
    };

    private static bool? Lengths(IPatternOperation length) => length switch
    {
        IConstantPatternOperation constant when IsZero(constant.Value) => true,
        IRelationalPatternOperation { OperatorKind: BinaryOperatorKind.GreaterThan } relation when IsZero(relation.Value) => false,
        _ => null,
    };
}
