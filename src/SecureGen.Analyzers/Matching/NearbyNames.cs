using System.Linq;
using Microsoft.CodeAnalysis;

namespace SecureGen.Analyzers.Matching;

/// <summary>The names in the code around a text, that say what a text without a mark of its own is.</summary>
internal static class NearbyNames
{
    // Random-looking text that opens nothing.
    private static readonly string[] Harmless =
    [
        "hash", "hashes", "checksum", "digest", "etag", "fingerprint", "thumbprint", "sha", "md", "crc", "commit", "revision", "rev", "guid", "uuid", "version", "integrity", "id", "ids", "public",
        "signature", "expected", "actual", "color", "colour", "trace", "span", "traceparent", "blob", "tree", "image",
    ];

    // An address of a commit has its number a few words behind the name of its owner.
    private const int LastWords = 3;

    /// <summary>The names of what the value is put into, of its type and of the member it belongs to; null where they call it something else.</summary>
    public static string? Of(IOperation value)
    {
        var outer = Literals.Outermost(value, out _);
        if (Target.Of(outer) is not { } target || IsHarmless(target.Name))
            return null;
        return string.Join(" ", target.Name, TypeName(target.Type), target.Symbol?.ContainingSymbol is IMethodSymbol method ? method.Name : "", target.Symbol?.ContainingType?.Name);
    }

    /// <summary>Whether the last words before a value call it something that opens nothing: <c>/datadog/agent/commit/</c>.</summary>
    public static bool EndHarmlessly(string before)
    {
        var words = Words.Split(before);
        return words.Skip(words.Length - LastWords).Any(word => Harmless.Contains(word));
    }

    private static bool IsHarmless(string name) => Words.Split(name).Any(word => Harmless.Contains(word));

    private static string TypeName(ITypeSymbol? type) => type is { SpecialType: SpecialType.None } ? type.Name : "";
}
