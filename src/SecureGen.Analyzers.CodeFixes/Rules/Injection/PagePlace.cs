using System;
using System.Text;

namespace SecureGen.Analyzers.CodeFixes.Rules.Injection;

/// <summary>
/// Where in a page a text stands: reads markup character by character, as far as it takes to tell whether a value that is put
/// here is harmless once it is encoded for HTML.
/// </summary>
// https://cheatsheetseries.owasp.org/cheatsheets/Cross_Site_Scripting_Prevention_Cheat_Sheet.html#output-encoding
internal sealed class PagePlace
{
    private static readonly string[] AddressAttributes =
        ["href", "src", "action", "formaction", "data", "poster", "background", "cite", "srcset", "ping", "manifest", "xlink:href"];

    // Stands for a value that the text does not show.
    private const char Unknown = '\uFFFD';

    private readonly StringBuilder _value = new();
    private State _state = State.Text;
    private string _tag = "";
    private string _attribute = "";
    private char _quote;

    private enum State
    {
        Text,
        TagStart,
        TagName,
        BeforeAttribute,
        AttributeName,
        AfterAttribute,
        BeforeValue,
        QuotedValue,
        UnquotedValue,
        Declaration,
        Code,
        Unknown,
    }

    /// <summary>Whether HTML encoding is enough for a value here: in text, or in quotes as a value that is not run, loaded or followed.</summary>
    public bool TakesEncodedText => _state switch
    {
        State.Text or State.Declaration => true,
        State.QuotedValue => !IsCode(_attribute) && !(Array.IndexOf(AddressAttributes, _attribute) >= 0 && IsOpenAddress(_value.ToString())),
        _ => false,
    };

    public PagePlace Copy()
    {
        var copy = new PagePlace();
        copy.Take(this);
        return copy;
    }

    /// <summary>One of two texts stands here: where they end differently, nothing is known.</summary>
    public void Either(PagePlace one, PagePlace other)
    {
        Take(one);
        if (one._state != other._state || one._attribute != other._attribute || one._tag != other._tag)
            _state = State.Unknown;
    }

    public void Read(string markup)
    {
        foreach (var character in markup)
            Read(character);
    }

    /// <summary>A value that is not known stands here.</summary>
    public void Skip()
    {
        switch (_state)
        {
            case State.BeforeValue:
                _state = State.UnquotedValue;
                break;
            case State.QuotedValue:
                _value.Append(Unknown);
                break;
            case State.TagStart or State.TagName:
                (_state, _tag) = (State.TagName, _tag + Unknown);
                break;
            case State.BeforeAttribute or State.AttributeName:
                (_state, _attribute) = (State.AttributeName, _attribute + Unknown);
                break;
        }
    }

    private void Read(char character)
    {
        switch (_state)
        {
            case State.Text when character == '<':
                (_state, _tag) = (State.TagStart, "");
                break;
            case State.TagStart:
                StartTag(character);
                break;
            case State.TagName:
                Name(character, ref _tag);
                break;
            case State.BeforeAttribute or State.AfterAttribute when !char.IsWhiteSpace(character) && character is not ('=' or '>' or '/'):
                (_state, _attribute) = (State.AttributeName, char.ToLowerInvariant(character).ToString());
                break;
            case State.BeforeAttribute or State.AttributeName or State.AfterAttribute:
                Name(character, ref _attribute);
                break;
            case State.BeforeValue:
                StartValue(character);
                break;
            case State.QuotedValue when character == _quote:
                _state = State.BeforeAttribute;
                break;
            case State.QuotedValue:
                _value.Append(character);
                break;
            case State.UnquotedValue when character == '>':
            case State.Declaration when character == '>':
                EndTag();
                break;
            case State.UnquotedValue when char.IsWhiteSpace(character):
                _state = State.BeforeAttribute;
                break;
            case State.Code:
                ReadCode(character);
                break;
        }
    }

    private void StartTag(char character)
    {
        if (character is '!' or '?')
            _state = State.Declaration;
        else if (char.IsLetter(character) || character == '/')
            (_state, _tag) = (State.TagName, char.ToLowerInvariant(character).ToString());
        else
            _state = State.Text;
    }

    private void Name(char character, ref string name)
    {
        if (character == '>')
            EndTag();
        else if (character == '=' && _state != State.TagName)
            _state = State.BeforeValue;
        else if (char.IsWhiteSpace(character) || character == '/')
            _state = _state == State.AttributeName ? State.AfterAttribute : _state == State.TagName ? State.BeforeAttribute : _state;
        else
            name += char.ToLowerInvariant(character);
    }

    private void StartValue(char character)
    {
        _value.Clear();
        if (character is '"' or '\'')
            (_state, _quote) = (State.QuotedValue, character);
        else if (character == '>')
            EndTag();
        else if (!char.IsWhiteSpace(character))
            _state = State.UnquotedValue;
    }

    private void EndTag()
    {
        _value.Clear();
        _state = _tag is "script" or "style" ? State.Code : State.Text;
    }

    // A script ends where its end tag begins, whatever stands before it.
    private void ReadCode(char character)
    {
        _value.Append(char.ToLowerInvariant(character));
        if (character != '>' || _value.ToString().IndexOf("</" + _tag, StringComparison.Ordinal) < 0)
            return;
        _value.Clear();
        _state = State.Text;
    }

    private static bool IsCode(string attribute) => attribute.StartsWith("on", StringComparison.Ordinal) || attribute is "style" or "srcdoc" || attribute.IndexOf(Unknown) >= 0;

    // What an address begins with decides what it does: javascript:, data:
    private static bool IsOpenAddress(string start)
    {
        var scheme = start.IndexOf(':');
        var path = start.IndexOfAny(['/', '?', '#']);
        return path >= 0 && (scheme < 0 || path < scheme) ? false : scheme < 0 || RunsText(start.Substring(0, scheme).Trim().ToLowerInvariant());
    }

    private static bool RunsText(string scheme) => scheme.EndsWith("script", StringComparison.Ordinal) || scheme == "data" || scheme.IndexOf(Unknown) >= 0;

    private void Take(PagePlace other)
    {
        (_state, _tag, _attribute, _quote) = (other._state, other._tag, other._attribute, other._quote);
        var value = other._value.ToString();
        _value.Clear().Append(value);
    }
}
