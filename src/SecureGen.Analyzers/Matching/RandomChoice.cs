using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Knowledge;

namespace SecureGen.Analyzers.Matching;

/// <summary>Tells a value that is made at random from one that is only chosen at random: a character of a password from an API key of several.</summary>
internal static class RandomChoice
{
    /// <summary>Whether the value is the index by which something that exists already is chosen.</summary>
    public static bool IsIndex(IOperation value, IOperation parent, CompilationContext context) => parent switch
    {
        IArrayElementReferenceOperation element when element.ArrayReference != value => IsOneOf(element.Type, element.ArrayReference, context),
        IArgumentOperation { Parent: IPropertyReferenceOperation { Instance: { } list } indexer } => IsOneOf(indexer.Type, list, context),
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "ElementAt" or "ElementAtOrDefault", Arguments: { Length: 2 } arguments } call } argument when argument == arguments[1] =>
            IsOneOf(call.Type, arguments[0].Value, context),
        _ => false,
    };

    /// <summary>Whether an element of the collection is a whole of its own: neither a character or number, nor a text that becomes part of another.</summary>
    public static bool IsOneOf(ITypeSymbol? element, IOperation collection, CompilationContext context)
    {
        if (element is null || IsPart(element))
            return false;
        return element.SpecialType != SpecialType.System_String
            || (Target.Assigned(collection) is { } named && RandomUse.IsSensitive(named.Name, context.Options(collection.Syntax.SyntaxTree)));
    }

    /// <summary>condition ? 'a' : 'b', condition ? "0" : "1": the choice makes a part of a text.</summary>
    public static bool IsBetweenParts(IConditionalOperation choice) =>
        (choice.Type is { } type && IsPart(type)) || (choice.WhenTrue.ConstantValue.HasValue && choice.WhenFalse?.ConstantValue.HasValue == true);

    /// <summary>Whether a target of the type can hold what must not be guessed; unknown types can.</summary>
    public static bool CanHoldSecret(ITypeSymbol? type) =>
        type is null || !(type.SpecialType == SpecialType.System_Boolean || type.TypeKind == TypeKind.Enum || IsMoment(type));

    /// <summary>Durations and points in time.</summary>
    public static bool IsMoment(ITypeSymbol? type) =>
        type is { Name: "TimeSpan" or "DateTime" or "DateTimeOffset" or "DateOnly" or "TimeOnly", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

    /// <summary>random.Next(100000, 999999): as many digits as one-time codes have.</summary>
    public static bool IsCode(IOperation use) =>
        use is IInvocationOperation { TargetMethod.Name: "Next", Arguments: { Length: > 0 } arguments }
        && arguments[arguments.Length - 1].Value.ConstantValue is { HasValue: true, Value: 9999 or 10_000 or 99_999 or 100_000 or 999_999 or 1_000_000 or 9_999_999 or 10_000_000 or 99_999_999 or 100_000_000 };

    /// <summary>The variable behind what is filled: a span, slice or range of it.</summary>
    public static IOperation Buffer(IOperation passed)
    {
        while (true)
        {
            passed = passed.Unwrap();
            switch (passed)
            {
                case IInvocationOperation { TargetMethod.Name: "AsSpan" or "Slice", Arguments.Length: > 0 } span:
                    passed = span.Instance ?? span.Arguments[0].Value;
                    break;
                case IInvocationOperation { TargetMethod.Name: "AsSpan", Instance: { } instance }:
                    passed = instance;
                    break;
                case IConversionOperation conversion:
                    passed = conversion.Operand;
                    break;
                case IArrayElementReferenceOperation range:
                    passed = range.ArrayReference;
                    break;
                case IImplicitIndexerReferenceOperation range:
                    passed = range.Instance;
                    break;
                case IPropertyReferenceOperation { Property.Name: "Span", Instance: { } memory }:
                    passed = memory;
                    break;
                default:
                    return passed;
            }
        }
    }

    /// <summary>Whether the parameter of a cryptographic API takes what only the owner may know, or what must never be foreseen.</summary>
    public static bool IsSecretOfAlgorithm(string parameter) =>
        Words.Split(parameter).Any(static w => w is "key" or "iv" or "salt" or "nonce" or "password" or "entropy" or "secret");

    /// <summary>Whether the argument names a file or folder that the call creates: foreseen, somebody else creates it first.</summary>
    public static bool CreatesFile(IArgumentOperation argument, ITypeSymbol callee)
    {
        if (!callee.ContainingNamespace.Is("System.IO") || argument.Parameter?.Name is not ("path" or "destFileName" or "destDirName"))
            return false;
        return argument.Parent switch
        {
            IInvocationOperation call => callee.Name is "File" or "Directory"
                && (call.TargetMethod.Name.StartsWith("Write", System.StringComparison.Ordinal) || call.TargetMethod.Name.StartsWith("Create", System.StringComparison.Ordinal)
                    || call.TargetMethod.Name is "OpenWrite" or "Copy" or "Move"),
            IObjectCreationOperation { Arguments: var arguments } => callee.Name == "StreamWriter"
                || (callee.Name == "FileStream" && arguments.ArgumentOf("mode") is IFieldReferenceOperation { Field.Name: "Create" or "CreateNew" or "OpenOrCreate" }),
            _ => false,
        };
    }

    private static bool IsPart(ITypeSymbol type) => type.SpecialType is >= SpecialType.System_Char and <= SpecialType.System_UInt64 || type.Name == "Rune";
}
