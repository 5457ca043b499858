using System;
using System.Collections.Generic;
using System.Text.RegularExpressions;

namespace SecureGen.Analyzers.Matching.Patterns;

/// <summary>
/// Reads a .NET pattern once, from left to right. What it does not understand (conditionals, balancing groups, a syntax error) makes
/// the whole unknown: null, never an exception.
/// </summary>
/// <remarks>https://learn.microsoft.com/dotnet/standard/base-types/regular-expression-language-quick-reference</remarks>
internal sealed class PatternParser
{
    private const int MaxLength = 4000;
    private const int MaxDepth = 60;

    private readonly string _text;
    private RegexOptions _options;
    private int _at;
    private int _depth;
    private bool _failed;

    private PatternParser(string text, RegexOptions options) => (_text, _options) = (text, options);

    public static PatternNode? Parse(string pattern, RegexOptions options)
    {
        if (pattern.Length > MaxLength || (options & RegexOptions.RightToLeft) != 0)
            return null;
        var parser = new PatternParser(pattern, options);
        var node = parser.Alternation();
        return parser._failed || parser._at < pattern.Length ? null : node;
    }

    private bool More => !_failed && _at < _text.Length;

    private char Current => _text[_at];

    private bool Is(RegexOptions option) => (_options & option) != 0;

    private bool Looking(string text) => string.CompareOrdinal(_text, _at, text, 0, text.Length) == 0;

    private PatternNode Fail()
    {
        _failed = true;
        return new SequenceNode(_at, _at, []);
    }

    private PatternNode Alternation()
    {
        var start = _at;
        if (++_depth > MaxDepth)
            return Fail();
        var branches = new List<PatternNode> { Sequence() };
        while (More && Current == '|')
        {
            _at++;
            branches.Add(Sequence());
        }

        _depth--;
        return branches.Count == 1 ? branches[0] : new AlternationNode(start, _at, branches);
    }

    private PatternNode Sequence()
    {
        var start = _at;
        var items = new List<PatternNode>();
        while (More && Current is not ('|' or ')'))
        {
            if (SkipsComment())
                continue;
            if (Atom() is { } atom)
                items.Add(Repeated(atom));
        }

        return items.Count == 1 ? items[0] : new SequenceNode(start, _at, items);
    }

    private bool SkipsComment()
    {
        if (Looking("(?#"))
        {
            var end = _text.IndexOf(')', _at);
            _failed |= end < 0;
            _at = end + 1;
            return true;
        }

        if (!Is(RegexOptions.IgnorePatternWhitespace))
            return false;
        if (Current == '#')
        {
            var end = _text.IndexOf('\n', _at);
            _at = end < 0 ? _text.Length : end + 1;
            return true;
        }

        if (!char.IsWhiteSpace(Current))
            return false;
        _at++;
        return true;
    }

    // Null for a group that only sets options.
    private PatternNode? Atom()
    {
        var start = _at;
        switch (_text[_at++])
        {
            case '(':
                return Group(start);
            case '[':
                return new CharactersNode(start, Class(out var set), Cased(set));
            case '.':
                return new CharactersNode(start, _at, Is(RegexOptions.Singleline) ? CharacterSet.All : CharacterSet.Newline.Negated());
            case '^':
                return new AnchorNode(start, _at, Is(RegexOptions.Multiline) ? AnchorKind.LineStart : AnchorKind.Start);
            case '$':
                return new AnchorNode(start, _at, Is(RegexOptions.Multiline) ? AnchorKind.LineEnd : AnchorKind.EndOrFinalNewline);
            case '\\':
                return Escape(start);
            case '*' or '+' or '?':
                return Fail();
            case var c:
                return new CharactersNode(start, _at, Cased(CharacterSet.Of(c, c)));
        }
    }

    private CharacterSet Cased(CharacterSet set) => Is(RegexOptions.IgnoreCase) ? set.InAnyCase() : set;

    private PatternNode? Group(int start)
    {
        var outer = _options;
        var kind = GroupKind.Plain;
        if (Looking("?"))
        {
            _at++;
            if (!GroupHead(ref kind, out var onlyOptions))
                return Fail();
            if (onlyOptions)
                return null;
        }

        var body = Alternation();
        if (!More || Current != ')')
            return Fail();
        _at++;
        _options = outer;
        return new GroupNode(start, _at, kind, body);
    }

