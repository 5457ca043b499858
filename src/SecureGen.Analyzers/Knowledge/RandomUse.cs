using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Knowledge;

/// <summary>What a random value is for, by the names it meets on its way.</summary>
internal static class RandomUse
{
    private static readonly HashSet<string> SecretWords = new(StringComparer.Ordinal)
    {
        "password", "passwords", "passwd", "pwd", "passphrase", "passcode", "secret", "secrets", "token", "tokens", "nonce", "nonces", "salt", "salts", "otp", "totp",
        "pin", "pins", "csrf", "xsrf", "captcha", "apikey", "iv", "credential", "credentials", "voucher", "pkce", "mfa", "coupon",
    };

    private static readonly HashSet<string> KeyQualifiers = new(StringComparer.Ordinal)
    {
        "api", "access", "secret", "private", "signing", "encryption", "session", "shared", "account", "master", "auth", "hmac", "jwt", "crypto", "aes", "symmetric", "license", "activation", "invite", "share",
    };

    // A code that somebody must not guess; not a status, error, country or colour code.
    private static readonly HashSet<string> CodeQualifiers = new(StringComparer.Ordinal)
    {
        "verification", "confirmation", "time", "share", "invite", "invitation", "reset", "access", "recovery", "security", "auth", "login", "otp", "pin", "activation", "sms",
        "email", "mail", "coupon", "voucher", "redeem", "sign", "backup", "referral", "mfa", "two", "factor", "pairing",
    };

    private static readonly HashSet<string> IdQualifiers = new(StringComparer.Ordinal) { "session", "sess", "auth", "login" };

    // What makes a random value harmless whatever else the name says.
    private static readonly HashSet<string> Harmless = new(StringComparer.Ordinal)
    {
        "jitter", "backoff", "delay", "retry", "retries", "wait", "sleep", "interval", "timeout", "shuffle", "shuffled", "sample", "sampling", "samples", "particle",
        "simulation", "simulate", "simulated", "seed", "temperature", "dice", "noise", "demo", "test", "fake", "mock", "benchmark", "index", "offset", "weight", "color", "colour",
        "cancellation", "max", "min", "count", "number", "length", "limit", "position", "server", "spread", "pick", "fuzz", "animation", "monte",
    };

    private static readonly HashSet<string> Quiet = new(StringComparer.Ordinal)
    {
        "jitter", "backoff", "delay", "retry", "retries", "wait", "sleep", "interval", "timeout", "shuffle", "shuffled", "sample", "sampling", "simulation", "simulate", "simulated",
        "dice", "noise", "particle", "animation", "spread", "benchmark", "fuzz", "temperature",
    };

    /// <summary>Whether the name says that its value must not be guessed.</summary>
    public static bool IsSensitive(string name, RuleOptions options)
    {
        var words = Words.Split(name);
        for (var i = 0; i < words.Length; i++)
        {
            if (Harmless.Contains(words[i]))
                return false;
        }

        for (var i = 0; i < words.Length; i++)
        {
            if (SecretWords.Contains(words[i]) && !IsOtherSense(words, i))
                return true;
            var before = i > 0 ? words[i - 1] : "";
            if (words[i] is "key" or "keys" && KeyQualifiers.Contains(before))
                return true;
            if (words[i] is "code" or "codes" && CodeQualifiers.Contains(before))
                return true;
            if (words[i] is "id" or "identifier" && IdQualifiers.Contains(before))
                return true;
            if (words[i] is "link" or "slug" or "url" && before is "share" or "invite" or "reset" or "magic")
                return true;
        }

        return !options.SecretWords.IsEmpty && SecretVocabulary.IsSecret(name, options);
    }

    /// <summary>Whether the name says that nothing depends on the value's secrecy: no suggestion either.</summary>
    public static bool IsHarmless(string name)
    {
        foreach (var word in Words.Split(name))
        {
            if (Quiet.Contains(word))
                return true;
        }

        return false;
    }

    // PasswordHint, TokenCount: what describes a secret is none. SyntaxToken, stop token: another sense.
    private static bool IsOtherSense(ImmutableArray<string> words, int i)
    {
        var after = i + 1 < words.Length ? words[i + 1] : "";
        var before = i > 0 ? words[i - 1] : "";
        return after is "hint" or "policy" or "type" or "kind" or "provider" or "lifetime" or "expiry" or "expiration" or "name" or "budget" or "usage"
            || (words[i] is "token" or "tokens" && before is "syntax" or "stop" or "prompt" or "completion" or "lexer" or "pad")
            || (words[i] is "pin" or "pins" && before is "gpio" or "map");
    }
}
