using System;
using System.Collections.Generic;
using System.Linq;
using SecureGen.Analyzers.Matching;
using SecureGen.Analyzers.Matching.CredentialTexts;

namespace SecureGen.Analyzers.Knowledge;

/// <summary>
/// Which texts can be a secret. Most literals beside a secret's name are not one: they name the option, the header or the
/// form field, they are a message, a mask or a hole to be filled.
/// </summary>
internal static class SecretValues
{
    private const int LongestSecret = 8192;

    // What a parser calls a token is shorter.
    private const int ShortestBareToken = 12;

    // Formats that issuers publish so that scanners find them.
    private static readonly string[] IssuedPrefixes =
    [
        "sk-", "sk_live_", "sk_test_", "rk_live_", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-", "xoxb-", "xoxp-", "xoxa-",
        "AKIA", "ASIA", "AIza", "hf_", "r8_", "npm_", "pypi-", "dop_v1_", "SG.", "shpat_", "whsec_", "eyJ",
    ];

    // What a demonstration or a development default is called; "dev-secret" opens a door, "client_secret" names one.
    private static readonly HashSet<string> Makeshift = new(StringComparer.Ordinal)
    {
        "dev", "development", "default", "test", "testing", "local", "super", "my", "our", "prod", "production", "staging", "demo", "admin", "root",
        "temp", "insecure", "very", "strong", "change", "some", "this", "is", "the", "hardcoded", "fallback", "top", "shh",
    };

    private static readonly HashSet<string> TemplateWords = new(StringComparer.Ordinal)
    {
        "your", "placeholder", "replace", "insert", "example", "todo", "tbd", "redacted", "removed", "omitted", "fixme", "dummy", "fake", "unused", "needed", "required",
    };

    // Said in the place of a value: types, switches, states.
    private static readonly HashSet<string> Said = new(StringComparer.OrdinalIgnoreCase)
    {
        "string", "text", "object", "varchar", "nvarchar", "hidden", "true", "false", "null", "none", "required", "optional", "yes", "no", "on", "off",
        "auto", "n/a", "na", "unknown", "undefined", "type", "invalid", "valid", "disabled", "enabled", "missing", "empty", "anonymous", "unset", "unconfigured",
        "bearer", "basic", "digest", "negotiate", "ntlm", "apikey", "plain", "cookie", "header", "query", "body", "jwt", "saml", "oauth", "oauth2", "oidc", "openid",
        "offline_access", "authorization_code", "refresh_token", "client_credentials", "implicit", "password", "code", "notset", "input", "label", "field",
        "lock", "key", "keys", "name", "value", "id", "user", "username", "email", "login", "present", "absent", "configured", "exists", "loaded",
        "hs256", "hs384", "hs512", "rs256", "rs384", "rs512", "es256", "es384", "es512", "ps256", "aes128", "aes256", "sha1", "sha256", "sha384", "sha512",
    };

    // A model server on one's own machine takes any key; by custom it is given its own name.
    private static readonly HashSet<string> LocalServers = new(StringComparer.OrdinalIgnoreCase) { "ollama", "lmstudio", "lm-studio", "localai", "llamacpp", "vllm" };

    // What stands before the place where the secret is kept.
    private static readonly string[] References = ["urn:", "arn:", "env:", "vault:", "ssm:"];

    private static readonly HashSet<string> VocabularyWords = new(StringComparer.Ordinal)
    {
        "password", "passwords", "passwd", "pwd", "passphrase", "passcode", "secret", "secrets", "token", "tokens", "apikey", "key", "keys", "credential",
        "credentials", "authorization", "auth", "otp", "totp", "pin", "salt", "pepper", "connectionstring", "accesskey", "secretkey", "privatekey", "code", "bearer",
    };

    private static readonly HashSet<string> Places = new(StringComparer.Ordinal)
    {
        "elem", "element", "attr", "attribute", "param", "parameter", "prm", "col", "column", "field", "fld", "arg", "argument", "opt", "option", "tag", "node",
        "xml", "prop", "property", "header", "hdr", "prefix",
    };

