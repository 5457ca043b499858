using System;
using System.Text;

namespace SecureGen.Analyzers.Matching.CredentialTexts;

/// <summary>
/// Finds private keys that hold one: between BEGIN and END lines (RFC 7468, OpenSSH, OpenPGP), as bare Base64 of their DER, and in the XML of .NET.
/// A BEGIN line alone, a template, a public key, a certificate and an encrypted key are none.
/// </summary>
internal static class PrivateKeys
{
    private const string Begin = "-----BEGIN ";
    private const string End = "-----END ";
    private const string Dashes = "-----";
    private const int Shortest = 40;
    private const int LongestLabel = 40;

    // Each looks for its END line through the rest of the text.
    private const int MostTries = 20;
    private const double EntropyFloor = 4.2;

    public static CredentialMatch? Find(string text)
    {
        var tries = 0;
        for (var at = text.IndexOf(Begin, StringComparison.Ordinal); at >= 0 && tries++ < MostTries; at = text.IndexOf(Begin, at + Begin.Length, StringComparison.Ordinal))
        {
            if (Judge(text, at) is { } match)
                return match;
        }

        return null;
    }

    /// <summary>The kind of private key that the bytes are in the encoding of PKCS#1, SEC 1 or PKCS#8; null if none.</summary>
    public static string? KindOfDer(byte[] bytes)
    {
        if (!IsSequence(bytes, out var at) || at + 3 >= bytes.Length || bytes[at] != 2 || bytes[at + 1] != 1 || bytes[at + 2] > 1)
            return null;

        // After the version: an integer in PKCS#1, an octet string in SEC 1, a sequence that begins with the algorithm's identifier in PKCS#8.
        return bytes[at + 3] switch
        {
            2 when bytes.Length > 300 => "RSA private key",
            4 when bytes.Length > 40 => "EC private key",
            0x30 when at + 5 < bytes.Length && bytes[at + 5] == 6 => "private key",
            _ => null,
        };
    }

    private static CredentialMatch? Judge(string text, int begin)
    {
        var labelStart = begin + Begin.Length;
        var labelEnd = text.IndexOf(Dashes, labelStart, Math.Min(LongestLabel, text.Length - labelStart), StringComparison.Ordinal);
        if (labelEnd < 0)
            return null;
        var label = text.Substring(labelStart, labelEnd - labelStart);
        if (!(label.EndsWith("PRIVATE KEY", StringComparison.Ordinal) || label == "PGP PRIVATE KEY BLOCK") || label.StartsWith("ENCRYPTED", StringComparison.Ordinal))
            return null;

        var end = text.IndexOf(End + label + Dashes, labelEnd, StringComparison.Ordinal);
        if (end < 0 || !IsKey(label, Body(text, labelEnd + Dashes.Length, end)))
            return null;

        end += End.Length + label.Length + Dashes.Length;
        return IsServiceAccount(text)
            ? new CredentialMatch("Google Cloud", "service account key", begin, end - begin) { Form = CredentialForm.PrivateKey, KeyName = "private_key" }
            : new CredentialMatch("", KindOf(label), begin, end - begin) { Form = CredentialForm.PrivateKey };
    }

    private static string KindOf(string label) => label switch
    {
        "PRIVATE KEY" => "private key",
        "OPENSSH PRIVATE KEY" => "OpenSSH private key",
        "PGP PRIVATE KEY BLOCK" => "PGP private key",
        _ => label.Substring(0, label.Length - "PRIVATE KEY".Length) + "private key",
    };

    // The file that Google Cloud gives out for a service account.
    private static bool IsServiceAccount(string text) =>
        text.IndexOf("service_account", StringComparison.Ordinal) >= 0 && text.IndexOf("private_key", StringComparison.Ordinal) >= 0;

    // The lines of Base64: without headers, without the check sum of OpenPGP, and without the \n of a JSON or C# text in a text. Null if encrypted.
    private static string? Body(string text, int start, int end)
    {
        var body = new StringBuilder(end - start);
        foreach (var line in text.Substring(start, end - start).Replace("\\r", "").Replace("\\n", "\n").Replace('\r', '\n').Split('\n'))
        {
            var trimmed = line.Trim().TrimEnd('\\');
            if (trimmed.IndexOf("ENCRYPTED", StringComparison.Ordinal) >= 0)
                return null;
            if (trimmed.IndexOf(':') < 0 && !trimmed.StartsWith("=", StringComparison.Ordinal))
                body.Append(trimmed.Replace(" ", ""));
        }

        return body.ToString();
    }

    private static bool IsKey(string label, string? body)
    {
        if (body is null || body.Length < Shortest || Base64Text.Decode(body, 0, body.Length) is not { } bytes)
            return false;
        if (DummyText.Entropy(body, 0, body.Length) < EntropyFloor)
            return false;
        return label switch
        {
            "OPENSSH PRIVATE KEY" => IsOpenSsh(bytes),
            "PGP PRIVATE KEY BLOCK" => bytes[0] >= 0x80,
            _ => IsSequence(bytes, out _),
        };
    }

    private static bool IsOpenSsh(byte[] bytes)
    {
        const string Unencrypted = "openssh-key-v1\0\0\0\0\u0004none";
        if (bytes.Length < Unencrypted.Length)
            return false;
        for (var i = 0; i < Unencrypted.Length; i++)
        {
            if (bytes[i] != Unencrypted[i])
                return false;
        }

        return true;
    }

    // A DER sequence that is as long as it says.
    private static bool IsSequence(byte[] bytes, out int content)
    {
        content = 2;
        if (bytes.Length < 4 || bytes[0] != 0x30)
            return false;
        int length = bytes[1];
        if (length == 0x81)
        {
            length = bytes[2];
            content = 3;
        }
        else if (length == 0x82)
        {
            length = (bytes[2] << 8) | bytes[3];
            content = 4;
        }

        return length + content == bytes.Length;
    }
}
