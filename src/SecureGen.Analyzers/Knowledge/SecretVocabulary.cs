using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Knowledge;

/// <summary>
/// Which names name a secret. A name is judged by its head noun phrase, the last words of it, not by a substring:
/// <c>apiKey</c> and <c>default_password</c> do, <c>PasswordHint</c>, <c>MaxTokens</c> and <c>PublicKeyToken</c> do not.
/// </summary>
internal static class SecretVocabulary
{
    // Looked for before anything is split: nearly every name in a program stops here.
    private static readonly string[] Stems =
        ["pass", "pwd", "secret", "key", "token", "cred", "authoriz", "connection", "connstr", "otp", "pin", "salt", "pepper", "code", "cookie", "bearer"];

    private static readonly HashSet<string> Heads = new(StringComparer.Ordinal)
    {
        "password", "passwords", "passwd", "pwd", "passphrase", "passcode", "pincode", "secret", "secrets", "token", "tokens", "apikey", "apikeys",
        "accesskey", "secretkey", "privatekey", "signingkey", "credential", "credentials", "creds", "authorization", "otp", "totp",
        "salt", "pepper", "connectionstring", "connstr", "authtoken", "accesstoken", "refreshtoken", "clientsecret",
    };

    // The words before "key", "code", "string", "value" that make a secret of it.
    private static readonly HashSet<string> KeyQualifiers = new(StringComparer.Ordinal)
    {
        "api", "access", "secret", "private", "signing", "encryption", "decryption", "session", "shared", "account", "subscription", "master",
        "auth", "hmac", "jwt", "crypto", "storage", "admin", "service", "function", "functions", "app", "provider", "webhook", "machine", "client",
        "aes", "cipher", "encrypt", "decrypt", "symmetric", "security",
    };

    private static readonly HashSet<string> CodeQualifiers = new(StringComparer.Ordinal)
    {
        "pin", "recovery", "otp", "backup", "security", "access", "verification", "reset", "time", "login", "auth", "invite", "activation",
    };

    // Words after the head that say how it is held, not what it is.
    private static readonly HashSet<string> Trailers = new(StringComparer.Ordinal)
    {
        "value", "text", "string", "str", "bytes", "raw", "plain", "default", "dev", "prod", "test", "base", "utf", "literal", "current", "old", "new", "async",
    };

    // The senses of "token" that are not a credential.
    private static readonly HashSet<string> OtherTokens = new(StringComparer.Ordinal)
    {
        "cancellation", "syntax", "max", "min", "prompt", "completion", "input", "output", "total", "cached", "reasoning", "j", "json",
        "continuation", "page", "next", "stop", "start", "end", "special", "pad", "lex", "lexer", "parser", "key", "change", "metadata",
        "context", "num", "count", "used", "remaining", "estimated", "model", "budget", "xml", "html", "operator", "keyword", "identifier", "concurrency", "log",
        "eos", "bos", "unk", "sep", "cls", "first", "last", "previous", "prev", "lookahead", "unexpected", "expected", "delimiter", "separator", "punctuation",
    };

    // "Invalid password", "forgot password": what is said or done about one, not one.
    private static readonly HashSet<string> Statements = new(StringComparer.Ordinal)
    {
        "invalid", "wrong", "incorrect", "missing", "forgot", "forgotten", "change", "changed", "require", "requires", "required", "use", "uses",
        "has", "is", "allow", "enable", "disable", "show", "hide", "toggle", "validate", "supports", "no", "bad", "weak", "empty", "needs", "check",
    };

    private static readonly HashSet<string> Disguises = new(StringComparer.Ordinal)
    {
        "hash", "hashed", "masked", "mask", "redacted", "encrypted", "obfuscated", "sanitized", "protected", "hidden", "fingerprint", "public", "dummy", "fake",
    };

    // Compounds whose holders say nothing about how the value looks: a session key may be a name in a dictionary.
    private static readonly HashSet<string> LooseKeys = new(StringComparer.Ordinal)
    {
        "session", "account", "auth", "storage", "admin", "service", "function", "app", "provider", "machine", "client", "shared", "security",
    };

    /// <summary>Whether the name names a secret, under the options of the file it stands in.</summary>
    public static bool IsSecret(string name, RuleOptions options) => KindOf(name, options) != SecretKind.None;

    /// <summary>What kind of secret the name names: how much the text beside it has to prove.</summary>
    public static SecretKind KindOf(string name, RuleOptions options)
    {
        if (name.Length < 3 || name.Length > 100)
            return SecretKind.None;
        if (options.SecretWords.IsEmpty && !HasStem(name))
            return SecretKind.None;

        var words = Words.Split(name);
        if (words.IsEmpty || EndsWithAny(words, options.IgnoredWords))
            return SecretKind.None;
        if (EndsWithAny(words, options.SecretWords))
            return SecretKind.Plain;
        if (IsSecret(words))
            return Kind(words);
        return IsConnectionSetting(words, name) ? SecretKind.ConnectionString : SecretKind.None;
    }

    // ConnectionStrings:Images is a connection string, whatever comes after.
    private static bool IsConnectionSetting(ImmutableArray<string> words, string name) =>
        words.Length > 2 && words[0] == "connection" && words[1] == "strings" && (name.IndexOf(':') > 0 || name.IndexOf("__", StringComparison.Ordinal) > 0);

