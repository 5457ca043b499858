using System.Collections.Immutable;

namespace SecureGen.Analyzers.Matching;

/// <summary>
/// The one tokenizer: splits identifiers, configuration keys and header names into lower-case words. Boundaries are
/// camel and Pascal humps, acronym ends (<c>APIKey</c> is api, key), digits, and every character that is not a letter.
/// </summary>
internal static class Words
{
    public static ImmutableArray<string> Split(string name)
    {
        var words = ImmutableArray.CreateBuilder<string>(4);
        var start = -1;
        for (var i = 0; i < name.Length; i++)
        {
            if (!char.IsLetter(name[i]))
            {
                Flush(i);
                continue;
            }

            if (start >= 0 && IsBoundary(name, i))
                Flush(i);
            if (start < 0)
                start = i;
        }

        Flush(name.Length);
        return words.ToImmutable();

        void Flush(int end)
        {
            if (start >= 0)
                words.Add(name.Substring(start, end - start).ToLowerInvariant());
            start = -1;
        }
    }

    private static bool IsBoundary(string name, int i)
    {
        if (!char.IsUpper(name[i]))
            return false;
        if (char.IsLower(name[i - 1]))
            return true;

        // The last capital of an acronym begins the next word, but the plural s does not (APIs, URLs).
        return i + 1 < name.Length && char.IsLower(name[i + 1]) && !(name[i + 1] == 's' && i + 2 == name.Length);
    }
}
