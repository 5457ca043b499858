using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Threading;
using Microsoft.CodeAnalysis.Text;

namespace SecureGen.Analyzers.Configuration;

/// <summary>
/// Reads JSON (RFC 8259) as .NET configuration does, with comments and trailing commas, into flat settings with their places.
/// What is no JSON ends the reading; what was read until there counts. Never throws for what the text holds.
/// </summary>
internal sealed class JsonReader
{
    /// <summary>As deep as System.Text.Json reads; a deeper file is no configuration.</summary>
    public const int MostDepth = 64;

    // Longer paths are not settings of anything, and each setting holds its whole path.
    private const int LongestPath = 1024;

    private static readonly char[] LineEnds = ['\r', '\n'];

    private readonly string _text;
    private readonly CancellationToken _cancellation;
    private readonly ImmutableArray<Setting>.Builder _settings = ImmutableArray.CreateBuilder<Setting>();
    private readonly Stack<Container> _containers = new();
    private readonly StringBuilder _path = new();
    private int _position;

    private JsonReader(string text, CancellationToken cancellation)
    {
        _text = text;
        _cancellation = cancellation;
    }

    public static SettingsFile Read(SourceText text, CancellationToken cancellation = default) => Read(text.ToString(), cancellation);

    public static SettingsFile Read(string text, CancellationToken cancellation = default)
    {
        var reader = new JsonReader(text, cancellation);
        var read = reader.ReadFile();
        return new SettingsFile(reader._settings.ToImmutable(), read ? null : reader.Rest());
    }

    private TextSpan Rest()
    {
        var end = _text.IndexOfAny(LineEnds, _position);
        return TextSpan.FromBounds(_position, end < 0 ? _text.Length : end);
    }

    private char Current => _position < _text.Length ? _text[_position] : '\0';

    private bool ReadFile()
    {
        if (Current == '\uFEFF')
            _position++;
        if (!SkipSpace() || !ReadValue())
            return false;
        while (_containers.Count > 0)
        {
            _cancellation.ThrowIfCancellationRequested();
            if (!ReadNext(_containers.Pop()))
                return false;
        }

        return SkipSpace() && _position == _text.Length;
    }

    // A member or an item with the comma before it, or the end of the container.
    private bool ReadNext(Container container)
    {
        _path.Length = container.PathLength;
        if (!SkipSpace() || (container.Count > 0 && !SkipComma(container)))
            return false;
        if (Current == container.End)
        {
            _position++;
            return true;
        }

        _containers.Push(container with { Count = container.Count + 1 });
        if (container.IsList)
        {
            Enter(container.Count.ToString(CultureInfo.InvariantCulture));
            return ReadValue();
        }

        if (Current != '"' || ReadString() is not { } name || !SkipSpace() || Current != ':')
            return false;
        _position++;
        Enter(name.Text);
        return SkipSpace() && ReadValue();
    }

    private bool SkipComma(Container container)
    {
        if (Current != ',')
            return Current == container.End;
        _position++;
        return SkipSpace();
    }

    private void Enter(string name)
    {
        if (_path.Length > LongestPath)
            return;
        if (_containers.Count > 1)
            _path.Append(':');
        _path.Append(name, 0, Math.Min(name.Length, LongestPath));
    }

    private bool ReadValue()
    {
        switch (Current)
        {
            case '{':
            case '[':
                return Open();
            case '"':
                if (ReadString() is not { } text)
                    return false;
                Keep(text);
                return true;
            default:
                return ReadWord();
        }
    }

    private bool Open()
    {
        if (_containers.Count == MostDepth)
            return false;
        _containers.Push(new Container(Current == '[', 0, _path.Length));
        _position++;
        return true;
    }

    private bool ReadWord()
    {
        var start = _position;
        while (Current is (>= 'a' and <= 'z') or (>= '0' and <= '9') or 'E' or '+' or '-' or '.')
            _position++;
        var span = TextSpan.FromBounds(start, _position);
        var word = _text.Substring(start, span.Length);
        if (KindOf(word) is not { } kind)
        {
            _position = start;
            return false;
        }

        Keep(new Setting("", kind == SettingKind.Null ? null : word, span, kind, span, null));
        return true;
    }

    private static SettingKind? KindOf(string word) => word switch
    {
        "true" => SettingKind.True,
        "false" => SettingKind.False,
        "null" => SettingKind.Null,
        { Length: > 0 } when word[0] is '-' or (>= '0' and <= '9') => SettingKind.Number,
        _ => null,
    };

    private void Keep(Setting setting)
    {
        if (_path.Length <= LongestPath)
            _settings.Add(setting with { Path = _path.ToString() });
    }

    // From the opening quote to behind the closing one; null where the line or the file ends first.
    private Setting? ReadString()
    {
        var start = _position++;
        while (_position < _text.Length && _text[_position] is not ('"' or '\\' or '\r' or '\n'))
            _position++;
        var decoded = Current == '\\' ? Decode(start + 1) : null;
        if (Current != '"')
            return null;
        var content = TextSpan.FromBounds(start + 1, _position++);
        var span = TextSpan.FromBounds(start, _position);
        return decoded?.ToSetting("", span, content) ?? new Setting("", _text.Substring(content.Start, content.Length), span, SettingKind.Text, content, null);
    }

    private DecodedText Decode(int start)
    {
        var decoded = new DecodedText();
        for (var i = start; i < _position; i++)
            decoded.Add(_text[i], i);
        while (_position < _text.Length && _text[_position] is not ('"' or '\r' or '\n'))
        {
            var position = _position;
            decoded.Add(_text[position] == '\\' ? ReadEscape() : _text[_position++], position);
        }

        return decoded;
    }

    // An escape that JSON does not have stands for the character behind it.
    private char ReadEscape()
    {
        _position++;
        var escaped = Current;
        if (_position < _text.Length && escaped is not ('\r' or '\n'))
            _position++;
        return escaped switch
        {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'b' => '\b',
            'f' => '\f',
            'u' => ReadCodeUnit(),
            _ => escaped,
        };
    }

    private char ReadCodeUnit()
    {
        if (_position + 4 > _text.Length || !ushort.TryParse(_text.Substring(_position, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
            return 'u';
        _position += 4;
        return (char)unit;
    }

    // White space and comments; false where a comment does not end.
    private bool SkipSpace()
    {
        while (_position < _text.Length)
        {
            if (_text[_position] is ' ' or '\t' or '\r' or '\n')
                _position++;
            else if (_text[_position] != '/')
                return true;
            else if (!SkipComment())
                return false;
        }

        return true;
    }

    private bool SkipComment()
    {
        var kind = _position + 1 < _text.Length ? _text[_position + 1] : '\0';
        if (kind == '/')
        {
            var end = _text.IndexOfAny(LineEnds, _position);
            _position = end < 0 ? _text.Length : end;
            return true;
        }

        var close = kind == '*' ? _text.IndexOf("*/", _position + 2, StringComparison.Ordinal) : -1;
        if (close < 0)
            return false;
        _position = close + 2;
        return true;
    }

    private readonly record struct Container(bool IsList, int Count, int PathLength)
    {
        public char End => IsList ? ']' : '}';
    }
}
