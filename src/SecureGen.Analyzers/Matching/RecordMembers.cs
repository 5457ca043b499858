using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Knowledge;

namespace SecureGen.Analyzers.Matching;

/// <summary>Secret-named members of a type: those that a record prints, and those that a destructuring logger or a serializer writes.</summary>
internal static class RecordMembers
{
    // A type may hold itself.
    private const int Deepest = 3;

    /// <summary>The secret in what <c>ToString</c> of the record prints; null where it is no record, or has a <c>ToString</c> of its own.</summary>
    public static string? Printed(ITypeSymbol? type, RuleOptions options) => type is INamedTypeSymbol { IsRecord: true } record ? Printed(record, options, Deepest) : null;

    /// <summary>The secret in the public members of the type, of what they hold, and of the elements of a collection.</summary>
    public static string? Destructured(ITypeSymbol? type, RuleOptions options) => Destructured(type, options, Deepest);

    /// <summary>Whether the text of the record is the compiler's.</summary>
    public static bool PrintsMembers(INamedTypeSymbol record) => !PrintsItself(record) && !Declares(record, "PrintMembers");

    /// <summary>The members that the record itself prints, in the order they are written in.</summary>
    public static IEnumerable<ISymbol> PrintedBy(INamedTypeSymbol record) => record.GetMembers().Where(IsPrinted).OrderBy(static member => member.Locations[0].SourceSpan.Start);

    private static bool IsPrinted(ISymbol member) => member is { DeclaredAccessibility: Accessibility.Public, IsStatic: false, IsOverride: false }
        && member is IPropertySymbol { IsIndexer: false, GetMethod: not null } or IFieldSymbol { IsConst: false, AssociatedSymbol: null };

    private static string? Printed(INamedTypeSymbol record, RuleOptions options, int depth)
    {
        if (PrintsItself(record))
            return null;
        for (var current = record; current is { IsRecord: true } && !Declares(current, "PrintMembers"); current = current.BaseType)
        {
            foreach (var (name, type) in Members(current))
            {
                if (SecretVocabulary.CanHold(type) && SecretVocabulary.IsSecret(name, options))
                    return name;
                if (depth > 0 && type is INamedTypeSymbol { IsRecord: true } inner && Printed(inner, options, depth - 1) is { } nested)
                    return nested;
            }
        }

        return null;
    }

    private static string? Destructured(ITypeSymbol? type, RuleOptions options, int depth)
    {
        var shown = Element(type);
        if (shown is not INamedTypeSymbol || IsOfFramework(shown))
            return null;
        for (var current = shown; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            foreach (var (name, member) in Members(current))
            {
                if (SecretVocabulary.CanHold(member) && SecretVocabulary.IsSecret(name, options))
                    return name;
                if (depth > 0 && Destructured(member, options, depth - 1) is { } nested)
                    return nested;
            }
        }

        return null;
    }

    private static IEnumerable<(string Name, ITypeSymbol Type)> Members(ITypeSymbol type)
    {
        foreach (var member in type.GetMembers())
        {
            if (member is IPropertySymbol { DeclaredAccessibility: Accessibility.Public, IsStatic: false, IsIndexer: false, GetMethod: not null } property && !IsLeftOut(property))
                yield return (property.Name, property.Type);
        }
    }

    // [NotLogged], [LogMasked], [JsonIgnore], [SensitiveData], ...
    private static bool IsLeftOut(IPropertySymbol property)
    {
        foreach (var attribute in property.GetAttributes())
        {
            foreach (var word in Words.Split(attribute.AttributeClass?.Name ?? ""))
            {
                if (word is "ignore" or "masked" or "mask" or "redact" or "redacted" or "sensitive" or "logged" or "private")
                    return true;
            }
        }

        return false;
    }

    private static ITypeSymbol? Element(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType,
        INamedTypeSymbol { TypeArguments.Length: > 0 } generic when IsOfFramework(generic) => generic.TypeArguments[generic.TypeArguments.Length - 1],
        _ => type,
    };

    private static bool PrintsItself(INamedTypeSymbol record)
    {
        for (var current = record; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            foreach (var member in current.GetMembers("ToString"))
            {
                if (member is IMethodSymbol { Parameters.Length: 0 })
                    return !IsSynthesized(member);
            }
        }

        return false;
    }

    private static bool Declares(INamedTypeSymbol type, string method)
    {
        foreach (var member in type.GetMembers(method))
        {
            if (!IsSynthesized(member))
                return true;
        }

        return false;
    }

    // In another assembly nothing is implicitly declared: the compiler left its mark instead.
    private static bool IsSynthesized(ISymbol member)
    {
        if (member.IsImplicitlyDeclared)
            return true;
        if (!member.DeclaringSyntaxReferences.IsEmpty)
            return false;
        foreach (var attribute in member.GetAttributes())
        {
            if (attribute.AttributeClass?.Name == "CompilerGeneratedAttribute")
                return true;
        }

        return false;
    }

    private static bool IsOfFramework(ITypeSymbol type)
    {
        var space = type.ContainingNamespace;
        while (space is { ContainingNamespace.IsGlobalNamespace: false })
            space = space.ContainingNamespace;
        return space?.Name is "System" or "Microsoft";
    }
}
