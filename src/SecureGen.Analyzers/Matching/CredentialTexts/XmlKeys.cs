using System;

namespace SecureGen.Analyzers.Matching.CredentialTexts;

/// <summary>Finds the keys in pieces of XML that .NET reads: <c>machineKey</c> of ASP.NET and <c>RSAKeyValue</c>.</summary>
internal static class XmlKeys
{
    private const int ShortestKey = 32;

    public static CredentialMatch? Find(string text)
    {
        if (text.IndexOf('<') < 0)
            return null;
        return MachineKey(text, "validationKey") ?? MachineKey(text, "decryptionKey") ?? RsaExponent(text);
    }

    private static CredentialMatch? MachineKey(string text, string attribute)
    {
        if (text.IndexOf("machineKey", StringComparison.Ordinal) < 0)
            return null;

        for (var at = text.IndexOf(attribute, StringComparison.Ordinal); at >= 0; at = text.IndexOf(attribute, at + attribute.Length, StringComparison.Ordinal))
        {
            var start = text.IndexOfAny(['"', '\''], at, Math.Min(attribute.Length + 5, text.Length - at));
            var end = start < 0 ? -1 : start + 1;
            while (end > 0 && end < text.Length && IsHex(text[end]))
                end++;
            if (start < 0 || end - start <= ShortestKey || DummyText.Is(text, start + 1, end, 2.8))
                continue;
            return new CredentialMatch("ASP.NET", "machine key", start + 1, end - start - 1) { Form = CredentialForm.Attribute, KeyName = attribute };
        }

        return null;
    }

    // D is the private exponent; the public half has none.
    private static CredentialMatch? RsaExponent(string text)
    {
        if (text.IndexOf("<Modulus>", StringComparison.Ordinal) < 0)
            return null;
        var start = text.IndexOf("<D>", StringComparison.Ordinal);
        var end = start < 0 ? -1 : text.IndexOf("</D>", start, StringComparison.Ordinal);
        if (end < 0 || end - start < ShortestKey || Base64Text.Decode(text, start + 3, end) is null || DummyText.Entropy(text, start + 3, end) < 4)
            return null;
        return new CredentialMatch("", "RSA private key", start + 3, end - start - 3) { Form = CredentialForm.PrivateKey, KeyName = "D" };
    }

    private static bool IsHex(char c) => c is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F');
}
