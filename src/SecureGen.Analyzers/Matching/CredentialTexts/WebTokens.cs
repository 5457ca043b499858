using System;

namespace SecureGen.Analyzers.Matching.CredentialTexts;

/// <summary>Finds JSON Web Tokens that decode (RFC 7519): a header that names an algorithm, claims, and a signature or none.</summary>
internal static class WebTokens
{
    // Base64 of {" with which every header begins.
    private const string Begin = "eyJ";
    private const int ShortestSignature = 40;

    // The claims of tokens that documentation shows, and of those meant to be handed to everybody.
    private static readonly string[] Public =
        ["John Doe", "Jane Doe", "\"1234567890\"", "example.com", "example.org", "\"role\":\"anon\"", "\"role\": \"anon\"", "\"iss\":\"joe\"", "\"foo\"", "\"hello\"", "\"some\"", "test@"];

    public static CredentialMatch? Find(string text)
    {
        for (var at = text.IndexOf(Begin, StringComparison.Ordinal); at >= 0;)
        {
            var headerEnd = PartEnd(text, at);
            if ((at == 0 || !IsPart(text[at - 1]) && text[at - 1] != '.') && Judge(text, at, headerEnd) is { } match)
                return match;
            at = headerEnd < text.Length ? text.IndexOf(Begin, headerEnd, StringComparison.Ordinal) : -1;
        }

        return null;
    }

    private static CredentialMatch? Judge(string text, int start, int headerEnd)
    {
        var claimsEnd = NextPart(text, headerEnd);
        var end = NextPart(text, claimsEnd);
        if (end < 0 || Json(text, start, headerEnd) is not { } header || AlgorithmOf(header) is not { } algorithm || Json(text, headerEnd + 1, claimsEnd) is not { } claims)
            return null;
        if (Array.Exists(Public, example => claims.IndexOf(example, StringComparison.Ordinal) >= 0))
            return null;

        var signature = end - claimsEnd - 1;
        var isUnsigned = algorithm.Equals("none", StringComparison.OrdinalIgnoreCase);
        if (isUnsigned ? signature > 0 : signature < ShortestSignature || DummyText.Is(text, claimsEnd + 1, end, 4))
            return null;
        return new CredentialMatch("", isUnsigned ? "JSON Web Token without a signature" : "JSON Web Token", start, end - start) { Form = CredentialForm.WebToken };
    }

    private static string? Json(string text, int start, int end) =>
        Base64Text.Decode(text, start, end) is { Length: > 2 } bytes && bytes[0] == '{' && bytes[bytes.Length - 1] == '}' ? System.Text.Encoding.UTF8.GetString(bytes) : null;

    private static string? AlgorithmOf(string header)
    {
        var at = header.IndexOf("\"alg\"", StringComparison.Ordinal);
        var start = at < 0 ? -1 : header.IndexOf('"', at + 5);
        var end = start < 0 ? -1 : header.IndexOf('"', start + 1);
        return end < 0 ? null : header.Substring(start + 1, end - start - 1);
    }

    // The end of the part behind the dot, or -1 where there is none.
    private static int NextPart(string text, int dot) => dot >= 0 && dot < text.Length && text[dot] == '.' ? PartEnd(text, dot + 1) : -1;

    private static int PartEnd(string text, int start)
    {
        while (start < text.Length && IsPart(text[start]))
            start++;
        return start;
    }

    private static bool IsPart(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_';
}
