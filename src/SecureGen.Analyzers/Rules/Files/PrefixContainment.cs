using Microsoft.CodeAnalysis;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Flow;

namespace SecureGen.Analyzers.Rules.Files;

/// <summary>SGA4002: a containment test that "/data/files-private" passes for "/data/files".</summary>
public sealed class PrefixContainment() : TaintAnalyzer(Descriptor, Dangers.Path, Verdict.GuardedByPrefix)
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "SGA4002",
        "Containment check lacks the separator",
        "The check of the path built from {0} compares without a trailing separator or not ordinally",
        Category.Files,
        DiagnosticSeverity.Warning,
        "\"/data/files-private/x\" starts with \"/data/files\", and a culture-sensitive comparison ignores some characters. Compare ordinally with a base directory that ends with a separator.",
        22, 187, 697);
}
