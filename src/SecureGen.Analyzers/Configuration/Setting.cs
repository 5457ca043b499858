using System.Collections.Generic;
using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace SecureGen.Analyzers.Configuration;

/// <summary>One value of a configuration file and where it stands.</summary>
/// <param name="Path">The path as .NET configuration writes it: <c>Kestrel:Endpoints:Http:Url</c>, items of lists by number.</param>
/// <param name="Value">The value without quotes and escapes; null for JSON's null.</param>
/// <param name="Span">Where the value is written, its quotes included.</param>
/// <param name="Kind">What the value is in the file.</param>
/// <param name="Content">Where the value is written, without its quotes.</param>
/// <param name="Positions">Where each character of the value is written; null where that is one after the other from the content's start.</param>
internal readonly record struct Setting(string Path, string? Value, TextSpan Span, SettingKind Kind, TextSpan Content, int[]? Positions)
{
    /// <summary>The last segment of the path.</summary>
    public string Key => Path.Substring(Path.LastIndexOf(':') + 1);

    /// <summary>The value, empty where there is none.</summary>
    public string Text => Value ?? "";

    /// <summary>Where a part of the value is written.</summary>
    public TextSpan SpanOf(int start, int length)
    {
        if (Positions is null)
            return new TextSpan(Content.Start + start, length);
        return TextSpan.FromBounds(Positions[start], start + length < Positions.Length ? Positions[start + length] : Content.End);
    }
}

/// <summary>What a value is in its file.</summary>
internal enum SettingKind
{
    Text,
    Number,
    True,
    False,
    Null,
}

/// <summary>What was read of a configuration file.</summary>
/// <param name="Settings">In the file's order; a key that is written twice is here twice.</param>
/// <param name="Problem">Where reading came to an end before the file did; null where all of it was read.</param>
internal sealed record SettingsFile(ImmutableArray<Setting> Settings, TextSpan? Problem);

/// <summary>A value that is not written as it reads: each character with its place in the file.</summary>
internal sealed class DecodedText
{
    private readonly StringBuilder _text = new();
    private readonly List<int> _positions = [];

    public void Add(char character, int position)
    {
        _text.Append(character);
        _positions.Add(position);
    }

    public void Add(string characters, int position)
    {
        foreach (var character in characters)
            Add(character, position);
    }

    public Setting ToSetting(string path, TextSpan span, TextSpan content) => new(path, _text.ToString(), span, SettingKind.Text, content, _positions.ToArray());

    public override string ToString() => _text.ToString();
}
