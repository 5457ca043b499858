using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Engine;

namespace SecureGen.Analyzers.Knowledge;

/// <summary>The versions of TLS in the two enumerations that name them, which share their numbers.</summary>
internal static class TlsVersions
{
    public const string SslProtocols = "System.Security.Authentication.SslProtocols";
    public const string SecurityProtocolType = "System.Net.SecurityProtocolType";

    /// <summary>SSL 2 and 3, TLS 1.0 and 1.1 (RFC 6176, RFC 7568, RFC 8996), as Schannel numbers them.</summary>
    public const int Weak = 12 | 48 | 192 | 768;

    /// <summary>The versions that remain, by their numbers.</summary>
    public static readonly IReadOnlyList<(int Bits, string Name)> Strong = [(3072, "Tls12"), (12288, "Tls13")];

    public static bool AreNamedBy(ITypeSymbol? type, CompilationContext context) =>
        (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type) is { TypeKind: TypeKind.Enum, Name: "SslProtocols" or "SecurityProtocolType" } version && (context.Is(version, SslProtocols) || context.Is(version, SecurityProtocolType));

    /// <summary>The number of a member or of a cast number; null where it is not known here.</summary>
    public static int? NumberOf(IOperation value) => value.ConstantValue is { HasValue: true, Value: int number } ? number : null;

    /// <summary>The operands of <c>a | b | c</c>, or the value itself.</summary>
    public static IEnumerable<IOperation> Flags(IOperation value)
    {
        while (value is IParenthesizedOperation parenthesized)
            value = parenthesized.Operand;
        if (value is not IBinaryOperation { OperatorKind: BinaryOperatorKind.Or } union)
            return [value];
        var flags = new List<IOperation>(Flags(union.LeftOperand));
        flags.AddRange(Flags(union.RightOperand));
        return flags;
    }
}
