using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Knowledge;

namespace SecureGen.Analyzers.Matching;

/// <summary>What depends on the answer of a test: nothing is refused, something may be, something is.</summary>
internal enum Guarding
{
    None,

    /// <summary>The answer of a member that asks what its text is: <c>IsSlug</c>.</summary>
    Question,

    /// <summary>Text without a match is refused.</summary>
    Refusal,

    /// <summary>The answer of a member that says it validates: <c>IsValidName</c>.</summary>
    Validation,
}

/// <summary>Follows the answer of a test to what is done where it is no. A test that refuses what it finds is no allow-list.</summary>
internal static class AllowList
{
    private const int MaxDepth = 40;

    public static Guarding Of(IOperation test, bool accepts = true, int depth = 0)
    {
        var value = test.Wrapped();
        if (depth > MaxDepth)
            return Guarding.None;
        switch (value.Parent)
        {
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not:
                return Of(not, !accepts, depth + 1);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.And or BinaryOperatorKind.Or } both:
                return Of(both, accepts, depth + 1);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } compared when (compared.LeftOperand == value ? compared.RightOperand : compared.LeftOperand).ConstantValue is { HasValue: true, Value: bool wanted }:
                return Of(compared, accepts == (wanted == (compared.OperatorKind == BinaryOperatorKind.Equals)), depth + 1);
            case IIsPatternOperation { Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: bool wanted } } } pattern:
                return Of(pattern, accepts == wanted, depth + 1);
            case IConditionalOperation choice when choice.Condition == value:
                return (accepts ? choice.WhenFalse ?? Next(choice) : choice.WhenTrue) is { } refused && Refuses(refused, value) ? Refusal(value) : Guarding.None;
            case IReturnOperation when accepts:
                return Named(value);
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                return Kept(declarator.Symbol, value, accepts, depth);
            case ISimpleAssignmentOperation { Target: ILocalReferenceOperation local } assignment when assignment.Value == value:
                return Kept(local.Local, value, accepts, depth);
            default:
                return Guarding.None;
        }
    }

    private static Guarding Kept(ILocalSymbol local, IOperation value, bool accepts, int depth)
    {
        if (local.ValuesOf(value.Root()).Count != 1)
            return Guarding.None;
        return local.ReferencesTo(value.Root()).Where(static reference => reference.Parent is not ISimpleAssignmentOperation assignment || assignment.Target != reference)
            .Select(reference => Of(reference, accepts, depth + 1)).DefaultIfEmpty(Guarding.None).Max();
    }

    // if (matches) return Ok(); return BadRequest();
    private static IOperation? Next(IConditionalOperation choice)
    {
        if (choice.Parent is not IBlockOperation block || !Leaves(choice.WhenTrue))
            return null;
        var at = block.Operations.IndexOf(choice);
        return at >= 0 && at + 1 < block.Operations.Length ? block.Operations[at + 1] : null;
    }

    private static bool Leaves(IOperation? statement) =>
        statement is IReturnOperation || (statement is IBlockOperation { Operations: { Length: > 0 } inner } && inner[inner.Length - 1] is IReturnOperation);

    private static Guarding Refusal(IOperation value) => Named(value) == Guarding.Validation ? Guarding.Validation : Guarding.Refusal;

    private static bool Refuses(IOperation branch, IOperation test)
    {
        switch (branch.Unwrap())
        {
            case IBlockOperation block:
                return block.Operations.Any(statement => Refuses(statement, test));
            case IExpressionStatementOperation statement:
                return Refuses(statement.Operation, test);
            case IThrowOperation:
                return true;
            case IReturnOperation { ReturnedValue: { } returned }:
                return Refuses(returned, test);
            case IAwaitOperation awaited:
                return Refuses(awaited.Operation, test);
            case IInvocationOperation call:
                return Refusals.Calls.Contains(call.TargetMethod.Name) || (call.TargetMethod.Name is "FromResult" && call.Arguments.Any(argument => Refuses(argument.Value, test)));
            case IObjectCreationOperation { Type.Name: var made } when Refusals.Made.Contains(made):
                return true;
            case ILiteralOperation { ConstantValue: { HasValue: true, Value: false } }:
                return Named(test) == Guarding.Validation;
            default:
                return false;
        }
    }

    private static Guarding Named(IOperation value)
    {
        if (value.SemanticModel?.GetEnclosingSymbol(value.Syntax.SpanStart) is not IMethodSymbol member)
            return Guarding.None;
        if (member.MethodKind == MethodKind.AnonymousFunction)
            return PassedTo(value) is "Must" or "MustAsync" ? Guarding.Validation : Guarding.None;
        var name = (member.AssociatedSymbol ?? member).Name;
        var words = Words.Split(name);
        if (words.Any(static word => word is "valid" or "validate" or "validator" or "validation"))
            return words[0] is "has" or "contains" ? Guarding.None : Guarding.Validation;
        return words.Length > 1 && words[0] == "is" ? Guarding.Question : Guarding.None;
    }

    private static string? PassedTo(IOperation value)
    {
        var current = value;
        while (current is not null and not IAnonymousFunctionOperation)
            current = current.Parent;
        while (current is not null and not IInvocationOperation)
            current = current.Parent;
        return (current as IInvocationOperation)?.TargetMethod.Name;
    }
}
