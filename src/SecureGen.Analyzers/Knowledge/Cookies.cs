using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Knowledge;

/// <summary>The types that make cookies, and the names of those that log somebody in.</summary>
internal static class Cookies
{
    public const string Options = "Microsoft.AspNetCore.Http.CookieOptions";
    public const string Responses = "Microsoft.AspNetCore.Http.IResponseCookies";
    public const string Builder = "Microsoft.AspNetCore.Http.CookieBuilder";

    /// <summary>Types that are a cookie themselves; none is HttpOnly or Secure unless it is said.</summary>
    public static readonly ImmutableArray<string> Types = ImmutableArray.Create("System.Web.HttpCookie", "Microsoft.Net.Http.Headers.SetCookieHeaderValue");

    private static readonly HashSet<string> Sessions = new(StringComparer.Ordinal)
    {
        "session", "sessionid", "sess", "sid", "sessid", "phpsessid", "jsessionid", "auth", "authentication", "authn", "jwt", "identity", "login", "sso", "remember", "rememberme", "aspxauth",
    };

    // Scripts have to read the token that they send back in a header.
    private static readonly HashSet<string> ReadByScripts = new(StringComparer.Ordinal) { "csrf", "xsrf", "antiforgery", "forgery" };

    // What is said about a session, not what opens it.
    private static readonly HashSet<string> Remarks = new(StringComparer.Ordinal)
    {
        "theme", "consent", "culture", "language", "lang", "locale", "preference", "preferences", "timeout", "expiry", "expires", "expired", "count", "started", "state", "hint", "return", "url", "redirect", "provider", "method", "error", "message", "last", "mode", "banner", "dismissed",
    };

    /// <summary>Whether a cookie of that name opens a session: <c>session_id</c>, <c>.MyApp.Auth</c>, <c>refreshToken</c>.</summary>
    public static bool OpensSession(string name, RuleOptions options)
    {
        var words = Words.Split(name);
        if (words.Any(ReadByScripts.Contains) || words.Any(Remarks.Contains))
            return false;
        return words.Any(Sessions.Contains) || SecretVocabulary.IsSecret(name, options);
    }

    /// <summary>Whether a value of that name is for scripts to read.</summary>
    public static bool IsForScripts(string name) => Words.Split(name).Any(ReadByScripts.Contains);
}
