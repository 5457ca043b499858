using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Knowledge;

/// <summary>Sanitizers of disclosure: methods whose result shows no secret, whatever they are given.</summary>
internal static class Disguise
{
    private static readonly HashSet<string> Verbs = new(StringComparer.Ordinal)
    {
        "mask", "masked", "redact", "redacted", "hash", "hashed", "sanitize", "sanitise", "obfuscate", "encrypt", "protect", "fingerprint", "digest",
        "censor", "scrub", "conceal", "hide", "anonymize", "checksum", "compute", "describe", "thumbprint",
    };

    public static bool Is(IMethodSymbol method, RuleOptions options)
    {
        foreach (var safe in options.SafeMethods)
        {
            if (safe == method.Name || safe == method.ContainingType?.Name + "." + method.Name)
                return true;
        }

        foreach (var word in Words.Split(method.Name))
        {
            if (Verbs.Contains(word))
                return true;
        }

        return method.ContainingType is { Name: { } owner } && Verbs.Contains(Words.Split(owner) is { Length: > 0 } words ? words[0] : owner);
    }
}
