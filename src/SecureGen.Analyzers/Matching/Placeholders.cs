using System.Collections.Generic;

namespace SecureGen.Analyzers.Matching;

/// <summary>Reads message templates: <c>"Key {ApiKey} of {@User}"</c> has the placeholders ApiKey and @User.</summary>
internal static class Placeholders
{
    public static IReadOnlyList<Placeholder> In(string template)
    {
        var found = new List<Placeholder>();
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
            found.Add(new Placeholder(NameIn(template.Substring(i + 1, end - i - 1)), i, end - i + 1));
            i = end;
        }

        return found;
    }

    private static string NameIn(string hole)
    {
        var end = hole.IndexOfAny([':', ',']);
        return (end < 0 ? hole : hole.Substring(0, end)).Trim();
    }
}

/// <summary>A placeholder: its name with the operator before it (<c>@User</c>), and where it stands in the text, braces included.</summary>
internal readonly record struct Placeholder(string Name, int Start, int Length);
