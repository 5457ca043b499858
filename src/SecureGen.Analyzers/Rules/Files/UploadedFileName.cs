using Microsoft.CodeAnalysis;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Flow;

namespace SecureGen.Analyzers.Rules.Files;

/// <summary>SGA4004: what a client calls the file it uploads becomes the name or the extension it is stored under.</summary>
public sealed class UploadedFileName() : TaintAnalyzer(Descriptor, Dangers.StoredName)
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "SGA4004",
        "Uploaded file keeps the name its sender gave it",
        "The stored file takes its name or extension from {0}",
        Category.Files,
        DiagnosticSeverity.Warning,
        "Whoever uploads a file chooses its name: it may overwrite the file of another, or end in .html or .aspx and be served or run. Store it under a name of the service, with an extension from a list.",
        434, 73);
}
