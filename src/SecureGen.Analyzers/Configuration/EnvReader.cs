using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis.Text;

namespace SecureGen.Analyzers.Configuration;

/// <summary>
/// Reads a file of environment variables as the loaders of <c>.env</c> files do: <c>export</c>, comments, quotes, escapes between
/// double quotes, quoted values of several lines. A line that is no assignment is passed over. Never throws for what the text holds.
/// </summary>
internal sealed class EnvReader
{
    private static readonly char[] LineEnds = ['\r', '\n'];

    private readonly string _text;
    private readonly ImmutableArray<Setting>.Builder _settings = ImmutableArray.CreateBuilder<Setting>();
    private int _position;

    private EnvReader(string text) => _text = text;

    public static SettingsFile Read(string text, CancellationToken cancellation = default)
    {
        var reader = new EnvReader(text);
        while (reader._position < text.Length)
        {
            cancellation.ThrowIfCancellationRequested();
            reader.ReadLine();
        }

        return new SettingsFile(reader._settings.ToImmutable(), null);
    }

    private void ReadLine()
    {
        SkipSpace();
        Skip("export ");
        SkipSpace();
        var start = _position;
        while (_position < _text.Length && IsNameCharacter(_text[_position]))
            _position++;
        var name = _text.Substring(start, _position - start);
        SkipSpace();
        if (name.Length > 0 && At(_position) == '=')
        {
            _position++;
            SkipSpace();
            ReadValue(name.Replace("__", ":"));
        }

        _position = LineEnd(_position);
        while (At(_position) is '\r' or '\n')
            _position++;
    }

    private void ReadValue(string path)
    {
        var quote = At(_position);
        var isQuoted = quote is '"' or '\'' or '`';
        if (isQuoted && ClosingQuote(quote) is var close and >= 0)
        {
            Keep(path, quote == '"', TextSpan.FromBounds(_position + 1, close), TextSpan.FromBounds(_position, close + 1));
            _position = close + 1;
            return;
        }

        var span = TextSpan.FromBounds(_position, ValueEnd());
        Keep(path, false, isQuoted ? TextSpan.FromBounds(span.Start + 1, span.End) : span, span);
    }

    private void Keep(string path, bool hasEscapes, TextSpan content, TextSpan span)
    {
        if (hasEscapes && _text.IndexOf('\\', content.Start, content.Length) >= 0)
            _settings.Add(Decoded(content).ToSetting(path, span, content));
        else
            _settings.Add(new Setting(path, _text.Substring(content.Start, content.Length), span, SettingKind.Text, content, null));
    }

    private DecodedText Decoded(TextSpan content)
    {
        var decoded = new DecodedText();
        for (var i = content.Start; i < content.End; i++)
        {
            if (_text[i] != '\\' || i + 1 == content.End)
            {
                decoded.Add(_text[i], i);
                continue;
            }

            decoded.Add(_text[i + 1] switch { 'n' => '\n', 'r' => '\r', 't' => '\t', var other => other }, i);
            i++;
        }

        return decoded;
    }

    private int ClosingQuote(char quote)
    {
        for (var i = _position + 1; i < _text.Length; i++)
        {
            if (_text[i] == '\\' && quote == '"')
                i++;
            else if (_text[i] == quote)
                return i;
        }

        return -1;
    }

    // Behind white space a number sign begins a comment; in a value it belongs to the value.
    private int ValueEnd()
    {
        var end = LineEnd(_position);
        for (var i = _position; i < end; i++)
        {
            if (_text[i] == '#' && (i == _position || _text[i - 1] is ' ' or '\t'))
                end = i;
        }

        while (end > _position && char.IsWhiteSpace(_text[end - 1]))
            end--;
        return end;
    }

    private int LineEnd(int from)
    {
        var end = _text.IndexOfAny(LineEnds, from);
        return end < 0 ? _text.Length : end;
    }

    private void SkipSpace()
    {
        while (At(_position) is ' ' or '\t' or '\uFEFF')
            _position++;
    }

    private void Skip(string word)
    {
        if (string.CompareOrdinal(_text, _position, word, 0, word.Length) == 0)
            _position += word.Length;
    }

    private char At(int position) => position < _text.Length ? _text[position] : '\0';

    private static bool IsNameCharacter(char c) => char.IsLetterOrDigit(c) || c is '_' or '.' or '-' or ':';
}