    private bool GroupHead(ref GroupKind kind, out bool onlyOptions)
    {
        onlyOptions = false;
        foreach (var (mark, marked) in new[] { (":", GroupKind.Plain), (">", GroupKind.Atomic), ("=", GroupKind.Lookaround), ("!", GroupKind.Lookaround), ("<=", GroupKind.Lookaround), ("<!", GroupKind.Lookaround) })
        {
            if (Looking(mark))
            {
                _at += mark.Length;
                kind = marked;
                return true;
            }
        }

        if (Looking("<") || Looking("'"))
            return Name(Current == '<' ? '>' : '\'');
        return Options(out onlyOptions);
    }

    // A name with '-' balances two groups.
    private bool Name(char close)
    {
        var end = _text.IndexOf(close, _at + 1);
        if (end <= _at + 1)
            return false;
        for (var i = _at + 1; i < end; i++)
        {
            if (!char.IsLetterOrDigit(_text[i]) && _text[i] != '_')
                return false;
        }

        _at = end + 1;
        return true;
    }

    private bool Options(out bool only)
    {
        only = false;
        var isOn = true;
        var start = _at;
        for (; More; _at++)
        {
            switch (Current)
            {
                case '-':
                    isOn = false;
                    break;
                case ')' when _at > start:
                    _at++;
                    return only = true;
                case ':':
                    _at++;
                    return true;
                default:
                    if (Option(char.ToLowerInvariant(Current)) is not { } option)
                        return false;
                    _options = isOn ? _options | option : _options & ~option;
                    break;
            }
        }

        return false;
    }

    private static RegexOptions? Option(char letter) => letter switch
    {
        'i' => RegexOptions.IgnoreCase,
        'm' => RegexOptions.Multiline,
        's' => RegexOptions.Singleline,
        'n' => RegexOptions.ExplicitCapture,
        'x' => RegexOptions.IgnorePatternWhitespace,
        _ => null,
    };

    private PatternNode Escape(int start)
    {
        if (!More)
            return Fail();
        var c = _text[_at++];
        switch (c)
        {
            case 'A':
                return new AnchorNode(start, _at, AnchorKind.Start);
            case 'z':
                return new AnchorNode(start, _at, AnchorKind.End);
            case 'Z':
                return new AnchorNode(start, _at, AnchorKind.EndOrFinalNewline);
            case 'b' or 'B' or 'G':
                return new AnchorNode(start, _at, AnchorKind.Other);
            case 'k':
                return More && Current is '<' or '\'' && Name(Current == '<' ? '>' : '\'') ? new BackreferenceNode(start, _at) : Fail();
            case >= '1' and <= '9':
                while (More && char.IsDigit(Current))
                    _at++;
                return new BackreferenceNode(start, _at);
            default:
                return Escaped(c) is { } set ? new CharactersNode(start, _at, Cased(set)) : Fail();
        }
    }

    // What stands for characters, in a class or outside; the letter is read already.
    private CharacterSet? Escaped(char c)
    {
        switch (c)
        {
            case 'd':
                return Narrow(CharacterSet.Of('0', '9'), CharacterSet.Digits);
            case 'D':
                return Narrow(CharacterSet.Of('0', '9'), CharacterSet.Digits).Negated();
            case 'w':
                return CharacterSet.Word;
            case 'W':
                return CharacterSet.Word.Negated();
            case 's':
                return CharacterSet.Space;
            case 'S':
                return CharacterSet.Space.Negated();
            case 'p' or 'P':
                return Category(c == 'P');
            case 'x':
                return Number(2);
            case 'u':
                return Number(4);
            case '0':
                while (More && Current is >= '0' and <= '7')
                    _at++;
                return CharacterSet.Unknown;
            case 'c':
                _at++;
                return CharacterSet.Unknown;
            default:
                var literal = Literal(c);
                return char.IsLetterOrDigit(literal) && literal == c ? null : CharacterSet.Of(literal, literal);
        }
    }

    private CharacterSet Narrow(CharacterSet narrow, CharacterSet wide) => Is(RegexOptions.ECMAScript) ? narrow : wide;

    private static char Literal(char c) => c switch { 't' => '\t', 'n' => '\n', 'r' => '\r', 'f' => '\f', 'v' => '\v', 'a' => '\a', 'e' => '\u001B', _ => c };

