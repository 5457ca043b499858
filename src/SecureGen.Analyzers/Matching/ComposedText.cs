using System.Collections.Generic;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Matching.CredentialTexts;

namespace SecureGen.Analyzers.Matching;

/// <summary>
/// A text that the code puts together: the holes of an interpolation and the variables of a sum are read as <see cref="Holes.Mark"/>,
/// arrays of characters and of bytes as the text they spell.
/// </summary>
internal readonly struct ComposedText
{
    private const int Longest = 1 << 20;

    private readonly List<Part> _parts;

    private ComposedText(string text, List<Part> parts)
    {
        Text = text;
        _parts = parts;
    }

    public string Text { get; }

    /// <summary>The text of an interpolation or a sum that is not constant as a whole; null for one that is, or is part of a greater one.</summary>
    public static ComposedText? Of(IOperation operation)
    {
        if (operation.ConstantValue.HasValue || IsPartOfComposition(operation))
            return null;

        var parts = new List<IOperation>();
        if (operation is IInterpolatedStringOperation interpolation)
            Add(interpolation, parts);
        else if (operation is IBinaryOperation sum && IsSum(sum))
            Add(sum, parts);
        return parts.Count > 0 ? Joined(parts) : null;
    }

    /// <summary>Whether the constant is a part of a text that <see cref="Of"/> reads as a whole.</summary>
    public static bool IsPartOfComposition(IOperation operation)
    {
        var outer = operation;
        while (outer.Parent is IConversionOperation or IParenthesizedOperation or IInterpolatedStringTextOperation or IInterpolationOperation or IInterpolatedStringAdditionOperation)
            outer = outer.Parent;
        return outer.Parent is IInterpolatedStringOperation { ConstantValue.HasValue: false } || (outer.Parent is IBinaryOperation sum && IsSum(sum));
    }

    /// <summary>The text that the elements of the array or collection spell, if all are constant characters, or bytes of printable ASCII.</summary>
    public static string? Spelled(IReadOnlyCollection<IOperation> elements)
    {
        if (elements.Count is < EmbeddedCredentials.Shortest or > Longest)
            return null;

        var text = new StringBuilder();
        foreach (var element in elements)
        {
            if (Character(element) is not { } character)
                return null;
            text.Append(character);
        }

        return text.ToString();
    }

    /// <summary>The part in which the match lies whole, and where the part begins in the text.</summary>
    public (SyntaxNode Syntax, int Start)? PartOf(CredentialMatch match)
    {
        foreach (var part in _parts)
        {
            if (match.Start >= part.Start && match.End <= part.Start + part.Length)
                return (part.Syntax, part.Start);
        }

        return null;
    }

    private static bool IsSum(IBinaryOperation operation) =>
        operation is { OperatorKind: BinaryOperatorKind.Add, OperatorMethod: null, Type.SpecialType: SpecialType.System_String, ConstantValue.HasValue: false };

    private static void Add(IInterpolatedStringOperation interpolation, List<IOperation> parts)
    {
        foreach (var part in interpolation.Parts)
            parts.Add(part is IInterpolationOperation hole ? hole.Expression : part);
    }

    // To the left without recursion: sums can be thousands long.
    private static void Add(IBinaryOperation sum, List<IOperation> parts)
    {
        var rights = new Stack<IOperation>();
        IOperation left = sum;
        while (left.Unwrap() is IBinaryOperation inner && IsSum(inner))
        {
            rights.Push(inner.RightOperand);
            left = inner.LeftOperand;
        }

        parts.Add(left);
        while (rights.Count > 0)
            parts.Add(rights.Pop());
    }

    private static ComposedText Joined(List<IOperation> operations)
    {
        var text = new StringBuilder();
        var parts = new List<Part>();
        foreach (var operation in operations)
            Append(operation, text, parts);
        return new ComposedText(text.ToString(), parts);
    }

    private static void Append(IOperation operation, StringBuilder text, List<Part> parts)
    {
        var inner = operation.Unwrap();
        if (inner is IInterpolatedStringOperation { ConstantValue.HasValue: false } interpolation)
        {
            foreach (var part in interpolation.Parts)
                Append(part is IInterpolationOperation hole ? hole.Expression : part, text, parts);
            return;
        }

        if (LiteralText(inner) is not { } literal)
        {
            text.Append(Holes.Mark);
            return;
        }

        parts.Add(new Part(inner.Syntax, text.Length, literal.Length));
        text.Append(literal);
    }

    // A constant that has a name is looked at where it is declared.
    private static string? LiteralText(IOperation operation) => operation switch
    {
        IInterpolatedStringTextOperation part => part.Text.ConstantText(),
        IFieldReferenceOperation or ILocalReferenceOperation => null,
        _ => operation.ConstantText(),
    };

    private static char? Character(IOperation element) => element.Unwrap().ConstantValue switch
    {
        { HasValue: true, Value: char character } => character,
        { HasValue: true, Value: byte and (>= 0x20 and < 0x7F or 0x0A or 0x0D or 0x09) and var value } => (char)value,
        { HasValue: true, Value: int and (>= 0x20 and < 0x7F or 0x0A or 0x0D or 0x09) and var value } => (char)value,
        _ => null,
    };

    private readonly record struct Part(SyntaxNode Syntax, int Start, int Length);
}
