using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SecureGen.Analyzers.Matching;

/// <summary>A piece of a text: <c>key[..4]</c>, <c>key[^4..]</c>, <c>key.Substring(0, 4)</c>, <c>key.Substring(key.Length - 4)</c>, <c>key[0]</c>.</summary>
internal readonly record struct ShownPiece(IOperation Whole, int Length)
{
    /// <summary>More than any secret has: the rest of the text, from some place on.</summary>
    public const int Rest = 1000;

    public static ShownPiece? Of(IOperation part)
    {
        part = part.Unwrap();
        return part switch
        {
            IImplicitIndexerReferenceOperation { Instance: { } whole, Argument: IRangeOperation range } => Make(whole, LengthOf(range)),
            IImplicitIndexerReferenceOperation { Instance: { } whole } => Make(whole, 1),
            IPropertyReferenceOperation { Property: { IsIndexer: true, ContainingType.SpecialType: SpecialType.System_String }, Instance: { } whole } => Make(whole, 1),
            IInvocationOperation { TargetMethod.Name: "ToString", Instance: { } piece } => Of(piece),
            ILocalReferenceOperation local when local.Local.ValuesOf(local.Root()) is { Count: 1 } values && values[0].Unwrap() is not ILocalReferenceOperation => Of(values[0]),
            IInvocationOperation call => OfCall(call),
            _ => null,
        };
    }

    private static ShownPiece? OfCall(IInvocationOperation call)
    {
        var whole = call.Instance ?? (call.TargetMethod.IsExtensionMethod && call.Arguments.Length > 0 ? call.Arguments[0].Value : null);
        var numbers = call.Arguments.Where(argument => argument.Value != whole && argument.ArgumentKind != ArgumentKind.DefaultValue).Select(argument => argument.Value.Unwrap()).ToArray();
        if (whole is null)
            return null;
        return (call.TargetMethod.Name, numbers.Length) switch
        {
            ("Substring" or "AsSpan", 2) => Make(whole, Number(numbers[1]) ?? (IsPartOfLength(numbers[1]) ? Rest : null)),
            ("Substring" or "AsSpan", 1) => Make(whole, FromEnd(numbers[0]) ?? (Number(numbers[0]) is not null ? Rest : null)),
            ("Remove", 1) when call.TargetMethod.ContainingType.SpecialType == SpecialType.System_String => Make(whole, Number(numbers[0])),
            ("Take" or "TakeLast", 1) when call.TargetMethod.ContainingType.Name == "Enumerable" => Make(whole, Number(numbers[0])),
            _ => null,
        };
    }

    private static ShownPiece? Make(IOperation whole, int? length) => length is > 0 ? new ShownPiece(whole.Unwrap(), length.Value) : null;

    private static int? LengthOf(IRangeOperation range)
    {
        var (start, isFromEnd) = Bound(range.LeftOperand);
        var (end, isEndFromEnd) = Bound(range.RightOperand);
        if (range.RightOperand is null)
            return start is null ? null : isFromEnd ? start : Rest;
        if (end is null || (range.LeftOperand is not null && start is null))
            return null;
        if (isEndFromEnd)
            return isFromEnd ? start - end : Rest;
        return isFromEnd ? null : end - (start ?? 0);
    }

    private static (int? Number, bool IsFromEnd) Bound(IOperation? bound) => bound?.Unwrap() switch
    {
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat } hat => (Number(hat.Operand), true),
        IConversionOperation converted => Bound(converted.Operand),
        { } number => (Number(number), false),
        null => (null, false),
    };

    // key.Length - 4
    private static int? FromEnd(IOperation start) =>
        start is IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract, LeftOperand: { } length } difference && length.Unwrap() is IPropertyReferenceOperation { Property.Name: "Length" } ? Number(difference.RightOperand) : null;

    // key.Length - 4, key.Length / 2
    private static bool IsPartOfLength(IOperation count) =>
        count is IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract or BinaryOperatorKind.Divide, LeftOperand: { } length, RightOperand.ConstantValue: { HasValue: true, Value: <= 4 } } && length.Unwrap() is IPropertyReferenceOperation { Property.Name: "Length" };

    private static int? Number(IOperation value)
    {
        value = value.Unwrap();
        if (value is ILocalReferenceOperation { Local.IsConst: false } local && local.Local.ValuesOf(local.Root()) is { Count: 1 } values)
            value = values[0].Unwrap();
        return value.ConstantValue is { HasValue: true, Value: int number } ? number : null;
    }
}
