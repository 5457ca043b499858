using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using SecureGen.Analyzers.CodeFixes.Engine;
using SecureGen.Analyzers.Matching;
using SecureGen.Analyzers.Rules.Injection;

namespace SecureGen.Analyzers.CodeFixes.Rules.Injection;

/// <summary>
/// Inserts the standard calls: a limit by user or address before the application is built, headers and HSTS where its pipeline
/// begins, and the limiter behind the login, so that it knows the user.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
public sealed class UndefendedServiceFix() : SecurityCodeFixProvider(UndefendedService.Descriptor)
{
    // What has to come before: who calls, by which scheme, and the page for errors, which begins the answer anew.
    private static readonly HashSet<string> First = ["UseForwardedHeaders", "UseExceptionHandler", "UseDeveloperExceptionPage", "UseMigrationsEndPoint"];

    private static readonly HashSet<string> BeforeLimit = [.. First, "UseHttpsRedirection", "UseStaticFiles", "UseRouting", "UseCors", "UseAuthentication", "UseResponseCompression"];

    private static readonly HashSet<string> Serving = ["UseEndpoints", "UseMvc", "UseMvcWithDefaultRoute", "Run", "RunAsync", "StartAsync", "Start"];

    // Pages have scripts and styles of their own, which nobody but their author can list.
    private static readonly string[] Pages = ["AddRazorPages", "AddControllersWithViews", "AddMvc", "AddRazorComponents", "AddServerSideBlazor", "UseStaticFiles", "MapStaticAssets", "UseFileServer", "UseSwaggerUI", "UseSwaggerUi", "UseReDoc", "MapScalarApiReference", "text/html"];

    private const string ForPages = "base-uri 'self'; object-src 'none'; frame-ancestors 'self'", ForData = "default-src 'none'; frame-ancestors 'none'";

    private const string Limiter = """
        SERVICES.AddRateLimiter(OPTIONS =>
        {
            OPTIONS.RejectionStatusCode = global::Microsoft.AspNetCore.Http.StatusCodes.Status429TooManyRequests;
            OPTIONS.GlobalLimiter = global::System.Threading.RateLimiting.PartitionedRateLimiter.Create<global::Microsoft.AspNetCore.Http.HttpContext, string>(CONTEXT => global::System.Threading.RateLimiting.RateLimitPartition.GetFixedWindowLimiter(
                CONTEXT.User.Identity?.Name ?? CONTEXT.Connection.RemoteIpAddress?.ToString() ?? "",
                _ => new global::System.Threading.RateLimiting.FixedWindowRateLimiterOptions { PermitLimit = 100, Window = global::System.TimeSpan.FromMinutes(1) }));
        });
        """;

    private const string Headers = """
        APP.Use((CONTEXT, NEXT) =>
        {
            CONTEXT.Response.Headers["Content-Security-Policy"] = "POLICY";
            CONTEXT.Response.Headers["X-Content-Type-Options"] = "nosniff";
            CONTEXT.Response.Headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
            return NEXT(CONTEXT);
        });
        """;

    private const string Transport = """
        if (!ENVIRONMENT.IsDevelopment())
        {
            APP.UseHsts();
        }
        """;

    private protected override IEnumerable<Fix> FixesFor(FixTarget target)
    {
        if (!target.Diagnostic.Properties.TryGetValue(UndefendedService.MissingProperty, out var missing) || missing is null)
            yield break;
        if (StartedApplication.Of(target) is { } started && EditOf(started, missing.Split(','), target) is { } edit)
            yield return new Fix("Add " + Named(missing), "SGA6013.Add", edit);
    }

    private static string Named(string missing) => missing.Contains(",") ? "what is missing: " + missing.Replace(",", ", ") : missing;

