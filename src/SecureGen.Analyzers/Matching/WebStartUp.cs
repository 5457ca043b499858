using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Knowledge;

namespace SecureGen.Analyzers.Matching;

/// <summary>What a project says about itself as a web application: where it starts, whether it serves a model, and what defends it.</summary>
internal sealed class WebStartUp
{
    private readonly CompilationContext _context;
    private readonly Lazy<SyntaxNode?> _place;
    private readonly Lazy<IReadOnlyList<string>> _missing;

    public WebStartUp(CompilationContext context)
    {
        _context = context;
        _place = new Lazy<SyntaxNode?>(FindPlace);
        _missing = new Lazy<IReadOnlyList<string>>(() => ServesModel() ? FindMissing().ToArray() : []);
    }

    public const string Limit = "a rate limit", Headers = "security headers", Transport = "HSTS";

    /// <summary>The first place that starts the application: <c>WebApplication.CreateBuilder</c>, or the name of <c>Startup.Configure</c>.</summary>
    public SyntaxNode? Place => _place.Value;

    /// <summary>The defences that a service of a model should have and this one has not.</summary>
    public IReadOnlyList<string> Missing => _missing.Value;

    /// <summary>Whether the limiter is registered, though it is not used.</summary>
    public bool IsLimiterRegistered => Tokens([WebDefenses.Registration]).Any(token => token.Parent is SimpleNameSyntax name
        && _context.Model(name.SyntaxTree)?.GetSymbolInfo(name).Symbol is { ContainingType: var type } && _context.Is(type, WebDefenses.RegistrationExtensions));

    private SyntaxNode? FindPlace() =>
        Tokens(["CreateBuilder", "CreateSlimBuilder", "CreateEmptyBuilder", "WebApplication.Create("]).Select(BuilderAt).FirstOrDefault(static found => found is not null)
        ?? Tokens(["Configure"]).Where(IsStartUp).Select(static token => token.Parent).FirstOrDefault();

