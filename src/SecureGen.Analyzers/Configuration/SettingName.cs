using System;

namespace SecureGen.Analyzers.Configuration;

/// <summary>Reads the paths of settings: their last names, without the numbers of list items.</summary>
internal static class SettingName
{
    /// <summary>The last name: <c>ApiKeys</c> for <c>Clients:ApiKeys:0</c>.</summary>
    public static string LastOf(string path) => Tail(path, 1);

    /// <summary>The last two names: <c>Jwt:Key</c> for <c>Security:Jwt:Key</c>.</summary>
    public static string LastTwoOf(string path) => Tail(path, 2);

    /// <summary>Whether a name in the path, or several in a row, is the one given.</summary>
    public static bool Has(string path, string name)
    {
        for (var at = path.IndexOf(name, StringComparison.OrdinalIgnoreCase); at >= 0; at = path.IndexOf(name, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + name.Length;
            if ((at == 0 || path[at - 1] == ':') && (end == path.Length || path[end] == ':'))
                return true;
        }

        return false;
    }

    // "Clients:0:ClientSecrets:0:Value" ends in "ClientSecrets:Value".
    private static string Tail(string path, int names)
    {
        var tail = "";
        for (var end = path.Length; end > 0 && names > 0;)
        {
            var start = path.LastIndexOf(':', end - 1) + 1;
            if (!IsNumber(path, start, end))
            {
                tail = tail.Length == 0 ? path.Substring(start, end - start) : path.Substring(start, end - start) + ":" + tail;
                names--;
            }

            end = start - 1;
        }

        return tail;
    }

    private static bool IsNumber(string path, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (path[i] is < '0' or > '9')
                return false;
        }

        return true;
    }
}
