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
    public static bool Has(string path, string name) => (":" + path + ":").IndexOf(":" + name + ":", StringComparison.OrdinalIgnoreCase) >= 0;

    private static string Tail(string path, int names)
    {
        var parts = path.Split(':');
        var end = parts.Length;
        while (end > 0 && IsNumber(parts[end - 1]))
            end--;
        var count = Math.Min(names, end);
        return string.Join(":", parts, end - count, count);
    }

    private static bool IsNumber(string part)
    {
        foreach (var c in part)
        {
            if (c is < '0' or > '9')
                return false;
        }

        return true;
    }
}
