using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Knowledge;

namespace SecureGen.Analyzers.Matching;

/// <summary>Reads the setting of a database client that takes any certificate for that of the server.</summary>
internal static class TrustedServer
{
    private const string Setting = "TrustServerCertificate";

    private static readonly string[] HostKeys = ["Server", "DataSource", "Host", "Address", "Addr", "NetworkAddress"];

    /// <summary>The names of the properties that name the server.</summary>
    public static bool IsHostProperty(string name) => name is "DataSource" or "Host" or "Server";

    public static bool IsSetting(string key) => Plain(key).Equals(Setting, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the piece of text has the setting switched on.</summary>
    public static bool IsTrusting(string text) =>
        text.Length > Setting.Length && text.IndexOf("Certificate", StringComparison.OrdinalIgnoreCase) > 0 && Pairs(text).Any(pair => IsSetting(pair.Key) && IsOn(pair.Value));

    public static bool IsOn(string value) => value.Trim().ToLowerInvariant() is "true" or "yes";

    /// <summary>Whether the connection string names the machine itself as the server.</summary>
    public static bool IsLocal(string text) => Pairs(text).Any(pair => IsHostKey(pair.Key) && IsLocalServer(pair.Value));

    /// <summary>Whether that is the machine itself: <c>tcp:localhost,1433</c>, <c>.\SQLEXPRESS</c>.</summary>
    public static bool IsLocalServer(string server)
    {
        server = server.Trim();
        foreach (var protocol in new[] { "tcp:", "np:", "lpc:", "admin:" })
        {
            if (server.StartsWith(protocol, StringComparison.OrdinalIgnoreCase))
                server = server.Substring(protocol.Length);
        }

        if (Hosts.IsLoopback(server))
            return true;
        var end = server.IndexOfAny([',', '\\', ':']);
        return end > 0 && Hosts.IsLoopback(server.Substring(0, end));
    }

    /// <summary>The text that the literal is a part of, as far as it is known: holes are left out.</summary>
    public static string Whole(IOperation literal)
    {
        var whole = literal;
        while (whole.Parent is IConversionOperation or IParenthesizedOperation or IInterpolatedStringTextOperation or IInterpolatedStringOperation or IBinaryOperation { OperatorKind: BinaryOperatorKind.Add })
            whole = whole.Parent;
        return string.Concat(whole.DescendantsAndSelf().Where(static o => o.ConstantValue is { HasValue: true, Value: string } && o is ILiteralOperation or IFieldReferenceOperation or ILocalReferenceOperation).Select(static o => o.ConstantValue.Value as string));
    }

    private static bool IsHostKey(string key) => HostKeys.Any(known => known.Equals(Plain(key), StringComparison.OrdinalIgnoreCase));

    private static string Plain(string key) => key.Replace(" ", "").Replace("_", "").Trim();

    private static IEnumerable<(string Key, string Value)> Pairs(string text)
    {
        foreach (var part in text.Split(';'))
        {
            var equals = part.IndexOf('=');
            if (equals > 0)
                yield return (part.Substring(0, equals).Trim(), part.Substring(equals + 1).Trim().Trim('"', '\''));
        }
    }
}
