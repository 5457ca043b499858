using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Knowledge;

namespace SecureGen.Analyzers.Matching;

/// <summary>Reads a path out of an expression, as far as it says that everybody can guess it.</summary>
internal static class TemporaryPath
{
    private const int Deepest = 8;

    /// <summary>Where a path that can be guessed is built, in a directory that everybody may write to; null where it is not, or nothing is known of a part of it.</summary>
    public static IOperation? Guessable(IOperation path, CompilationContext context)
    {
        path = path.Unwrap();
        for (var depth = 0; depth < Deepest && path is ILocalReferenceOperation { Local.IsConst: false } local; depth++)
        {
            if (local.Local.ValuesOf(local.Root()) is not { Count: 1 } values)
                return null;
            path = values[0].Unwrap();
        }

        var pieces = new List<IOperation>();
        return Collect(path, pieces, context, 0) && pieces.Count > 0 && IsPredictable(pieces) ? path : null;
    }

    /// <summary>The constant text that the path ends with.</summary>
    public static string? Ending(IOperation path, CompilationContext context)
    {
        var pieces = new List<IOperation>();
        return Collect(path.Unwrap(), pieces, context, 0) && pieces.Count > 0 ? Text(pieces[pieces.Count - 1]) : null;
    }

    // Path.Combine(a, b), a + b, $"{a}/{b}", Path.ChangeExtension(a, b), and what locals hold of it.
    private static bool Collect(IOperation value, List<IOperation> pieces, CompilationContext context, int depth)
    {
        value = value.Unwrap();
        if (depth > Deepest)
            return false;
        if (Text(value) is not null)
        {
            pieces.Add(value);
            return true;
        }

        switch (value)
        {
            case ILocalReferenceOperation local:
                return local.Local.ValuesOf(local.Root()) is { Count: 1 } values && Collect(values[0], pieces, context, depth + 1);
            case IFieldReferenceOperation { Field: { IsReadOnly: true } field } when field.InitialValue(context) is { } initial:
                return Collect(initial, pieces, context, depth + 1);
            case IPropertyReferenceOperation { Property: { SetMethod: null, Parameters.Length: 0 } property } when property.InitialValue(context) is { } initial:
                return Collect(initial, pieces, context, depth + 1);
            case IInvocationOperation { TargetMethod: { Name: "ExpandEnvironmentVariables", ContainingType.Name: "Environment" }, Arguments: { Length: 1 } arguments }:
                return Collect(arguments[0].Value, pieces, context, depth + 1);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum:
                return Collect(sum.LeftOperand, pieces, context, depth + 1) && Collect(sum.RightOperand, pieces, context, depth + 1);
            case IInterpolatedStringOperation interpolated:
                return interpolated.Parts.All(part => Collect(part is IInterpolationOperation hole ? hole.Expression : part is IInterpolatedStringTextOperation text ? text.Text : part, pieces, context, depth + 1));
            case IInvocationOperation { TargetMethod: { Name: "Combine" or "Join" or "ChangeExtension" or "GetFullPath", ContainingType: { Name: "Path", ContainingNamespace.Name: "IO" } } } call:
                return call.Arguments.SelectMany(argument => LoggedParts.Elements(argument.Value)).All(element => Collect(element, pieces, context, depth + 1));
            default:
                pieces.Add(value);
                return true;
        }
    }

    private static bool IsPredictable(List<IOperation> pieces)
    {
        var root = pieces[0];
        var isRoot = IsTemporaryDirectory(root) || (Text(root) is { } text && (TemporaryFiles.IsBelowRoot(text) || (pieces.Count > 1 && TemporaryFiles.IsRoot(text))));
        if (!isRoot || (IsTemporaryDirectory(root) && !pieces.Skip(1).Any(HasName)))
            return false;
        return pieces.Skip(1).All(piece => Text(piece) is not null || IsGuessable(piece));
    }

    private static bool HasName(IOperation piece) => Text(piece) is not { } text || text.Any(char.IsLetterOrDigit);

    private static bool IsTemporaryDirectory(IOperation value) => value switch
    {
        IInvocationOperation { TargetMethod: { Name: "GetTempPath", ContainingType.Name: "Path" } } => true,
        IInvocationOperation { TargetMethod: { Name: "GetEnvironmentVariable", ContainingType.Name: "Environment" }, Arguments: { Length: > 0 } arguments } => arguments[0].Value.ConstantText() is { } variable && TemporaryFiles.Variables.Contains(variable),
        ICoalesceOperation fallback => IsTemporaryDirectory(fallback.Value.Unwrap()),
        _ => false,
    };

    // DateTime.Now.Ticks, Environment.ProcessId, DateTime.UtcNow.ToString("yyyyMMdd")
    private static bool IsGuessable(IOperation value) => value.Unwrap() switch
    {
        IPropertyReferenceOperation { Property: { Name: var name, ContainingType.Name: "DateTime" or "DateTimeOffset" or "Environment" or "Process" } } property =>
            TemporaryFiles.Guessable.Contains(name) && (property.Instance is not { } instance || IsGuessable(instance)),
        IInvocationOperation { TargetMethod.Name: "ToString", Instance: { } instance } => IsGuessable(instance),
        IInvocationOperation { TargetMethod: { Name: "GetCurrentProcess", ContainingType.Name: "Process" } } => true,
        _ => false,
    };

    private static string? Text(IOperation value) =>
        value.ConstantText() ?? (value.Unwrap() is IFieldReferenceOperation { Field: { Name: "DirectorySeparatorChar" or "AltDirectorySeparatorChar", ContainingType.Name: "Path" } } ? "/" : value.ConstantValue is { HasValue: true, Value: char c } ? c.ToString() : null);
}
