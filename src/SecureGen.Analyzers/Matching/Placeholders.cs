using System.Collections.Generic;

namespace SecureGen.Analyzers.Matching;

/// <summary>Reads message templates: <c>"Key {ApiKey} of {@User}"</c> has the placeholders ApiKey and @User.</summary>
internal static class Placeholders
{
    public static IReadOnlyList<string> In(string template)
    {
        var names = new List<string>();
        for (var i = 0; i < template.Length; i++)
        {
            if (template[i] != '{')
                continue;
            if (i + 1 < template.Length && template[i + 1] == '{')
            {
                i++;
                continue;
            }

            var end = template.IndexOf('}', i);
            if (end < 0)
                break;
            names.Add(NameIn(template.Substring(i + 1, end - i - 1)));
            i = end;
        }

        return names;
    }

    private static string NameIn(string hole)
    {
        var end = hole.IndexOfAny([':', ',']);
        return end < 0 ? hole : hole.Substring(0, end);
    }
}
