using Microsoft.CodeAnalysis;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Flow;

namespace SecureGen.Analyzers.Rules.Files;

/// <summary>SGA4001: untrusted text becomes a path that nothing keeps inside its directory.</summary>
public sealed class UnvalidatedPathCombine() : TaintAnalyzer(Descriptor, Dangers.Path)
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "SGA4001",
        "Path is built from untrusted data",
        "The path built from {0} is not checked to stay inside its base directory",
        Category.Files,
        DiagnosticSeverity.Warning,
        "With \"../\" or an absolute path, whoever chooses the name reads, overwrites or deletes any file that the service can reach. Resolve the path and check that it is inside its base directory, or use the file name alone.",
        22, 23, 36, 73);
}
