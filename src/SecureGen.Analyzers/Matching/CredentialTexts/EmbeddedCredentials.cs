using System;

namespace SecureGen.Analyzers.Matching.CredentialTexts;

/// <summary>
/// The one door to the question whether a text is or holds a credential, whatever it is called: formats of issuers, private keys,
/// web tokens, connection strings, addresses with a password, and each of these as Base64.
/// </summary>
internal static class EmbeddedCredentials
{
    /// <summary>Shorter texts hold none.</summary>
    public const int Shortest = 12;

    private const int ShortestKey = 100;
    private const int ShortestWebToken = 36;
    private const string Basic = "Basic ";

    /// <summary>The first credential in the text, or null.</summary>
    /// <param name="text">Any text; <see cref="Holes.Mark"/> stands for what is not known.</param>
    /// <param name="nearby">Names near the text (of the target, the key, the type), for the formats that have no mark of their own.</param>
    public static CredentialMatch? Find(string text, string? nearby = null) =>
        text.Length < Shortest ? null : Structured(text) ?? CredentialMatcher.Default.Find(text, nearby) ?? Encoded(text, nearby);

    /// <summary>Whether names near the text could make a difference, so that it pays to find them out.</summary>
    public static bool TakesWords(string text) => text.Length >= Shortest && CredentialMatcher.Default.TakesWords(text);

    private static CredentialMatch? Structured(string text)
    {
        if (text.Length >= ShortestKey && text.IndexOf("-----BEGIN ", StringComparison.Ordinal) >= 0 && PrivateKeys.Find(text) is { } key)
            return key;
        if (text.IndexOf('=') > 0 && (ConnectionTexts.Find(text) ?? XmlKeys.Find(text)) is { } field)
            return field;
        if (text.IndexOf('@') > 0 && AddressCredentials.Find(text) is { } address)
            return address;
        return text.Length >= ShortestWebToken ? WebTokens.Find(text) : null;
    }

    // Base64 hides nothing.
    private static CredentialMatch? Encoded(string text, string? nearby)
    {
        if (text.StartsWith(Basic, StringComparison.Ordinal))
            return BasicPassword(text);
        if (Base64Text.DecodeWhole(text) is not { } bytes)
            return null;
        if (PrivateKeys.KindOfDer(bytes) is { } kind)
            return new CredentialMatch("", kind, 0, text.Length) { IsEncoded = true };
        return Base64Text.AsText(bytes) is { Length: >= Shortest } decoded && (Structured(decoded) ?? CredentialMatcher.Default.Find(decoded, nearby)) is { } match
            ? match with { Start = 0, Length = text.Length, KeyName = null, IsEncoded = true, Form = CredentialForm.Token }
            : null;
    }

    // Authorization: Basic, RFC 7617
    private static CredentialMatch? BasicPassword(string text)
    {
        if (Base64Text.Decode(text, Basic.Length, text.Length) is not { Length: > 4 } bytes || Base64Text.AsText(bytes) is not { } pair)
            return null;
        var colon = pair.IndexOf(':');
        return colon >= 0 && Knowledge.SecretValues.IsBelievable(pair.Substring(colon + 1)) && pair.Substring(0, colon) != pair.Substring(colon + 1)
            ? new CredentialMatch("HTTP", "user and password", Basic.Length, text.Length - Basic.Length) { IsEncoded = true }
            : null;
    }
}
