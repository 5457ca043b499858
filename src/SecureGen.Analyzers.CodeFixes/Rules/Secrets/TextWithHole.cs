using System;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SecureGen.Analyzers.CodeFixes.Rules.Secrets;

/// <summary>Exchanges a part of a text for an expression, and leaves the rest as it is written.</summary>
internal static class TextWithHole
{
    /// <summary>
    /// The literal as an interpolated string with the expression in the place of the part; null where the part cannot be told from
    /// others in the source.
    /// </summary>
    /// <param name="literal">A plain, verbatim or raw literal.</param>
    /// <param name="start">Where the part begins in the literal's value.</param>
    /// <param name="length">How long it is there.</param>
    /// <param name="expression">What takes its place, of any precedence.</param>
    public static string? Of(LiteralExpressionSyntax literal, int start, int length, string expression)
    {
        var value = literal.Token.ValueText;
        var text = WithoutSuffix(literal.Token.Text);
        var opening = text.IndexOf('"');
        var quotes = text.Skip(opening).TakeWhile(static c => c == '"').Count();
        if (quotes < 3)
            quotes = 1;

        var content = text.Substring(opening + quotes, text.Length - opening - 2 * quotes);
        if (Find(content, value, start, length) is not { } at)
            return null;

        var before = content.Substring(0, at);
        var after = content.Substring(at + length);
        if (quotes == 1)
            return "$" + text.Substring(0, opening + 1) + Escaped(before) + "{(" + expression + ")}" + Escaped(after) + "\"";

        // A raw string has as many dollars as its holes have braces.
        var braces = Math.Max(LongestRun(before), LongestRun(after)) + 1;
        var fence = new string('"', quotes);
        return new string('$', braces) + fence + before + new string('{', braces) + "(" + expression + ")" + new string('}', braces) + after + fence;
    }

    /// <summary>The interpolated string with the expression in the place of a part of one of its texts.</summary>
    public static string? Of(InterpolatedStringExpressionSyntax whole, InterpolatedStringTextSyntax text, int start, int length, string expression)
    {
        var content = text.TextToken.Text;
        if (Find(content, text.TextToken.ValueText, start, length) is not { } at)
            return null;

        var opening = whole.StringStartToken.Text;
        var braces = opening.EndsWith("\"\"\"", StringComparison.Ordinal) ? opening.TakeWhile(static c => c == '$').Count() : 1;
        var source = whole.ToString();
        var position = text.SpanStart - whole.SpanStart + at;
        return source.Substring(0, position) + new string('{', braces) + "(" + expression + ")" + new string('}', braces) + source.Substring(position + length);
    }

    /// <summary>The literal without a part; null where the part cannot be told from others in the source.</summary>
    public static string? Without(LiteralExpressionSyntax literal, int start, int length)
    {
        var text = literal.Token.Text;
        return Find(text, literal.Token.ValueText, start, length) is { } at ? text.Remove(at, length) : null;
    }

    // Where source and value hold the part equally often, it is the same one of them, whatever is escaped around it.
    private static int? Find(string source, string value, int start, int length)
    {
        var part = value.Substring(start, length);
        var number = Count(value.Substring(0, start + length - 1), part);
        if (Count(value, part) != Count(source, part))
            return null;

        var at = source.IndexOf(part, StringComparison.Ordinal);
        for (; number > 0; number--)
            at = source.IndexOf(part, at + 1, StringComparison.Ordinal);
        return at;
    }

    private static int Count(string text, string part)
    {
        var count = 0;
        for (var at = text.IndexOf(part, StringComparison.Ordinal); at >= 0; at = text.IndexOf(part, at + 1, StringComparison.Ordinal))
            count++;
        return count;
    }

    private static string WithoutSuffix(string text) => text.EndsWith("u8", StringComparison.OrdinalIgnoreCase) ? text.Substring(0, text.Length - 2) : text;

    private static string Escaped(string text) => text.Replace("{", "{{").Replace("}", "}}");

    private static int LongestRun(string text)
    {
        var longest = 0;
        var run = 0;
        for (var i = 0; i < text.Length; i++)
        {
            run = text[i] is not ('{' or '}') ? 0 : i > 0 && text[i - 1] == text[i] ? run + 1 : 1;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
