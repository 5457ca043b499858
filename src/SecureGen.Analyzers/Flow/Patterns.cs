namespace SecureGen.Analyzers.Flow;

/// <summary>Whether a regular expression allows only a list of harmless characters, from the first to the last.</summary>
internal static class Patterns
{
    public static bool IsAllowList(string pattern)
    {
        var start = pattern.StartsWith("^", System.StringComparison.Ordinal) ? 1 : pattern.StartsWith(@"\A", System.StringComparison.Ordinal) ? 2 : -1;
        var end = pattern.EndsWith("$", System.StringComparison.Ordinal) ? 1
            : pattern.EndsWith(@"\z", System.StringComparison.Ordinal) || pattern.EndsWith(@"\Z", System.StringComparison.Ordinal) ? 2 : -1;
        return start > 0 && end > 0 && pattern.Length > start + end && AllowsNoSeparator(pattern.Substring(start, pattern.Length - start - end));
    }

    /// <summary>Whether the characters it allows do no harm in SQL, markup or a command either.</summary>
    public static bool IsHarmless(string pattern) => pattern.IndexOfAny(['\'', '"', '<', '>', ';', '&', '`', '%']) < 0 && !pattern.Contains(@"\s") && !pattern.Contains(" ");

    private static bool AllowsNoSeparator(string body)
    {
        var inClass = false;
        var depth = 0;
        for (var i = 0; i < body.Length; i++)
        {
            switch (body[i])
            {
                case '\\':
                    i++;
                    if (i >= body.Length || body[i] is '\\' or '/' or 'S' or 'W' or 'D' or 'P')
                        return false;
                    break;
                case '[':
                    inClass = true;
                    if (i + 1 < body.Length && body[i + 1] == '^')
                        return false;
                    break;
                case ']':
                    inClass = false;
                    break;
                case '(' when !inClass:
                    depth++;
                    break;
                case ')' when !inClass:
                    depth--;
                    break;
                case '/':
                case '.' when !inClass:
                case '|' when !inClass && depth == 0:
                case '^' or '$' when !inClass:
                    return false;
            }
        }

        return true;
    }
}
