using System;
using System.Collections.Immutable;

namespace SecureGen.Analyzers.Knowledge;

/// <summary>Request headers that a proxy writes about the client, and that a client may write about itself.</summary>
internal static class ForwardedHeaders
{
    public const string Host = "X-Forwarded-Host";

    public const string Options = "Microsoft.AspNetCore.Builder.ForwardedHeadersOptions";

    public const string HttpContext = "Microsoft.AspNetCore.Http.HttpContext";

    public const string HttpRequest = "Microsoft.AspNetCore.Http.HttpRequest";

    public const string Dictionary = "Microsoft.AspNetCore.Http.IHeaderDictionary";

    public const string FromHeader = "Microsoft.AspNetCore.Mvc.FromHeaderAttribute";

    public const string Defaults = "Microsoft.AspNetCore.HttpOverrides.ForwardedHeadersDefaults";

    // RFC 7239, https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/X-Forwarded-For
    public static readonly ImmutableHashSet<string> Names = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "X-Forwarded-For", "X-Real-IP", "Forwarded", Host, "X-Client-IP", "True-Client-IP", "X-Cluster-Client-IP");

    /// <summary>The name that a property of <see cref="Defaults"/> holds.</summary>
    public static string? NameOf(string property) => property switch
    {
        "XForwardedForHeaderName" => "X-Forwarded-For",
        "XForwardedHostHeaderName" => Host,
        _ => null,
    };
}
