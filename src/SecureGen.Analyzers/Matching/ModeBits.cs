using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Engine;

namespace SecureGen.Analyzers.Matching;

/// <summary>Reads the bits of a file mode out of an expression: constants, casts, octal text, choices, locals and fields.</summary>
internal static class ModeBits
{
    private const int Deepest = 8;

    /// <summary>The known parts of the value that are put together, each with the place where it is written.</summary>
    public static IEnumerable<(int Bits, IOperation Place)> Of(IOperation value, CompilationContext context) => Of(value, context, 0);

    private static IEnumerable<(int Bits, IOperation Place)> Of(IOperation value, CompilationContext context, int depth)
    {
        value = value.Unwrap();
        if (depth > Deepest)
            return [];
        if (value is ILocalReferenceOperation { Local.IsConst: false } local)
            return Each(local.Local.ValuesOf(local.Root()), context, depth);
        if (value is IFieldReferenceOperation { Field: { IsConst: false, IsReadOnly: true } field } && field.InitialValue(context) is { } initializer)
            return Of(initializer, context, depth + 1);
        if (Number(value) is { } bits)
            return [(bits, value)];
        return value switch
        {
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Or } both => Each([both.LeftOperand, both.RightOperand], context, depth),
            IConditionalOperation { WhenFalse: { } otherwise } choice => Each([choice.WhenTrue, otherwise], context, depth),
            ICoalesceOperation choice => Each([choice.Value, choice.WhenNull], context, depth),
            _ => [],
        };
    }

    private static IEnumerable<(int Bits, IOperation Place)> Each(IEnumerable<IOperation> values, CompilationContext context, int depth)
    {
        foreach (var value in values)
        {
            foreach (var known in Of(value, context, depth + 1))
                yield return known;
        }
    }

    private static int? Number(IOperation value)
    {
        if (value.ConstantValue is { HasValue: true, Value: int or uint or short or ushort or byte or long } constant)
            return Convert.ToInt64(constant.Value) is >= 0 and <= int.MaxValue and var number ? (int)number : null;
        return value is IInvocationOperation { TargetMethod: { Name: "ToInt32" or "ToUInt32" or "ToInt16", ContainingType.Name: "Convert" }, Arguments.Length: 2 } call
            && call.Arguments[1].Value.ConstantValue is { HasValue: true, Value: 8 } && call.Arguments[0].Value.ConstantText() is { } octal ? Octal(octal) : null;
    }

    private static int? Octal(string text)
    {
        var number = 0;
        foreach (var c in text)
        {
            if (c is < '0' or > '7' || text.Length > 6)
                return null;
            number = number * 8 + (c - '0');
        }

        return number;
    }
}
