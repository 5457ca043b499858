using System;
using System.Collections.Generic;
using System.Text.RegularExpressions;

namespace SecureGen.Analyzers.Matching;

/// <summary>How a text says "every interface".</summary>
internal enum WildcardForm
{
    None,

    /// <summary><c>0.0.0.0</c>, <c>::</c>, <c>[::]</c>.</summary>
    Host,

    /// <summary><c>*</c>, <c>+</c>: meaningful only as the host of a URL or prefix.</summary>
    Symbol,

    /// <summary><c>0.0.0.0:80</c>, <c>[::]:80</c>.</summary>
    EndPoint,

    /// <summary><c>http://+:80</c>, or a list of URLs that has one.</summary>
    Url,

    /// <summary><c>--host 0.0.0.0</c>, <c>--urls=http://*:80</c>.</summary>
    CommandLine,
}

/// <summary>Recognises the texts that bind every interface, and rewrites them to loopback.</summary>
internal static class WildcardAddress
{
    // Longest first: [::] before ::.
    private static readonly string[] Hosts = ["0.0.0.0", "[::]", "[::0]", "0:0:0:0:0:0:0:0", "::0", "::"];

    public static WildcardForm Of(string text)
    {
        if (text.Length is 0 or > 1024)
            return WildcardForm.None;
        if (text is "*" or "+")
            return WildcardForm.Symbol;
        if (Array.IndexOf(Hosts, text) >= 0)
            return WildcardForm.Host;
        if (Url(text, 0).Start >= 0)
            return IsOption(text) && CommandLine.Matches(text).Count > 0 ? WildcardForm.CommandLine : WildcardForm.Url;
        if (EndPoint(text) > 0)
            return WildcardForm.EndPoint;
        return IsOption(text) && CommandLine.Matches(text).Count > 0 ? WildcardForm.CommandLine : WildcardForm.None;
    }

    /// <summary>How many addresses in the text bind every interface.</summary>
    public static int Count(string text)
    {
        var count = 0;
        for (var found = Url(text, 0); found.Start >= 0; found = Url(text, found.Start + found.Length))
            count++;
        return count;
    }

    /// <summary>The place of the first wildcard host in a text of form Url or EndPoint; negative where there is none.</summary>
    public static (int Start, int Length) HostIn(string text) =>
        EndPoint(text) is var length and > 0 ? (0, length) : Url(text, 0);

    /// <summary>Every address in the text that binds every interface, with its scheme, port and path.</summary>
    public static IEnumerable<(int Start, int Length)> AddressesIn(string text)
    {
        switch (Of(text))
        {
            case WildcardForm.None or WildcardForm.Symbol:
                yield break;
            case WildcardForm.Host or WildcardForm.EndPoint:
                yield return (0, text.Length);
                yield break;
            case WildcardForm.CommandLine:
                foreach (Match match in CommandLine.Matches(text))
                    yield return Whole(text, match.Groups[2].Index, match.Groups[2].Length);
                yield break;
        }

        for (var found = Url(text, 0); found.Start >= 0; found = Url(text, found.Start + found.Length))
            yield return Whole(text, found.Start, found.Length);
    }

    /// <summary>Every wildcard in the text becomes loopback; scheme, port and path stay.</summary>
    public static string ToLoopback(string text, bool prefix)
    {
        switch (Of(text))
        {
            case WildcardForm.None:
                return text;
            case WildcardForm.Host or WildcardForm.Symbol:
                return LoopbackOf(text, prefix);
            case WildcardForm.EndPoint:
                var length = EndPoint(text);
                return LoopbackOf(text.Substring(0, length), prefix) + text.Substring(length);
        }

        if (IsOption(text))
            text = CommandLine.Replace(text, match => match.Groups[1].Value + LoopbackOf(match.Groups[2].Value, prefix));
        for (var found = Url(text, 0); found.Start >= 0; found = Url(text, found.Start))
            text = text.Substring(0, found.Start) + LoopbackOf(text.Substring(found.Start, found.Length), prefix) + text.Substring(found.Start + found.Length);
        return text;
    }

