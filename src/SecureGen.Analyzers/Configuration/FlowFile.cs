using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using SecureGen.Analyzers.Flow;
using SecureGen.Analyzers.Knowledge;

namespace SecureGen.Analyzers.Configuration;

/// <summary>
/// The user's own sources, sinks, sanitizers and guards: the file <c>SecureGen.flow.txt</c>, one entry a line. A line that cannot
/// be read is a problem with its place, and the other lines count all the same.
/// </summary>
internal sealed class FlowFile
{
    public const string Name = "SecureGen.flow.txt";

    /// <summary>The dangers by the words that the file uses.</summary>
    private static readonly ImmutableSortedDictionary<string, Dangers> DangerWords = ImmutableSortedDictionary.CreateRange(
        StringComparer.Ordinal,
        new KeyValuePair<string, Dangers>[]
        {
            new("path", Dangers.Path),
            new("sql", Dangers.Sql),
            new("command", Dangers.Command),
            new("html", Dangers.Html),
            new("redirect", Dangers.Redirect),
            new("request", Dangers.Request),
            new("log", Dangers.LogTemplate),
            new("prompt", Dangers.Prompt),
            new("all", Dangers.All),
        });

    private readonly ImmutableArray<SourceMember>.Builder _sources = ImmutableArray.CreateBuilder<SourceMember>();
    private readonly ImmutableArray<Sink>.Builder _sinks = ImmutableArray.CreateBuilder<Sink>();
    private readonly ImmutableArray<Sanitizer>.Builder _sanitizers = ImmutableArray.CreateBuilder<Sanitizer>();
    private readonly ImmutableArray<(string Type, string Member)>.Builder _guards = ImmutableArray.CreateBuilder<(string, string)>();
    private readonly ImmutableArray<FlowFileProblem>.Builder _problems = ImmutableArray.CreateBuilder<FlowFileProblem>();

    public IEnumerable<SourceMember> Sources => _sources;

    public IEnumerable<Sink> Sinks => _sinks;

    public IEnumerable<Sanitizer> Sanitizers => _sanitizers;

    /// <summary>Methods that return true, or return at all, only for text that is safe.</summary>
    public IEnumerable<(string Type, string Member)> Guards => _guards;

    public IEnumerable<FlowFileProblem> Problems => _problems;

    public static bool Is(AdditionalText file) => string.Equals(Path.GetFileName(file.Path), Name, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the text; never throws for what it holds.</summary>
    public static FlowFile Parse(SourceText text, CancellationToken cancellation)
    {
        var file = new FlowFile();
        foreach (var line in text.Lines)
        {
            cancellation.ThrowIfCancellationRequested();
            var content = line.ToString();
            if (content.Trim() is { Length: > 0 } trimmed && trimmed[0] != '#' && file.Read(trimmed) is { } expected)
            {
                var start = line.Start + content.Length - content.TrimStart().Length;
                file._problems.Add(new FlowFileProblem(line.LineNumber + 1, new TextSpan(start, trimmed.Length), text.Lines.GetLinePositionSpan(new TextSpan(start, trimmed.Length)), Shortened(trimmed), expected));
            }
        }

        return file;
    }

    // What was expected, where the line is none of these.
    private string? Read(string line)
    {
        var words = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        return words[0] switch
        {
            "source" => ReadSource(words, line),
            "sink" => ReadSink(words),
            "sanitizer" => ReadSanitizer(words),
            "guard" => ReadGuard(words),
            _ => "an entry that begins with source, sink, sanitizer or guard",
        };
    }

    private string? ReadSource(string[] words, string line)
    {
        if (words.Length < 2 || Member(words[1]) is not { } member)
            return "'source Namespace.Type.Member' with words for the message behind it";
        var text = words.Length > 2 ? line.Substring(line.IndexOf(words[1], StringComparison.Ordinal) + words[1].Length).Trim() : "'" + member.Name + "'";
        _sources.Add(new SourceMember(member.Type, member.Name, text));
        return null;
    }

    private string? ReadSink(string[] words)
    {
        const string Expected = "'sink danger Namespace.Type.Method(parameter)' or 'sink danger Namespace.Type.Property'";
        if (words.Length != 3)
            return Expected;
        if (!DangerWords.TryGetValue(words[1], out var danger) || danger == Dangers.All)
            return "a danger (" + string.Join(", ", DangerWords.Keys.Where(static word => word != "all")) + ") behind 'sink'";
        var open = words[2].IndexOf('(');
        var parameter = "value";
        if (open >= 0)
        {
            if (!words[2].EndsWith(")", StringComparison.Ordinal) || !IsName(parameter = words[2].Substring(open + 1, words[2].Length - open - 2)))
                return Expected;
        }

        if (Member(open >= 0 ? words[2].Substring(0, open) : words[2]) is not { } member)
            return Expected;
        _sinks.Add(new Sink(member.Type, member.Name, parameter, danger));
        return null;
    }

    private string? ReadSanitizer(string[] words)
    {
        if (words.Length != 3)
            return "'sanitizer danger Namespace.Type.Method'";
        if (!DangerWords.TryGetValue(words[1], out var danger))
            return "a danger (" + string.Join(", ", DangerWords.Keys) + ") behind 'sanitizer'";
        if (Member(words[2]) is not { } member)
            return "'sanitizer danger Namespace.Type.Method'";
        _sanitizers.Add(new Sanitizer(member.Type, member.Name, danger));
        return null;
    }

    private string? ReadGuard(string[] words)
    {
        if (words.Length != 2 || Member(words[1]) is not { } member)
            return "'guard Namespace.Type.Method'";
        _guards.Add(member);
        return null;
    }

    // A constructor is written Namespace.Type..ctor, as in metadata.
    private static (string Type, string Name)? Member(string text)
    {
        var name = text.EndsWith("..ctor", StringComparison.Ordinal) ? ".ctor" : text.Substring(text.LastIndexOf('.') + 1);
        var type = text.Length > name.Length + 1 ? text.Substring(0, text.Length - name.Length - 1) : "";
        return (name == ".ctor" || IsName(name)) && type.Length > 0 && type.Split('.', '+').All(IsName) ? (type, name) : null;
    }

    // "Lazy`1" is the name of a generic type in metadata.
    private static bool IsName(string text) => text.Length > 0 && !char.IsDigit(text[0]) && text.All(static c => char.IsLetterOrDigit(c) || c is '_' or '`');

    private static string Shortened(string text) => text.Length <= 60 ? text : text.Substring(0, 57) + "...";
}

/// <summary>A line that is no entry.</summary>
/// <param name="Line">Counted from 1.</param>
/// <param name="Span">Where the content of the line stands in the file.</param>
/// <param name="Lines">The same as line and column.</param>
/// <param name="Text">The line, shortened.</param>
/// <param name="Expected">What an entry of its kind looks like.</param>
internal sealed record FlowFileProblem(int Line, TextSpan Span, LinePositionSpan Lines, string Text, string Expected);
