using Microsoft.CodeAnalysis;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Flow;

namespace SecureGen.Analyzers.Rules.Injection;

/// <summary>SGA6003: untrusted text becomes part of a page without being encoded.</summary>
public sealed class CrossSiteScripting() : TaintAnalyzer(Descriptor, Dangers.Html)
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "SGA6003",
        "HTML is built from untrusted data",
        "The HTML is built from {0} without encoding",
        Category.Injection,
        DiagnosticSeverity.Warning,
        "Markup in the text becomes part of the page and runs with the rights of whoever looks at it. Encode the text for HTML.",
        79);
}
