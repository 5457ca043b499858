using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.Build.Framework;
using SecureGen.Analyzers.Configuration;

namespace SecureGen.Analyzers.Tasks;

/// <summary>
/// Compares the findings of a project, one log per target framework, with its baseline, and writes or only checks the file.
/// </summary>
public sealed class UpdateBaseline : ITask
{
    private const string Code = "SecureGenBaseline";

    public IBuildEngine BuildEngine { get; set; } = null!;

    public ITaskHost? HostObject { get; set; }

    /// <summary>Logs of the compiler, in SARIF 2.1.</summary>
    [Required]
    public ITaskItem[] Logs { get; set; } = [];

    /// <summary>The full name of the baseline.</summary>
    [Required]
    public string File { get; set; } = "";

    /// <summary>Writes nothing and fails where the baseline is not exact.</summary>
    public bool Check { get; set; }

    public bool Execute()
    {
        try
        {
            return Update();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Error(exception.Message);
            return false;
        }
    }

    private bool Update()
    {
        var text = System.IO.File.Exists(File) ? System.IO.File.ReadAllText(File) : null;
        var known = text is null ? BaselineFile.Empty : BaselineFile.Parse(text);
        var found = Found(known);
        var change = BaselineChange.Between(known.Entries, found);
        Report(known, text ?? "", change);
        if (Check)
            return change.IsNone && known.Problems.Count == 0;

        var content = BaselineWriter.Write(found, text);
        if (content != text && (text is not null || found.Count > 0))
            System.IO.File.WriteAllText(File, content, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        Message($"{Path.GetFileName(File)} accepts {Number(found.Sum(e => e.Count), "finding")}, {change.Added.Sum(e => e.Count)} of them new; {Number(change.Stale.Sum(e => e.Count), "entry", "entries")} dropped.");
        return true;
    }

    // A file that is compiled for several frameworks is accepted with the most findings it has in one of them.
    private IReadOnlyCollection<BaselineEntry> Found(BaselineFile known)
    {
        var found = new Dictionary<BaselineKey, BaselineEntry>();
        var sources = new SourceFiles();
        foreach (var finding in Logs.SelectMany(log => SarifLog.Read(System.IO.File.ReadAllText(log.ItemSpec))))
        {
            if (BaselineFile.NameOf(finding.Path, File) is not { } name || sources.Fingerprint(finding) is not { } fingerprint)
            {
                Message($"{finding.Path}({finding.Start.Line}): {finding.Id} cannot be accepted: the file cannot be named from {File} or read.");
                continue;
            }

            var key = new BaselineKey(finding.Id, name, fingerprint.Text);
            if (!found.TryGetValue(key, out var entry) || entry.Count < fingerprint.Occurrence)
                found[key] = new BaselineEntry(key, fingerprint.Occurrence, known.Find(key)?.Justification);
        }

        return found.Values;
    }

    private void Report(BaselineFile known, string text, BaselineChange change)
    {
        foreach (var problem in known.Problems)
            Say($"Line {1 + text.Take(problem.Span.Start).Count(c => c == '\n')} of {File} is not {problem.Expected}.");
        foreach (var entry in change.Stale)
            Say($"{entry.Key.File}: {entry.Key.Id} is no longer found ({entry.Key.Fingerprint}{Times(entry)}).");
        foreach (var entry in change.Added)
            Say($"{entry.Key.File}: {entry.Key.Id} is not in the baseline ({entry.Key.Fingerprint}{Times(entry)}).");
    }

    private static string Times(BaselineEntry entry) => entry.Count == 1 ? "" : ", " + entry.Count + " times";

    private static string Number(int count, string one, string? many = null) => count + " " + (count == 1 ? one : many ?? one + "s");

    // What the check fails for is an error; what is written anyway is only told.
    private void Say(string message)
    {
        if (Check)
            Error(message);
        else
            Message(message);
    }

    private void Error(string message) => BuildEngine.LogErrorEvent(new BuildErrorEventArgs(null, Code, null, 0, 0, 0, 0, message, null, Code));

    private void Message(string message) => BuildEngine.LogMessageEvent(new BuildMessageEventArgs(message, null, Code, MessageImportance.High));
}
