using System;
using System.Globalization;
using System.Linq;

namespace SecureGen.Analyzers.Knowledge;

/// <summary>What the name of a host says of how far it is.</summary>
internal static class Hosts
{
    // RFC 6761, RFC 6762, RFC 9476 and ICANN's reservation of .internal; .lan, .home and .corp are what routers and companies use;
    // .svc and .default name a service of a cluster, .consul one of a registry.
    private static readonly string[] PrivateEndings = [".localhost", ".local", ".internal", ".lan", ".home", ".corp", ".intranet", ".localdomain", ".home.arpa", ".svc", ".default", ".consul"];

    private static readonly string[] ReservedEndings =
        ["example.com", "example.org", "example.net", "example.edu", ".example", ".test", ".invalid", "domain.com", "domain.tld", "yourdomain.com", "mydomain.com"];

    /// <summary>Whether the host is the machine itself, in the spelling of an address or of a connection string.</summary>
    public static bool IsLoopback(string host)
    {
        host = host.Trim().Trim('[', ']').ToLowerInvariant();
        return host is "localhost" or "." or "(local)" or "::1" or "0:0:0:0:0:0:0:1" or "host.docker.internal" or "10.0.2.2"
            || host.StartsWith("(localdb)", StringComparison.Ordinal)
            || host.EndsWith(".localhost", StringComparison.Ordinal)
            || (Octets(host) is { } octets && octets[0] == 127);
    }

    /// <summary>Whether the host that a setting or an address names is the machine itself, or all of its interfaces.</summary>
    public static bool IsLocal(string text) => Named(text) is var host && (host == "0.0.0.0" || IsLoopback(host));

    /// <summary>Whether it is the machine itself or a neighbour in a container network: a name without a dot.</summary>
    public static bool IsNear(string text) =>
        IsLocal(text) || Named(text) is var host && (host.EndsWith(".internal", StringComparison.OrdinalIgnoreCase) || host.IndexOf('.') < 0);

    /// <summary>Whether it is a name that is reserved for documentation and tests (RFC 2606), or that people use like one.</summary>
    public static bool IsReserved(string text)
    {
        var host = Named(text);
        return ReservedEndings.Any(ending => host.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) || host.ToLowerInvariant() is "example" or "host" or "hostname";
    }

    /// <summary>Whether the host is the machine itself or in a network of its own: private addresses, reserved names, containers without a dot.</summary>
    public static bool IsPrivate(string host)
    {
        host = host.Trim().TrimEnd('.').ToLowerInvariant();
        if (host.Length == 0 || IsLoopback(host))
            return true;
        if (host[0] == '[' || host.IndexOf(':') >= 0)
            return IsPrivateIPv6(host.Trim('[', ']'));
        if (Octets(host) is { } octets)
            return octets[0] is 10 or 0 or 127 || (octets[0] == 100 && octets[1] is >= 64 and <= 127) || (octets[0] == 192 && octets[1] == 168) || (octets[0] == 172 && octets[1] is >= 16 and <= 31) || (octets[0] == 169 && octets[1] == 254);
        return host.IndexOf('.') < 0 || PrivateEndings.Any(ending => host.EndsWith(ending, StringComparison.Ordinal)) || host.Contains(".svc.");
    }

    // tcp:server\instance,1433 and server:5432 and https://server/ name the server.
    private static string Named(string text)
    {
        var name = text.Trim();
        var scheme = name.IndexOf("://", StringComparison.Ordinal);
        if (scheme >= 0)
            name = name.Substring(scheme + 3);
        else if (name.StartsWith("tcp:", StringComparison.OrdinalIgnoreCase))
            name = name.Substring(4);
        var end = name.StartsWith("[", StringComparison.Ordinal) ? name.IndexOf(']') + 1 : name.IndexOfAny([':', ',', '/', '\\']);
        return end > 0 ? name.Substring(0, end) : name;
    }

    private static bool IsPrivateIPv6(string host) =>
        host is "::" or "::1" || host.StartsWith("fe8", StringComparison.Ordinal) || host.StartsWith("fc", StringComparison.Ordinal) || host.StartsWith("fd", StringComparison.Ordinal);

    private static int[]? Octets(string host)
    {
        var parts = host.Split('.');
        if (parts.Length != 4)
            return null;
        var octets = new int[4];
        for (var i = 0; i < 4; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out octets[i]) || octets[i] > 255)
                return null;
        }

        return octets;
    }
}
