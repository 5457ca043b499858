using System;

namespace SecureGen.Analyzers.Matching.CredentialTexts;

/// <summary>A credential in a text.</summary>
/// <param name="Provider">Whose it is, as the provider spells itself; empty where the format is everybody's.</param>
/// <param name="Kind">What it is: <c>personal access token</c>.</param>
/// <param name="Start">Where the secret part begins in the text.</param>
/// <param name="Length">How long the secret part is.</param>
internal readonly record struct CredentialMatch(string Provider, string Kind, int Start, int Length)
{
    public CredentialForm Form { get; init; }

    /// <summary>The name under which the text itself keeps the secret part (<c>Password</c>, <c>AccountKey</c>); null if it has none.</summary>
    public string? KeyName { get; init; }

    /// <summary>Whether it opens something on this machine or in its neighbourhood only.</summary>
    public bool IsNear { get; init; }

    /// <summary>Whether the text is Base64 of what holds the credential.</summary>
    public bool IsEncoded { get; init; }

    public int End => Start + Length;

    /// <summary>Provider and kind as one phrase.</summary>
    public string Name => (IsEncoded ? "Base64-encoded " : "") + (Provider.Length == 0 ? Kind : Provider + " " + Kind);

    /// <summary>As much of the credential in the text as may be shown: four characters of an issued one and never more than a quarter.</summary>
    public string Shown(string text) => Form switch
    {
        CredentialForm.Token or CredentialForm.WebToken when !IsEncoded => $" '{text.Substring(Start, Math.Min(4, Length / 4))}...'",
        CredentialForm.ConnectionString => $" '{KeyName}=...'",
        _ => "",
    };
}

/// <summary>How a text holds a credential.</summary>
internal enum CredentialForm
{
    /// <summary>A token of a known format.</summary>
    Token,

    /// <summary>A private key between its BEGIN and END lines.</summary>
    PrivateKey,

    /// <summary>A JSON Web Token.</summary>
    WebToken,

    /// <summary>Fields and values, one of which is a password or key.</summary>
    ConnectionString,

    /// <summary>An address with user and password.</summary>
    Address,

    /// <summary>An attribute of a configuration element.</summary>
    Attribute,
}