    private static SecretKind Kind(ImmutableArray<string> words)
    {
        var end = HeadEnd(words);
        var head = words[end - 1];
        return head switch
        {
            "connectionstring" or "connstr" => SecretKind.ConnectionString,
            "string" or "str" => SecretKind.ConnectionString,
            "passphrase" or "phrase" => SecretKind.Phrase,
            "pin" or "pincode" or "otp" or "totp" or "passcode" or "code" or "codes" => SecretKind.Code,
            "token" or "tokens" or "authorization" or "credential" or "credentials" or "creds" or "salt" or "pepper" or "value" => SecretKind.Ambiguous,
            "authtoken" or "accesstoken" or "refreshtoken" or "pass" => SecretKind.Ambiguous,
            "key" or "keys" => LooseKeys.Contains(words[end - 2]) ? SecretKind.Ambiguous : SecretKind.Plain,
            _ => SecretKind.Plain,
        };
    }

    private static int HeadEnd(ImmutableArray<string> words)
    {
        var end = words.Length;
        while (end > 1 && Trailers.Contains(words[end - 1]) && !IsCompound(words, end))
            end--;
        return end;
    }

    /// <summary>Whether a value of the type can be a secret: text, bytes, or a wrapper of them.</summary>
    public static bool CanHold(ITypeSymbol? type)
    {
        switch (type)
        {
            case null:
                return false;
            case IArrayTypeSymbol array:
                return array.ElementType.SpecialType is SpecialType.System_Char or SpecialType.System_Byte;
            case { SpecialType: SpecialType.System_String or SpecialType.System_Object }:
            case { TypeKind: TypeKind.Dynamic or TypeKind.TypeParameter }:
                return true;
            case INamedTypeSymbol { Name: "Span" or "ReadOnlySpan" or "Memory" or "ReadOnlyMemory", TypeArguments.Length: 1 } span:
                return span.TypeArguments[0].SpecialType is SpecialType.System_Char or SpecialType.System_Byte;
            default:
                return type.Name is "StringValues" or "SecureString" or "AuthenticationHeaderValue" or "StringBuilder";
        }
    }

    private static bool IsSecret(ImmutableArray<string> words)
    {
        var end = HeadEnd(words);
        for (var i = 0; i < end; i++)
        {
            if (Disguises.Contains(words[i]))
                return false;
        }

        return IsCompound(words, end) || IsHead(words, end);
    }

    private static bool IsHead(ImmutableArray<string> words, int end)
    {
        var head = words[end - 1];
        if (!Heads.Contains(head))
            return IsShortForm(words, end);

        if (head is "token" or "tokens")
            return end == 1 ? head == "token" : !OtherTokens.Contains(words[end - 2]) && !Statements.Contains(words[0]) && !OtherTokens.Contains(words[0]);
        return end == 1 || !(Statements.Contains(words[0]) || (words[0] is "reset" or "confirm" && head.StartsWith("pass", StringComparison.Ordinal)));
    }

    // "pin" and "pass" are words of their own in most names; only with an owner, or alone, are they credentials.
    private static bool IsShortForm(ImmutableArray<string> words, int end) => words[end - 1] switch
    {
        "pin" => end == 1 || words[end - 2] is "user" or "card" or "security" or "login",
        "pass" => end > 1 && words[end - 2] is "db" or "user" or "smtp" or "ftp" or "admin" or "mail" or "database" or "sql",
        _ => false,
    };

    private static bool IsCompound(ImmutableArray<string> words, int end)
    {
        if (end < 2 || Statements.Contains(words[0]))
            return false;

        var before = words[end - 2];
        return words[end - 1] switch
        {
            "key" or "keys" => KeyQualifiers.Contains(before),
            "code" or "codes" => CodeQualifiers.Contains(before),
            "string" or "str" => before is "connection" or "conn",
            "value" => before is "cookie",
            "phrase" or "word" => before is "pass",
            _ => false,
        };
    }

    /// <summary>Whether the word is one that secrets are made of: "api key header" speaks of a key without being one.</summary>
    public static bool IsStem(string word) => Array.IndexOf(Stems, word) >= 0 || Heads.Contains(word);

    private static bool HasStem(string name)
    {
        foreach (var stem in Stems)
        {
            if (name.IndexOf(stem, StringComparison.OrdinalIgnoreCase) >= 0)
                return true;
        }

        return false;
    }

    private static bool EndsWithAny(ImmutableArray<string> words, ImmutableArray<string> phrases)
    {
        foreach (var phrase in phrases)
        {
            if (EndsWith(words, Words.Split(phrase)))
                return true;
        }

        return false;
    }

    private static bool EndsWith(ImmutableArray<string> words, ImmutableArray<string> phrase)
    {
        if (phrase.Length == 0 || phrase.Length > words.Length)
            return false;
        for (var i = 0; i < phrase.Length; i++)
        {
            if (words[words.Length - phrase.Length + i] != phrase[i])
                return false;
        }

        return true;
    }
}

/// <summary>Kinds of secret names, by what their values look like.</summary>
internal enum SecretKind
{
    None,

    /// <summary>A password, a secret, an API key: any text beside it that names nothing else is one.</summary>
    Plain,

    /// <summary>A pass phrase: may have spaces.</summary>
    Phrase,

    /// <summary>A PIN or one-time code: digits.</summary>
    Code,

    /// <summary>A token or a loosely named key: the word has other senses, so the text must look issued.</summary>
    Ambiguous,

    /// <summary>A connection string: a secret only with a password inside.</summary>
    ConnectionString,
}
