using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SecureGen.Analyzers.Matching;

/// <summary>A TimeSpan that is written down in constants.</summary>
internal static class Durations
{
    public static TimeSpan? Of(IOperation value)
    {
        try
        {
            return Read(value.Unwrap());
        }
        catch (Exception e) when (e is OverflowException or ArgumentException)
        {
            return null;
        }
    }

    private static TimeSpan? Read(IOperation value) => value switch
    {
        IFieldReferenceOperation { Field: { Name: "MaxValue", ContainingType.Name: nameof(TimeSpan) } } => TimeSpan.MaxValue,
        IFieldReferenceOperation { Field: { Name: "InfiniteTimeSpan", ContainingType.Name: nameof(System.Threading.Timeout) } } => System.Threading.Timeout.InfiniteTimeSpan,
        IInvocationOperation { TargetMethod: { IsStatic: true, ContainingType.Name: nameof(TimeSpan) } method, Arguments: { Length: > 0 } arguments } => Scaled(method.Name, Number(arguments[0].Value)),
        IObjectCreationOperation { Type.Name: nameof(TimeSpan), Arguments: var parts } => Created(parts),
        _ => null,
    };

    private static TimeSpan? Scaled(string unit, double? number) => unit switch
    {
        nameof(TimeSpan.FromDays) => number * TimeSpan.TicksPerDay,
        nameof(TimeSpan.FromHours) => number * TimeSpan.TicksPerHour,
        nameof(TimeSpan.FromMinutes) => number * TimeSpan.TicksPerMinute,
        nameof(TimeSpan.FromSeconds) => number * TimeSpan.TicksPerSecond,
        nameof(TimeSpan.FromMilliseconds) => number * TimeSpan.TicksPerMillisecond,
        nameof(TimeSpan.FromTicks) => number,
        _ => null,
    } is { } ticks ? ticks >= long.MaxValue ? TimeSpan.MaxValue : new TimeSpan((long)ticks) : null;

    private static TimeSpan? Created(System.Collections.Immutable.ImmutableArray<IArgumentOperation> parts)
    {
        var numbers = new double[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (Number(parts[i].Value) is not { } number)
                return null;
            numbers[i] = number;
        }

        return numbers.Length switch
        {
            1 => new TimeSpan((long)numbers[0]),
            3 => new TimeSpan((int)numbers[0], (int)numbers[1], (int)numbers[2]),
            4 or 5 or 6 => new TimeSpan((int)numbers[0], (int)numbers[1], (int)numbers[2], (int)numbers[3]),
            _ => null,
        };
    }

    private static double? Number(IOperation value) => value.Unwrap().ConstantValue is { HasValue: true, Value: IConvertible number and not string and not bool }
        ? number.ToDouble(System.Globalization.CultureInfo.InvariantCulture)
        : null;
}