    private static Action<DocumentEditor>? EditOf(StartedApplication started, string[] missing, FixTarget target)
    {
        var isRegistered = target.Diagnostic.Properties.ContainsKey(UndefendedService.RegisteredProperty);
        var limits = missing.Contains(WebStartUp.Limit);
        if (limits && !isRegistered && !started.CanRegister)
            return null;
        if (missing.Contains(WebStartUp.Transport) && started.Environment is null)
            return null;

        var first = new List<string>();
        if (missing.Contains(WebStartUp.Transport))
            first.Add(Transport);
        if (missing.Contains(WebStartUp.Headers))
            first.Add(Headers.Replace("POLICY", HasPages(target) ? ForPages : ForData));
        return editor =>
        {
            if (limits && !isRegistered)
                started.Register(editor, Limiter);
            Insert(editor, started, first, limits ? ["APP.UseRateLimiter();"] : []);
            Import(editor, target, missing.Contains(WebStartUp.Transport));
        };
    }

    private static void Insert(DocumentEditor editor, StartedApplication started, IReadOnlyList<string> first, IReadOnlyList<string> limiter)
    {
        var head = Last(started.Pipeline, First);
        var tail = Last(started.Pipeline, BeforeLimit);
        if (head == tail)
        {
            started.Insert(editor, head, [.. first, .. limiter]);
            return;
        }

        started.Insert(editor, head, first);
        started.Insert(editor, tail, limiter);
    }

    // The index of the last statement with one of the calls, before the application serves; -1 where there is none.
    private static int Last(IReadOnlyList<StatementSyntax> pipeline, HashSet<string> calls)
    {
        var last = -1;
        for (var i = 0; i < pipeline.Count && !(pipeline[i] is ExpressionStatementSyntax && Calls(pipeline[i], Serving)); i++)
        {
            if (Calls(pipeline[i], calls))
                last = i;
        }

        return last;
    }

    private static bool Calls(StatementSyntax statement, HashSet<string> names) => statement is not LocalFunctionStatementSyntax
        && statement.DescendantNodes(static node => node is not AnonymousFunctionExpressionSyntax).OfType<InvocationExpressionSyntax>().Any(call => call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } && names.Contains(name));

    private static bool HasPages(FixTarget target) => target.Model.Compilation.TokensWith(Pages).Any();

    // Extension methods bring no import with them.
    private static void Import(DocumentEditor editor, FixTarget target, bool asksEnvironment)
    {
        var needed = new List<string>();
        if (!IsImported(target, "HstsBuilderExtensions"))
            needed.Add("Microsoft.AspNetCore.Builder");
        if (asksEnvironment && !IsImported(target, "HostEnvironmentEnvExtensions"))
            needed.Add("Microsoft.Extensions.Hosting");
        if (needed.Count > 0)
            editor.ReplaceNode(target.Root, (current, _) => needed.Aggregate((CompilationUnitSyntax)current, WithUsing));
    }

    private static bool IsImported(FixTarget target, string type) => !target.Model.LookupNamespacesAndTypes(target.Node.SpanStart, name: type).IsEmpty;

    private static CompilationUnitSyntax WithUsing(CompilationUnitSyntax unit, string name)
    {
        var line = unit.DescendantTrivia().FirstOrDefault(static trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)) is { RawKind: not 0 } found ? found : SyntaxFactory.LineFeed;
        var added = SyntaxFactory.UsingDirective(SyntaxFactory.ParseName(name).WithLeadingTrivia(SyntaxFactory.Space)).WithTrailingTrivia(line);
        var index = unit.Usings.Count(known => known.GlobalKeyword.RawKind != 0 || (known.Alias is null && known.StaticKeyword.RawKind == 0 && Precedes(known.Name?.ToString() ?? "", name)));
        if (index > 0 || unit.GetLeadingTrivia().Count == 0)
            return unit.WithUsings(unit.Usings.Insert(index, added));
        var leading = unit.GetLeadingTrivia();
        unit = unit.WithoutLeadingTrivia();
        return unit.WithUsings(unit.Usings.Insert(0, added.WithLeadingTrivia(leading)));
    }

    private static bool Precedes(string known, string name) => known == "System" || known.StartsWith("System.", StringComparison.Ordinal) || string.CompareOrdinal(known, name) < 0;
}