    /// <summary>The loopback address in the notation of the wildcard.</summary>
    public static string LoopbackOf(string wildcard, bool prefix)
    {
        // http.sys lets anyone listen on localhost, and asks for a reservation on 127.0.0.1.
        if (prefix)
            return "localhost";
        if (wildcard[0] == '[')
            return "[::1]";
        return wildcard.IndexOf(':') >= 0 ? "::1" : "127.0.0.1";
    }

    /// <summary>Whether the text is a command-line option that is followed by an address: <c>--host</c>, <c>--urls</c>.</summary>
    public static bool IsAddressOption(string text) => IsOption(text) && CommandLine.AddressOption.IsMatch(text);

    private static bool IsOption(string text) => text[0] == '-' || text.IndexOf(" -", StringComparison.Ordinal) >= 0 || text.StartsWith("urls=", StringComparison.OrdinalIgnoreCase);

    private static int EndPoint(string text)
    {
        foreach (var host in Hosts)
        {
            if (text.StartsWith(host, StringComparison.Ordinal) && text.Length > host.Length && text[host.Length] == ':' && (host[0] == '[' || host.IndexOf(':') < 0) && IsPort(text, host.Length + 1))
                return host.Length;
        }

        return 0;
    }

    private static bool IsPort(string text, int start)
    {
        for (var i = start; i < text.Length; i++)
        {
            if (text[i] is < '0' or > '9')
                return false;
        }

        return true;
    }

    private static (int Start, int Length) Url(string text, int from)
    {
        for (var scheme = text.IndexOf("://", from, StringComparison.Ordinal); scheme >= 0; scheme = text.IndexOf("://", scheme + 3, StringComparison.Ordinal))
        {
            var start = scheme + 3;
            if (start < text.Length && HostLength(text, start) is var length and > 0)
                return (start, length);
        }

        return (-1, 0);
    }

    private static (int Start, int Length) Whole(string text, int host, int length)
    {
        var end = host + length;
        while (end < text.Length && !(text[end] is ';' or ',' or '"' or '\'' || char.IsWhiteSpace(text[end])))
            end++;
        var start = host;
        if (start >= 3 && string.CompareOrdinal(text, start - 3, "://", 0, 3) == 0)
        {
            start -= 3;
            while (start > 0 && char.IsLetterOrDigit(text[start - 1]))
                start--;
        }

        return (start, end - start);
    }

    private static int HostLength(string text, int start)
    {
        if (text[start] is '*' or '+')
            return Ends(text, start + 1) ? 1 : 0;
        foreach (var host in Hosts)
        {
            if (host[0] is '0' or '[' && string.CompareOrdinal(text, start, host, 0, host.Length) == 0 && Ends(text, start + host.Length))
                return host.Length;
        }

        return 0;
    }

    private static bool Ends(string text, int index) => index >= text.Length || text[index] is ':' or '/' or ';' or ',' or ' ' or '"' or '\'' or '?';

    // Built on first use only: a text with an option in it is rare.
    private static class CommandLine
    {
        private const string Option = @"(?:^|\s)-{1,2}(?:[\w.-]*(?:host|hostname|bind|listen|addr|address|ip|interface|urls?|server\.urls)|b|H)";

        public static readonly Regex AddressOption = new(Option + @"$", RegexOptions.CultureInvariant);

        private static readonly Regex Address = new("(" + Option + @"(?:=|\s+)[""']?)(0\.0\.0\.0|\[::\]|::)(?=$|[\s""':;])", RegexOptions.CultureInvariant);

        private static readonly Regex Url = new("(" + Option + @"(?:=|\s+)[""']?\S*?://|^urls=\S*?://)(0\.0\.0\.0|\[::\]|[*+])(?=$|[\s""':;/])", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

        public static MatchCollection Matches(string text) => Address.Matches(text) is { Count: > 0 } found ? found : Url.Matches(text);

        public static string Replace(string text, MatchEvaluator evaluator) => Url.Replace(Address.Replace(text, evaluator), evaluator);
    }
}
