using System;
using System.Collections.Generic;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Knowledge;
using SecureGen.Analyzers.Matching;
using SecureGen.Analyzers.Matching.CredentialTexts;
using SecureGen.Analyzers.Rules.Secrets;

namespace SecureGen.Analyzers.CodeFixes.Rules.Secrets;

/// <summary>What a credential is called outside the program: as the code calls it, where that names a secret, or after its issuer, as GITHUB_TOKEN.</summary>
internal static class CredentialName
{
    private static readonly HashSet<string> Heads = new(StringComparer.Ordinal) { "key", "token", "secret", "password", "signature", "pat", "passphrase" };

    // What says which key or token it is; other words describe it.
    private static readonly HashSet<string> Qualifiers = new(StringComparer.Ordinal)
        { "api", "access", "secret", "private", "account", "signing", "client", "webhook", "shared", "validation", "decryption", "deploy", "refresh", "bot", "license", "service" };

    public static string Of(FixTarget target)
    {
        if (TargetOf(target.Node) is { } called && SecretVocabulary.IsSecret(called, target.Options))
            return called;

        var provider = Property(target, EmbeddedCredential.ProviderProperty);
        var form = Property(target, EmbeddedCredential.FormProperty);
        var kind = KindOf(Property(target, EmbeddedCredential.KindProperty));
        if (provider.Length == 0 && kind == "PASSWORD")
            return form == nameof(CredentialForm.ConnectionString) ? "DB_PASSWORD" : "SERVICE_PASSWORD";
        if (provider.Length == 0 && TargetOf(target.Node) is { } name && Words.Split(name).Length > 1)
            return name;
        return provider.Length == 0 ? kind : Capitals(provider) + "_" + kind;
    }

    // "personal access token" is TOKEN, "API key" is API_KEY, "password in a connection string" is PASSWORD.
    private static string KindOf(string kind)
    {
        var at = kind.IndexOf(" in ", StringComparison.Ordinal);
        var words = Words.Split(at > 0 ? kind.Substring(0, at) : kind);
        for (var i = words.Length - 1; i >= 0; i--)
        {
            if (!Heads.Contains(words[i]))
                continue;
            var isToken = words[i] is "token" or "password" or "pat";
            return (!isToken && i > 0 && Qualifiers.Contains(words[i - 1]) ? words[i - 1] + "_" + words[i] : words[i]).ToUpperInvariant();
        }

        return words.Length == 0 || words[0] == "json" ? "TOKEN" : string.Join("_", words).ToUpperInvariant();
    }

    private static string Capitals(string provider)
    {
        var name = new StringBuilder();
        foreach (var c in provider)
        {
            if (c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9'))
                name.Append(char.ToUpperInvariant(c));
            else if (name.Length > 0 && name[name.Length - 1] != '_')
                name.Append('_');
        }

        return name.ToString().TrimEnd('_');
    }

    private static string? TargetOf(SyntaxNode node)
    {
        foreach (var ancestor in node.Ancestors())
        {
            switch (ancestor)
            {
                case VariableDeclaratorSyntax variable:
                    return variable.Identifier.ValueText;
                case PropertyDeclarationSyntax property:
                    return property.Identifier.ValueText;
                case AssignmentExpressionSyntax { Left: var left }:
                    return (left as MemberAccessExpressionSyntax)?.Name.Identifier.ValueText ?? (left as IdentifierNameSyntax)?.Identifier.ValueText;
                case StatementSyntax or MemberDeclarationSyntax or ArgumentSyntax or AnonymousFunctionExpressionSyntax:
                    return null;
            }
        }

        return null;
    }

    private static string Property(FixTarget target, string name) => target.Diagnostic.Properties.TryGetValue(name, out var value) ? value ?? "" : "";
}
