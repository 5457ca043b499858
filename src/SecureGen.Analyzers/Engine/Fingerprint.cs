using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace SecureGen.Analyzers.Engine;

/// <summary>
/// What a finding is known by when lines move: a hash of the code before it, a dash, and a hash of its own code. It depends on
/// nothing but the text of the file, so compiler, editor and build task agree on it.
/// </summary>
/// <param name="Text">Ten digits for the code before the finding and four for its own, in base 16.</param>
/// <param name="Occurrence">Which of the places with this text it is, counted from 1 and from the top of the file.</param>
internal readonly record struct Fingerprint(string Text, int Occurrence)
{
    // A secret can be guessed and compared with its hash. Sixteen bits tell a changed value from the old one, and fit one of
    // 65,536 guesses. The same value has the same digits wherever it stands, so many findings tell no more than one.
    private const int DigitsOfValue = 4;

    private const int DigitsOfShape = 10;

    // Code farther away belongs to something else.
    private const int Reach = 80;

    /// <param name="text">The whole file.</param>
    /// <param name="span">The finding.</param>
    /// <param name="path">The file's name, which tells how it is written.</param>
    public static Fingerprint Of(string text, TextSpan span, string path)
    {
        var flows = Flows(path);
        var code = text.Substring(span.Start, span.Length);
        var shape = CodeBefore(text, span.Start, flows);
        return new Fingerprint(
            Hash(shape, DigitsOfShape) + "-" + Hash(WithoutSpace(code), DigitsOfValue),
            1 + CountBefore(text, span.Start, code, shape, flows));
    }

    /// <summary>Whether the text could be the one of a fingerprint.</summary>
    public static bool IsWellFormed(string text)
    {
        if (text.Length != DigitsOfShape + 1 + DigitsOfValue || text[DigitsOfShape] != '-')
            return false;
        for (var i = 0; i < text.Length; i++)
        {
            if (i != DigitsOfShape && text[i] is not ((>= '0' and <= '9') or (>= 'a' and <= 'f')))
                return false;
        }

        return true;
    }

    // Whether a line break means nothing: other files are read line by line.
    private static bool Flows(string path) =>
        path.EndsWith(".cs", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    private static int CountBefore(string text, int position, string code, string shape, bool flows)
    {
        var start = 0;
        while (start < code.Length && !char.IsWhiteSpace(code[start]))
            start++;
        if (start == 0)
            return 0;

        var count = 0;
        var head = code.Substring(0, start);
        for (var i = text.IndexOf(head, StringComparison.Ordinal); i >= 0 && i < position; i = text.IndexOf(head, i + 1, StringComparison.Ordinal))
        {
            if (StandsAt(text, i, code) && CodeBefore(text, i, flows) == shape)
                count++;
        }

        return count;
    }

    private static bool StandsAt(string text, int position, string code)
    {
        foreach (var c in code)
        {
            if (char.IsWhiteSpace(c))
                continue;
            while (position < text.Length && char.IsWhiteSpace(text[position]))
                position++;
            if (position == text.Length || text[position++] != c)
                return false;
        }

        return true;
    }

    // From the position backwards, to what ends a statement or separates the items of a list.
    private static string CodeBefore(string text, int position, bool flows)
    {
        var shape = new StringBuilder();
        var start = LineStart(text, position);
        var line = text.Substring(start, position - start);
        var quotes = QuotesOf(line, flows);
        if (quotes.Count % 2 == 1)
            line = line.Substring(0, quotes[quotes.Count - 1]);
        var goesOn = Append(line, flows, shape);
        while (goesOn && flows && start > 0)
        {
            var end = start - 1;
            start = LineStart(text, end);
            goesOn = Append(CodeOf(text.Substring(start, end - start)), flows, shape);
        }

        return shape.ToString();
    }

    private static int LineStart(string text, int position) => position == 0 ? 0 : text.LastIndexOf('\n', position - 1) + 1;

    // Comments, attributes and directives come and go above the same code.
    private static string CodeOf(string line)
    {
        var code = line.Trim();
        if (code.Length == 0 || code[0] is '*' or '#' || code.StartsWith("/*", StringComparison.Ordinal) || (code[0] == '[' && code[code.Length - 1] == ']'))
            return "";
        for (var i = code.IndexOf("//", StringComparison.Ordinal); i >= 0; i = code.IndexOf("//", i + 1, StringComparison.Ordinal))
        {
            if (QuotesOf(code.Substring(0, i), escapes: true).Count % 2 == 0)
                return code.Substring(0, i);
        }

        return code;
    }

    // Where quotes open and close, in turns. Text that goes over several lines is taken for code and the other way round.
    private static List<int> QuotesOf(string line, bool escapes)
    {
        var quotes = new List<int>();
        var isVerbatim = false;
        for (var i = 0; i < line.Length; i++)
        {
            var isOpen = quotes.Count % 2 == 1;
            if (isOpen && escapes && !isVerbatim && line[i] == '\\')
            {
                i++;
            }
            else if (line[i] == '"')
            {
                quotes.Add(i);
                isVerbatim = !isOpen && i > 0 && (line[i - 1] == '@' || (i > 1 && line[i - 1] == '$' && line[i - 2] == '@'));
            }
        }

        return quotes;
    }

    // False at the end of what belongs to the finding.
    private static bool Append(string line, bool flows, StringBuilder shape)
    {
        var quotes = QuotesOf(line, flows);
        for (var i = line.Length - 1; i >= 0; i--)
        {
            if (quotes.Count > 0 && quotes[quotes.Count - 1] == i)
                i = AppendQuoted(line, quotes, shape);
            else if (flows && line[i] is ';' or ',' or '{' or '}' or ')' or '[')
                return false;
            else if (!char.IsWhiteSpace(line[i]))
                shape.Append(line[i]);
            if (shape.Length >= Reach)
                return false;
        }

        return true;
    }

    // What stands in quotes beside the finding may be a secret too. A key is none, and tells the finding from its neighbours.
    private static int AppendQuoted(string line, List<int> quotes, StringBuilder shape)
    {
        var close = quotes[quotes.Count - 1];
        var open = quotes.Count > 1 ? quotes[quotes.Count - 2] : 0;
        quotes.RemoveRange(Math.Max(0, quotes.Count - 2), Math.Min(2, quotes.Count));
        if (shape.Length > 0 && shape[shape.Length - 1] is ':' or ']')
        {
            for (var i = close - 1; i > open; i--)
                shape.Append(line[i]);
        }

        shape.Append('"');
        return open;
    }

    private static string WithoutSpace(string code)
    {
        var kept = new StringBuilder(code.Length);
        foreach (var c in code)
        {
            if (!char.IsWhiteSpace(c))
                kept.Append(c);
        }

        return kept.ToString();
    }

    private static string Hash(string text, int digits)
    {
        using var algorithm = SHA256.Create();
        var hash = new StringBuilder(digits);
        foreach (var value in algorithm.ComputeHash(Encoding.UTF8.GetBytes(text)))
        {
            if (hash.Length == digits)
                break;
            hash.Append(value.ToString("x2", System.Globalization.CultureInfo.InvariantCulture));
        }

        return hash.ToString();
    }
}
