using System;
using System.Globalization;
using System.Linq;

namespace SecureGen.Analyzers.Knowledge;

/// <summary>Hosts that are not across the open network.</summary>
internal static class LocalHosts
{
    // RFC 6761, RFC 6762, RFC 9476 and ICANN's reservation of .internal; .lan, .home and .corp are what routers and companies use;
    // .svc and .default name a service of a cluster, .consul one of a registry.
    private static readonly string[] PrivateEndings = [".localhost", ".local", ".internal", ".lan", ".home", ".corp", ".intranet", ".localdomain", ".home.arpa", ".svc", ".default", ".consul"];

    /// <summary>Whether the host is the machine itself, in the spelling of an address or of a connection string.</summary>
    public static bool IsLoopback(string host)
    {
        host = host.Trim().Trim('[', ']').ToLowerInvariant();
        return host is "localhost" or "." or "(local)" or "::1" or "0:0:0:0:0:0:0:1" or "host.docker.internal" or "10.0.2.2"
            || host.StartsWith("(localdb)", StringComparison.Ordinal)
            || host.EndsWith(".localhost", StringComparison.Ordinal)
            || (Octets(host) is { } octets && octets[0] == 127);
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
