using Microsoft.CodeAnalysis;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Flow;

namespace SecureGen.Analyzers.Rules.GenerativeAI;

/// <summary>SGA7003: what a model has written is used where untrusted text does harm.</summary>
public sealed class UncheckedModelOutput() : TaintAnalyzer(Descriptor, Dangers.Path | Dangers.Sql | Dangers.Command | Dangers.Html | Dangers.Address)
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "SGA7003",
        "Model output is used unchecked",
        "{0} is used as {1} without a check",
        Category.GenerativeAI,
        DiagnosticSeverity.Warning,
        "A model repeats and follows what it has read, and an attacker may have written that. Treat its output as the input of a stranger: parse it, compare it with a list, encode it.",
        1426, 74);

    private protected override bool Concerns(Origin origin) => origin == Origin.Model;
}
