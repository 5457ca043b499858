using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SecureGen.Analyzers.Matching;

/// <summary>How long a text is at least, by the tests that code has passed on the way to a place.</summary>
internal static class LengthRule
{
    /// <summary>The least length; null where a test speaks of it that cannot be read.</summary>
    public static int? Least(IOperation place, ISymbol text)
    {
        int? least = 0;
        for (var (current, parent) = (place, place.Parent); parent is not null; (current, parent) = (parent, parent.Parent))
        {
            switch (parent)
            {
                case IConditionalOperation test when current != test.Condition:
                    least = Larger(least, Implied(test.Condition, current == test.WhenTrue, text));
                    break;
                case ISwitchExpressionArmOperation { Parent: ISwitchExpressionOperation { Value: { } value } } when Mentions(value, text):
                case ISwitchCaseOperation { Parent: ISwitchOperation { Value: { } tested } } when Mentions(tested, text):
                    return null;
                case IBlockOperation block:
                    foreach (var before in block.Operations.TakeWhile(statement => statement != current).OfType<IConditionalOperation>().Where(static test => test.WhenFalse is null && Leaves(test.WhenTrue)))
                        least = Larger(least, Implied(before.Condition, false, text));
                    break;
            }
        }

        return least;
    }

    private static int? Larger(int? left, int? right) => left is null || right is null ? null : Math.Max(left.Value, right.Value);

    private static int? Implied(IOperation condition, bool outcome, ISymbol text)
    {
        condition = condition.Unwrap();
        switch (condition)
        {
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not:
                return Implied(not.Operand, !outcome, text);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both when outcome:
                return Larger(Implied(both.LeftOperand, true, text), Implied(both.RightOperand, true, text));
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr } either when !outcome:
                return Larger(Implied(either.LeftOperand, false, text), Implied(either.RightOperand, false, text));
            case IBinaryOperation comparison when IsLength(comparison.LeftOperand, text) || IsLength(comparison.RightOperand, text):
                return Compared(comparison, outcome, text);
            default:
                return condition.DescendantsAndSelf().Any(part => IsLength(part, text) || (part is IPropertySubpatternOperation { Member: IPropertyReferenceOperation { Property.Name: "Length" } } && Mentions(condition, text))) ? null : 0;
        }
    }

    private static int? Compared(IBinaryOperation comparison, bool outcome, ISymbol text)
    {
        var isLeft = IsLength(comparison.LeftOperand, text);
        if ((isLeft ? comparison.RightOperand : comparison.LeftOperand).ConstantValue is not { HasValue: true, Value: int number })
            return null;
        var kind = isLeft ? comparison.OperatorKind : Mirrored(comparison.OperatorKind);
        return (kind, outcome) switch
        {
            (BinaryOperatorKind.GreaterThan, true) or (BinaryOperatorKind.LessThanOrEqual, false) => number + 1,
            (BinaryOperatorKind.GreaterThanOrEqual, true) or (BinaryOperatorKind.LessThan, false) or (BinaryOperatorKind.Equals, true) or (BinaryOperatorKind.NotEquals, false) => number,
            _ => 0,
        };
    }

    private static BinaryOperatorKind Mirrored(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.GreaterThan => BinaryOperatorKind.LessThan,
        BinaryOperatorKind.GreaterThanOrEqual => BinaryOperatorKind.LessThanOrEqual,
        BinaryOperatorKind.LessThan => BinaryOperatorKind.GreaterThan,
        BinaryOperatorKind.LessThanOrEqual => BinaryOperatorKind.GreaterThanOrEqual,
        _ => kind,
    };

    private static bool IsLength(IOperation operation, ISymbol text) => operation.Unwrap() is IPropertyReferenceOperation { Property.Name: "Length", Instance: { } whole } && Is(whole, text);

    private static bool Mentions(IOperation operation, ISymbol text) => operation.DescendantsAndSelf().Any(part => Is(part, text));

    private static bool Is(IOperation operation, ISymbol text) => SymbolEqualityComparer.Default.Equals(Target.Assigned(operation)?.Symbol, text);

    private static bool Leaves(IOperation statement) => statement switch
    {
        IReturnOperation or IThrowOperation or IBranchOperation or IExpressionStatementOperation { Operation: IThrowOperation } => true,
        IBlockOperation { Operations: { Length: > 0 } inner } => Leaves(inner[inner.Length - 1]),
        _ => false,
    };
}
