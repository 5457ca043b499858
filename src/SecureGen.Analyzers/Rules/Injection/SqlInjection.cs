using Microsoft.CodeAnalysis;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Flow;

namespace SecureGen.Analyzers.Rules.Injection;

/// <summary>SGA6001: untrusted text becomes part of an SQL statement.</summary>
public sealed class SqlInjection() : TaintAnalyzer(Descriptor, Dangers.Sql)
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "SGA6001",
        "SQL is built from untrusted data",
        "The SQL is built from {0}",
        Category.Injection,
        DiagnosticSeverity.Warning,
        "Text in a statement is part of the statement: with a quote, whoever sends it reads and changes any row the service can. Pass it as a parameter.",
        89);
}
