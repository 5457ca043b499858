using System;

namespace SecureGen.Analyzers.Matching;

/// <summary>What the name of a host says about it.</summary>
internal static class Hosts
{
    /// <summary>This machine, or a neighbour in a container network: a name without a dot.</summary>
    public static bool IsNear(string host)
    {
        var name = Bare(host);
        return name.Length == 0 || name is "127.0.0.1" or "0.0.0.0" or "::1" or "[::1]" or "." or "(local)" || name.StartsWith("(localdb)", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".internal", StringComparison.OrdinalIgnoreCase) || name.IndexOf('.') < 0;
    }

    /// <summary>This machine.</summary>
    public static bool IsLocal(string host) => Bare(host) is "localhost" or "127.0.0.1" or "0.0.0.0" or "::1" or "[::1]" or "." or "(local)" or "host.docker.internal";

    /// <summary>A name that is reserved for documentation and tests (RFC 2606).</summary>
    public static bool IsReserved(string host)
    {
        var name = Bare(host);
        foreach (var ending in new[] { "example.com", "example.org", "example.net", "example.edu", ".example", ".test", ".invalid", "domain.com", "domain.tld", "yourdomain.com", "mydomain.com" })
        {
            if (name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return name.Equals("example", StringComparison.OrdinalIgnoreCase) || name.Equals("host", StringComparison.OrdinalIgnoreCase) || name.Equals("hostname", StringComparison.OrdinalIgnoreCase);
    }

    // tcp:server\instance,1433 and server:5432 and https://server/ name the server.
    private static string Bare(string host)
    {
        var name = host.Trim();
        var scheme = name.IndexOf("://", StringComparison.Ordinal);
        if (scheme >= 0)
            name = name.Substring(scheme + 3);
        else if (name.StartsWith("tcp:", StringComparison.OrdinalIgnoreCase))
            name = name.Substring(4);
        var end = name.StartsWith("[", StringComparison.Ordinal) ? name.IndexOf(']') + 1 : name.IndexOfAny([':', ',', '/', '\\']);
        return end > 0 ? name.Substring(0, end) : name;
    }
}
