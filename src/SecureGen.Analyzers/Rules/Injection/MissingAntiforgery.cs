using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Knowledge;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Rules.Injection;

/// <summary>
/// SGA6010: a form that another site can post in the user's name. Only what a browser sends along by itself can be forged: a project
/// that shows no such login is silent, and a controller is reported once.
/// </summary>
public sealed class MissingAntiforgery() : SecurityAnalyzer(Descriptor)
{
    /// <summary>Property of the finding: what is to be done there.</summary>
    internal const string ActionProperty = "action";

    private const string AuthenticationSchemes = "AuthenticationSchemes";

    private static readonly string[] OfBrowsers = ["Cookie", "Identity", "Negotiate", "Windows", "NTLM", "Basic", "Certificate", "OpenIdConnect"];

    public static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        "SGA6010",
        "Forged requests are not refused",
        "{0}",
        Category.Injection,
        DiagnosticSeverity.Warning,
        "A page of another site can send a form here, and the browser adds the user's cookies. Have the antiforgery token checked for everything that changes something.",
        352);

    internal override void Register(RuleActions actions, CompilationContext context)
    {
        if (!context.Has(Antiforgery.Ignore) && !context.Has(Antiforgery.Require))
            return;
        var logins = new Lazy<(bool Ambient, bool Headers)>(() => Antiforgery.LoginsOf(context.Compilation));
        var isGlobal = new Lazy<bool>(() => Antiforgery.IsGlobal(context.Compilation));
        actions.RegisterSymbolAction(symbol => AnalyzeType(symbol, logins, isGlobal, context), SymbolKind.NamedType);
        actions.RegisterOperationAction(operation => AnalyzeCall(operation, logins, context), OperationKind.Invocation);
        actions.RegisterOperationAction(operation => AnalyzeCreation(operation, logins, context), OperationKind.ObjectCreation);
    }

    private static void AnalyzeType(SymbolAnalysisContext symbol, Lazy<(bool Ambient, bool Headers)> logins, Lazy<bool> isGlobal, CompilationContext context)
    {
        var type = (INamedTypeSymbol)symbol.Symbol;
        var isController = context.IsOrInherits(type, "Microsoft.AspNetCore.Mvc.ControllerBase");
        if ((!isController && !context.IsOrInherits(type, Antiforgery.Page)) || type.Locations.Length == 0 || context.IsRelaxedTest(type.Locations[0].SourceTree!))
            return;
        var isApi = HasAttribute(type, Antiforgery.ApiController, context);
        var changes = type.GetMembers().OfType<IMethodSymbol>().Where(method => isController ? Changes(method) : IsPageHandler(method)).ToArray();
        var isReported = ReportIgnored(symbol, type, changes.Any(static method => !TakesJson(method)), isApi, logins, context);

        // The attribute does nothing on the handler of a page (MVC1001).
        foreach (var method in changes.Where(_ => isController))
            isReported |= ReportIgnored(symbol, method, !TakesJson(method), isApi, logins, context);
        if (!isReported && !isApi && changes.Any(method => !TakesJson(method) && IsUnchecked(method, context)) && IsUnchecked(type, context) && context.IsOrInherits(type, Antiforgery.Controller)
            && !type.IsAbstract && !IsGuarded(type, context) && logins.Value.Ambient && !isGlobal.Value && !Antiforgery.IsForMachines(type))
        {
            symbol.ReportDiagnostic(Diagnostic.Create(Descriptor, type.Locations[0], Do("add"), "'" + type.Name + "' takes forms without checking the antiforgery token"));
        }
    }

    private static bool ReportIgnored(SymbolAnalysisContext symbol, ISymbol place, bool changesSomething, bool isApi, Lazy<(bool Ambient, bool Headers)> logins, CompilationContext context)
    {
        var ignored = place.GetAttributes().FirstOrDefault(attribute => context.Is(attribute.AttributeClass, Antiforgery.Ignore));
        if (ignored?.ApplicationSyntaxReference?.GetSyntax(symbol.CancellationToken) is not AttributeSyntax syntax)
            return false;
        if (changesSomething && !Antiforgery.IsForMachines(place) && !IsGuarded(place, context) && logins.Value.Ambient && !(isApi && logins.Value.Headers) && !syntax.IsDevelopmentOnly(place))
            symbol.ReportDiagnostic(Diagnostic.Create(Descriptor, syntax.GetLocation(), Do("replace"), "'" + place.Name + "' does not check the antiforgery token"));
        return true;
    }

    private static bool Changes(IMethodSymbol method) =>
        method is { DeclaredAccessibility: Accessibility.Public, IsStatic: false, MethodKind: MethodKind.Ordinary }
        && method.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name is "HttpPostAttribute" or "HttpPutAttribute" or "HttpPatchAttribute" or "HttpDeleteAttribute");

    // A page of another site can send forms, and no JSON without being asked first.
    private static bool TakesJson(IMethodSymbol method) => method.Parameters.Any(static parameter => parameter.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "FromBodyAttribute"));

    private static bool IsPageHandler(IMethodSymbol method) =>
        method.DeclaredAccessibility == Accessibility.Public && (method.Name.StartsWith("OnPost", StringComparison.Ordinal) || method.Name.StartsWith("OnPut", StringComparison.Ordinal) || method.Name.StartsWith("OnDelete", StringComparison.Ordinal));

    private static bool IsUnchecked(ISymbol place, CompilationContext context)
    {
        if (HasAttribute(place, Antiforgery.AutoValidate, context) || HasAttribute(place, Antiforgery.Validate, context) || place.GetAttributes().Any(static a => a.AttributeClass?.Name.IndexOf("Antiforgery", StringComparison.OrdinalIgnoreCase) >= 0))
            return false;
        return place is not INamedTypeSymbol { BaseType: { } parent } || parent.DeclaringSyntaxReferences.Length == 0 || IsUnchecked(parent, context);
    }

    private static bool HasAttribute(ISymbol place, string attribute, CompilationContext context)
    {
        for (var current = place; current is not null; current = (current as INamedTypeSymbol)?.BaseType)
        {
            if (current.GetAttributes().Any(given => context.IsOrInherits(given.AttributeClass, attribute)))
                return true;
        }

        return false;
    }

    // [Authorize(AuthenticationSchemes = "Bearer")], [ApiKey]
    private static bool IsGuarded(ISymbol? place, CompilationContext context)
    {
        for (var current = place; current is not null and not INamespaceSymbol; current = current is INamedTypeSymbol type ? type.BaseType : current.ContainingType)
        {
            if (current.GetAttributes().Any(attribute => IsOtherScheme(attribute) || Antiforgery.IsOwnCheck(attribute, context)))
                return true;
        }

        return false;
    }

    private static bool IsOtherScheme(AttributeData attribute) => attribute.AttributeClass?.Name == "AuthorizeAttribute"
        && attribute.NamedArguments.Any(static named => named.Key == AuthenticationSchemes && named.Value.Value is string scheme && IsOtherScheme(scheme));

    private static bool IsOtherScheme(string scheme) => !OfBrowsers.Any(name => scheme.IndexOf(name, StringComparison.OrdinalIgnoreCase) >= 0);

    private static void AnalyzeCall(OperationContext operation, Lazy<(bool Ambient, bool Headers)> logins, CompilationContext context)
    {
        var call = (IInvocationOperation)operation.Operation;
        if (call.TargetMethod.Name == "Add" && call.TargetMethod.TypeArguments.Length == 1 && context.Is(call.TargetMethod.TypeArguments[0], Antiforgery.Ignore))
        {
            Report(operation, call, call.Syntax, null, "No form of the application is checked for the antiforgery token", logins, context);
        }
        else if (call.TargetMethod.Name == "DisableAntiforgery" && context.Is(call.TargetMethod.ContainingType, Antiforgery.Endpoints) && call.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: var name } }
            && EndpointCalls.Mapping(call) is { } map && TakesForm(map, context) && !IsOpen(call, map) && !IsGuarded(call) && !IsGuarded(HandlerOf(map), context))
        {
            Report(operation, call, name, Do("remove"), "The end point takes a form without checking the antiforgery token", logins, context);
        }
    }

    // app.MapPost("/upload", (IFormFile file) => ...) or a group of such.
    private static bool TakesForm(IInvocationOperation map, CompilationContext context)
    {
        if (map.TargetMethod.Name == "MapGroup")
            return EndpointCalls.MappedOn(map)?.Any(mapped => TakesForm(mapped, context)) ?? true;
        if (HandlerOf(map) is not { } handler)
            return map.TargetMethod.ContainingType.DeclaringSyntaxReferences.SelectMany(static declared => declared.GetSyntax().DescendantTokens()).Any(static token => Antiforgery.IsForm(token.ValueText));
        return handler.Parameters.Any(parameter => IsForm(parameter, context)) && !handler.Parameters.Any(parameter => context.Is(parameter.Type, Antiforgery.Checker));
    }

    private static IMethodSymbol? HandlerOf(IInvocationOperation map) => (map.Arguments.ArgumentOf("handler")?.Unwrap() as IDelegateCreationOperation)?.Target switch
    {
        IAnonymousFunctionOperation lambda => lambda.Symbol,
        IMethodReferenceOperation { Method: var method } => method,
        _ => null,
    };

    private static bool IsForm(IParameterSymbol parameter, CompilationContext context) =>
        IsForm(parameter, parameter.Type, context)
        || (parameter.GetAttributes().Any(attribute => context.Is(attribute.AttributeClass, Antiforgery.Parameters)) && parameter.Type.GetMembers().OfType<IPropertySymbol>().Any(property => IsForm(property, property.Type, context)));

    private static bool IsForm(ISymbol bound, ITypeSymbol type, CompilationContext context) =>
        Antiforgery.Forms.Any(form => context.Is(type, form)) || bound.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "FromFormAttribute");

    // Whom programs call, and what anybody may do: nothing is won by doing it in the name of another.
    private static bool IsOpen(IInvocationOperation call, IInvocationOperation map)
    {
        var route = map.Arguments.ArgumentOf("pattern")?.ConstantText() ?? "";
        if (Antiforgery.IsForMachines(route))
            return true;
        return !Antiforgery.IsLogin(route) && (EndpointCalls.Around(call).Any(static other => other.TargetMethod.Name == "AllowAnonymous") || HandlerOf(map)?.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "AllowAnonymousAttribute") == true);
    }

    // A filter may let callers in by what no browser sends by itself, and is there for something.
    private static bool IsGuarded(IInvocationOperation call) =>
        EndpointCalls.Around(call).Any(static other => other.TargetMethod.Name is "AddEndpointFilter" or "AddEndpointFilterFactory" || (other.TargetMethod.Name is "RequireAuthorization" or "WithMetadata" && other.Descendants().Any(NamesOtherScheme)));

    private static bool NamesOtherScheme(IOperation operation) => operation switch
    {
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: AuthenticationSchemes }, Value: var value } => value.ConstantText() is { } scheme && IsOtherScheme(scheme),
        IInvocationOperation { TargetMethod.Name: "AddAuthenticationSchemes", Arguments: var given } => given.SelectMany(static argument => argument.Descendants()).Select(static value => value.ConstantText()).OfType<string>().ToArray() is { Length: > 0 } schemes && schemes.All(IsOtherScheme),
        _ => false,
    };

    // options.Filters.Add(new IgnoreAntiforgeryTokenAttribute()), .WithMetadata(new RequireAntiforgeryTokenAttribute(false))
    private static void AnalyzeCreation(OperationContext operation, Lazy<(bool Ambient, bool Headers)> logins, CompilationContext context)
    {
        var creation = (IObjectCreationOperation)operation.Operation;
        if (creation.Syntax is AttributeSyntax)
            return;
        if (context.Is(creation.Type, Antiforgery.Ignore))
            Report(operation, creation, creation.Syntax, SettingFixes.Properties("new global::" + Antiforgery.AutoValidate + "()"), "No form of the application is checked for the antiforgery token", logins, context);
        else if (context.Is(creation.Type, Antiforgery.Require) && creation.Arguments.ArgumentOf("required") is { ConstantValue: { HasValue: true, Value: false } } required)
            Report(operation, creation, required.Syntax, SettingFixes.Properties("true"), "The end point does not check the antiforgery token", logins, context);
    }

    private static void Report(OperationContext operation, IOperation place, SyntaxNode syntax, ImmutableDictionary<string, string?>? properties, string message, Lazy<(bool Ambient, bool Headers)> logins, CompilationContext context)
    {
        if (logins.Value.Ambient && !context.IsRelaxedTest(syntax.SyntaxTree) && !place.IsDevelopmentOnly(operation.ContainingSymbol))
            operation.ReportDiagnostic(Diagnostic.Create(Descriptor, syntax.GetLocation(), properties ?? ImmutableDictionary<string, string?>.Empty, message));
    }

    private static ImmutableDictionary<string, string?> Do(string action) => ImmutableDictionary<string, string?>.Empty.Add(ActionProperty, action);
}
