using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Knowledge;

/// <summary>What the names on both sides of a test for equality say about whether a secret is checked there.</summary>
internal static class ComparedSecrets
{
    // Forms, policies, change detection, markers: nobody is let in by such a comparison.
    private static readonly HashSet<string> Relations = Set(
        "placeholder mask masked redacted sentinel empty dummy example sample old previous prev new confirm confirmation confirmed repeat repeated retype retyped again last original orig next unchanged " +
        "stop end eos begin start separator delimiter common weak banned blocked forbidden breached leaked history");

    // What a password may not be, and what a token of a grammar is.
    private static readonly HashSet<string> Things = Set("user username name email mail login id domain kind type keyword symbol text op operator");

    // What makes a secret of a word with other senses.
    private static readonly HashSet<string> Qualifiers = Set(
        "access refresh bearer auth csrf xsrf antiforgery forgery session reset api verification invite webhook security authorization stored saved valid provided supplied submitted given received header cookie device " +
        "magic unsubscribe activation remember expected computed calculated configured request presented service client shared secret hub");

    private static readonly HashSet<string> Checks = Set("verify validate authenticate authorize authorized authenticated check is matches invoke handle");

    private static readonly HashSet<string> Hashes = Set("hash hashed digest hmac");
    private static readonly HashSet<string> HashedSecrets = Set("password passwd pwd token pin otp secret passcode passphrase key code");
    private static readonly HashSet<string> Signatures = Set("signature sig hmac mac signatures");
    private static readonly HashSet<string> SignatureSources = Set("computed calculated expected actual hmac webhook hub provided received request header stripe github slack");
    private static readonly HashSet<string> AntiForgery = Set("csrf xsrf antiforgery");
    private static readonly char[] Digits = "0123456789".ToCharArray();

    /// <summary>Whether the comparison of the two decides about a secret. A name is empty where there is none.</summary>
    public static bool AreChecked(string left, string right, string method, RuleOptions options)
    {
        var (one, other) = (Words.Split(left), Words.Split(right));
        if (one.Any(Relations.Contains) || other.Any(Relations.Contains) || IsThing(one) || IsThing(other) || AreNumbered(left, right))
            return false;
        if (IsAntiForgery(one, other) || IsHashedSecret(one) || IsHashedSecret(other) || IsSignature(one, other))
            return true;
        var (kind, otherKind) = (SecretVocabulary.KindOf(left, options), SecretVocabulary.KindOf(right, options));
        if ((kind is SecretKind.None && otherKind is SecretKind.None) || kind is SecretKind.ConnectionString || otherKind is SecretKind.ConnectionString)
            return false;
        if (IsCertain(kind) || IsCertain(otherKind))
            return true;
        return one.Concat(other).Any(Qualifiers.Contains) || Words.Split(method).Any(Checks.Contains);
    }

    /// <summary>Whether the members of a type of that name are what things are called: resources, claims, headers.</summary>
    public static bool AreLabels(string type) => Words.Split(type).Any(Labels.Contains);

    private static bool IsCertain(SecretKind kind) => kind is SecretKind.Plain or SecretKind.Phrase or SecretKind.Code;

    private static bool IsThing(ImmutableArray<string> words) => !words.IsEmpty && Things.Contains(words[words.Length - 1]);

    private static bool IsAntiForgery(ImmutableArray<string> one, ImmutableArray<string> other) => one.Any(AntiForgery.Contains) || other.Any(AntiForgery.Contains);

    // password and password2: the fields of a form.
    private static bool AreNumbered(string left, string right) => left != right && left.TrimEnd(Digits) == right.TrimEnd(Digits);

    // passwordHash, TokenHash, hashedPin; not hash, fileHash, etag.
    private static bool IsHashedSecret(ImmutableArray<string> words) => words.Length > 1 && words.Any(Hashes.Contains) && words.Any(HashedSecrets.Contains) && !words.Contains("cache");

    private static bool IsSignature(ImmutableArray<string> one, ImmutableArray<string> other) =>
        (one.Any(Signatures.Contains) || other.Any(Signatures.Contains)) && one.Concat(other).Any(SignatureSources.Contains) && !one.Concat(other).Any(static word => word is "method" or "file" or "type" or "magic" or "image");

    private static readonly HashSet<string> Labels = Set("res resource resources strings names keys constants consts fields labels texts messages headers claims types parameters");

    private static HashSet<string> Set(string words) => new(words.Split(' '), StringComparer.Ordinal);
}
