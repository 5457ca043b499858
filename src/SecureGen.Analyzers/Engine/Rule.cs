using System.Linq;
using Microsoft.CodeAnalysis;

namespace SecureGen.Analyzers.Engine;

/// <summary>Creates descriptors: everything that can be derived from the id and the CWE numbers is.</summary>
internal static class Rule
{
    private const string HelpRoot = "https://github.com/securegen/SecureGen.Analyzers/blob/main/docs-rules/";

    /// <param name="id">The rule's id; its page is <c>docs-rules/{id}.md</c>.</param>
    /// <param name="title">What is wrong, in a few words.</param>
    /// <param name="messageFormat">The finding, naming the place by its arguments.</param>
    /// <param name="category">One of <see cref="Category"/>.</param>
    /// <param name="defaultSeverity">Never <see cref="DiagnosticSeverity.Error"/>: an error cannot be baselined.</param>
    /// <param name="description">Why it matters and what to do instead.</param>
    /// <param name="cwe">Numbers in the Common Weakness Enumeration, most fitting first.</param>
    public static DiagnosticDescriptor Create(
        string id,
        string title,
        string messageFormat,
        string category,
        DiagnosticSeverity defaultSeverity,
        string description,
        params int[] cwe) =>
        new(
            id,
            title,
            messageFormat,
            category,
            defaultSeverity,
            isEnabledByDefault: true,
            description,
            helpLinkUri: HelpRoot + id + ".md",
            customTags: Tags(cwe));

    private static string[] Tags(int[] cwe) =>
        new[] { "security" }.Concat(cwe.Select(number => "external/cwe/cwe-" + number.ToString("000"))).ToArray();
}
