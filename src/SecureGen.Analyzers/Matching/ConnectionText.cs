using System;
using System.Collections.Generic;

namespace SecureGen.Analyzers.Matching;

/// <summary>Reads connection strings: fields with their values and places, and whom they connect to.</summary>
internal static class ConnectionText
{
    private static readonly string[] HostKeys = ["server", "datasource", "host", "address", "addr", "networkaddress", "hostname"];

    private static readonly HashSet<string> LocalHosts = new(StringComparer.OrdinalIgnoreCase) { "localhost", ".", "(local)", "(localdb)", "::1", "[::1]", "0.0.0.0", "host.docker.internal" };

    /// <summary>The fields of <c>Server=db;Password=x</c>, or of <c>cache:6379,password=x</c>, which separates by commas.</summary>
    public static IEnumerable<ConnectionField> FieldsOf(string text)
    {
        var separator = text.IndexOf(';') >= 0 || text.IndexOf(',') < 0 ? ';' : ',';
        for (var start = 0; start < text.Length;)
        {
            var end = FieldEnd(text, start, separator);
            if (Field(text, start, end) is { } field)
                yield return field;
            start = end + 1;
        }
    }

    /// <summary>The host that the connection string or address leads to; null where it says none.</summary>
    public static string? HostOf(string text)
    {
        if (text.IndexOf("://", StringComparison.Ordinal) is var scheme and > 0 && text.IndexOf('=') is var equals && (equals < 0 || equals > scheme))
            return Host(text.Substring(scheme + 3));
        foreach (var field in FieldsOf(text))
        {
            if (Array.IndexOf(HostKeys, field.Key) >= 0 || field.Key.Length == 0)
                return Host(field.Value);
        }

        return null;
    }

    public static bool IsLocal(string host) => LocalHosts.Contains(host) || host.StartsWith("127.", StringComparison.Ordinal);

    // sql.example.com,1433  tcp:sql.example.com  .\SQLEXPRESS  user:password@host:5432/images  [::1]:5432
    private static string Host(string text)
    {
        var host = text.Trim();
        if (host.StartsWith("tcp:", StringComparison.OrdinalIgnoreCase) || host.StartsWith("np:", StringComparison.OrdinalIgnoreCase))
            host = host.Substring(host.IndexOf(':') + 1);
        if (host.IndexOf("://", StringComparison.Ordinal) is var scheme and > 0)
            host = host.Substring(scheme + 3);
        var end = host.IndexOfAny(['/', '?', '#', '\\', ',']);
        host = end < 0 ? host : host.Substring(0, end);
        host = host.Substring(host.LastIndexOf('@') + 1);
        if (host.Length > 0 && host[0] == '[')
            return host.IndexOf(']') is var close and > 0 ? host.Substring(0, close + 1) : host;
        return host.IndexOf(':') is var port and > 0 && port == host.LastIndexOf(':') ? host.Substring(0, port) : host;
    }

    private static int FieldEnd(string text, int start, char separator)
    {
        var quote = '\0';
        var atValue = false;
        for (var i = start; i < text.Length; i++)
        {
            if (quote != '\0')
                quote = text[i] == quote ? '\0' : quote;
            else if (text[i] == separator)
                return i;
            else if (atValue && text[i] is '"' or '\'' && text.IndexOf(text[i], i + 1) > 0)
                quote = text[i];
            atValue = text[i] == '=' || (atValue && text[i] == ' ');
        }

        return text.Length;
    }

    private static ConnectionField? Field(string text, int start, int end)
    {
        var equals = text.IndexOf('=', start, end - start);
        var valueStart = equals < 0 ? start : equals + 1;
        while (valueStart < end && text[valueStart] == ' ')
            valueStart++;
        while (end > valueStart && text[end - 1] == ' ')
            end--;
        if (end - valueStart >= 2 && text[valueStart] is '"' or '\'' && text[end - 1] == text[valueStart])
        {
            valueStart++;
            end--;
        }

        if (equals < 0 && end == valueStart)
            return null;
        var key = equals < 0 ? "" : text.Substring(start, equals - start).Replace(" ", "").ToLowerInvariant();
        return new ConnectionField(key, text.Substring(valueStart, end - valueStart), valueStart, end - valueStart);
    }
}

/// <summary>One field of a connection string.</summary>
/// <param name="Key">In lower case, without spaces; empty for a value alone.</param>
/// <param name="Value">Without its quotes.</param>
/// <param name="Start">Where the value begins in the text.</param>
/// <param name="Length">How long the value is.</param>
internal readonly record struct ConnectionField(string Key, string Value, int Start, int Length);
