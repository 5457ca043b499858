using System;
using SecureGen.Analyzers.Configuration;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Knowledge;
using SecureGen.Analyzers.Matching;
using SecureGen.Analyzers.Matching.CredentialTexts;

namespace SecureGen.Analyzers.Rules.Configuration;

/// <summary>The secret in a setting's value: the whole value by the setting's name, or the part of it that gives itself away.</summary>
/// <param name="Name">What the secret is called.</param>
/// <param name="Start">Where the secret begins in the value.</param>
/// <param name="Length">How long the secret is.</param>
internal readonly record struct ConfiguredSecret(string Name, int Start, int Length)
{
    // Kept elsewhere: app services resolve the first, data protection wrote the second, emulators publish the others.
    private static readonly string[] Foreign = ["@Microsoft.", "CfDJ8", "UseDevelopmentStorage=true", "devstoreaccount1"];

    private static readonly string[] Elsewhere = ["keyvault", "usersecret", "secretmanager", "secretsmanager", "environment", "envvar", "fromenv"];

    // Said to whoever deploys. In code they would be what the program runs with.
    private static readonly string[] Requests = ["changeme", "changethis", "changeit", "pleasechange", "setme", "fillme", "fillin", "fillthisin", "tobeset", "tobereplaced", "setatdeploy"];

    // Sections that hold names and levels: a category of a log may be called Tokens.
    private static readonly string[] NamesOnly = ["LogLevel", "Override", "runtime"];

    // Beside a secret, in a section of secrets.
    private static readonly string[] Others = ["id", "name", "url", "uri", "endpoint", "issuer", "owner", "user", "header", "type", "scope", "version", "host", "path"];

    private static readonly string[] NuGetEncrypted = ["Password", "http_proxy.password"];

    // IdentityServer keeps the hashes of secrets under these names.
    private static readonly string[] HashedSecrets = ["ClientSecrets", "ApiSecrets"];

    private static readonly string[] BesideKeys = ["Endpoint", "Region", "Issuer", "Audience"];

    private const int PublicKeyTokenLength = 16;

    private static readonly char[] Digits = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

    /// <param name="setting">The setting.</param>
    /// <param name="file">Where it stands.</param>
    /// <param name="options">The options of that file.</param>
    /// <param name="onlyIssued">Whether only a credential that a provider issued counts, as in an example.</param>
    public static ConfiguredSecret? In(Setting setting, ConfigurationFile file, RuleOptions options, bool onlyIssued)
    {
        if (setting.Kind != SettingKind.Text || setting.Text.Length < 3 || !IsRead(setting, file))
            return null;
        return Find(setting, file, options, onlyIssued) is { } found && !IsKeptElsewhere(setting.Text) ? found : null;
    }

    private static ConfiguredSecret? Find(Setting setting, ConfigurationFile file, RuleOptions options, bool onlyIssued)
    {
        var text = setting.Text;
        var name = NameOf(setting.Path, file, options, out var kind);
        if (Embedded(text, name, kind) is { } found)
            return IsHarmless(found, text, file, onlyIssued) ? null : new ConfiguredSecret(Shown(name, text), found.Start, found.Length);
        if (onlyIssued || text.IndexOf("://", StringComparison.Ordinal) >= 0)
            return null;
        if (IsHashedSecret(setting))
            return null;
        return IsNamedSecret(text, name, kind, file) || IsMachineKey(setting, file) ? new ConfiguredSecret(Shown(name, text), 0, text.Length) : null;
    }

    // In a list of keys the name of a setting may be one.
    private static string Shown(string name, string text) =>
        name.Contains(text) || (name.Length >= EmbeddedCredentials.Shortest && text.Contains(name)) || EmbeddedCredentials.Find(name) is not null ? "***" : name;

    // What a launch profile sets but for its variables and arguments is read by nobody but the tools.
    private static bool IsRead(Setting setting, ConfigurationFile file)
    {
        if (file.Kind == ConfigurationKind.LaunchSettings)
            return SettingName.Has(setting.Path, "environmentVariables") || setting.Key.Equals("commandLineArgs", StringComparison.OrdinalIgnoreCase);

        // NuGet encrypts these itself.
        if (file.Kind == ConfigurationKind.NuGet && (IsAny(NuGetEncrypted, setting.Key) || SettingName.Has(setting.Path, "apikeys")))
            return false;
        foreach (var section in NamesOnly)
        {
            if (SettingName.Has(setting.Path, section))
                return false;
        }

        return true;
    }

    private static bool IsKeptElsewhere(string text)
    {
        foreach (var foreign in Foreign)
        {
            if (text.IndexOf(foreign, StringComparison.OrdinalIgnoreCase) >= 0)
                return true;
        }

        var letters = string.Concat(Words.Split(text));
        if (Array.IndexOf(Requests, letters) >= 0 || IsCall(text) || (letters.StartsWith("enter", StringComparison.Ordinal) && letters.EndsWith("here", StringComparison.Ordinal)))
            return true;
        if (text.IndexOfAny(Digits) >= 0)
            return false;
        foreach (var place in Elsewhere)
        {
            if (letters.IndexOf(place, StringComparison.Ordinal) >= 0)
                return true;
        }

        return false;
    }

    // ENC(...), env(NAME): what reads the file resolves it.
    private static bool IsCall(string text)
    {
        var open = text.IndexOf('(');
        return open > 0 && text[text.Length - 1] == ')' && Array.TrueForAll(text.Substring(0, open).ToCharArray(), char.IsLetter);
    }

    // The last name decides; "Key" alone says nothing, and "Jwt:Key" does.
    private static string NameOf(string path, ConfigurationFile file, RuleOptions options, out SecretKind kind)
    {
        var last = SettingName.LastOf(path);
        var lastTwo = SettingName.LastTwoOf(path);
        kind = SecretVocabulary.KindOf(last, options);
        if (kind != SecretKind.None && (kind != SecretKind.Ambiguous || SecretVocabulary.IsSecret(lastTwo, options)))
            return last;
        kind = SettingName.Has(path, "ConnectionStrings") ? SecretKind.ConnectionString : SecretVocabulary.KindOf(lastTwo, options);
        if (kind == SecretKind.None && !NamesOther(last) && HoldsSecrets(lastTwo.Split(':')[0]))
            kind = SecretKind.Ambiguous;
        if (kind == SecretKind.None && IsKeyOfService(path, last, file))
            kind = SecretKind.Ambiguous;
        if (kind == SecretKind.None && file.Kind == ConfigurationKind.EnvironmentVariables && EndsInPassword(last))
            kind = SecretKind.Plain;
        return lastTwo;
    }

    // "Translator": { "Region": "westeurope", "Key": "..." }, "Tokens": { "Issuer": "contoso", "Key": "..." }
    private static bool IsKeyOfService(string path, string last, ConfigurationFile file) =>
        last.Equals("Key", StringComparison.OrdinalIgnoreCase) && Array.Exists(BesideKeys, other => file.Find(path.Substring(0, path.Length - last.Length) + other) is { Text.Length: > 0 });

    // PGPASSWORD, RABBITMQ_DEFAULT_PASS
    private static bool EndsInPassword(string variable) => variable.EndsWith("PASSWORD", StringComparison.Ordinal) || variable.EndsWith("_PASS", StringComparison.Ordinal);

    // "ApiKeys": { "Images": "..." }, but not "SigningKeys": { "Id": "..." }
    private static bool HoldsSecrets(string section) =>
        section.EndsWith("ApiKeys", StringComparison.OrdinalIgnoreCase) || section.EndsWith("Passwords", StringComparison.OrdinalIgnoreCase);

    private static bool NamesOther(string name) => Words.Split(name) is { Length: > 0 } words && Array.IndexOf(Others, words[words.Length - 1]) >= 0;

    private static CredentialMatch? Embedded(string text, string name, SecretKind kind) =>
        EmbeddedCredentials.Find(text, name) ?? (kind == SecretKind.ConnectionString ? ConnectionTexts.Find(text, isConnection: true) : null);

    // A database on one's own machine, with the password that its container was started with, is nobody's secret.
    private static bool IsHarmless(CredentialMatch found, string text, ConfigurationFile file, bool onlyIssued)
    {
        if (found.Form is not (CredentialForm.ConnectionString or CredentialForm.Address))
            return false;
        return onlyIssued || (file.IsForDevelopment && ConnectionTexts.HostOf(text) is { } host && Hosts.IsNear(host));
    }

    private static bool IsNamedSecret(string text, string name, SecretKind kind, ConfigurationFile file)
    {
        if (kind is SecretKind.None or SecretKind.ConnectionString)
            return false;
        if (!SecretValues.IsSecret(text, name, kind))
            return false;

        // <map Token="b77a5c561934e089" PublicKey="..." />
        if (kind == SecretKind.Ambiguous && text.Length == PublicKeyTokenLength && file.Kind == ConfigurationKind.XmlConfiguration && IsHex(text))
            return false;

        // On developers' machines a plain word is what the local service was started with.
        return !file.IsForDevelopment || SecretValues.IsSecret(text, "", SecretKind.Ambiguous);
    }

    // "ClientSecrets": [ { "Value": "..." } ], the length of SHA-256 or SHA-512 in Base64.
    private static bool IsHashedSecret(Setting setting)
    {
        if (!setting.Key.Equals("Value", StringComparison.OrdinalIgnoreCase) || !(setting.Text.Length is 44 or 88 && setting.Text[setting.Text.Length - 1] == '='))
            return false;
        var parts = setting.Path.Split(':');
        return parts.Length > 2 && IsAny(HashedSecrets, parts[parts.Length - 3]);
    }

    private static bool IsAny(string[] names, string name) => Array.Exists(names, other => other.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static bool IsHex(string text)
    {
        foreach (var c in text)
        {
            if (!Uri.IsHexDigit(c))
                return false;
        }

        return true;
    }

    private static bool IsMachineKey(Setting setting, ConfigurationFile file) =>
        file.Kind == ConfigurationKind.XmlConfiguration && SettingName.LastTwoOf(setting.Path).StartsWith("machineKey:", StringComparison.OrdinalIgnoreCase) && XmlKeys.Find($"<machineKey {setting.Key}=\"{setting.Text}\" />") is not null;
}
