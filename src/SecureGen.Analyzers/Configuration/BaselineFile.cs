using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis.Text;
using SecureGen.Analyzers.Engine;

namespace SecureGen.Analyzers.Configuration;

/// <summary>
/// The findings that a project has accepted: the file <c>SecureGen.baseline.json</c>. An entry that cannot be read is a problem
/// with its place and accepts nothing; the other entries count all the same.
/// </summary>
internal sealed class BaselineFile
{
    public const string Name = "SecureGen.baseline.json";
    public const int Version = 1;

    private const string ExpectedFile = "a baseline: an object with 'version' 1 and a list of 'findings'";
    private const string ExpectedEntry = "an entry: 'id', 'file', 'fingerprint', and if need be 'count' and 'justification'";
    private const string Findings = "findings:";

    private readonly Dictionary<BaselineKey, BaselineEntry> _entries = new();
    private readonly HashSet<string> _places = new(StringComparer.OrdinalIgnoreCase);
    private readonly ImmutableArray<BaselineProblem>.Builder _problems = ImmutableArray.CreateBuilder<BaselineProblem>();

    private BaselineFile()
    {
    }

    public static BaselineFile Empty { get; } = new();

    public IReadOnlyCollection<BaselineEntry> Entries => _entries.Values;

    public IReadOnlyList<BaselineProblem> Problems => _problems;

    public static bool Is(string path) => string.Equals(Path.GetFileName(path), Name, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the text; never throws for what it holds.</summary>
    public static BaselineFile Parse(string text, CancellationToken cancellation = default)
    {
        var file = new BaselineFile();
        var read = JsonReader.Read(text, cancellation);
        if (read.Problem is { } problem)
            file._problems.Add(new BaselineProblem(problem, "JSON"));
        if (!file.ReadHead(read.Settings))
            return file;

        var entries = read.Settings.Where(IsInEntry).GroupBy(EntryOf).Select(members => members.ToArray()).ToList();
        if (read.Problem is not null && entries.Count > 0 && !IsClosed(entries[entries.Count - 1], text))
            entries.RemoveAt(entries.Count - 1);
        foreach (var entry in entries)
            file.Read(entry);
        return file;
    }

    /// <summary>Whether findings of the id in the file may be accepted; asked before a fingerprint is made.</summary>
    public bool Names(string id, string file) => _places.Contains(id + file);

    public bool Accepts(string id, string file, Fingerprint fingerprint) =>
        _entries.TryGetValue(new BaselineKey(id, file, fingerprint.Text), out var entry) && fingerprint.Occurrence <= entry.Count;

    /// <summary>The entry of the key, or null.</summary>
    public BaselineEntry? Find(BaselineKey key) => _entries.TryGetValue(key, out var entry) ? entry : null;

    /// <summary>
    /// The name by which a baseline calls the file, from the folder of the baseline and with slashes; null on another drive.
    /// </summary>
    public static string? NameOf(string file, string baseline)
    {
        var to = file.Split('/', '\\');
        var from = baseline.Split('/', '\\');
        var common = 0;
        while (common < from.Length - 1 && common < to.Length - 1 && string.Equals(from[common], to[common], StringComparison.OrdinalIgnoreCase))
            common++;
        return common == 0 ? null : string.Join("/", Enumerable.Repeat("..", from.Length - 1 - common).Concat(to.Skip(common)));
    }

    // Another version has entries that mean something else.
    private bool ReadHead(ImmutableArray<Setting> settings)
    {
        foreach (var setting in settings)
        {
            if (IsInEntry(setting))
                continue;
            if (setting.Path == "version" && setting.Kind == SettingKind.Number && setting.Text == Version.ToString(CultureInfo.InvariantCulture))
                continue;
            _problems.Add(new BaselineProblem(setting.Span, ExpectedFile));
            if (setting.Path == "version")
                return false;
        }

        return true;
    }

    private static bool IsInEntry(Setting setting) =>
        setting.Path.StartsWith(Findings, StringComparison.Ordinal) && setting.Path.IndexOf(':', Findings.Length) > Findings.Length;

    private static string EntryOf(Setting setting) => setting.Path.Substring(0, setting.Path.IndexOf(':', Findings.Length));

    // Where reading came to an end within an entry, the rest of it is not known.
    private static bool IsClosed(Setting[] members, string text)
    {
        var end = members[members.Length - 1].Span.End;
        while (end < text.Length && (text[end] == ',' || char.IsWhiteSpace(text[end])))
            end++;
        return end < text.Length && text[end] == '}';
    }

    private void Read(Setting[] members)
    {
        var entry = new BaselineEntry(new BaselineKey("", "", ""), 1, null);
        foreach (var member in members)
        {
            if (With(entry, member) is not { } next)
            {
                _problems.Add(new BaselineProblem(member.Span, ExpectedEntry));
                return;
            }

            entry = next;
        }

        if (entry.Key.Id.Length == 0 || entry.Key.File.Length == 0 || entry.Key.Fingerprint.Length == 0)
            _problems.Add(new BaselineProblem(members[0].Span, ExpectedEntry));
        else
            Add(entry);
    }

    private void Add(BaselineEntry entry)
    {
        _places.Add(entry.Key.Id + entry.Key.File);
        if (!_entries.TryGetValue(entry.Key, out var known) || known.Count < entry.Count)
            _entries[entry.Key] = entry;
    }

    private static BaselineEntry? With(BaselineEntry entry, Setting member) => (member.Path.Substring(EntryOf(member).Length + 1), member.Kind) switch
    {
        ("id", SettingKind.Text) when IsRule(member.Text) => entry with { Key = entry.Key with { Id = member.Text } },
        ("file", SettingKind.Text) when member.Text.Length > 0 => entry with { Key = entry.Key with { File = member.Text.Replace('\\', '/') } },
        ("fingerprint", SettingKind.Text) when Fingerprint.IsWellFormed(member.Text) => entry with { Key = entry.Key with { Fingerprint = member.Text } },
        ("count", SettingKind.Number) when int.TryParse(member.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 => entry with { Count = count },
        ("justification", SettingKind.Text) => entry with { Justification = member.Text },
        _ => null,
    };

    /// <summary>Whether findings of that id can be in a baseline: SGA0001 says that something is ignored, and is never accepted.</summary>
    public static bool IsRule(string id) =>
        id.Length == 7 && id.StartsWith("SGA", StringComparison.Ordinal) && id.Skip(3).All(static c => c is >= '0' and <= '9') && id != "SGA0001";
}

/// <summary>What tells one accepted finding from another.</summary>
/// <param name="Id">The rule.</param>
/// <param name="File">The file, from the folder of the baseline.</param>
/// <param name="Fingerprint">See <see cref="Engine.Fingerprint"/>.</param>
internal readonly record struct BaselineKey(string Id, string File, string Fingerprint)
{
    // A file system may not tell the case of letters apart, and reports the name now so, now so.
    public bool Equals(BaselineKey other) => Id == other.Id && Fingerprint == other.Fingerprint && string.Equals(File, other.File, StringComparison.OrdinalIgnoreCase);

    public override int GetHashCode() => Fingerprint.GetHashCode();
}

/// <summary>Findings that are accepted: the first so many with this fingerprint.</summary>
internal sealed record BaselineEntry(BaselineKey Key, int Count, string? Justification);

/// <summary>A place in a baseline that cannot be read.</summary>
internal sealed record BaselineProblem(TextSpan Span, string Expected);
