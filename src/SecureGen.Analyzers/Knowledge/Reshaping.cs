using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SecureGen.Analyzers.Knowledge;

/// <summary>Methods whose result shows what they are given: trimmed, in another case, encoded, serialized. None of it hides a secret.</summary>
internal static class Reshaping
{
    private static readonly HashSet<string> OfInstance = new(StringComparer.Ordinal)
    {
        "ToString", "Trim", "TrimStart", "TrimEnd", "Replace", "ToUpperInvariant", "ToLowerInvariant", "ToUpper", "ToLower", "PadLeft", "PadRight",
        "ToCharArray", "Normalize", "ConfigureAwait", "GetAwaiter", "GetResult",
    };

    private static readonly Dictionary<string, HashSet<string>> OfArgument = new(StringComparer.Ordinal)
    {
        ["Convert"] = ["ToBase64String", "FromBase64String", "ToHexString", "ToHexStringLower", "FromHexString", "ToString"],
        ["BitConverter"] = ["ToString"],
        ["Encoding"] = ["GetBytes", "GetString"],
        ["Uri"] = ["EscapeDataString", "EscapeUriString", "UnescapeDataString"],
        ["WebUtility"] = ["UrlEncode", "UrlDecode", "HtmlEncode", "HtmlDecode"],
        ["HttpUtility"] = ["UrlEncode", "UrlDecode", "HtmlEncode", "HtmlDecode"],
        ["Enumerable"] = ["First", "FirstOrDefault", "Last", "LastOrDefault", "Single", "SingleOrDefault"],
    };

    /// <summary>What the call shows in another shape, or null where it shows something else.</summary>
    public static IOperation? Subject(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (method.ContainingType is { } type && OfArgument.TryGetValue(type.Name, out var methods) && methods.Contains(method.Name) && call.Arguments.Length > 0)
            return call.Arguments[0].Value;
        if (call.Instance is not { } instance)
            return null;
        return OfInstance.Contains(method.Name) || IsRest(call) ? instance : null;
    }

    /// <summary>Whether the call writes out every member of what it is given.</summary>
    public static bool IsSerialization(IMethodSymbol method) =>
        method is { Name: "Serialize", ContainingType.Name: "JsonSerializer" } or { Name: "SerializeObject", ContainingType.Name: "JsonConvert" };

    // authorization.Substring(7) is the secret without its scheme; Substring(0, 4) and Substring(length - 4) show a part of it, by intent.
    private static bool IsRest(IInvocationOperation call) =>
        call.TargetMethod.Name == "Substring" && call.Arguments.Length == 1 && call.Arguments[0].Value.ConstantValue.HasValue;
}
