using Microsoft.CodeAnalysis;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Flow;

namespace SecureGen.Analyzers.Rules.Injection;

/// <summary>SGA6002: untrusted text becomes part of a command line, or names a program.</summary>
public sealed class CommandInjection() : TaintAnalyzer(Descriptor, Dangers.Command)
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "SGA6002",
        "Command is built from untrusted data",
        "The command is built from {0}",
        Category.Injection,
        DiagnosticSeverity.Warning,
        "Spaces and quotes in the text become more arguments, or another program. Pass each argument in ArgumentList, and take the program from a list.",
        78, 88);
}
