using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SecureGen.Analyzers.Flow;

namespace SecureGen.Analyzers.CodeFixes.Rules.Injection;

/// <summary>
/// Reads a statement as far as needed to tell values from everything else: a table's name and a direction of sorting cannot be
/// parameters.
/// </summary>
internal sealed class SqlReader
{
    private static readonly HashSet<string> Operators = ["=", "<", ">", "LIKE", "ILIKE"];
    private static readonly HashSet<string> BeforeText =
    [
        "LIKE", "ILIKE", "RLIKE", "REGEXP", "GLOB", "AND", "OR", "NOT", "BETWEEN", "WHEN", "THEN", "ELSE", "CASE", "SELECT", "WHERE", "RETURN", "TO", "CALL", "EXEC", "EXECUTE",
    ];

    // Statements that take no parameters.
    private static readonly HashSet<string> Definitions =
    [
        "CREATE", "ALTER", "DROP", "GRANT", "REVOKE", "DENY", "BACKUP", "RESTORE", "USE", "PRAGMA", "ATTACH", "VACUUM", "KILL", "SHUTDOWN", "COPY", "LISTEN", "NOTIFY", "BULK", "LOAD", "PREPARE", "DO",
    ];

    private static readonly string[] Escapes = ["Escape", "Quote", "Sanitize"];

    // Ways to run text as a statement.
    private static readonly HashSet<string> Runners = ["SP_EXECUTESQL", "XP_CMDSHELL", "OPENROWSET", "OPENQUERY", "OPENDATASOURCE", "IMMEDIATE"];

    private readonly IReadOnlyList<TextElement> _text;
    private readonly Func<TextHole, bool> _isUntrusted;
    private readonly List<SqlValue> _values = new();
    private readonly Stack<bool> _lists = new();
    private string _previous = "";
    private string _beforePrevious = "";
    private int _at;

    private SqlReader(IReadOnlyList<TextElement> text, Func<TextHole, bool> isUntrusted)
    {
        _text = text;
        _isUntrusted = isUntrusted;
    }

    /// <summary>The values, or null where something untrusted is not a value, or the statement is not understood.</summary>
    public static IReadOnlyList<SqlValue>? Values(BuiltText text, Func<TextHole, bool> isUntrusted)
    {
        var reader = new SqlReader(text.Elements, isUntrusted);
        while (reader._at < reader._text.Count)
        {
            if (!reader.Next())
                return null;
        }

        return reader._values.Count > 0 ? reader._values : null;
    }

    private char Here => At(_at);

    private char At(int index) => index < _text.Count && _text[index].Hole is null ? _text[index].Character : '\0';

    private bool Next()
    {
        if (_text[_at].Hole is { } hole)
            return Bare(hole);
        switch (Here)
        {
            case var space when char.IsWhiteSpace(space):
                _at++;
                return true;
            case '-' when At(_at + 1) == '-':
                return Past("\n", endsWithText: true);
            case '/' when At(_at + 1) == '*':
                return Past("*/", endsWithText: false);
            case '$' when At(_at + 1) == '$':
                return false;
            case '\'':
                return Quoted(_at);
            case '"' or '`':
                return Name(Here);
            case '[':
                return Name(']');
            case var first when IsWord(first):
                return Word();
            default:
                return Symbol();
        }
    }

    private bool Past(string end, bool endsWithText)
    {
        for (; _at < _text.Count; _at++)
        {
            if (_text[_at].Hole is { } hole && _isUntrusted(hole))
                return false;
            if (At(_at) != end[0] || (end.Length > 1 && At(_at + 1) != end[1]))
                continue;
            _at += end.Length;
            return true;
        }

        return endsWithText;
    }

    private bool Name(char end)
    {
        for (_at++; _at < _text.Count; _at++)
        {
            if (_text[_at].Hole is { } hole && _isUntrusted(hole))
                return false;
            if (Here != end)
                continue;
            _at++;
            Saw("name");
            return true;
        }

        return false;
    }

    private bool Quoted(int first)
    {
        var open = _at++;
        var isEscaped = false;
        for (; _at < _text.Count; _at++)
        {
            if (Here != '\'')
                continue;
            if (At(_at + 1) != '\'')
                return Quoted(first, open, isEscaped);
            isEscaped = true;
            _at++;
        }

        return false;
    }

