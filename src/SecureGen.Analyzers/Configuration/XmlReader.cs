using System;
using System.Collections.Immutable;
using System.Globalization;
using System.Threading;
using Microsoft.CodeAnalysis.Text;

namespace SecureGen.Analyzers.Configuration;

/// <summary>
/// Reads XML into elements with places. Document types are passed over, so no entity but the five of XML and the numeric ones is
/// ever resolved. Malformed parts are passed over too: what can be read before and behind them is. Never throws for what the text holds.
/// </summary>
internal sealed class XmlReader
{
    /// <summary>Deeper elements are passed over.</summary>
    public const int MostDepth = 128;

    private const int LongestEntity = 12;

    private readonly string _text;
    private readonly ImmutableArray<XmlElement>.Builder _elements = ImmutableArray.CreateBuilder<XmlElement>();
    private XmlElement? _open;
    private int _passedOver;
    private int _position;

    private XmlReader(string text) => _text = text;

    public static ImmutableArray<XmlElement> Read(string text, CancellationToken cancellation = default)
    {
        var reader = new XmlReader(text);
        while (reader._position < text.Length)
        {
            cancellation.ThrowIfCancellationRequested();
            reader.ReadNext();
        }

        return reader._elements.ToImmutable();
    }

    private void ReadNext()
    {
        if (_text[_position] != '<')
            ReadText();
        else if (StartsWith("<!--"))
            SkipBehind("-->");
        else if (StartsWith("<![CDATA["))
            ReadData();
        else if (StartsWith("<?"))
            SkipBehind("?>");
        else if (StartsWith("<!"))
            SkipDeclaration();
        else if (StartsWith("</"))
            Close();
        else
            ReadElement();
    }

    private void ReadElement()
    {
        _position++;
        var name = ReadName();
        if (name.Length == 0)
            return;
        var attributes = ReadAttributes();
        var isEmpty = At(_position) == '/';
        SkipTo('>');
        if (_passedOver > 0 || _open is { Depth: MostDepth })
        {
            _passedOver += isEmpty ? 0 : 1;
            return;
        }

        var element = new XmlElement(name, _open, attributes);
        _elements.Add(element);
        if (!isEmpty)
            _open = element;
    }

    private void Close()
    {
        _position += 2;
        var name = ReadName();
        SkipTo('>');
        if (_passedOver > 0)
        {
            _passedOver--;
            return;
        }

        // An end tag without a beginning closes nothing; one further out closes what was left open in it.
        name = XmlElement.LocalName(name);
        for (var element = _open; element is not null; element = element.Parent)
        {
            if (element.Name == name)
            {
                _open = element.Parent;
                return;
            }
        }
    }

    private ImmutableArray<Setting> ReadAttributes()
    {
        var attributes = ImmutableArray.CreateBuilder<Setting>();
        while (true)
        {
            SkipSpace();
            if (_position >= _text.Length || _text[_position] is '>' or '<' || (_text[_position] == '/' && At(_position + 1) == '>'))
                return attributes.ToImmutable();
            var name = ReadName();
            if (name.Length == 0)
            {
                _position++;
                continue;
            }

            SkipSpace();
            if (At(_position) != '=')
                continue;
            _position++;
            SkipSpace();
            if (ReadQuoted(name) is { } attribute)
                attributes.Add(attribute);
        }
    }

    // A value holds no tag: where one begins first, the closing quote was forgotten.
    private Setting? ReadQuoted(string name)
    {
        var quote = At(_position);
        if (quote is not ('"' or '\''))
            return null;
        var start = ++_position;
        while (_position < _text.Length && _text[_position] != quote && _text[_position] != '<')
            _position++;
        if (At(_position) != quote)
            return null;
        var content = TextSpan.FromBounds(start, _position++);
        return Decoded(name, content, TextSpan.FromBounds(start - 1, _position));
    }

    private void ReadText()
    {
        var start = _position;
        SkipUpTo('<');
        var end = _position;
        while (start < end && IsSpace(_text[start]))
            start++;
        while (end > start && IsSpace(_text[end - 1]))
            end--;
        if (end > start && _passedOver == 0 && _open is { Text: null })
            _open.Text = Decoded("", TextSpan.FromBounds(start, end), TextSpan.FromBounds(start, end));
    }