    private static SyntaxNode? BuilderAt(SyntaxToken token) =>
        token.Parent?.FirstAncestorOrSelf<InvocationExpressionSyntax>()?.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name, Expression: var type } called
        && WebDefenses.Builders.Contains(name) && type.GetLastToken().ValueText == "WebApplication" && called.Span.Contains(token.Span) ? called : null;

    // void Configure(IApplicationBuilder app, ...) of Startup, or of what UseStartup<T>() names.
    private bool IsStartUp(SyntaxToken token) =>
        token is { ValueText: "Configure", Parent: MethodDeclarationSyntax { Parent: ClassDeclarationSyntax type } method } && method.Identifier == token
        && method.ParameterList.Parameters.FirstOrDefault()?.Type?.GetLastToken().ValueText == "IApplicationBuilder"
        && (type.Identifier.ValueText.StartsWith("Startup", StringComparison.Ordinal) || Tokens(["UseStartup<" + type.Identifier.ValueText + ">"]).Any());

    private bool ServesModel() => _context.Compilation.Names(WebDefenses.Maps) && (Tokens(WebDefenses.ModelNamespaces).Any(IsModelNamespace) || Tokens(WebDefenses.ModelTexts).Any(IsIdentifierOrText) || Tokens(["messages", "prompt"]).Any(IsModelRequest));

    private IEnumerable<SyntaxToken> Tokens(IReadOnlyCollection<string> words) => _context.Compilation.TokensWith(words);

    // using OpenAI.Chat; Microsoft.Extensions.AI.IChatClient
    private bool IsModelNamespace(SyntaxToken token)
    {
        if (!token.IsKind(SyntaxKind.IdentifierToken) || token.Parent is not IdentifierNameSyntax name || token.GetPreviousToken().IsKind(SyntaxKind.DotToken))
            return false;
        for (SyntaxNode? current = name; current is NameSyntax or MemberAccessExpressionSyntax; current = current.Parent)
        {
            if (Array.IndexOf(WebDefenses.ModelNamespaces, current.ToString()) >= 0)
                return _context.Model(current.SyntaxTree)?.GetSymbolInfo(current).Symbol is INamespaceSymbol;
        }

        return false;
    }

    private static bool IsIdentifierOrText(SyntaxToken token) => token.IsKind(SyntaxKind.IdentifierToken) || IsText(token);

    private static bool IsText(SyntaxToken token) => token.Value is string && token.Parent is LiteralExpressionSyntax or InterpolatedStringTextSyntax || token.IsKind(SyntaxKind.InterpolatedStringTextToken);

    // new { model = "...", messages = ... }
    private static bool IsModelRequest(SyntaxToken token) =>
        token.ValueText is "messages" or "prompt" && token.Parent?.FirstAncestorOrSelf<AnonymousObjectCreationExpressionSyntax>() is { } body
        && body.Initializers.Any(static member => NameOf(member) == "model") && body.Initializers.Any(member => NameOf(member) == token.ValueText);

    private static string? NameOf(AnonymousObjectMemberDeclaratorSyntax member) => member.NameEquals?.Name.Identifier.ValueText ?? member.Expression.GetLastToken().ValueText;

    private IEnumerable<string> FindMissing()
    {
        var own = Tokens(WebDefenses.OwnNames).Where(static token => token.IsKind(SyntaxKind.IdentifierToken) && IsUsed(token)).Select(static token => token.ValueText).ToArray();
        var setsHeaders = own.Any(WebDefenses.IsHeaders);
        if (_context.Has(WebDefenses.LimiterExtensions) && !own.Any(WebDefenses.IsLimit) && !_context.Compilation.Names(WebDefenses.Limits) && !Tokens(["429"]).Any(IsStatus))
            yield return Limit;
        if (!setsHeaders && !Mentions(WebDefenses.HeaderMembers, WebDefenses.Headers))
            yield return Headers;
        if (!setsHeaders && !Mentions(WebDefenses.TransportMembers, [WebDefenses.TransportHeader]))
            yield return Transport;
    }

    // UseThrottling(), UseMiddleware<RateLimitMiddleware>(), [Throttle], AddSingleton<IRateLimiter, Limiter>(): not new RateLimitException().
    private static bool IsUsed(SyntaxToken token)
    {
        if (token.Parent is not SimpleNameSyntax name || token.ValueText == WebDefenses.Registration)
            return false;
        return name.Ancestors().TakeWhile(static ancestor => ancestor is not (StatementSyntax or MemberDeclarationSyntax and not GlobalStatementSyntax)).Any(ancestor => ancestor switch
        {
            AttributeSyntax => true,
            InvocationExpressionSyntax call => CalledName(call) is { } called && ((called.Identifier == token && WebDefenses.SetsUp(token.ValueText)) || (called.Identifier != token && called.Span.Contains(token.Span)) || IsTypeOf(name)) && called.Identifier.ValueText != "AddHttpMessageHandler",
            _ => false,
        });
    }

    private static bool IsTypeOf(SyntaxNode name) => name.Ancestors().OfType<TypeOfExpressionSyntax>().Any();

    private static SimpleNameSyntax? CalledName(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        var expression => expression as SimpleNameSyntax,
    };

    // Response.StatusCode = 429, Results.StatusCode(429): not a provider's answer that is compared.
    private static bool IsStatus(SyntaxToken token) => token.IsKind(SyntaxKind.NumericLiteralToken) && token.ValueText == "429" && token.Parent?.Parent switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left.GetLastToken().ValueText == "StatusCode",
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } => CalledName(call)?.Identifier.ValueText is "StatusCode" or "Problem" or "Json",
        _ => false,
    };

    // In code, or in a file that the program is configured by: web.config, the headers of a proxy.
    private bool Mentions(ICollection<string> members, string[] headers) =>
        _context.Compilation.Names(members)
        || Tokens([.. headers, .. headers.Select(static header => header.ToLowerInvariant())]).Any(IsText)
        || _context.AdditionalFiles.Any(file => file.GetText()?.ToString() is { } text && headers.Any(header => text.IndexOf(header, StringComparison.OrdinalIgnoreCase) >= 0));
}