    // A quote within the quotes may begin a statement in a statement.
    private bool Quoted(int first, int open, bool isEscaped)
    {
        var content = _text.Skip(open + 1).Take(_at - open - 1).ToArray();
        var last = _at++;
        if (!content.Any(e => e.Hole is not null && (_isUntrusted(e.Hole) || Carriers.CanCarry(e.Hole.Type))))
            return Saw("text");
        if (isEscaped || IsWholeList() || !MayBeText() || (At(_at) != '\0' && IsWord(At(_at))) || !content.All(IsPlain) || _text[first].Literal is null || _text[last].Literal is null)
            return content.All(e => e.Hole is null || !_isUntrusted(e.Hole)) && Saw("text");
        _values.Add(new SqlValue(first, last, content, IsQuoted: true));
        return Saw("text");
    }

    // What is escaped for the quotes would have the escapes in it without them.
    private static bool IsPlain(TextElement element) =>
        element.Hole is null ? element.Character != '\\' && !char.IsControl(element.Character) : !IsEscaped(element.Hole);

    private static bool IsEscaped(TextHole hole) => hole.Expression.DescendantNodesAndSelf().Any(n =>
        n is LiteralExpressionSyntax { Token.Value: "''" } || (n is InvocationExpressionSyntax call && Escapes.Any(word => Name(call).IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0)));

    private static string Name(InvocationExpressionSyntax call) => call.Expression is MemberAccessExpressionSyntax member ? member.Name.Identifier.Text : call.Expression.ToString();

    // IN ('...'), where the text is a list that has been joined.
    private bool IsWholeList() => _previous == "(" && _beforePrevious == "IN" && At(_at) == ')';

    private bool MayBeText() => !char.IsLetter(_previous.FirstOrDefault()) || BeforeText.Contains(_previous) || _beforePrevious is "EXEC" or "EXECUTE" or "CALL";

    private bool Bare(TextHole hole)
    {
        var at = _at++;
        var isLast = _at == _text.Count;
        var endsThere = isLast || (_text[_at].Hole is null && (char.IsWhiteSpace(Here) || Here is ')' or ',' or ';'));
        if (!_isUntrusted(hole))
            return Saw("name");
        if (at == 0 || _text[at - 1].Hole is not null || _text[at - 1].Literal is null || IsWord(_text[at - 1].Character) || !endsThere || !IsOperand())
            return false;
        _values.Add(new SqlValue(at, at, [_text[at]], IsQuoted: false));
        return Saw("value");
    }

    private bool IsOperand() => Operators.Contains(_previous) || (_previous is "(" or "," && _lists.Count > 0 && _lists.Peek());

    private bool Word()
    {
        var first = _at;
        var word = new StringBuilder();
        for (; _at < _text.Count && IsWord(Here); _at++)
            word.Append(char.ToUpperInvariant(Here));

        // N'text' is text; E'...' and X'...' have rules of their own.
        if (Here == '\'' && _at < _text.Count)
            return word.ToString() == "N" ? Quoted(first) : word.Length > 1 && Quoted(_at, word.ToString());
        if (Runners.Contains(word.ToString()) || (_previous is "" or ";" && Definitions.Contains(word.ToString())))
            return false;
        if (_at < _text.Count && _text[_at].Hole is { } hole && _isUntrusted(hole))
            return false;
        return Saw(word.ToString());
    }

    private bool Quoted(int first, string word)
    {
        Saw(word);
        return Quoted(first);
    }

    private bool Symbol()
    {
        var symbol = Here;
        if (symbol == '(')
        {
            if (_previous is "EXEC" or "EXECUTE")
                return false;
            _lists.Push(_previous == "VALUES" || (_previous == "," && _beforePrevious == "VALUES)"));
        }
        else if (symbol == ')' && _lists.Count > 0)
        {
            _at++;
            return Saw(_lists.Pop() ? "VALUES)" : ")");
        }

        _at++;
        return Saw(symbol.ToString());
    }

    private bool Saw(string token)
    {
        _beforePrevious = _previous;
        _previous = token;
        return true;
    }

    private static bool IsWord(char character) => char.IsLetterOrDigit(character) || character is '_' or '@' or '#' or '$';
}
