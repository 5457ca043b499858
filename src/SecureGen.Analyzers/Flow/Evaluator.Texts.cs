using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Flow;

/// <content>How text is built, cut and changed.</content>
internal sealed partial class Evaluator
{
    private Value Binary(IBinaryOperation binary)
    {
        if (binary.ConstantValue.HasValue)
            return Literal(binary);
        if (binary.OperatorKind != BinaryOperatorKind.Add || binary.Type?.SpecialType != SpecialType.System_String)
        {
            var left = Evaluate(binary.LeftOperand);
            var right = Evaluate(binary.RightOperand);
            return _guards.Comparison(binary, left, right) is { } condition ? Value.Clean with { Condition = condition } : Value.Clean;
        }

        // The left spine of a long concatenation is walked, not recursed into.
        var operands = new Stack<IOperation>();
        IOperation current = binary;
        while (current is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, ConstantValue.HasValue: false } add)
        {
            operands.Push(add.RightOperand);
            current = add.LeftOperand;
        }

        var head = new AddressHead();
        var taints = head.Next(current, Shown(current));
        var last = taints;
        while (operands.Count > 0)
        {
            var operand = operands.Pop();
            last = head.Next(operand, Shown(operand));
            taints = taints.Join(last);
        }

        return Built(binary, taints) with { EndsWithSeparator = last.EndsWithSeparator };
    }

    private Value Interpolated(IInterpolatedStringOperation interpolated)
    {
        var head = new AddressHead();
        var taints = Value.Clean;
        var last = Value.Clean;
        foreach (var part in interpolated.Parts)
        {
            last = part switch
            {
                IInterpolationOperation hole => head.Next(hole.Expression, Shown(hole.Expression)),
                IInterpolatedStringTextOperation text => head.Next(text.Text, Literal(text.Text)),
                IInterpolatedStringAppendOperation { AppendCall: IInvocationOperation { Arguments.Length: > 0 } call } => head.Next(call.Arguments[0].Value, Shown(call.Arguments[0].Value)),
                _ => Value.Clean,
            };
            taints = taints.Join(last);
        }

        return Built(interpolated, taints) with { EndsWithSeparator = last.EndsWithSeparator };
    }

    // A part of a text is what its ToString returns.
    private Value Shown(IOperation part)
    {
        var value = Evaluate(part);
        if (value.IsTainted || part.Unwrap().Type is not { IsReferenceType: true, SpecialType: SpecialType.None, DeclaringSyntaxReferences.IsEmpty: true } type)
            return value;
        return type.GetMembers(nameof(ToString)).FirstOrDefault() is { } method && analysis.SourceOf(part.Unwrap(), method) is { } source ? Value.Of(source) : value;
    }

    // Text with something untrusted in it is neither a full nor a relative path any more.
    private static Value Built(IOperation site, Value value)
    {
        if (value.Has(Dangers.StoredName) && IsOwnName(site))
            value = value.Without(Dangers.StoredName);
        return value.Select(taint => taint with { Site = taint.SiteIsPath ? taint.Site : site, IsFull = taint.IsFull && taint.SiteIsPath, IsRelative = false });
    }

    // $"{Guid.NewGuid()}_{name}.png": nobody else's file, and an extension of the service.
    private static bool IsOwnName(IOperation name)
    {
        string? end = null;
        var isUnique = false;
        foreach (var part in name.Descendants())
        {
            isUnique |= part.Type is { Name: "Guid", ContainingNamespace.Name: "System" } || part is IInvocationOperation { TargetMethod: { Name: "GetRandomFileName", ContainingType.Name: "Path" } };
            if (part is ILiteralOperation or IFieldReferenceOperation && part.Syntax.Span.End >= name.Syntax.Span.End - 1)
                end = part.ConstantText() ?? end;
        }

        return isUnique && end is not null && end.LastIndexOf('.') is >= 0 and var dot && dot < end.Length - 1;
    }

    // What stands in the query does not decide where an address leads.
    private static Value Queried((IArgumentOperation Argument, Value Value)[] arguments) =>
        arguments.Aggregate(Value.Clean, static (value, next) => value.Join(next.Argument.Parameter?.Name == "uri" ? next.Value : next.Value.Without(Dangers.Address)));

    private static Value Concatenated((IArgumentOperation Argument, Value Value)[] arguments)
    {
        var head = new AddressHead();
        return arguments.Aggregate(Value.Clean, (value, next) => value.Join(head.Next(next.Argument.Value, next.Value)));
    }

    // string.Format("https://host/{0}", x)
    private static Value Formatted(Value value, (IArgumentOperation Argument, Value Value)[] arguments)
    {
        var format = arguments.FirstOrDefault(static a => a.Argument.Parameter?.Name == "format").Argument?.Value.ConstantText();
        return format?.IndexOf('{') is { } hole and >= 0 && AddressHead.FixesHost(format.Substring(0, hole)) ? value.Without(Dangers.Address) : value;
    }

    // string.Join("/", "https://host", x)
    private Value Joined(Value value, (IArgumentOperation Argument, Value Value)[] arguments)
    {
        if (arguments.Length != 2 || Elements(arguments[1].Argument.Value) is not { Count: > 0 } elements)
            return value;
        var head = new AddressHead();
        var joined = Value.Clean;
        for (var i = 0; i < elements.Count; i++)
        {
            if (i > 0)
                joined = joined.Join(head.Next(arguments[0].Argument.Value, arguments[0].Value));
            joined = joined.Join(head.Next(elements[i], Evaluate(elements[i])));
        }

        return joined;
    }

    private static IReadOnlyList<IOperation>? Elements(IOperation list) => list.Unwrap() switch
    {
        IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues,
        { Kind: Operations.CollectionExpression } collection => collection.ChildOperations.ToArray(),
        _ => null,
    };

    // Taking ".." out contains nothing ("....//"); turning one separator into the other neither; anything else a separator becomes is harmless.
    private static Value Replaced(IInvocationOperation invocation, Value receiver, (IArgumentOperation Argument, Value Value)[] arguments)
    {
        if (invocation.TargetMethod.ContainingType.Name == "Regex")
            return ReplacedByPattern(invocation, arguments);
        var value = arguments.Aggregate(receiver, static (all, next) => all.Join(next.Value)) with { Condition = null };
        if (!value.IsTainted || arguments.Length < 2)
            return value;
        var from = Text(arguments[0].Argument.Value);
        var to = Text(arguments[1].Argument.Value);
        if (!receiver.IsTainted)
            return Built(invocation, value);
        if (from is null)
            return arguments[0].Argument.Value.Syntax.ToString().Contains("Separator") ? value : value.Without(Dangers.Path);
        if (from.Contains(".."))
            return value.Select(taint => taint with { Removal = invocation });
        return from switch
        {
            "/" or "\\" when to is not ("/" or "\\" or null) => value.Without(Dangers.Path),
            "'" when to is "''" => value.Without(Dangers.Sql),
            "<" => value.Without(Dangers.Html),
            _ => value,
        };
    }

    // What a pattern finds is as harmless as what it allows.
    private Value Matched(IInvocationOperation invocation, (IArgumentOperation Argument, Value Value)[] arguments)
    {
        var pattern = invocation.Instance is null ? invocation.Arguments.ArgumentOf("pattern")?.ConstantText() : analysis.PatternOf(invocation.Instance);
        var input = arguments.Where(static a => a.Argument.Parameter?.Name == "input").Select(static a => a.Value).FirstOrDefault() ?? Value.Clean;
        return pattern is not null && Patterns.IsAllowList(pattern) && Patterns.IsHarmless(pattern) ? Value.Clean : input with { Condition = null };
    }

    // [^a-z0-9]: what a list of characters does not hold is taken out.
    private static Value ReplacedByPattern(IInvocationOperation invocation, (IArgumentOperation Argument, Value Value)[] arguments)
    {
        var value = Value.Clean;
        foreach (var (argument, taints) in arguments)
        {
            if (argument.Parameter?.Name is "input" or "replacement")
                value = value.Join(taints);
        }

        var pattern = invocation.Arguments.ArgumentOf("pattern")?.ConstantText();
        if (pattern is null && invocation.Instance is null)
            return value;
        return pattern is null || pattern.StartsWith("[^", StringComparison.Ordinal) ? Value.Clean : value with { Condition = null };
    }

    private static string? Text(IOperation operation) => operation.Unwrap().ConstantValue switch
    {
        { HasValue: true, Value: string text } => text,
        { HasValue: true, Value: char letter } => letter.ToString(),
        _ => null,
    };

    // text[..1000], text[^1000..]
    private static bool IsBounded(IRangeOperation range) =>
        range.RightOperand is { } end ? !IsFromEnd(end) && !OfLength(end) : range.LeftOperand is { } start && IsFromEnd(start);

    private static bool IsFromEnd(IOperation index) => index.Unwrap() is IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat };

    // Text of a length that the call names.
    private static bool IsCut(IInvocationOperation call) => call.TargetMethod.Name switch
    {
        "Substring" or "AsSpan" or "AsMemory" or "Slice" or "Truncate" => call.Arguments.ArgumentOf("length") is { } length && !OfLength(length),
        "Remove" => call.Arguments.ArgumentOf("startIndex") is { } start && call.Arguments.ArgumentOf("count") is null && !OfLength(start),
        "Take" => call.Arguments.ArgumentOf("count") is { } count && !OfLength(count),
        _ => false,
    };

    // The length of the text itself is no limit, the lesser of it and another number is.
    private static bool OfLength(IOperation number) =>
        number.DescendantsAndSelf().Any(static part => part is IPropertyReferenceOperation { Property.Name: "Length" })
        && !number.DescendantsAndSelf().Any(static part => part is IInvocationOperation { TargetMethod.Name: "Min" or "Clamp" });
}