    private static readonly string[] Schemes = ["Bearer ", "Basic ", "ApiKey ", "Token ", "Negotiate ", "Digest "];

    private static readonly string[] FileEndings =
        [".json", ".txt", ".pem", ".key", ".pfx", ".xml", ".config", ".png", ".svg", ".crt", ".cer", ".yml", ".yaml", ".cs", ".html", ".cshtml", ".md", ".env", ".dat"];

    /// <summary>Whether the text, kept under the name, is a secret and not the name of one.</summary>
    public static bool IsSecret(string text, string name, SecretKind kind)
    {
        var value = WithoutScheme(text.Trim());
        if (kind == SecretKind.ConnectionString || value.Contains("://") || HasPairs(value))
            return HasCredentials(value);
        if (IsPem(value))
            return true;
        if (!IsPossible(value, kind) || IsTemplate(value) || NamesSomething(value, name))
            return false;

        return kind switch
        {
            SecretKind.Code => IsCode(value),
            SecretKind.Ambiguous => IsIssued(value) && (value.Length >= ShortestBareToken || Words.Split(name).Length > 1),
            _ => true,
        };
    }

    /// <summary>Whether the text is the end of the name said again, as <c>"password"</c> is of <c>GrantPassword</c>.</summary>
    public static bool SaysName(string text, string name) =>
        Letters(text) is { Length: > 0 } letters && Letters(name).EndsWith(letters, StringComparison.Ordinal);

    /// <summary>Whether the text is one word, or words that only letters make up: what a name looks like.</summary>
    public static bool IsWord(string text) => All(text, static c => char.IsLetter(c) || c is '_' or '-');

    /// <summary>Whether the text is a capitalized word, as a label is: a table of texts has it under the name of its field.</summary>
    public static bool IsLabel(string text) => text.Length > 3 && char.IsUpper(text[0]) && All(text.Substring(1), char.IsLower);

    /// <summary>
    /// Whether the text, used where the real secret is absent, would serve as one: here the plain word and
    /// "your-256-bit-secret" do, because the program runs with them.
    /// </summary>
    public static bool IsFallback(string text, SecretKind kind)
    {
        var value = text.Trim();
        if (kind == SecretKind.ConnectionString || value.Contains("://") || HasPairs(value))
            return HasCredentials(value);
        return IsPossible(value, kind) && !HasHole(value) && !IsMask(value) && !SaysAbsent(value) && !IsFileOrRoute(value);
    }

    /// <summary>Whether a credential-taking call given the text would present it as a credential.</summary>
    public static bool IsCredential(string text)
    {
        var value = WithoutScheme(text.Trim());
        if (value.Contains("://") || HasPairs(value))
            return HasCredentials(value);
        return IsPossible(value, SecretKind.Plain) && !IsTemplate(value) && !SaysAbsent(value) && !IsFileOrRoute(value);
    }

    /// <summary>Whether the text has the format of an issued credential, whatever it is called: what test data never has.</summary>
    public static bool HasCredentialFormat(string text)
    {
        var value = WithoutScheme(text.Trim());
        if (value.Length < 20 || HasSpace(value) || IsTemplate(value) || IsAlphabet(value))
            return false;
        if (HasIssuedPrefix(value) && HasDigit(value) && Entropy(value) >= 3.5)
            return true;
        if (IsHex(value))
            return value.Length >= 32 && HasDigit(value) && HasLetter(value) && Entropy(value) >= 3.2;
        return value.Length >= 24 && HasDigit(value) && HasLower(value) && HasUpper(value) && Entropy(value) >= 4.0;
    }

    /// <summary>Whether the text, in the place of a password, is one: no hole to be filled, no mask, no word that documentation puts there.</summary>
    public static bool IsBelievable(string text) =>
        text.Trim() is { Length: > 0 } value && value.IndexOf(Holes.Mark) < 0 && !IsVariable(value) && !IsTemplate(value) && !IsFiller(value);

