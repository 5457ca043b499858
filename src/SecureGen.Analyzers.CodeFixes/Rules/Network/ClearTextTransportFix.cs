using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Knowledge;
using SecureGen.Analyzers.Rules.Network;

namespace SecureGen.Analyzers.CodeFixes.Rules.Network;

/// <summary>The scheme with TLS in the text that is written; a port is exchanged where it is the usual one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
public sealed class ClearTextTransportFix() : SecurityCodeFixProvider(ClearTextTransport.Descriptor)
{
    private protected override IEnumerable<Fix> FixesFor(FixTarget target)
    {
        var node = target.Node is ArgumentSyntax argument ? argument.Expression : target.Node;
        if (node.IsKind(SyntaxKind.FalseLiteralExpression))
        {
            yield return new Fix("Use TLS", "SGA3004.Tls", editor => editor.ReplaceNode(node, SyntaxFactory.LiteralExpression(SyntaxKind.TrueLiteralExpression).WithTriviaFrom(node)));
            yield break;
        }

        var properties = target.Diagnostic.Properties;
        if (!properties.TryGetValue(ClearTextTransport.SchemeProperty, out var clear) || clear is null or "ftp" || !properties.TryGetValue(ClearTextTransport.PortProperty, out var port))
            yield break;
        var scheme = ClearTextSchemes.All.First(known => known.Clear == clear);
        if (port is { Length: > 0 } && port != Text(scheme.Port))
            yield break;
        var token = node switch
        {
            LiteralExpressionSyntax literal => literal.Token,
            InterpolatedStringTextSyntax text => text.TextToken,
            _ => default,
        };
        if (Secured(token.Text, scheme, port) is not { } secured)
            yield break;
        yield return new Fix("Use " + scheme.Secure + "://", "SGA3004.Tls", editor => editor.ReplaceNode(node, Rewritten(node, secured, Secured(token.ValueText, scheme, port) ?? secured)));
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);

    private static SyntaxNode Rewritten(SyntaxNode node, string text, string valueText) => node is InterpolatedStringTextSyntax piece
        ? piece.WithTextToken(SyntaxFactory.Token(piece.TextToken.LeadingTrivia, SyntaxKind.InterpolatedStringTextToken, text, valueText, piece.TextToken.TrailingTrivia))
        : SyntaxFactory.ParseExpression(text).WithTriviaFrom(node);

    // https and wss find their port by themselves.
    private static string? Secured(string text, (string Clear, string Secure, int Port, int SecurePort) scheme, string? port)
    {
        var start = text.IndexOf(scheme.Clear + "://", System.StringComparison.OrdinalIgnoreCase);
        if (start < 0)
            return null;
        var rest = text.Substring(start + scheme.Clear.Length);
        if (port is { Length: > 0 })
        {
            var at = rest.IndexOf(":" + port, 3, System.StringComparison.Ordinal);
            if (at < 0)
                return null;
            rest = rest.Remove(at, port.Length + 1).Insert(at, scheme.SecurePort == 443 ? "" : ":" + Text(scheme.SecurePort));
        }

        return text.Substring(0, start) + scheme.Secure + rest;
    }
}
