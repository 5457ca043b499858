using System;
using System.Collections.Generic;
using System.IO;
using Microsoft.CodeAnalysis.Text;
using SecureGen.Analyzers.Engine;

namespace SecureGen.Analyzers.Tasks;

/// <summary>The files that findings stand in, each read once.</summary>
internal sealed class SourceFiles
{
    private readonly Dictionary<string, SourceFile?> _files = new(StringComparer.Ordinal);

    /// <summary>The finding's fingerprint; null where the file is not there or shorter than the log says.</summary>
    public Fingerprint? Fingerprint(LoggedFinding finding)
    {
        if (!_files.TryGetValue(finding.Path, out var file))
            _files.Add(finding.Path, file = File.Exists(finding.Path) ? new SourceFile(File.ReadAllText(finding.Path)) : null);
        return file?.SpanOf(finding) is { } span ? Engine.Fingerprint.Of(file.Text, span, finding.Path) : null;
    }

    private sealed class SourceFile
    {
        private readonly List<int> _lineStarts = [0];

        public SourceFile(string text)
        {
            Text = text;
            for (var i = 0; i < text.Length; i++)
            {
                if (IsLineEnd(text, i))
                    _lineStarts.Add(i + 1);
            }
        }

        public string Text { get; }

        public TextSpan? SpanOf(LoggedFinding finding) =>
            PositionOf(finding.Start) is { } start && PositionOf(finding.End) is { } end && start <= end ? TextSpan.FromBounds(start, end) : null;

        private int? PositionOf((int Line, int Column) place) =>
            place.Line <= _lineStarts.Count && _lineStarts[place.Line - 1] + place.Column - 1 is var position && position <= Text.Length ? position : null;

        // What the compiler counts as one.
        private static bool IsLineEnd(string text, int i) =>
            text[i] is '\n' or '\u0085' or '\u2028' or '\u2029' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n'));
    }
}
