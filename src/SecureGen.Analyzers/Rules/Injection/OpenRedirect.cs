using Microsoft.CodeAnalysis;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Flow;

namespace SecureGen.Analyzers.Rules.Injection;

/// <summary>SGA6004: the browser is sent to an address that the request names.</summary>
public sealed class OpenRedirect() : TaintAnalyzer(Descriptor, Dangers.Redirect)
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "SGA6004",
        "Redirect to an untrusted address",
        "The redirect leads to {0}",
        Category.Injection,
        DiagnosticSeverity.Warning,
        "A link to the service that ends on the site of somebody else is what phishing needs. Redirect within the service only.",
        601);
}