    private void ReadData()
    {
        var start = _position + "<![CDATA[".Length;
        SkipBehind("]]>");
        var content = TextSpan.FromBounds(Math.Min(start, _text.Length), Math.Max(Math.Min(start, _text.Length), _position - (EndsBefore("]]>") ? 3 : 0)));
        if (_passedOver == 0 && _open is { Text: null } && content.Length > 0)
            _open.Text = new Setting("", _text.Substring(content.Start, content.Length), content, SettingKind.Text, content, null);
    }

    private bool EndsBefore(string word) => _position >= word.Length && string.CompareOrdinal(_text, _position - word.Length, word, 0, word.Length) == 0;

    private Setting Decoded(string name, TextSpan content, TextSpan span)
    {
        if (_text.IndexOf('&', content.Start, content.Length) < 0)
            return new Setting(name, _text.Substring(content.Start, content.Length), span, SettingKind.Text, content, null);
        var decoded = new DecodedText();
        for (var i = content.Start; i < content.End;)
        {
            var length = Entity(i, content.End, out var characters);
            if (length == 0)
                decoded.Add(_text[i], i);
            else
                decoded.Add(characters, i);
            i += Math.Max(length, 1);
        }

        return decoded.ToSetting(name, span, content);
    }

    private int Entity(int start, int limit, out string characters)
    {
        characters = "";
        if (_text[start] != '&')
            return 0;
        var end = _text.IndexOf(';', start, Math.Min(LongestEntity, limit - start));
        if (end < 0 || Resolve(_text.Substring(start + 1, end - start - 1)) is not { } resolved)
            return 0;
        characters = resolved;
        return end - start + 1;
    }

    private static string? Resolve(string entity) => entity switch
    {
        "lt" => "<",
        "gt" => ">",
        "amp" => "&",
        "quot" => "\"",
        "apos" => "'",
        { Length: > 2 } when entity[0] == '#' && entity[1] is 'x' or 'X' => Character(entity.Substring(2), NumberStyles.AllowHexSpecifier),
        { Length: > 1 } when entity[0] == '#' => Character(entity.Substring(1), NumberStyles.None),
        _ => null,
    };

    private static string? Character(string digits, NumberStyles style) =>
        int.TryParse(digits, style, CultureInfo.InvariantCulture, out var code) && code is > 0 and <= 0x10FFFF and not (>= 0xD800 and <= 0xDFFF) ? char.ConvertFromUtf32(code) : null;

    // <!DOCTYPE name [ <!ENTITY ...> ]>
    private void SkipDeclaration()
    {
        var depth = 0;
        for (; _position < _text.Length; _position++)
        {
            if (_text[_position] is '[')
                depth++;
            else if (_text[_position] is ']')
                depth--;
            else if (_text[_position] == '>' && depth <= 0)
                break;
        }

        _position = Math.Min(_position + 1, _text.Length);
    }

    private string ReadName()
    {
        var start = _position;
        while (_position < _text.Length && !IsSpace(_text[_position]) && _text[_position] is not ('=' or '/' or '>' or '<' or '"' or '\''))
            _position++;
        return _text.Substring(start, _position - start);
    }

    // A tag that does not end is ended by the next.
    private void SkipTo(char end)
    {
        while (_position < _text.Length && _text[_position] != end && _text[_position] != '<')
            _position++;
        if (At(_position) == end)
            _position++;
    }

    private void SkipUpTo(char end)
    {
        var found = _text.IndexOf(end, _position);
        _position = found < 0 ? _text.Length : found;
    }

    private void SkipBehind(string end)
    {
        var found = _text.IndexOf(end, _position, StringComparison.Ordinal);
        _position = found < 0 ? _text.Length : found + end.Length;
    }

    private void SkipSpace()
    {
        while (_position < _text.Length && IsSpace(_text[_position]))
            _position++;
    }

    private bool StartsWith(string word) => string.CompareOrdinal(_text, _position, word, 0, word.Length) == 0;

    private char At(int position) => position < _text.Length ? _text[position] : '\0';

    private static bool IsSpace(char c) => c is ' ' or '\t' or '\r' or '\n' or '\uFEFF';
}
