using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Knowledge;

namespace SecureGen.Analyzers.Matching;

/// <summary>Takes apart what is written: the holes of an interpolation, the operands of a concatenation, the elements of params.</summary>
internal static class LoggedParts
{

    public static IEnumerable<IOperation> Of(IOperation value)
    {
        var pending = new Stack<IOperation>();
        pending.Push(value);
        while (pending.Count > 0)
        {
            var part = pending.Pop();
            var inner = part.Unwrap();
            if (Inside(inner) is not { } parts)
            {
                yield return inner;
                continue;
            }

            for (var i = parts.Count - 1; i >= 0; i--)
                pending.Push(parts[i]);
        }
    }

    /// <summary>Whether the value is made of parts, rather than a value of its own.</summary>
    public static bool IsMade(IOperation value) => Inside(value.Unwrap()) is not null;

    /// <summary>Whether the value is text that is put together here.</summary>
    public static bool IsComposed(IOperation value) => value.Unwrap() switch
    {
        IInterpolatedStringOperation or IBinaryOperation { Type.SpecialType: SpecialType.System_String } => true,
        IInvocationOperation call => IsComposer(call.TargetMethod),
        _ => false,
    };

    /// <summary>The values of an argument, one for each placeholder: the elements of an array of params, or the value itself.</summary>
    public static IReadOnlyList<IOperation> Elements(IOperation value) => value.Unwrap() switch
    {
        IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues,
        { Kind: Operations.CollectionExpression } collection => collection.ChildOperations.ToArray(),
        _ => new[] { value },
    };

    /// <summary>Whether the argument fills placeholders of a template: params or the values after it.</summary>
    public static bool IsTemplateArgument(IArgumentOperation argument) =>
        argument.Parameter is { } parameter && !LogSinks.IsTemplate(parameter)
        && (parameter.IsParams || parameter.Name is "args" or "propertyValues" || parameter.Name.StartsWith("propertyValue", System.StringComparison.Ordinal)
            || parameter.Name.StartsWith("arg", System.StringComparison.Ordinal));

    private static IReadOnlyList<IOperation>? Inside(IOperation operation)
    {
        switch (operation)
        {
            case ILiteralOperation or INameOfOperation:
                return [];
            case IConversionOperation { OperatorMethod: not null } converted:
                // A StringValues passed for params becomes the string[] itself.
                return [converted.Operand];
            case IInterpolatedStringOperation interpolated:
                return Holes(interpolated);
            case IInterpolatedStringHandlerCreationOperation handler:
                return [handler.Content];
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } sum:
                return [sum.LeftOperand, sum.RightOperand];
            case IInterpolatedStringAdditionOperation addition:
                return [addition.Left, addition.Right];
            case IArrayCreationOperation { Initializer: { } initializer }:
                return initializer.ElementValues;
            case IInvocationOperation call when IsComposer(call.TargetMethod):
                return Values(call);
            case IInvocationOperation { Arguments.Length: > 0 } call when Reshaping.IsSerialization(call.TargetMethod) && IsMade(call.Arguments[0].Value):
                return [call.Arguments[0].Value];
            case IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda }:
                return [.. lambda.Body.Operations.OfType<IReturnOperation>().Select(static returned => returned.ReturnedValue).OfType<IOperation>()];
            case IInvocationOperation { TargetMethod.ContainingType.Name: "StringBuilder", Instance: { } builder } call when builder.Unwrap() is IInvocationOperation or IObjectCreationOperation:
                return [builder, .. Values(call)];
            case IConditionalOperation { WhenFalse: { } whenFalse } choice:
                return [choice.WhenTrue, whenFalse];
            case ISwitchExpressionOperation choice:
                return [.. choice.Arms.Select(static arm => arm.Value)];
            case ITupleOperation tuple:
                return tuple.Elements;
            case IAnonymousObjectCreationOperation anonymous:
                return [.. anonymous.Initializers.OfType<ISimpleAssignmentOperation>().Select(static member => member.Value)];
            case IObjectCreationOperation creation when IsCarrier(creation.Type):
                return Values(creation);
            case { Kind: Operations.CollectionExpression }:
                return [.. operation.ChildOperations];
            default:
                return null;
        }
    }

    /// <summary>Whether the type is nothing but a place for what is shown.</summary>
    public static bool IsCarrier(ITypeSymbol? type) =>
        type?.Name is "Dictionary" or "KeyValuePair" or "List" or "ActivityEvent" or "ActivityTagsCollection" or "TagList" or "StringBuilder";

    private static bool IsComposer(IMethodSymbol method) => method.ContainingType switch
    {
        { SpecialType: SpecialType.System_String } => method.Name is "Format" or "Concat" or "Join" or "Create",
        { Name: "FormattableString" } => method.Name is "Invariant" or "CurrentCulture",
        { Name: "KeyValuePair" or "Tuple" or "ValueTuple" } => method.Name == "Create",
        _ => false,
    };

    private static List<IOperation> Values(IObjectCreationOperation creation)
    {
        var values = new List<IOperation>();
        foreach (var argument in creation.Arguments)
        {
            if (argument.ArgumentKind != ArgumentKind.DefaultValue)
                values.Add(argument.Value);
        }

        foreach (var entry in creation.Initializer?.Initializers ?? System.Collections.Immutable.ImmutableArray<IOperation>.Empty)
        {
            if (entry is ISimpleAssignmentOperation assignment)
                values.Add(assignment.Value);
            else if (entry is IInvocationOperation { Arguments.Length: > 0 } add)
                values.Add(add.Arguments[add.Arguments.Length - 1].Value);
        }

        return values;
    }

    private static List<IOperation> Holes(IInterpolatedStringOperation interpolated)
    {
        var holes = new List<IOperation>();
        foreach (var part in interpolated.Parts)
        {
            if (part is IInterpolationOperation hole)
                holes.Add(hole.Expression);
            else if (part is IInterpolatedStringAppendOperation { AppendCall: IInvocationOperation { Arguments.Length: > 0, TargetMethod.Name: "AppendFormatted" } append })
                holes.Add(append.Arguments[0].Value);
        }

        return holes;
    }

    private static List<IOperation> Values(IInvocationOperation call)
    {
        var values = new List<IOperation>();
        foreach (var argument in call.Arguments)
        {
            if (argument.ArgumentKind != ArgumentKind.DefaultValue && argument.Parameter?.Name is not ("provider" or "format" or "separator" or "key"))
                values.Add(argument.Value);
        }

        return values;
    }
}
