using Microsoft.CodeAnalysis;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Flow;

namespace SecureGen.Analyzers.Rules.Files;

/// <summary>SGA4003: a test for ".." or for invalid characters where containment is needed.</summary>
public sealed class DotDotContainment() : TaintAnalyzer(Descriptor, Dangers.Path, Verdict.GuardedByDotDot)
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "SGA4003",
        "'..' test stands in for containment",
        "This test does not keep the path built from {0} inside its base directory",
        Category.Files,
        DiagnosticSeverity.Warning,
        "An absolute path has no \"..\" in it, and Path.Combine returns it as it is. A test of characters depends on the platform. Resolve the path and check that it is inside its base directory.",
        22, 36, 184);
}
