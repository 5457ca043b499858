using Microsoft.CodeAnalysis;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Flow;

namespace SecureGen.Analyzers.Rules.GenerativeAI;

/// <summary>SGA7002: text of any length goes to a model that is paid by length.</summary>
public sealed class UnboundedPrompt() : TaintAnalyzer(Descriptor, Dangers.Length)
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "SGA7002",
        "Prompt has no length limit",
        "{0} reaches the model without a limit of its length",
        Category.GenerativeAI,
        DiagnosticSeverity.Info,
        "Every token is paid for and takes time: without a limit one request costs what the model accepts at most. Limit the text where it enters.",
        770, 400);
}
