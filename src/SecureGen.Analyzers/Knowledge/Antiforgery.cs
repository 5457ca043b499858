using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SecureGen.Analyzers.Engine;
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
    public const string Checker = "Microsoft.AspNetCore.Antiforgery.IAntiforgery";
    public const string Page = "Microsoft.AspNetCore.Mvc.RazorPages.PageModel";
    public const string Endpoints = "Microsoft.AspNetCore.Builder.RoutingEndpointConventionBuilderExtensions";

    /// <summary>Parameters that are bound from a form.</summary>
    public static readonly IReadOnlyList<string> Forms = ["Microsoft.AspNetCore.Http.IFormFile", "Microsoft.AspNetCore.Http.IFormFileCollection", "Microsoft.AspNetCore.Http.IFormCollection"];

    // A browser sends these along by itself: cookies, Windows and Basic logins, certificates. External logins end in a cookie.
    private static readonly ImmutableHashSet<string> Ambient = ImmutableHashSet.Create(
        "AddCookie", "CookieAuthenticationDefaults", "CookieAuthenticationOptions", "AddIdentity", "AddDefaultIdentity", "AddIdentityCookies", "AddApplicationCookie", "AddIdentityApiEndpoints", "ConfigureApplicationCookie",
        "IdentityConstants", "SignInManager", "SignInAsync", "PasswordSignInAsync", "AddOpenIdConnect", "OpenIdConnectDefaults", "AddMicrosoftIdentityWebApp", "AddMicrosoftIdentityWebAppAuthentication", "AddWsFederation",
        "AddSaml2", "AddOAuth", "AddGoogle", "AddFacebook", "AddMicrosoftAccount", "AddTwitter", "AddAuth0WebAppAuthentication", "AddOktaMvc", "AddSession", "UseSession",
        "AddNegotiate", "NegotiateDefaults", "IISDefaults", "HttpSysDefaults", "AddCertificate", "CertificateAuthenticationDefaults", "FormsAuthentication");

    // A program sends these itself. A key for calls to others says nothing about one's own callers.
    private static readonly string[] Headers = ["AddJwtBearer", "AddMicrosoftIdentityWebApi", "AddBearerToken", "JwtBearerDefaults", "AddApiKey", "ApiKeyAuth", AuthenticationHandler, "AddScheme"];

    private static readonly string[] CookieNames = ["session", "sid", "auth", "token", "login", "jwt", "identity", "user"];

    private const string AuthenticationHandler = "AuthenticationHandler";

    private static readonly string[] AuthorizationFilters = ["Microsoft.AspNetCore.Mvc.Filters.IAuthorizationFilter", "Microsoft.AspNetCore.Mvc.Filters.IAsyncAuthorizationFilter"];

    private static readonly string[] ActionFilters = ["Microsoft.AspNetCore.Mvc.Filters.IActionFilter", "Microsoft.AspNetCore.Mvc.Filters.IAsyncActionFilter", "Microsoft.AspNetCore.Mvc.Filters.IFilterFactory"];

    // What a filter is named for that lets callers in by something of its own.
    private static readonly string[] Credentials = ["key", "auth", "authenticate", "authorize", "authorization", "signature", "signed", "hmac", "secret", "token", "csrf", "xsrf", "antiforgery"];

    // Whom a machine calls, without cookies.
    private static readonly HashSet<string> Machines = new(StringComparer.Ordinal) { "webhook", "webhooks", "hook", "hooks", "callback", "ipn", "notify", "notification", "csp", "oauth", "saml", "introspect", "introspection" };

    public static bool IsForMachines(ISymbol symbol) => Words.Split(symbol.Name).Any(Machines.Contains) || symbol.GetAttributes().Any(static attribute => RouteOf(attribute) is { } route && IsForMachines(route));

    // ~/connect/token is posted by the program that asks for the token.
    private static bool IsForMachines(string route) => route.EndsWith("/token", StringComparison.OrdinalIgnoreCase) || Words.Split(route).Any(Machines.Contains);

    private static string? RouteOf(AttributeData attribute) =>
        attribute.AttributeClass?.Name is { } name && (name == "RouteAttribute" || name.StartsWith("Http", StringComparison.Ordinal)) && attribute.ConstructorArguments.FirstOrDefault() is { Kind: TypedConstantKind.Primitive, Value: string route } ? route : null;

    /// <summary>Whether the attribute is a filter of the project's own, or names one, that lets callers in: by a key in a header, as a rule.</summary>
    public static bool IsOwnCheck(AttributeData attribute, CompilationContext context) =>
        IsOwnCheck(attribute.AttributeClass, context) || IsOwnCheck((attribute.ConstructorArguments.FirstOrDefault() is { Kind: TypedConstantKind.Type, Value: ITypeSymbol named } ? named : attribute.AttributeClass?.TypeArguments.FirstOrDefault()), context);

    private static bool IsOwnCheck(ITypeSymbol? filter, CompilationContext context) => filter is not null && !IsOfFramework(filter)
        && (AuthorizationFilters.Any(known => context.IsOrInherits(filter, known)) || (ActionFilters.Any(known => context.IsOrInherits(filter, known)) && Words.Split(filter.Name).Any(Credentials.Contains)));

    private static bool IsOfFramework(ITypeSymbol type) => type.ContainingAssembly?.Name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) == true;

    /// <summary>Whether the project shows a login that a browser repeats by itself, and whether one that a program has to send.</summary>
    public static (bool Ambient, bool Headers) LoginsOf(Compilation compilation, CancellationToken cancellation)
    {
        var tokens = compilation.TokensWith([.. Ambient, .. Headers, "Cookies"], cancellation).Where(static token => token.IsKind(SyntaxKind.IdentifierToken)).ToArray();
        return (tokens.Any(IsAmbient), tokens.Any(static token => Headers.Any(name => token.ValueText.Contains(name)) && !IsBasic(token)));
    }

    private static bool IsAmbient(SyntaxToken token) => Ambient.Contains(token.ValueText) || IsBasic(token) || IsOwnCookie(token);

    // class BasicHandler : AuthenticationHandler<Options>: a browser remembers the password that it once asked for.
    private static bool IsBasic(SyntaxToken token) =>
        token.ValueText == AuthenticationHandler && token.Parent?.FirstAncestorOrSelf<BaseTypeSyntax>() is { Parent.Parent: TypeDeclarationSyntax type } && Words.Split(type.Identifier.ValueText).Contains("basic");

    // Request.Cookies["session"], Request.Cookies.TryGetValue("session", out var id)
    private static bool IsOwnCookie(SyntaxToken token)
    {
        if (token.ValueText != "Cookies" || token.Parent is not { } name)
            return false;
        var cookies = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
        SyntaxNode? arguments = cookies.Parent switch
        {
            ElementAccessExpressionSyntax element when element.Expression == cookies => element.ArgumentList,
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: "TryGetValue" or "Append" or "ContainsKey", Parent: InvocationExpressionSyntax call } => call.ArgumentList,
            _ => null,
        };
        return arguments?.ChildNodes().FirstOrDefault() is ArgumentSyntax { Expression: var key } && Words.Split(key.GetLastToken().ValueText).Any(CookieNames.Contains);
    }

    /// <summary>Whether a filter checks every form of the project, or code of its own asks for the token.</summary>
    public static bool IsGlobal(Compilation compilation, CancellationToken cancellation) => compilation.TokensWith(["ValidateAntiForgeryToken", "AutoValidateAntiforgeryToken", "ValidateRequestAsync", "IsRequestValidAsync"], cancellation)
        .Any(static token => token.Parent?.FirstAncestorOrSelf<InvocationExpressionSyntax>()?.Expression.ToString() is { } called && (called.IndexOf("Filter", StringComparison.Ordinal) >= 0 || called.EndsWith(token.ValueText, StringComparison.Ordinal)));
}
