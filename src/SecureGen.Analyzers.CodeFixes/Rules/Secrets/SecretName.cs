using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Matching;
using SecureGen.Analyzers.Rules.Secrets;

namespace SecureGen.Analyzers.CodeFixes.Rules.Secrets;

/// <summary>What a secret is called outside the program: <c>imageApiKey</c> is IMAGE_API_KEY in the environment, Image:ApiKey in the configuration.</summary>
internal static class SecretName
{
    private static readonly HashSet<string> Compounds = new(StringComparer.Ordinal) { "key", "keys", "code", "string", "value", "secret", "token" };

    // Words that say how the literal was held in the source.
    private static readonly HashSet<string> Beginnings = new(StringComparer.Ordinal) { "default", "hardcoded", "x", "the", "my", "get" };

    private static readonly HashSet<string> TypeEndings = new(StringComparer.Ordinal)
    {
        "options", "settings", "config", "configuration", "controller", "service", "client", "provider", "constants", "factory", "extensions", "manager", "program", "startup",
    };

    public static string Environment(FixTarget target) => Environment(target, Given(target));

    public static string Environment(FixTarget target, string name) =>
        target.Options.EnvironmentPrefix + string.Join("_", Qualified(target, name).Select(word => word.ToUpperInvariant()));

    public static string Configuration(FixTarget target, string name)
    {
        if (name.IndexOf(':') > 0)
            return name;

        var words = Qualified(target, name);
        var head = words.Length > 1 && Compounds.Contains(words[words.Length - 1]) ? 2 : 1;
        var section = Pascal(words.Take(words.Length - head));
        var leaf = Pascal(words.Skip(words.Length - head));
        return section.Length == 0 ? leaf : section + ":" + leaf;
    }

    /// <summary>The name under which the finding knows the secret.</summary>
    public static string Given(FixTarget target) =>
        target.Diagnostic.Properties.TryGetValue(HardcodedSecret.NameProperty, out var name) && name is { Length: > 0 } ? name : "SECRET";

    private static ImmutableArray<string> Qualified(FixTarget target, string name)
    {
        var words = Words.Split(name);
        while (words.Length > 1 && Beginnings.Contains(words[0]))
            words = words.RemoveAt(0);
        return words.Length > 1 ? words : Owner(target).AddRange(words);
    }

    // A bare "password" says nothing about whose: the type does.
    private static ImmutableArray<string> Owner(FixTarget target)
    {
        if (target.Node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type)
            return ImmutableArray<string>.Empty;

        var words = Words.Split(type.Identifier.ValueText);
        while (words.Length > 0 && TypeEndings.Contains(words[words.Length - 1]))
            words = words.RemoveAt(words.Length - 1);
        return words.Length is 0 or > 3 || words[0].Length < 2 ? ImmutableArray<string>.Empty : words;
    }

    private static string Pascal(IEnumerable<string> words) => string.Concat(words.Select(word => char.ToUpperInvariant(word[0]) + word.Substring(1)));
}