    // $DB_PASSWORD, @Microsoft.KeyVault(...)
    private static bool IsVariable(string value) =>
        value.StartsWith("@Microsoft.", StringComparison.Ordinal) || (value[0] == '$' && All(value.Substring(1), static c => char.IsUpper(c) || c == '_'));

    // "myPassword" is one, "password1" is not.
    private static bool IsFiller(string value)
    {
        if (HasDigit(value))
            return false;
        foreach (var word in Words.Split(value))
        {
            if (!CredentialFields.IsFiller(word))
                return false;
        }

        return true;
    }

    /// <summary>The authentication scheme the text begins with, with its space; empty if none.</summary>
    public static string SchemeOf(string text)
    {
        foreach (var scheme in Schemes)
        {
            if (text.Length > scheme.Length && text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
                return text.Substring(0, scheme.Length);
        }

        return "";
    }

    private static string WithoutScheme(string text) => text.Substring(SchemeOf(text).Length).TrimStart();

    private static bool IsPossible(string value, SecretKind kind)
    {
        if (value.Length < 3 || value.Length > LongestSecret || !(HasDigit(value) || HasLetter(value)) || IsDottedNumber(value))
            return false;

        // A phrase of words is prose, except where a phrase is asked for.
        return !HasSpace(value) || (kind == SecretKind.Phrase && IsPhrase(value));
    }

    // Versions, addresses and object identifiers.
    private static bool IsDottedNumber(string value) => value.IndexOf('.') != value.LastIndexOf('.') && All(value, static c => char.IsDigit(c) || c == '.');

    private static bool IsTemplate(string value)
    {
        if (HasHole(value) || IsMask(value) || LocalServers.Contains(value))
            return true;
        foreach (var word in Words.Split(value))
        {
            if (TemplateWords.Contains(word))
                return true;
        }

        return value.StartsWith("pk_", StringComparison.Ordinal);
    }

    private static bool HasHole(string value)
    {
        if (value.Contains("${") || value.Contains("$(") || value.Contains("%s") || value.Contains("..."))
            return true;
        return Holds(value, '{', '}') || Holds(value, '<', '>') || Holds(value, '[', ']') || Wraps(value, '%') || Wraps(value, '#') || Wraps(value, '_')
            || (value[0] == '(' && value[value.Length - 1] == ')');
    }

    private static bool Holds(string value, char open, char close)
    {
        var start = value.IndexOf(open);
        return start >= 0 && value.IndexOf(close, start) > start;
    }

    private static bool Wraps(string value, char mark) => value.Length > 2 && value[0] == mark && value[value.Length - 1] == mark;

    private static bool IsMask(string value)
    {
        if (value.Contains("***") || value.Contains("•••") || value.IndexOf("xxxx", StringComparison.OrdinalIgnoreCase) >= 0)
            return true;
        if (value.Length >= 32 && All(value, static c => c is '0' or '-'))
            return true;
        foreach (var c in value)
        {
            if (c != value[0])
                return false;
        }

        return !char.IsDigit(value[0]);
    }

    private static bool NamesSomething(string value, string name) =>
        SaysAbsent(value) || Said.Contains(value) || IsFileOrRoute(value) || IsExpression(value) || IsAlphabet(value) || IsIdentifier(value, name);

    private static bool SaysAbsent(string value)
    {
        var said = value.Trim('<', '>', '(', ')', '[', ']', '-', '_').Replace(" ", "").Replace("-", "").Replace("_", "");
        return said.Equals("none", StringComparison.OrdinalIgnoreCase) || said.Equals("unknown", StringComparison.OrdinalIgnoreCase)
            || said.Equals("null", StringComparison.OrdinalIgnoreCase) || said.Equals("n/a", StringComparison.OrdinalIgnoreCase)
            || said.Equals("missing", StringComparison.OrdinalIgnoreCase) || said.Equals("empty", StringComparison.OrdinalIgnoreCase)
            || said.Equals("undefined", StringComparison.OrdinalIgnoreCase) || said.Equals("anonymous", StringComparison.OrdinalIgnoreCase)
            || said.StartsWith("not", StringComparison.OrdinalIgnoreCase) && said.Length is >= 6 and <= 14 && !HasDigit(said);
    }

    private static bool IsFileOrRoute(string value)
    {
        if (value[0] is '/' or '~' or '\\' || value.StartsWith("./", StringComparison.Ordinal) || StartsWithAny(value, References, StringComparison.OrdinalIgnoreCase))
            return true;
        if (value.IndexOf('/') > 0 && (!HasDigit(value) || All(value, static c => char.IsLower(c) || char.IsDigit(c) || c is '/' or '-' or '_')))
            return true;
        if (value.Length > 2 && value[1] == ':' && value[2] == '\\')
            return true;
        foreach (var ending in FileEndings)
        {
            if (value.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    // Regular expressions, selectors, queries.
    private static bool IsExpression(string value) =>
        (value[0] == '^' && value[value.Length - 1] == '$') || value.Contains("\\d") || value.Contains("\\w") || value.Contains("\\s") || value.Contains("\\b")
        || value.Contains("(?") || value.Contains(".*") || value.Contains("=>") || value.StartsWith("$.", StringComparison.Ordinal);

    private static bool IsAlphabet(string value)
    {
        var run = 1;
        for (var i = 1; i < value.Length; i++)
        {
            run = char.IsLetter(value[i]) && char.ToLowerInvariant(value[i]) - char.ToLowerInvariant(value[i - 1]) is 1 or 2 ? run + 1 : 1;
            if (run >= 10)
                return true;
        }

        return false;
    }

    private static bool IsIdentifier(string value, string name)
    {
        var text = value.Trim('@', '#', '.', '-', ':', '=', '&', '?', '_', '$', '*', ';', ',', '\'', '"');
        if (text.Length == 0 || IsNameOfPlace(text, name))
            return true;

        var hasUpper = false;
        var hasLower = false;
        var separators = 0;
        foreach (var c in text)
        {
            if (char.IsDigit(c))
                return IsNumberedName(text, name);
            if (char.IsLetter(c))
            {
                if (c > 127)
                    return true;
                hasUpper |= char.IsUpper(c);
                hasLower |= char.IsLower(c);
            }
            else if (c is '_' or '-' or '.' or ':' or '/' or '|')
            {
                separators++;
                if (c is '.' or ':')
                    separators += 100;
            }
            else
            {
                return false;
            }
        }

        var words = Words.Split(text);
        if (IsMakeshift(words))
            return false;
        if (SameName(text, name) || separators >= 100 || NamesSecret(words))
            return true;

        // CONSTANT_CASE and PascalCase of several words name something; a lower-case word, or several in kebab case, may be a secret.
        return words.Length > 1 && hasUpper && (separators == 0 ? hasLower : !hasLower);
    }

    // Password2 = "password2" says its name; password = "password2" is one. "db-password-1" and "auth_token_v2" number a name.
    private static bool IsNumberedName(string text, string name)
    {
        if (SameName(text, name) && Digits(text) == Digits(name))
            return true;
        if (HasUpper(text) && HasLower(text))
            return false;

        var parts = text.Split('-', '_', '.', ':');
        foreach (var part in parts)
        {
            if (!IsWord(part) && !IsNumber(part))
                return false;
        }

        var words = Words.Split(text);
        return parts.Length > 1 && NamesSecret(words) && !IsMakeshift(words);
    }

    private static bool IsNumber(string part)
    {
        var digits = part.Length > 0 && part[0] is 'v' or 'V' ? part.Substring(1) : part;
        return digits.Length is 1 or 2 && All(digits, char.IsDigit);
    }

    private static string Digits(string text) => string.Concat(text.Where(char.IsDigit));

    private static bool IsMakeshift(IReadOnlyList<string> words)
    {
        if (words.Count < 2)
            return false;
        foreach (var word in words)
        {
            if (Makeshift.Contains(word))
                return true;
        }

        return false;
    }

    private static bool NamesSecret(IReadOnlyList<string> words)
    {
        foreach (var word in words)
        {
            if (VocabularyWords.Contains(word))
                return true;
        }

        return false;
    }

    // ApiKey = "api_key", DefaultApiKeyName = "apikey"
    // "iopassword" is the name IoCredPassword said again; "admin" is not adminPassword said again, it is the password.
    private static bool SameName(string value, string name)
    {
        var text = Letters(value);
        var position = 0;
        var saysSecret = false;
        foreach (var word in Words.Split(name))
        {
            if (string.CompareOrdinal(text, position, word, 0, word.Length) != 0)
                continue;
            position += word.Length;
            saysSecret |= VocabularyWords.Contains(word);
        }

        return saysSecret && position == text.Length;
    }

    // ElemPassword, ParamToken: the name of a place in a document, whose text is the name used there.
    private static bool IsNameOfPlace(string text, string name)
    {
        var words = Words.Split(name);
        return words.Length > 1 && Places.Contains(words[0]) && Entropy(text) < 3.5;
    }

    private static string Letters(string text) => string.Concat(Words.Split(text));

    private static bool IsCode(string value)
    {
        if (value.Length is < 4 or > 12)
            return IsIssued(value);
        foreach (var c in value)
        {
            if (!char.IsDigit(c))
                return IsIssued(value);
        }

        return true;
    }

    // A token or a key of unknown kind is believed only when the text looks made by a machine or mangled by a person.
    private static bool IsIssued(string value)
    {
        if (HasIssuedPrefix(value) && value.Length >= 16)
            return true;
        if (value.Length < 8 || !HasDigit(value) || !HasLetter(value))
            return false;

        var text = value.Trim('@', '#', '.', '-', ':', '=');
        return !NamesVersion(text);
    }

    // api-version-2024-01, oauth2_token, HS256
    private static bool NamesVersion(string text)
    {
        var digits = 0;
        foreach (var c in text)
        {
            if (char.IsDigit(c))
                digits++;
        }

        return digits < 2 && text.Length < 24 && Words.Split(text).Length > 1;
    }

    private static bool HasIssuedPrefix(string value) => StartsWithAny(value, IssuedPrefixes, StringComparison.Ordinal);

    private static bool StartsWithAny(string value, string[] prefixes, StringComparison comparison)
    {
        foreach (var prefix in prefixes)
        {
            if (value.StartsWith(prefix, comparison))
                return true;
        }

        return false;
    }

    private static bool IsPem(string value) =>
        value.StartsWith("-----BEGIN", StringComparison.Ordinal) && value.Contains("PRIVATE KEY-----") && value.Length > 200 && !HasHole(value);

    private static bool HasPairs(string value) => value.IndexOf('=') > 0 && value.IndexOf(';') > 0;

    private static bool HasCredentials(string value) =>
        AddressCredentials.Find(value) is not null || ConnectionTexts.Find(value, isConnection: true) is not null;

    private static bool IsPhrase(string value)
    {
        foreach (var c in value)
        {
            if (!(c is ' ' or '-' || (c is >= 'a' and <= 'z') || char.IsDigit(c)))
                return false;
        }

        return value.Split(' ').Length >= 3;
    }

    private static bool IsHex(string value) => All(value, static c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F') or '-');

    private static bool HasSpace(string value) => !All(value, static c => !char.IsWhiteSpace(c));

    private static bool HasDigit(string value) => !All(value, static c => !char.IsDigit(c));

    private static bool HasLetter(string value) => !All(value, static c => !char.IsLetter(c));

    private static bool HasLower(string value) => !All(value, static c => !char.IsLower(c));

    private static bool HasUpper(string value) => !All(value, static c => !char.IsUpper(c));

    private static bool All(string value, Func<char, bool> test)
    {
        foreach (var c in value)
        {
            if (!test(c))
                return false;
        }

        return true;
    }

    // Shannon's, in bits per character.
    private static double Entropy(string value)
    {
        var counts = new Dictionary<char, int>();
        foreach (var c in value)
            counts[c] = counts.TryGetValue(c, out var count) ? count + 1 : 1;

        var bits = 0.0;
        foreach (var count in counts.Values)
        {
            var share = (double)count / value.Length;
            bits -= share * Math.Log(share, 2);
        }

        return bits;
    }
}
