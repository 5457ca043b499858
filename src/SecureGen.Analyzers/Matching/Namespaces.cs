using Microsoft.CodeAnalysis;

namespace SecureGen.Analyzers.Matching;

/// <summary>Names of namespaces, compared part by part: to spell one out costs more than most rules.</summary>
internal static class Namespaces
{
    /// <summary>Whether the namespace has this full name, such as <c>System.Collections.Generic</c>.</summary>
    public static bool Is(this INamespaceSymbol? space, string fullName)
    {
        var end = fullName.Length;
        for (; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
        {
            var start = end - space.Name.Length;
            if (start < 0 || string.CompareOrdinal(fullName, start, space.Name, 0, space.Name.Length) != 0)
                return false;
            if (start == 0)
                return space.ContainingNamespace is { IsGlobalNamespace: true };
            if (fullName[start - 1] != '.')
                return false;
            end = start - 1;
        }

        return false;
    }

    /// <summary>Whether the namespace is the one of this full name or stands in it.</summary>
    public static bool IsWithin(this INamespaceSymbol? space, string fullName)
    {
        for (; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
        {
            if (space.Is(fullName))
                return true;
        }

        return false;
    }
}
