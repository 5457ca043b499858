using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Knowledge;

/// <summary>What switches the check of forged requests on and off, and where it matters.</summary>
internal static class Antiforgery
{
    public const string Ignore = "Microsoft.AspNetCore.Mvc.IgnoreAntiforgeryTokenAttribute";
    public const string AutoValidate = "Microsoft.AspNetCore.Mvc.AutoValidateAntiforgeryTokenAttribute";
    public const string Validate = "Microsoft.AspNetCore.Mvc.ValidateAntiForgeryTokenAttribute";
    public const string Require = "Microsoft.AspNetCore.Antiforgery.RequireAntiforgeryTokenAttribute";
    public const string Controller = "Microsoft.AspNetCore.Mvc.Controller";
    public const string ApiController = "Microsoft.AspNetCore.Mvc.ApiControllerAttribute";
    public const string Page = "Microsoft.AspNetCore.Mvc.RazorPages.PageModel";
    public const string Endpoints = "Microsoft.AspNetCore.Builder.RoutingEndpointConventionBuilderExtensions";

    /// <summary>Parameters that are bound from a form.</summary>
    public static readonly IReadOnlyList<string> Forms = ["Microsoft.AspNetCore.Http.IFormFile", "Microsoft.AspNetCore.Http.IFormFileCollection", "Microsoft.AspNetCore.Http.IFormCollection"];

    // A browser sends these along by itself.
    private static readonly string[] Cookies =
        ["AddCookie(", "AddIdentity", "AddDefaultIdentity", "CookieAuthenticationDefaults", "AddOpenIdConnect(", "AddMicrosoftIdentityWebApp(", "AddSession(", "SignInManager", "IdentityConstants", "AddNegotiate("];

    // A key for calls to others says nothing about one's own callers.
    private static readonly string[] Headers = ["AddJwtBearer", "AddMicrosoftIdentityWebApi", "AddBearerToken", "JwtBearerDefaults", "AddApiKey", "ApiKeyAuth", "AuthenticationHandler<", "AddScheme<"];

    // Whom a machine calls, without cookies.
    private static readonly HashSet<string> Machines = new(StringComparer.Ordinal) { "webhook", "webhooks", "hook", "hooks", "callback", "ipn", "notify", "notification", "csp" };

    public static bool IsForMachines(ISymbol symbol) => Words.Split(symbol.Name).Any(Machines.Contains);

    /// <summary>Whether the project logs people in by cookies, and whether by what a program has to send itself.</summary>
    public static (bool Cookies, bool Headers) LoginsOf(Compilation compilation)
    {
        var (cookies, headers) = (false, false);
        foreach (var tree in compilation.SyntaxTrees)
        {
            var text = tree.GetText().ToString();
            cookies = cookies || Cookies.Any(name => text.IndexOf(name, StringComparison.Ordinal) >= 0);
            headers = headers || Headers.Any(name => text.IndexOf(name, StringComparison.OrdinalIgnoreCase) >= 0);
        }

        return (cookies, headers);
    }

    /// <summary>Whether a filter checks every form of the project.</summary>
    public static bool IsGlobal(Compilation compilation) => compilation.SyntaxTrees.Any(static tree =>
        tree.GetText().ToString() is var text && text.IndexOf("Filters", StringComparison.Ordinal) >= 0
        && (text.IndexOf("AutoValidateAntiforgeryToken", StringComparison.Ordinal) >= 0 || text.IndexOf("ValidateAntiForgeryToken", StringComparison.Ordinal) >= 0));
}
