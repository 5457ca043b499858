using Microsoft.CodeAnalysis;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Flow;

/// <summary>Which types can carry text: a number, an identifier or a date has no ".." in it.</summary>
internal static class Carriers
{
    public static bool IsText(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_String } => true,
        IArrayTypeSymbol array => IsText(array.ElementType),
        { Name: "StringValues" or "PathString" or "QueryString" or "Uri" } => true,
        INamedTypeSymbol { TypeArguments.Length: 1, IsGenericType: true } generic when generic.ContainingNamespace.Is("System.Collections.Generic") => IsText(generic.TypeArguments[0]),
        _ => false,
    };

    /// <summary>What a list or an array holds, or null where the type is neither.</summary>
    public static ITypeSymbol? ElementOf(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType,
        INamedTypeSymbol { TypeArguments.Length: 1 } generic when generic.ContainingNamespace.Is("System.Collections.Generic") => generic.TypeArguments[0],
        _ => null,
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

    /// <summary>Whether a value of that type is data rather than a service: what a caller passes in it is worth following.</summary>
    public static bool IsData(ITypeSymbol type)
    {
        if (!CanCarry(type))
            return false;
        if (IsText(type) || type.SpecialType == SpecialType.System_Object || type.TypeKind is TypeKind.TypeParameter or TypeKind.Array || type.IsTupleType)
            return true;
        if (type.TypeKind is TypeKind.Interface or TypeKind.Delegate && !type.DeclaringSyntaxReferences.IsEmpty)
            return false;
        if (type is INamedTypeSymbol { Name: "Task" or "ValueTask" or "Lazy", TypeArguments.Length: 1 } later)
            return IsData(later.TypeArguments[0]);
        return type.DeclaringSyntaxReferences.IsEmpty ? IsOutsideData(type) : type.IsRecord || HoldsText(type);
    }

    private static bool IsOutsideData(ITypeSymbol type) =>
        type.TypeKind != TypeKind.Delegate
        && (type.Name is "IFormFile" or "BinaryData" or "UriBuilder" || type.ContainingNamespace is var space && (space.Is("System.IO") || space.Is("System.Linq") || space.Is("Microsoft.Extensions.Primitives")
            || space.IsWithin("System.Text") || space.IsWithin("System.Collections")));

    // A class with text that can be read from it.
    private static bool HoldsText(ITypeSymbol type)
    {
        foreach (var member in type.GetMembers())
        {
            if (member is { IsStatic: false, DeclaredAccessibility: Accessibility.Public } && (member switch { IPropertySymbol property => property.Type, IFieldSymbol field => field.Type, _ => null }) is { } held && IsText(held))
                return true;
        }

        return false;
    }
}
