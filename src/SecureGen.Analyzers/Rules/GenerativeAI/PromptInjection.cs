using Microsoft.CodeAnalysis;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Flow;

namespace SecureGen.Analyzers.Rules.GenerativeAI;

/// <summary>SGA7001: untrusted text becomes part of what a model takes for its instructions.</summary>
public sealed class PromptInjection() : TaintAnalyzer(Descriptor, Dangers.Prompt)
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "SGA7001",
        "Untrusted text in a system prompt",
        "The system prompt is built from {0}",
        Category.GenerativeAI,
        DiagnosticSeverity.Warning,
        "A model follows its system prompt before anything else: text in it is an instruction to whoever wrote it. Keep the system prompt constant and put the text in a user message.",
        1427, 74);
}
