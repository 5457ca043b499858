using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace SecureGen.Analyzers.Tests.Verification;

/// <summary>A finding that a test expects: id and exact span.</summary>
internal readonly record struct Expected(string Id, TextSpan Span);

/// <summary>Reads <c>[|...|]</c> and <c>{|SGA1001:...|}</c>; markers nest.</summary>
internal static class Markup
{
    public static (string Source, IReadOnlyList<Expected> Expected) Parse(string text, string? defaultId)
    {
        var source = new StringBuilder(text.Length);
        var expected = new List<Expected>();
        var open = new Stack<(string Id, int Start, char Close)>();
        for (var i = 0; i < text.Length; i++)
        {
            if (At(text, i, "[|") && !At(text, i, "[||"))
            {
                open.Push((defaultId ?? throw new InvalidOperationException("[|...|] needs an analyzer with a descriptor."), source.Length, ']'));
                i++;
            }
            else if (At(text, i, "{|") && IdAfter(text, i + 2) is { } id)
            {
                open.Push((id, source.Length, '}'));
                i += 2 + id.Length;
            }
            else if (open.Count > 0 && text[i] == '|' && i + 1 < text.Length && text[i + 1] == open.Peek().Close)
            {
                var marker = open.Pop();
                expected.Add(new Expected(marker.Id, TextSpan.FromBounds(marker.Start, source.Length)));
                i++;
            }
            else
            {
                source.Append(text[i]);
            }
        }

        if (open.Count > 0)
            throw new InvalidOperationException("A marker is not closed: " + text);
        return (source.ToString(), expected);
    }

    /// <summary>Writes the findings into the source as markup: what a failing test shows.</summary>
    public static string Write(string source, IEnumerable<Expected> findings)
    {
        var inserts = new List<(int Position, int Order, string Text)>();
        foreach (var (id, span) in findings)
        {
            inserts.Add((span.Start, 1, "{|" + id + ":"));
            inserts.Add((span.End, 0, "|}"));
        }

        var text = new StringBuilder(source);
        foreach (var (position, _, insert) in inserts.OrderByDescending(i => i.Position).ThenByDescending(i => i.Order))
            text.Insert(Math.Min(position, text.Length), insert);
        return text.ToString();
    }

    private static bool At(string text, int index, string token) => string.CompareOrdinal(text, index, token, 0, token.Length) == 0;

    private static string? IdAfter(string text, int index)
    {
        var end = index;
        while (end < text.Length && char.IsLetterOrDigit(text[end]))
            end++;
        return end > index && end < text.Length && text[end] == ':' ? text.Substring(index, end - index) : null;
    }
}
