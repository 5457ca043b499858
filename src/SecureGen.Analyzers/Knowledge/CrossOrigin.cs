using System;
using System.Collections.Generic;

namespace SecureGen.Analyzers.Knowledge;

/// <summary>What decides which other sites may call this one.</summary>
internal static class CrossOrigin
{
    public const string Builder = "Microsoft.AspNetCore.Cors.Infrastructure.CorsPolicyBuilder";
    public const string Policy = "Microsoft.AspNetCore.Cors.Infrastructure.CorsPolicy";
    public const string OwinOptions = "Microsoft.Owin.Cors.CorsOptions";
    public const string WebApiAttribute = "System.Web.Http.Cors.EnableCorsAttribute";
    public const string OriginHeader = "Access-Control-Allow-Origin";
    public const string CredentialsHeader = "Access-Control-Allow-Credentials";

    /// <summary>Methods that set a header from its name and value.</summary>
    public static readonly HashSet<string> HeaderSetters = new(StringComparer.Ordinal)
    {
        "Add", "TryAdd", "Append", "AppendHeader", "AddHeader", "Set", "SetHeader", "TryAddWithoutValidation", "AppendCommaSeparatedValues",
    };
}
