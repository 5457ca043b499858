using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Engine;

namespace SecureGen.Analyzers.Matching;

/// <summary>Whether a value is made by a keyed hash or a key derivation, seen through encodings, locals and own methods.</summary>
internal static class KeyedHash
{
    private const int LongestWay = 8;

    public static bool Makes(IOperation value, CompilationContext context) => Makes(value, context, LongestWay);

    private static bool Makes(IOperation value, CompilationContext context, int steps)
    {
        if (steps == 0)
            return false;
        value = value.Unwrap();
        return value switch
        {
            ILocalReferenceOperation local => local.Local.ValuesOf(local.Root()).Any(given => Makes(given, context, steps - 1)) || IsFilled(local, context),
            IAwaitOperation awaited => Makes(awaited.Operation, context, steps - 1),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum => Makes(sum.LeftOperand, context, steps - 1) || Makes(sum.RightOperand, context, steps - 1),
            IInterpolatedStringOperation text => text.Parts.OfType<IInterpolationOperation>().Any(part => Makes(part.Expression, context, steps - 1)),
            IInvocationOperation call => IsMade(call, context) || Recoded(call) is { } inner && Makes(inner, context, steps - 1) || Returns(call.TargetMethod, context, steps),
            _ => false,
        };
    }

    private static bool IsMade(IInvocationOperation call, CompilationContext context)
    {
        var type = call.Instance?.Type ?? call.TargetMethod.ContainingType;
        return call.TargetMethod.Name switch
        {
            "ComputeHash" or "ComputeHashAsync" or "HashData" or "HashDataAsync" => IsKeyed(type, context),
            "Pbkdf2" => type.Name is "Rfc2898DeriveBytes" or "KeyDerivation",
            "GetBytes" => type.Name == "Rfc2898DeriveBytes",
            _ => false,
        };
    }

    private static bool IsKeyed(ITypeSymbol? type, CompilationContext context) => context.IsOrInherits(type, "System.Security.Cryptography.KeyedHashAlgorithm") || type?.Name is "Kmac128" or "Kmac256" or "HMACSHA3_256" or "HMACSHA3_512";

    // HMACSHA256.HashData(key, body, expected), hmac.TryComputeHash(body, expected, out _)
    private static bool IsFilled(ILocalReferenceOperation local, CompilationContext context) =>
        local.Type?.SpecialType != SpecialType.System_String && local.Local.ReferencesTo(local.Root()).Any(reference => reference.Wrapped().Parent is IArgumentOperation { Parameter.Name: "destination", Parent: IInvocationOperation call } && IsKeyed(call.Instance?.Type ?? call.TargetMethod.ContainingType, context));

    private static IOperation? Recoded(IInvocationOperation call)
    {
        var name = call.TargetMethod.Name;
        if (call.Instance is { } instance && (name is "Replace" or "ToArray" or "AsSpan" or "Substring" or "ToString" || name.StartsWith("To", StringComparison.Ordinal) || name.StartsWith("Trim", StringComparison.Ordinal)))
            return instance.Type?.SpecialType == SpecialType.System_String || call.Arguments.IsEmpty ? instance : null;
        var isEncoding = name is "ToArray" or "AsSpan" or "Take" or "ToString" or "GetString" || name.IndexOf("Hex", StringComparison.Ordinal) >= 0 || name.IndexOf("Base64", StringComparison.Ordinal) >= 0 || name.IndexOf("Encode", StringComparison.Ordinal) >= 0;
        return isEncoding && call.Arguments.Length > 0 ? call.Arguments[0].Value : null;
    }

    // Told by its words before anything is bound: nearly every method hashes nothing.
    private static bool MayHash(SyntaxNode declaration)
    {
        foreach (var token in declaration.DescendantTokens())
        {
            if (token.ValueText is "ComputeHash" or "ComputeHashAsync" or "HashData" or "HashDataAsync" or "Pbkdf2" or "Rfc2898DeriveBytes" or "TryComputeHash" or "TryHashData")
                return true;
        }

        return false;
    }

    // string Sign(byte[] body) => Convert.ToHexString(hmac.ComputeHash(body));
    private static bool Returns(IMethodSymbol method, CompilationContext context, int steps)
    {
        if (steps < 4 || method.DeclaringSyntaxReferences.Length != 1 || method.DeclaringSyntaxReferences[0].GetSyntax() is not { } declaration || !MayHash(declaration))
            return false;
        return context.Model(declaration.SyntaxTree)?.GetOperation(declaration) is { } body
            && body.DescendantsAndSelf().OfType<IReturnOperation>().Any(returned => returned.ReturnedValue is { } value && Makes(value, context, Math.Min(steps - 4, 4)));
    }
}
