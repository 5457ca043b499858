using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Knowledge;
using SecureGen.Analyzers.Matching;
using SecureGen.Analyzers.Rules.Injection;

namespace SecureGen.Analyzers.CodeFixes.Rules.Injection;

/// <summary>Passes the address through a method that lets listed public hosts over HTTPS through, where the request is made.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
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

    private protected override IEnumerable<Fix> FixesFor(FixTarget target)
    {
        if (Argument(target) is { } argument && Address.Of(argument, target) is { } address && HelperMethod.For(Helper, argument, target) is { } helper)
            yield return new Fix("Send requests to listed hosts over HTTPS only", "SGA6014.AllowHosts", editor => Ensure(editor, address, helper));
    }

    // Two findings may stand for one request: what is already a call of the helper stays.
    private static void Ensure(DocumentEditor editor, Address address, HelperMethod helper)
    {
        editor.ReplaceNode(address.Node, (current, _) => IsEnsured(current, helper) ? current : address.Ensured((ExpressionSyntax)current, helper).WithTriviaFrom(current));
        helper.AddTo(editor);
    }

    private static bool IsEnsured(SyntaxNode current, HelperMethod helper) =>
        helper.IsCall(current) || (current is ObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments } && helper.IsCall(arguments[0].Expression));

    // A request that a callee makes is mended in the callee, where the whole address is at hand.
    private static ExpressionSyntax? Argument(FixTarget target)
    {
        var trace = target.Diagnostic.AdditionalLocations;
        if (trace.Count < 3 || trace[2].SourceTree != target.Root.SyntaxTree)
            return null;
        var sink = target.Root.FindNode(trace[2].SourceSpan, getInnermostNodeForTie: true);
        return target.Model.GetOperation(sink, target.Cancellation) switch
        {
            IInvocationOperation call => Argument(call.Arguments, call.TargetMethod),
            IObjectCreationOperation { Constructor: { } constructor } creation => Argument(creation.Arguments, constructor),
            ISimpleAssignmentOperation assignment => assignment.Value.Syntax as ExpressionSyntax,
            _ => null,
        };
    }

    private static ExpressionSyntax? Argument(ImmutableArray<IArgumentOperation> arguments, IMethodSymbol method) =>
        arguments.FirstOrDefault(argument => Addresses.Requests.Any(known => known.Member == method.Name && known.Parameter == argument.Parameter?.Name))?.Value.Syntax as ExpressionSyntax;

    /// <summary>The text of an address where it is handed over: the expression itself, or what a <see cref="System.Uri"/> is made of.</summary>
    // IsObject: A Uri that was made before.
    private readonly record struct Address(ExpressionSyntax Node, bool IsObject = false, bool MayBeNull = false)
    {
        public static Address? Of(ExpressionSyntax argument, FixTarget target)
        {
            var type = target.Model.GetTypeInfo(argument, target.Cancellation);
            if (type.ConvertedType?.SpecialType == SpecialType.System_String)
                return new Address(argument);
            if (type.ConvertedType?.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat).TrimEnd('?') != Addresses.Uri)
                return null;
            if (target.Model.GetOperation(argument, target.Cancellation)?.Unwrap() is not IObjectCreationOperation creation || creation.Arguments.ArgumentOf("uriString") is not { } text)
                return new Address(argument, IsObject: true, MayBeNull: type.Nullability.FlowState == NullableFlowState.MaybeNull);
            return IsRelative(creation) ? null : text.Syntax is ExpressionSyntax node ? new Address(node) : null;
        }

        public ExpressionSyntax Ensured(ExpressionSyntax current, HelperMethod helper)
        {
            var text = current.WithoutTrivia();
            if (!IsObject)
                return Call(helper, text);
            var call = Call(helper, SyntaxFactory.ParseExpression(Receiver(text) + (MayBeNull ? "?" : "") + ".OriginalString"));
            return Generate.Prepared<ExpressionSyntax>(Creation(SyntaxFactory.ArgumentList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Argument(call)))));
        }

        private static ExpressionSyntax Call(HelperMethod helper, ExpressionSyntax text) =>
            helper.Call(SyntaxFactory.ArgumentList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Argument(text))));

        private static ObjectCreationExpressionSyntax Creation(ArgumentListSyntax arguments) =>
            SyntaxFactory.ObjectCreationExpression(SyntaxFactory.ParseTypeName("global::" + Addresses.Uri).WithLeadingTrivia(SyntaxFactory.Space), arguments, initializer: null);

        private static ExpressionSyntax Receiver(ExpressionSyntax uri) => uri switch
        {
            ImplicitObjectCreationExpressionSyntax made => Creation(made.ArgumentList),
            IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax or ParenthesizedExpressionSyntax or ObjectCreationExpressionSyntax => uri,
            _ => SyntaxFactory.ParenthesizedExpression(uri),
        };

        // It can only be resolved against an address that is not at hand here.
        private static bool IsRelative(IObjectCreationOperation creation) =>
            creation.Arguments.ArgumentOf("uriKind")?.Unwrap() is IFieldReferenceOperation { Field.Name: "Relative" };
    }
}
