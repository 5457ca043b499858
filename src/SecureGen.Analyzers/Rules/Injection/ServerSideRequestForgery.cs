using Microsoft.CodeAnalysis;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Flow;

namespace SecureGen.Analyzers.Rules.Injection;

/// <summary>SGA6014: the service itself fetches an address that the request names.</summary>
public sealed class ServerSideRequestForgery() : TaintAnalyzer(Descriptor, Dangers.Request)
{
    public static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "SGA6014",
        "Request to an untrusted address",
        "The service sends a request to {0}",
        Category.Injection,
        DiagnosticSeverity.Warning,
        "Whoever names the address reaches what only the service can reach: other services behind the firewall, and the metadata address of the cloud with its credentials. Allow listed hosts over HTTPS only.",
        918);
}
