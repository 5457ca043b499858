using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Engine;

namespace SecureGen.Analyzers.Matching;

/// <summary>Whether a delegate that is asked to judge something accepts whatever it is shown.</summary>
internal static class Acceptance
{
    private const int LongestWay = 6;

    /// <summary>The values that an expression may have: the arms of its choices, in source order.</summary>
    public static IEnumerable<IOperation> Arms(IOperation value)
    {
        value = value.Unwrap();
        switch (value)
        {
            case IConditionalOperation { WhenFalse: { } other } choice:
                return Arms(choice.WhenTrue).Concat(Arms(other));
            case ICoalesceOperation coalesce:
                return Arms(coalesce.Value).Concat(Arms(coalesce.WhenNull));
            case ISwitchExpressionOperation choice:
                return choice.Arms.SelectMany(arm => Arms(arm.Value));
            default:
                return [value];
        }
    }

    /// <summary>Whether the delegate returns true on every path, and hands what it is shown to nobody who could judge it.</summary>
    public static bool IsUnconditional(IOperation callback, CompilationContext context) => IsUnconditional(callback, context, LongestWay);

    private static bool IsUnconditional(IOperation callback, CompilationContext context, int steps)
    {
        if (steps == 0)
            return false;
        switch (callback.Unwrap())
        {
            case IDelegateCreationOperation creation:
                return IsUnconditional(creation.Target, context, steps - 1);
            case IAnonymousFunctionOperation function:
                return AcceptsAll(function.Body);
            case IMethodReferenceOperation { Method: { IsAbstract: false, IsVirtual: false, IsOverride: false } method }:
                return Callback.BodyOf(method, context, CancellationToken.None) is { } body && AcceptsAll(body);
            case ILocalReferenceOperation local:
                return Every(local.Local.ValuesOf(local.Root()));
            case IFieldReferenceOperation { Field: { } field }:
                return Every(Values(field, context));
            case IPropertyReferenceOperation { Property: { SetMethod: null, Parameters.Length: 0 } property }:
                return Every(Values(property, context));
            default:
                return false;
        }

        bool Every(IReadOnlyCollection<IOperation> values) => values.Count > 0 && values.All(value => IsUnconditional(value, context, steps - 1));
    }

    private static bool AcceptsAll(IOperation body)
    {
        var returned = 0;
        foreach (var operation in body.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IThrowOperation:
                    return false;
                case IReturnOperation { ReturnedValue: { } value }:
                    if (!IsTrue(value, LongestWay))
                        return false;
                    returned++;
                    break;
                case IParameterReferenceOperation shown when IsHandedOn(shown, body):
                    return false;
            }
        }

        return returned > 0;
    }

    // errors == None || true
    private static bool IsTrue(IOperation value, int depth)
    {
        value = value.Unwrap();
        if (value.ConstantValue is { HasValue: true, Value: bool constant })
            return constant;
        if (depth == 0)
            return false;
        return value switch
        {
            IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.Or } either => IsTrue(either.LeftOperand, depth - 1) || IsTrue(either.RightOperand, depth - 1),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.And } both => IsTrue(both.LeftOperand, depth - 1) && IsTrue(both.RightOperand, depth - 1),
            IConditionalOperation { WhenFalse: { } other } choice => IsTrue(choice.WhenTrue, depth - 1) && IsTrue(other, depth - 1),
            ILocalReferenceOperation local => local.Local.ValuesOf(local.Root()) is { Count: > 0 } values && values.All(given => IsTrue(given, depth - 1)),
            _ => false,
        };
    }

    // What is stored outside, or passed to anything but a log, may be judged there.
    private static bool IsHandedOn(IOperation shown, IOperation body)
    {
        for (var current = shown; current.Parent is { } parent && parent is not IBlockOperation; current = parent)
        {
            switch (parent)
            {
                case IArgumentOperation { Parent: IInvocationOperation call } when !Callback.IsLog(call.TargetMethod):
                case IArgumentOperation { Parent: IObjectCreationOperation { Type.Name: not "StringBuilder" } }:
                case IAssignmentOperation { Target: not IDiscardOperation } assignment when assignment.Value == current && !IsOwn(assignment.Target, body):
                    return true;
                case IAnonymousFunctionOperation or ILocalFunctionOperation:
                    return false;
            }
        }

        return false;
    }

    private static bool IsOwn(IOperation target, IOperation body) =>
        target is ILocalReferenceOperation { Local.DeclaringSyntaxReferences: { Length: > 0 } declared } && body.Syntax.Span.Contains(declared[0].Span);

    // The initializer, the expression body and what its own type assigns.
    private static IReadOnlyCollection<IOperation> Values(ISymbol member, CompilationContext context)
    {
        var values = new List<IOperation>();
        foreach (var declaration in member.DeclaringSyntaxReferences)
        {
            var syntax = declaration.GetSyntax();
            var value = syntax switch
            {
                VariableDeclaratorSyntax variable => variable.Initializer?.Value,
                PropertyDeclarationSyntax property => property.Initializer?.Value ?? property.ExpressionBody?.Expression,
                _ => null,
            };
            if (value is not null && context.Model(syntax.SyntaxTree)?.GetOperation(value) is { } known)
                values.Add(known);
        }

        if (member is IFieldSymbol { IsReadOnly: true, DeclaredAccessibility: not Accessibility.Private } && values.Count > 0)
            return values;
        if (!member.DeclaringSyntaxReferences.IsEmpty)
            values.AddRange(Mentions.Of(member, context).Select(mention => mention.Parent).OfType<IAssignmentOperation>().Where(a => a.Target is IMemberReferenceOperation target && target.Member.Equals(member, SymbolEqualityComparer.Default)).Select(a => a.Value));
        return values;
    }
}
