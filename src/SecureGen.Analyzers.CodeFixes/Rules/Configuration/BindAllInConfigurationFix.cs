using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Matching;
using SecureGen.Analyzers.Rules.Configuration;

namespace SecureGen.Analyzers.CodeFixes.Rules.Configuration;

/// <summary>Puts loopback in the place of the wildcard; scheme, port and path stay.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
public sealed class BindAllInConfigurationFix() : TextFixProvider(BindAllInConfiguration.Descriptor)
{
    private protected override IEnumerable<TextFix> FixesFor(Diagnostic diagnostic, string text)
    {
        if (WildcardAddress.Of(text) is WildcardForm.Host or WildcardForm.EndPoint)
            yield return Listening(WildcardAddress.ToLoopback(text, prefix: false));
        else if (WildcardAddress.Of(text) == WildcardForm.Url)
            yield return Listening(WildcardAddress.ToLoopback(text, prefix: !HasDynamicPort(text)));
    }

    private static TextFix Listening(string address) => new("Listen on '" + address + "'", "SGA8002.Loopback", address);

    // localhost has two addresses, and Kestrel gives both the same port or none; certificates of developers are made out to localhost.
    private static bool HasDynamicPort(string text) => text.EndsWith(":0", StringComparison.Ordinal) || text.IndexOf(":0/", StringComparison.Ordinal) > 0;
}
