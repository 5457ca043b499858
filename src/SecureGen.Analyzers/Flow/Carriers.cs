using Microsoft.CodeAnalysis;

namespace SecureGen.Analyzers.Flow;

/// <summary>Which types can carry text: a number, an identifier or a date has no ".." in it.</summary>
internal static class Carriers
{
    public static bool IsText(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_String } => true,
        IArrayTypeSymbol array => IsText(array.ElementType),
        { Name: "StringValues" or "PathString" or "QueryString" or "Uri" } => true,
        INamedTypeSymbol { TypeArguments.Length: 1, IsGenericType: true } generic when generic.ContainingNamespace?.ToDisplayString() == "System.Collections.Generic" => IsText(generic.TypeArguments[0]),
        _ => false,
    };

    public static bool CanCarry(ITypeSymbol? type)
    {
        if (type is null)
            return false;
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            type = nullable.TypeArguments[0];
        if (type.TypeKind is TypeKind.Enum or TypeKind.Error or TypeKind.Pointer)
            return false;
        return type.SpecialType is SpecialType.None or SpecialType.System_String or SpecialType.System_Object or SpecialType.System_Array
            ? type.Name is not ("Guid" or "DateTimeOffset" or "TimeSpan" or "DateOnly" or "TimeOnly" or "Version" or "CancellationToken" or "IPAddress")
            : type.SpecialType > SpecialType.System_String && type.SpecialType is not SpecialType.System_DateTime;
    }
}
