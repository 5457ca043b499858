using Microsoft.CodeAnalysis;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Flow;

namespace SecureGen.Analyzers.Rules.Disclosure;

/// <summary>SGA5004: untrusted text is built into the template of a log message.</summary>
public sealed class LogForging() : TaintAnalyzer(Descriptor, Dangers.LogTemplate)
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "SGA5004",
        "Untrusted text in a log template",
        "The log template is built from {0}",
        Category.Disclosure,
        DiagnosticSeverity.Info,
        "Text in a template is not data: braces in it become placeholders, line breaks become entries of the log, and entries of one kind cannot be found by their template. Pass the text as an argument of a named placeholder.",
        117, 134);
}