    private CharacterSet? Category(bool negated)
    {
        var end = Looking("{") ? _text.IndexOf('}', _at) : -1;
        if (end < 0)
            return null;
        var set = _text.Substring(_at + 1, end - _at - 1) switch
        {
            "L" => CharacterSet.Of('a', 'z') | CharacterSet.Of('A', 'Z') | CharacterSet.Unknown,
            "Ll" => CharacterSet.Of('a', 'z') | CharacterSet.Unknown,
            "Lu" => CharacterSet.Of('A', 'Z') | CharacterSet.Unknown,
            "N" or "Nd" => CharacterSet.Digits,
            _ => CharacterSet.Unknown,
        };
        _at = end + 1;
        return negated ? set.Negated() : set;
    }

    private CharacterSet? Number(int digits)
    {
        var value = 0;
        for (var i = 0; i < digits; i++, _at++)
        {
            if (!More || !Uri.IsHexDigit(Current))
                return null;
            value = value * 16 + Convert.ToInt32(Current.ToString(), 16);
        }

        return CharacterSet.Of((char)value, (char)value);
    }

    private int Class(out CharacterSet set)
    {
        set = CharacterSet.None;
        var isNegated = Looking("^");
        if (isNegated)
            _at++;
        for (var isFirst = true; More && (isFirst || Current != ']'); isFirst = false)
        {
            if (!isFirst && Looking("-["))
            {
                _at += 2;
                Subtract(ref set, ref isNegated);
                continue;
            }

            set |= Member();
        }

        if (!More)
            _failed = true;
        else
            _at++;
        if (isNegated)
            set = Cased(set).Negated();
        return _at;
    }

    private void Subtract(ref CharacterSet set, ref bool isNegated)
    {
        if (++_depth > MaxDepth)
        {
            _failed = true;
            return;
        }

        Class(out var subtracted);
        _depth--;
        set = (isNegated ? set.Negated() : set).Without(subtracted);
        isNegated = false;
    }

    private CharacterSet Member()
    {
        if (Looking("[:"))
        {
            // A POSIX class is none in .NET; whoever wrote it meant something else.
            _failed = true;
            return CharacterSet.None;
        }

        var first = Character(out var set);
        if (first is null || !More || Current != '-' || _at + 1 >= _text.Length || _text[_at + 1] is ']' or '[')
            return set;
        _at++;
        if (Character(out _) is not { } last || last < first)
        {
            _failed = true;
            return set;
        }

        return CharacterSet.Of(first.Value, last);
    }

    // The one character read, or null where it is a class of its own.
    private char? Character(out CharacterSet set)
    {
        var c = _text[_at++];
        if (c != '\\')
        {
            set = CharacterSet.Of(c, c);
            return c;
        }

        set = CharacterSet.None;
        if (!More)
        {
            _failed = true;
            return null;
        }

        c = _text[_at++];
        if (c == 'b')
        {
            set = CharacterSet.Of('\b', '\b');
            return '\b';
        }

        var start = _at;
        if (Escaped(c) is not { } escaped)
        {
            _failed = true;
            return null;
        }

        set = escaped;
        if (c is 'x' or 'u')
            return (char)Convert.ToInt32(_text.Substring(start, _at - start), 16);
        return c is 'd' or 'D' or 'w' or 'W' or 's' or 'S' or 'p' or 'P' or '0' or 'c' ? null : Literal(c);
    }

    private PatternNode Repeated(PatternNode atom)
    {
        if (!More || Quantifier() is not var (min, max))
            return atom;
        if (More && Current == '?')
            _at++;
        if (More && (Current is '*' or '+' or '?' || (Current == '{' && Quantifier() is not null)))
            return Fail();
        return new RepeatNode(atom.Start, _at, atom, min, max);
    }

    private (int Min, int? Max)? Quantifier()
    {
        switch (Current)
        {
            case '*':
                _at++;
                return (0, null);
            case '+':
                _at++;
                return (1, null);
            case '?':
                _at++;
                return (0, 1);
            case '{':
                return Counted();
            default:
                return null;
        }
    }

    // Braces that hold no numbers are characters.
    private (int Min, int? Max)? Counted()
    {
        var at = _at + 1;
        if (Integer(ref at) is not { } min)
            return null;
        int? max = min;
        if (at < _text.Length && _text[at] == ',')
        {
            at++;
            max = Integer(ref at);
        }

        if (at >= _text.Length || _text[at] != '}' || max < min)
            return null;
        _at = at + 1;
        return (min, max);
    }

    private int? Integer(ref int at)
    {
        var start = at;
        long value = 0;
        for (; at < _text.Length && _text[at] is >= '0' and <= '9'; at++)
            value = Math.Min(int.MaxValue, value * 10 + (_text[at] - '0'));
        return at == start ? null : (int)value;
    }
}
