using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using SecureGen.Analyzers.Configuration;

namespace SecureGen.Analyzers.Tasks;

/// <summary>Writes a baseline: sorted and one entry a line, so that two branches merge and a review sees what was accepted.</summary>
internal static class BaselineWriter
{
    /// <param name="entries">What is accepted.</param>
    /// <param name="before">The text before, whose line ends are kept; null for a new file.</param>
    public static string Write(IEnumerable<BaselineEntry> entries, string? before)
    {
        var text = new StringBuilder();
        text.Append("{\n  \"version\": ").Append(BaselineFile.Version).Append(",\n  \"findings\": [");
        var separator = "\n";
        foreach (var entry in Sort(entries))
        {
            text.Append(separator).Append("    ");
            Append(text, entry);
            separator = ",\n";
        }

        text.Append("\n  ]\n}\n");
        return before is not null && before.Contains("\r\n") ? text.Replace("\n", "\r\n").ToString() : text.ToString();
    }

    public static IReadOnlyList<BaselineEntry> Sort(IEnumerable<BaselineEntry> entries) =>
        entries.OrderBy(e => e.Key.File, StringComparer.Ordinal).ThenBy(e => e.Key.Id, StringComparer.Ordinal).ThenBy(e => e.Key.Fingerprint, StringComparer.Ordinal).ToArray();

    private static void Append(StringBuilder text, BaselineEntry entry)
    {
        text.Append("{ \"id\": ");
        AppendString(text, entry.Key.Id);
        text.Append(", \"file\": ");
        AppendString(text, entry.Key.File);
        text.Append(", \"fingerprint\": ");
        AppendString(text, entry.Key.Fingerprint);
        if (entry.Count > 1)
            text.Append(", \"count\": ").Append(entry.Count.ToString(CultureInfo.InvariantCulture));
        if (entry.Justification is { Length: > 0 } justification)
        {
            text.Append(", \"justification\": ");
            AppendString(text, justification);
        }

        text.Append(" }");
    }

    private static void AppendString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            if (c is '"' or '\\')
                text.Append('\\').Append(c);
            else if (c < ' ')
                text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            else
                text.Append(c);
        }

        text.Append('"');
    }
}
