using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Knowledge;

namespace SecureGen.Analyzers.Matching;

/// <summary>What becomes of a buffer where it is mentioned: only read, given another value, or perhaps filled.</summary>
internal static class BufferUse
{
    // What a method that keeps, sends or joins it begins with.
    private static readonly string[] Readers = ["Write", "Save", "Store", "Keep", "Append", "Add", "Send", "Put", "Upload", "Concat", "Combine", "Join", "To", "Encode", "Print", "Log"];

    public enum Kind
    {
        Read,
        Replaced,
        Filled,
    }

    /// <param name="reference">The mention.</param>
    /// <param name="isBlank">An empty buffer is made to be filled: whoever could do it is taken to. One with contents is not.</param>
    public static Kind Of(IOperation reference, bool isBlank)
    {
        var value = reference;
        while (true)
        {
            switch (value.Parent)
            {
                case IConversionOperation { Type.Name: "ReadOnlySpan" or "ReadOnlyMemory" or "IEnumerable" or "IReadOnlyList" or "IReadOnlyCollection" }:
                    return Kind.Read;
                case IConversionOperation or IParenthesizedOperation:
                    value = value.Parent;
                    continue;
                case ISimpleAssignmentOperation assignment when assignment.Target == value:
                    return Kind.Replaced;
                case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation }:
                    return Kind.Read;
                case ICompoundAssignmentOperation or ICoalesceAssignmentOperation or IIncrementOrDecrementOperation:
                    return Kind.Filled;
                case IArrayElementReferenceOperation element when element.ArrayReference == value && element.Indices[0].Type?.Name != "Range":
                    return IsWritten(element) ? Kind.Filled : Kind.Read;
                case IPropertyReferenceOperation { Arguments.Length: 1 } element when element.Instance == value:
                    return IsWritten(element) ? Kind.Filled : Kind.Read;
                case IForEachLoopOperation { Syntax: ForEachStatementSyntax { Type: RefTypeSyntax { ReadOnlyKeyword.RawKind: 0 } } }:
                    return Kind.Filled;
                case IPropertyReferenceOperation or IReturnOperation or IBinaryOperation or IInterpolationOperation or IForEachLoopOperation:
                case { Kind: Operations.Spread }:
                    return Kind.Read;
                case ITupleOperation { Parent: not IDeconstructionAssignmentOperation }:
                    return Kind.Read;
                case IInvocationOperation call when call.Instance == value:
                    if (call.TargetMethod.Name is not ("AsSpan" or "AsMemory" or "Slice"))
                        return IsFilling(call.TargetMethod) ? Kind.Filled : Kind.Read;
                    value = call;
                    continue;
                case IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "AsSpan" or "AsMemory", IsExtensionMethod: true } } call }:
                    value = call;
                    continue;
                case IArgumentOperation argument:
                    return Passed(argument, isBlank);
                default:
                    return Unknown(isBlank);
            }
        }
    }

    private static bool IsWritten(IOperation element) => element.Parent switch
    {
        IAssignmentOperation assignment => assignment.Target == element,
        IIncrementOrDecrementOperation => true,
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } => true,
        _ => false,
    };

    private static Kind Unknown(bool isBlank) => isBlank ? Kind.Filled : Kind.Read;

    private static bool IsFilling(IMethodSymbol method) => method.Name is "Fill" or "Clear" or "Initialize" or "SetValue";

    private static Kind Passed(IArgumentOperation argument, bool isBlank)
    {
        if (argument.Parameter is not { } parameter)
            return Kind.Filled;

        // Array.Resize(ref key, 32) keeps what is there.
        if (parameter.RefKind is RefKind.Out or RefKind.Ref)
            return !isBlank && parameter.ContainingSymbol is { Name: "Resize", ContainingType.SpecialType: SpecialType.System_Array } ? Kind.Read : Kind.Filled;
        if (CryptographicKeys.TakenBy(argument) is not null || parameter.Type.SpecialType == SpecialType.System_String)
            return Kind.Read;
        var method = argument.Parent switch
        {
            IInvocationOperation call => call.TargetMethod,
            IObjectCreationOperation { Constructor: { } constructor } => constructor,
            _ => null,
        };
        if (method is null || Writes(method, parameter))
            return Kind.Filled;
        return isBlank && !OnlyReads(method, parameter) ? Kind.Filled : Kind.Read;
    }

    // rng.GetBytes(buffer), stream.Read(buffer), BinaryPrimitives.WriteInt64BigEndian(buffer, n), source.CopyTo(buffer), Array.Copy(.., destinationArray)
    private static bool Writes(IMethodSymbol method, IParameterSymbol parameter) =>
        parameter.Name is "destination" or "destinationArray" or "dst" or "dest" or "target" or "output"
        || method.ContainingType.Name is "RandomNumberGenerator" or "RNGCryptoServiceProvider" or "Random" or "BinaryPrimitives"
        || method.Name is "Fill" or "Clear" or "NextBytes" or "Reverse" or "Shuffle" or "CopyTo" && parameter.Ordinal == (method.IsExtensionMethod ? 1 : 0)
        || method.Name.StartsWith("Read", StringComparison.Ordinal);

    private static bool OnlyReads(IMethodSymbol method, IParameterSymbol parameter) =>
        parameter.Name is "src" or "sourceArray" or "source" or "inArray" || parameter.Type.Name is "ReadOnlySpan" or "ReadOnlyMemory" or "IEnumerable"
        || (method.MethodKind == MethodKind.Constructor && !method.ContainingType.Name.EndsWith("Stream", StringComparison.Ordinal))
        || method.Name is "SequenceEqual" or "FixedTimeEquals" or "FromResult" || (IsForeign(method) && parameter.Type.Name != "Span" && Array.Exists(Readers, reader => method.Name.StartsWith(reader, StringComparison.Ordinal)));

    // WriteCounter(nonce) of the program's own may write into it.
    private static bool IsForeign(IMethodSymbol method) => method.Locations.Length > 0 && !method.Locations[0].IsInSource;
}
