using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SecureGen.Analyzers.Matching;

/// <summary>Readers of single operations.</summary>
internal static class Operations
{
    /// <summary>[a, b], which the compiler we ship against does not name yet; the numbers are stable.</summary>
    public const OperationKind CollectionExpression = (OperationKind)127;

    /// <summary>..a in a collection expression.</summary>
    public const OperationKind Spread = (OperationKind)128;

    /// <summary>The operation itself, without the conversions, parentheses and null-forgiving wrapped around it.</summary>
    public static IOperation Unwrap(this IOperation operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IConversionOperation { OperatorMethod: null } conversion:
                    operation = conversion.Operand;
                    break;
                case IParenthesizedOperation parenthesized:
                    operation = parenthesized.Operand;
                    break;
                default:
                    return operation;
            }
        }
    }

    /// <summary>The outermost operation that is this value wrapped in conversions and parentheses.</summary>
    public static IOperation Wrapped(this IOperation operation)
    {
        while (operation.Parent is IConversionOperation { OperatorMethod: null } or IParenthesizedOperation)
            operation = operation.Parent;
        return operation;
    }

    /// <summary>The constant text of the operation: plain, verbatim, raw or UTF-8 literal, or folded from constants.</summary>
    public static string? ConstantText(this IOperation operation)
    {
        var value = operation.Unwrap();
        if (value is IUtf8StringOperation utf8)
            return utf8.Value;
        return value.ConstantValue is { HasValue: true, Value: string text } ? text : null;
    }

    /// <summary>The value passed for the parameter of that name, or null; default values count as not passed.</summary>
    public static IOperation? ArgumentOf(this IEnumerable<IArgumentOperation> arguments, string parameterName)
    {
        foreach (var argument in arguments)
        {
            if (argument.ArgumentKind != ArgumentKind.DefaultValue && argument.Parameter?.Name == parameterName)
                return argument.Value;
        }

        return null;
    }

    /// <summary>The operation that holds the whole body, initializer or attribute this one stands in.</summary>
    public static IOperation Root(this IOperation operation)
    {
        while (operation.Parent is { } parent)
            operation = parent;
        return operation;
    }

    /// <summary>Every value the local is given within its body, in source order (deconstruction excluded).</summary>
    public static IReadOnlyList<IOperation> ValuesOf(this ILocalSymbol local, IOperation body) => LocalValues.Given(local, body);

    /// <summary>The value before <c>?.</c>, where the operation stands for it.</summary>
    public static IOperation Receiver(this IOperation operation)
    {
        if (operation is not IConditionalAccessInstanceOperation)
            return operation;
        var below = operation;
        for (var current = operation.Parent; current is not null; below = current, current = current.Parent)
        {
            if (current is IConditionalAccessOperation access && access.WhenNotNull == below)
                return access.Operation.Unwrap();
        }

        return operation;
    }

    /// <summary>Every reference to the local within its body, in source order.</summary>
    public static IEnumerable<ILocalReferenceOperation> ReferencesTo(this ILocalSymbol local, IOperation body)
    {
        foreach (var operation in body.DescendantsAndSelf())
        {
            if (operation is ILocalReferenceOperation reference && Same(reference.Local, local))
                yield return reference;
        }
    }

    private static bool Same(ISymbol left, ISymbol right) => SymbolEqualityComparer.Default.Equals(left, right);
}
