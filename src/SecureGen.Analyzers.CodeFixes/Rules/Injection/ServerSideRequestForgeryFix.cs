using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Knowledge;
using SecureGen.Analyzers.Rules.Injection;

namespace SecureGen.Analyzers.CodeFixes.Rules.Injection;

/// <summary>Passes the address through a method that lets listed public hosts over HTTPS through, where the request is made.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
public sealed class ServerSideRequestForgeryFix() : SecurityCodeFixProvider(ServerSideRequestForgery.Descriptor)
{
    // An address in IPv6 is only let through where it is global unicast: all others are local, or hide an address in IPv4.
    private static readonly HelperText Helper = new("EnsureAllowedAddress", ImmutableArray.Create("address"), """
        string NAME(string? address)
        {
            var allowedHosts = new global::System.Collections.Generic.HashSet<string>(global::System.StringComparer.OrdinalIgnoreCase)
            {
                // List the hosts here, each as "images.example.com". Until then every address is refused.
            };

            var uri = new global::System.Uri(address ?? "");
            var isSecure = uri.Scheme == "https" || uri.Scheme == "wss";
            if (!isSecure || !allowedHosts.Contains(uri.Host))
            {
                throw new global::System.UnauthorizedAccessException("The address is not that of an allowed host over HTTPS.");
            }

            foreach (var resolved in global::System.Net.Dns.GetHostAddresses(uri.IdnHost))
            {
                var ip = (resolved.IsIPv4MappedToIPv6 ? resolved.MapToIPv4() : resolved).GetAddressBytes();
                var isPublic = ip.Length == 4
                    ? ip[0] != 0 && ip[0] != 10 && ip[0] != 127 && ip[0] < 224
                        && !(ip[0] == 100 && (ip[1] & 0xC0) == 64)
                        && !(ip[0] == 169 && ip[1] == 254)
                        && !(ip[0] == 172 && (ip[1] & 0xF0) == 16)
                        && !(ip[0] == 192 && ip[1] == 168)
                    : (ip[0] & 0xE0) == 0x20;
                if (!isPublic)
                {
                    throw new global::System.UnauthorizedAccessException("The host is not a public one.");
                }
            }

            return uri.AbsoluteUri;
        }
        """);

    // A request that a callee makes is mended in the callee, where the whole address is at hand.
    private protected override IEnumerable<Fix> FixesFor(FixTarget target)
    {
        if (SinkArgument.Of(target, Addresses.Requests) is { Expression: var argument } && RequestAddress.Of(argument, target) is { } address && HelperMethod.For(Helper, argument, target) is { } helper)
            yield return new Fix("Send requests to listed hosts over HTTPS only", "SGA6014.AllowHosts", editor => Ensure(editor, address, helper));
    }

    private static void Ensure(DocumentEditor editor, RequestAddress address, HelperMethod helper)
    {
        editor.ReplaceNode(address.Node, (current, _) => address.Ensured((ExpressionSyntax)current, helper));
        helper.AddTo(editor);
    }
}
