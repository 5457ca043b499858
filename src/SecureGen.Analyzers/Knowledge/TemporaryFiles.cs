using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace SecureGen.Analyzers.Knowledge;

/// <summary>Directories that every user may write to, and what creates or overwrites a file.</summary>
internal static class TemporaryFiles
{
    public const string Path = "System.IO.Path";

    private static readonly string[] Roots = ["/tmp/", "/var/tmp/", "/dev/shm/", @"c:\temp\", "c:/temp/", @"c:\tmp\", "c:/tmp/", @"c:\windows\temp\", "c:/windows/temp/", @"%temp%\", @"%tmp%\"];

    /// <summary>
    /// Calls and constructors that create or overwrite what the parameter names, or follow a link that is there. Moving replaces
    /// the link, and archives are made where nothing is yet.
    /// </summary>
    public static readonly (string Type, string Member, string Parameter)[] Sinks =
    [
        .. Each("System.IO.File", "path", "WriteAllText", "WriteAllTextAsync", "WriteAllBytes", "WriteAllBytesAsync", "WriteAllLines", "WriteAllLinesAsync",
            "AppendAllText", "AppendAllTextAsync", "AppendAllLines", "AppendAllLinesAsync", "AppendText", "Create", "CreateText", "OpenWrite", "Open", "OpenHandle"),
        .. Each("System.IO.File", "destFileName", "Copy"),
        .. Each("System.IO.FileInfo", "destFileName", "CopyTo"),
        .. Each("System.IO.Directory", "path", "CreateDirectory"),
        ("System.IO.FileStream", ".ctor", "path"),
        ("System.IO.StreamWriter", ".ctor", "path"),
        ("System.Xml.Linq.XDocument", "Save", "fileName"),
        ("System.Xml.Linq.XElement", "Save", "fileName"),
        ("System.Xml.XmlDocument", "Save", "filename"),
        .. Each("System.IO.Compression.ZipFile", "destinationDirectoryName", "ExtractToDirectory"),
    ];

    public static readonly ImmutableHashSet<string> SinkNames = Sinks.Select(sink => sink.Member).ToImmutableHashSet(StringComparer.Ordinal);

    /// <summary>Variables that name a directory for temporary files.</summary>
    public static readonly ImmutableHashSet<string> Variables = ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, "TMPDIR", "TEMP", "TMP");

    /// <summary>Values that others on the machine can know or guess.</summary>
    public static readonly ImmutableHashSet<string> Guessable = ImmutableHashSet.Create(
        "Now", "UtcNow", "Today", "Ticks", "ProcessId", "TickCount", "TickCount64", "UserName", "MachineName", "CurrentManagedThreadId", "Id", "Year", "Month", "Day", "Date", "Hour", "Minute", "Second", "Millisecond");

    /// <summary>Whether the path is below a directory for everybody's temporary files, and names something in it.</summary>
    public static bool IsBelowRoot(string path) => Roots.Any(root => path.Length > root.Length && path.StartsWith(root, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the path is such a directory, to which a name is added.</summary>
    public static bool IsRoot(string path) => Roots.Any(root => string.Equals(path, root, StringComparison.OrdinalIgnoreCase) || string.Equals(path + root[root.Length - 1], root, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<(string Type, string Member, string Parameter)> Each(string type, string parameter, params string[] members) => members.Select(member => (type, member, parameter));
}
