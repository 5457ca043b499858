using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using SecureGen.Analyzers.Configuration;

namespace SecureGen.Analyzers.Tasks;

/// <summary>A finding as a log of the compiler has it; lines and columns are counted from 1.</summary>
internal sealed record LoggedFinding(string Id, string Path, (int Line, int Column) Start, (int Line, int Column) End);

/// <summary>Reads our findings from a log of the compiler (SARIF 2.1), without those that the source suppresses.</summary>
internal static class SarifLog
{
    private const string Results = "runs:0:results:";
    private const string Place = "locations:0:physicalLocation:";

    // The id of our own suppression: while a baseline is made it stands on every finding, lest one fail the build.
    private const string OwnSuppression = "SecureGenBaseline";

    public static IEnumerable<LoggedFinding> Read(string text) =>
        JsonReader.Read(text).Settings
            .Where(setting => setting.Path.StartsWith(Results, StringComparison.Ordinal) && setting.Path.IndexOf(':', Results.Length) > 0)
            .GroupBy(setting => setting.Path.Substring(0, setting.Path.IndexOf(':', Results.Length)))
            .Select(ReadResult)
            .OfType<LoggedFinding>();

    private static LoggedFinding? ReadResult(IGrouping<string, Setting> result)
    {
        var members = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var setting in result)
            members[setting.Path.Substring(result.Key.Length + 1)] = setting.Text;

        return members.TryGetValue("ruleId", out var id)
            && BaselineFile.IsRule(id)
            && !IsSuppressedInSource(members)
            && members.TryGetValue(Place + "artifactLocation:uri", out var address)
            && Uri.TryCreate(address, UriKind.Absolute, out var uri)
            && uri.IsFile
            && Position(members, "start") is { } start
            && Position(members, "end") is { } end
                ? new LoggedFinding(id, uri.LocalPath, start, end)
                : null;
    }

    private static bool IsSuppressedInSource(Dictionary<string, string> members) =>
        members.Keys.Any(key => key.StartsWith("suppressions:", StringComparison.Ordinal))
        && !members.Any(member => member.Key.EndsWith(":suppressionType", StringComparison.Ordinal) && member.Value.Contains(OwnSuppression));

    private static (int Line, int Column)? Position(Dictionary<string, string> members, string which) =>
        members.TryGetValue(Place + "region:" + which + "Line", out var line)
        && members.TryGetValue(Place + "region:" + which + "Column", out var column)
        && int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var lineNumber)
        && int.TryParse(column, NumberStyles.None, CultureInfo.InvariantCulture, out var columnNumber)
            ? (lineNumber, columnNumber)
            : null;
}
