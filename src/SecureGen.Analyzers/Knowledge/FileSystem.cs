using System.Collections.Generic;

namespace SecureGen.Analyzers.Knowledge;

/// <summary>The file system: what opens, changes or sends the file that a text names.</summary>
internal static class FileSystem
{
    public const string Path = "System.IO.Path";

    /// <summary>Types whose methods and constructors take a path; <see cref="HarmlessMembers"/> are excepted.</summary>
    public static readonly HashSet<string> PathTakers = new(System.StringComparer.Ordinal)
    {
        "System.IO.File",
        "System.IO.Directory",
        "System.IO.FileStream",
        "System.IO.StreamReader",
        "System.IO.StreamWriter",
        "System.IO.FileSystemWatcher",
        "System.IO.MemoryMappedFiles.MemoryMappedFile",
        "System.IO.Compression.ZipFile",
        "System.IO.Compression.ZipFileExtensions",
        "System.Formats.Tar.TarFile",
        "System.Formats.Tar.TarEntry",
        "System.Net.Mail.Attachment",
        "System.Security.Cryptography.X509Certificates.X509Certificate2",
        "System.Xml.XmlDocument",
        "System.Xml.XmlReader",
        "System.Xml.XmlWriter",
        "System.Xml.XmlTextWriter",
        "System.Xml.Linq.XDocument",
        "System.Xml.Linq.XElement",
        "Microsoft.AspNetCore.Mvc.PhysicalFileResult",
        "Microsoft.AspNetCore.Mvc.ControllerBase",
        "Microsoft.AspNetCore.Mvc.RazorPages.PageModel",
        "Microsoft.AspNetCore.Http.Results",
        "Microsoft.AspNetCore.Http.TypedResults",
        "Microsoft.AspNetCore.Http.SendFileResponseExtensions",
    };

    /// <summary>Values that stand for a path; their own methods act on the file.</summary>
    public static readonly HashSet<string> PathObjects = new(System.StringComparer.Ordinal)
    {
        "System.IO.FileInfo", "System.IO.DirectoryInfo", "System.IO.FileSystemInfo",
    };

    /// <summary>The last names of the types above: the first, cheap test.</summary>
    public static readonly HashSet<string> PathTakerNames = LastNames(PathTakers);

    public static readonly HashSet<string> PathObjectNames = LastNames(PathObjects);

    /// <summary>Parameters that name a file, in the types of <see cref="PathTakers"/>.</summary>
    public static readonly HashSet<string> PathParameters = new(System.StringComparer.Ordinal)
    {
        "path",
        "pathToTarget",
        "physicalPath",
        "filename",
        "outputFileName",
        "sourceFileName",
        "destFileName",
        "destinationFileName",
        "destinationBackupFileName",
        "sourceDirName",
        "destDirName",
        "archiveFileName",
        "sourceArchiveFileName",
        "destinationArchiveFileName",
        "sourceDirectoryName",
        "destinationDirectoryName",
        "linkPath",
    };

    /// <summary>The same for constructors and extension methods, where "fileName" is the file and not the name shown to a client.</summary>
    public static readonly HashSet<string> FileNameTakers = new(System.StringComparer.Ordinal)
    {
        "Microsoft.AspNetCore.Mvc.PhysicalFileResult",
        "Microsoft.AspNetCore.Http.SendFileResponseExtensions",
        "System.Net.Mail.Attachment",
        "System.Security.Cryptography.X509Certificates.X509Certificate2",
        "System.Xml.Linq.XDocument",
        "System.Xml.Linq.XElement",
    };

    /// <summary>Parameters that take an address as well as a path: only what <see cref="Path"/> built is a path.</summary>
    public static readonly HashSet<string> AddressParameters = new(System.StringComparer.Ordinal) { "uri", "inputUri", "url" };

    /// <summary>Members that only look: whether a file exists says little to an attacker, and real code is full of it.</summary>
    public static readonly HashSet<string> HarmlessMembers = new(System.StringComparer.Ordinal) { "Exists", "ToString", "Refresh", "Equals", "GetHashCode" };

    /// <summary>Path members that keep the danger of their arguments.</summary>
    public static readonly HashSet<string> PathBuilders = new(System.StringComparer.Ordinal) { "Combine", "Join" };

    public static readonly HashSet<string> PathKeepers = new(System.StringComparer.Ordinal)
    {
        "GetFullPath", "ChangeExtension", "GetDirectoryName", "TrimEndingDirectorySeparator", "GetRelativePath",
    };

    /// <summary>Types that write the files they are told the names of.</summary>
    public static readonly HashSet<string> Stores = new(System.StringComparer.Ordinal) { "System.IO.File", "System.IO.FileStream", "System.IO.StreamWriter" };

    /// <summary>Their members that write without being told a mode.</summary>
    public static readonly HashSet<string> WriteMethods = new(System.StringComparer.Ordinal)
    {
        "Create", "CreateText", "OpenWrite", "AppendText", "AppendAllText", "AppendAllTextAsync", "AppendAllLines", "AppendAllLinesAsync", "Copy", "Move", "CopyTo", "MoveTo", "Replace",
        "WriteAllBytes", "WriteAllBytesAsync", "WriteAllLines", "WriteAllLinesAsync", "WriteAllText", "WriteAllTextAsync",
    };

    /// <summary>Parameters of those members that are read.</summary>
    public static readonly HashSet<string> SourceParameters = new(System.StringComparer.Ordinal) { "sourceFileName" };

    private static HashSet<string> LastNames(HashSet<string> names)
    {
        var last = new HashSet<string>(System.StringComparer.Ordinal);
        foreach (var name in names)
            last.Add(name.Substring(name.LastIndexOf('.') + 1));
        return last;
    }
}
