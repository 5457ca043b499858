using System;
using SecureGen.Analyzers.Knowledge;

namespace SecureGen.Analyzers.Matching;

/// <summary>The beginning of an address without encryption: scheme, host, and the port where one is written.</summary>
internal readonly record struct ClearTextAddress(string Scheme, string Host, string Port)
{
    /// <summary>The address that the text begins with; null where it has TLS, or where its host is not all there.</summary>
    /// <param name="text">The text, or its first piece.</param>
    /// <param name="isWhole">Whether nothing follows the text.</param>
    public static ClearTextAddress? Of(string text, bool isWhole)
    {
        var colon = text.IndexOf("://", StringComparison.Ordinal);
        if (colon is < 2 or > 5)
            return null;
        foreach (var scheme in ClearTextSchemes.All)
        {
            if (colon == scheme.Clear.Length && text.StartsWith(scheme.Clear, StringComparison.OrdinalIgnoreCase))
                return Read(scheme.Clear, text, colon + 3, isWhole);
        }

        return null;
    }

    private static ClearTextAddress? Read(string scheme, string text, int start, bool isWhole)
    {
        var end = text.IndexOfAny(['/', '?', '#', '\\'], start);
        if (end < 0 && !isWhole)
            return text.IndexOf(':', start) is var colon and > 0 ? Parsed(scheme, text.Substring(start, colon - start), "?") : null;
        return Parsed(scheme, text.Substring(start, (end < 0 ? text.Length : end) - start), "");
    }

    private static ClearTextAddress? Parsed(string scheme, string authority, string port)
    {
        authority = authority.Substring(authority.LastIndexOf('@') + 1);
        var bracket = authority.LastIndexOf(']');
        var colon = authority.IndexOf(':', Math.Max(bracket, 0));
        var host = (colon < 0 ? authority : authority.Substring(0, colon)).ToLowerInvariant();
        foreach (var c in host)
        {
            if (!char.IsLetterOrDigit(c) && c is not ('.' or '-' or '_' or '[' or ']' or ':'))
                return null;
        }

        return host.Length == 0 ? null : new ClearTextAddress(scheme, host, colon < 0 ? port : authority.Substring(colon + 1));
    }
}
