using System;
using SecureGen.Analyzers.Knowledge;

namespace SecureGen.Analyzers.Matching.CredentialTexts;

/// <summary>Finds the password in an address: <c>scheme://user:password@host</c> (RFC 3986, section 3.2.1).</summary>
internal static class AddressCredentials
{
    private const string Separator = "://";

    public static CredentialMatch? Find(string text)
    {
        if (text.IndexOf('@') < 0)
            return null;

        for (var at = text.IndexOf(Separator, StringComparison.Ordinal); at > 0; at = text.IndexOf(Separator, at + Separator.Length, StringComparison.Ordinal))
        {
            if (Judge(text, at) is { } match)
                return match;
        }

        return null;
    }

    private static CredentialMatch? Judge(string text, int schemeEnd)
    {
        var start = schemeEnd + Separator.Length;
        var end = start;
        var colon = -1;
        var at = -1;
        for (; end < text.Length && !EndsAuthority(text[end]); end++)
        {
            if (text[end] == '@')
                at = end;
            else if (text[end] == ':' && colon < 0)
                colon = end;
        }

        if (at < 0 || colon < 0 || colon >= at || !IsUserInfo(text, start, at) || SchemeOf(text, schemeEnd) is not { Length: > 1 } scheme || scheme == "mailto")
            return null;

        var user = text.Substring(start, colon - start);
        var host = text.Substring(at + 1, end - at - 1);
        if (!IsPassword(text.Substring(colon + 1, at - colon - 1), user, host))
            return null;

        var provider = CredentialFields.ProviderOfScheme(scheme);
        return new CredentialMatch(provider.Length > 0 ? provider : scheme.ToLowerInvariant(), "address password", colon + 1, at - colon - 1)
        {
            Form = CredentialForm.Address,
            IsNear = Hosts.IsNear(host),
        };
    }

    private static bool IsPassword(string password, string user, string host) =>
        host.Length > 0 && password.Length > 2 && SecretValues.IsBelievable(password) && !Hosts.IsReserved(host) && !(password == user && Hosts.IsNear(host));

    private static bool EndsAuthority(char c) => c is '/' or '?' or '#' or '"' or '\'' or '<' or '>' or '\\' or '`' or '|' || c <= ' ';

    // What no address has there is a template or an expression.
    private static bool IsUserInfo(string text, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (!(text[i] is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '.' or '_' or '~' or '%' or '!' or '$' or '&' or '*' or '+' or ',' or ';' or '=' or ':' or '@'))
                return false;
        }

        return true;
    }

    private static string SchemeOf(string text, int end)
    {
        var start = end;
        while (start > 0 && end - start < 20 && (text[start - 1] is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '+' or '-' or '.'))
            start--;
        return text.Substring(start, end - start);
    }
}
