using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using SecureGen.Analyzers.CodeFixes.Rules.Injection;
using SecureGen.Analyzers.Rules.Injection;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Injection.PermissiveCors, SecureGen.Analyzers.CodeFixes.Rules.Injection.PermissiveCorsFix>;

namespace SecureGen.Analyzers.Tests.Rules.Injection;

public class PermissiveCorsTests
{
    private const string Usings = """
        using System; using System.Collections.Generic; using System.Linq; using Microsoft.AspNetCore.Builder; using Microsoft.AspNetCore.Cors.Infrastructure; using Microsoft.AspNetCore.Http;
        using Microsoft.Extensions.Configuration; using Microsoft.Extensions.DependencyInjection; using Microsoft.Extensions.Hosting; using Microsoft.Net.Http.Headers;

        """;

    private static string InProgram(string body) => Usings + $$"""
        static class Startup
        {
            private static readonly string[] Everyone = ["*"];
            private static readonly string[] Known = ["https://a.example"];
            static void Configure(WebApplicationBuilder builder, WebApplication app, HttpContext http, CorsPolicyBuilder p, CorsPolicy policy, HashSet<string> allowed, System.Net.HttpListenerResponse raw)
            {
                {{body}}
            }
            static bool Any(string origin) => true;
            static bool IsKnown(string origin) => Known.Contains(origin);
        }
        """;

    [Theory]
    [InlineData("builder.Services.AddCors(o => o.AddDefaultPolicy(p => p.[|AllowAnyOrigin|]().AllowAnyHeader().AllowCredentials()));")]
    [InlineData("builder.Services.AddCors(o => o.AddPolicy(\"x\", p => { p.AllowCredentials(); p.[|AllowAnyOrigin|](); }));")]
    [InlineData("app.UseCors(p => p.AllowAnyHeader().[|SetIsOriginAllowed|](_ => true).AllowCredentials());")]
    [InlineData("app.UseCors(p => p.[|SetIsOriginAllowed|](_ => true));")]
    [InlineData("p.[|SetIsOriginAllowed|](delegate { return true; });")]
    [InlineData("p.[|SetIsOriginAllowed|](Any);")]
    [InlineData("p.[|SetIsOriginAllowed|](origin => { Console.WriteLine(origin); return true; });")]
    [InlineData("Func<string, bool> any = _ => true; p.[|SetIsOriginAllowed|](any).AllowCredentials();")]
    [InlineData("p.[|WithOrigins|](\"*\").AllowCredentials();")]
    [InlineData("p.[|WithOrigins|](\"https://a.example\", \"*\").AllowCredentials();")]
    [InlineData("p.[|WithOrigins|](\"null\").AllowCredentials();")]
    [InlineData("p.[|WithOrigins|](Everyone).AllowCredentials();")]
    [InlineData("var made = new CorsPolicyBuilder().[|AllowAnyOrigin|](); made.AllowCredentials().Build();")]
    [InlineData("var made = new CorsPolicyBuilder(); made.[|AllowAnyOrigin|](); made.AllowCredentials();")]
    [InlineData("policy.SupportsCredentials = true; [|policy.Origins.Add(\"*\")|];")]
    [InlineData("[|policy.IsOriginAllowed = _ => true|];")]
    [InlineData("builder.Services.AddCors(o => o.AddDefaultPolicy(new CorsPolicy { [|IsOriginAllowed = _ => true|], SupportsCredentials = true }));")]
    [InlineData("http.Response.Headers.Append(\"Access-Control-Allow-Credentials\", \"true\"); [|http.Response.Headers[\"Access-Control-Allow-Origin\"] = \"*\"|];")]
    [InlineData("[|http.Response.Headers[\"Access-Control-Allow-Origin\"] = http.Request.Headers[\"Origin\"]|];")]
    [InlineData("[|http.Response.Headers.AccessControlAllowOrigin = http.Request.Headers.Origin|];")]
    [InlineData("var origin = http.Request.Headers.Origin.ToString(); if (!string.IsNullOrEmpty(origin)) { [|http.Response.Headers.Append(\"Access-Control-Allow-Origin\", origin)|]; }")]
    [InlineData("var origin = http.Request.Headers[HeaderNames.Origin].FirstOrDefault(); if (origin != null) [|http.Response.Headers.Append(HeaderNames.AccessControlAllowOrigin, origin)|];")]
    [InlineData("if (http.Request.Headers.ContainsKey(\"Origin\")) [|http.Response.Headers[\"access-control-allow-origin\"] = http.Request.Headers[\"Origin\"][0]|];")]
    [InlineData("p.[|WithOrigins|](builder.Configuration[\"Origin\"] ?? \"*\").AllowCredentials();")]
    [InlineData("var origins = new[] { \"*\" }; p.AllowCredentials().[|WithOrigins|](origins);")]
    [InlineData("p.[|SetIsOriginAllowed|](origin => !string.IsNullOrEmpty(origin)).AllowCredentials();")]
    [InlineData("_ = [|new CorsPolicyBuilder(\"*\")|].AllowAnyHeader().AllowCredentials().Build();")]
    public Task Every_origin_with_credentials_is_a_warning(string body) => Levels(body, DiagnosticSeverity.Warning);

    [Theory]
    [InlineData("builder.Services.AddCors(o => o.AddDefaultPolicy(p => p.[|AllowAnyOrigin|]().AllowAnyMethod()));")]
    [InlineData("app.UseCors(p => p.[|AllowAnyOrigin|]());")]
    [InlineData("p.[|WithOrigins|](\"*\");")]
    [InlineData("p.[|AllowAnyOrigin|]().AllowCredentials().DisallowCredentials();")]
    [InlineData("[|policy.Origins.Add(\"*\")|];")]
    [InlineData("[|http.Response.Headers[\"Access-Control-Allow-Origin\"] = \"*\"|];")]
    [InlineData("[|http.Response.Headers.Append(\"Access-Control-Allow-Origin\", \"*\")|];")]
    [InlineData("[|http.Response.Headers.AccessControlAllowOrigin = \"*\"|];")]
    [InlineData("[|raw.AddHeader(\"Access-Control-Allow-Origin\", \"*\")|];")]
    [InlineData("[|raw.Headers.Add(name: \"Access-Control-Allow-Origin\", value: \"*\")|];")]
    [InlineData("var headers = new Dictionary<string, string> { [|[\"Access-Control-Allow-Origin\"] = \"*\"|] };")]
    [InlineData("var open = [|new CorsPolicyBuilder(\"*\")|]; _ = new CorsPolicyBuilder(Known); _ = new CorsPolicyBuilder(open.Build());")]
    public Task Every_origin_alone_is_a_suggestion(string body) => Levels(body, DiagnosticSeverity.Info);

    private static async Task Levels(string body, DiagnosticSeverity level)
    {
        var test = new CSharpCodeFixTest<PermissiveCors, PermissiveCorsFix> { TestCode = InProgram(body) };
        await test.RunAsync();
        var message = level == DiagnosticSeverity.Warning ? "as the user" : "without credentials";
        Assert.Contains(message, (await test.FindingsAsync()).Single().GetMessage(System.Globalization.CultureInfo.InvariantCulture), System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("p.WithOrigins(\"https://a.example\").AllowCredentials();")]
    [InlineData("p.WithOrigins(Known).AllowCredentials();")]
    [InlineData("p.WithOrigins(builder.Configuration.GetSection(\"Cors:Origins\").Get<string[]>() ?? []).AllowCredentials();")]
    [InlineData("p.WithOrigins(\"https://*.a.example\").SetIsOriginAllowedToAllowWildcardSubdomains().AllowCredentials();")]
    [InlineData("p.WithOrigins(\"null\");")]
    [InlineData("p.SetIsOriginAllowed(IsKnown).AllowCredentials();")]
    [InlineData("p.SetIsOriginAllowed(origin => new Uri(origin).Host == \"a.example\").AllowCredentials();")]
    [InlineData("p.SetIsOriginAllowed(origin => !string.IsNullOrEmpty(origin) && Known.Contains(origin)).AllowCredentials();")]
    [InlineData("p.AllowAnyHeader().AllowAnyMethod().AllowCredentials();")]
    [InlineData("if (app.Environment.IsDevelopment()) { app.UseCors(p => p.SetIsOriginAllowed(_ => true).AllowCredentials()); }")]
    [InlineData("app.UseCors(p => { if (app.Environment.IsDevelopment()) p.AllowAnyOrigin(); else p.WithOrigins(Known); });")]
    [InlineData("policy.Origins.Add(\"https://a.example\"); policy.Headers.Add(\"*\"); policy.Methods.Add(\"*\");")]
    [InlineData("http.Response.Headers[\"Access-Control-Allow-Origin\"] = \"https://a.example\";")]
    [InlineData("http.Response.Headers[\"Access-Control-Allow-Headers\"] = \"*\";")]
    [InlineData("var origin = http.Request.Headers.Origin.ToString(); if (allowed.Contains(origin)) { http.Response.Headers.AccessControlAllowOrigin = origin; }")]
    [InlineData("var origin = http.Request.Headers.Origin.ToString(); if (!allowed.Contains(origin)) return; http.Response.Headers.AccessControlAllowOrigin = origin;")]
    [InlineData("var origin = http.Request.Headers.Origin.ToString(); if (origin == \"https://a.example\") http.Response.Headers.AccessControlAllowOrigin = origin;")]
    [InlineData("http.Response.Headers[\"X-Origin\"] = http.Request.Headers[\"Origin\"];")]
    [InlineData("if (http.Response.Headers[\"Access-Control-Allow-Origin\"] == \"*\") { }")]
    [InlineData("http.Response.Headers.Remove(\"Access-Control-Allow-Origin\");")]
    [InlineData("p.WithOrigins(Known.Where(o => o != \"*\").ToArray()).AllowCredentials();")]
    [InlineData("p.WithOrigins(builder.Configuration[\"Origins\"]!.Split(\"*\")).AllowCredentials();")]
    public Task Named_and_checked_origins_are_silent(string body) => Verify.VerifyAnalyzerAsync(InProgram(body));

    private const string Framework = """
        namespace System.Web.Http.Cors
        {
            public sealed class EnableCorsAttribute(string origins, string headers, string methods) : System.Attribute { public bool SupportsCredentials { get; set; } public string All => origins + headers + methods; }
        }
        namespace Microsoft.Owin.Cors { public class CorsOptions { public static CorsOptions AllowAll { get; } = new(); } }
        """;

    [Theory]
    [InlineData("using System.Web.Http.Cors; [[|EnableCors(\"*\", \"*\", \"*\", SupportsCredentials = true)|]] class C { }")]
    [InlineData("using System.Web.Http.Cors; class C { [[|EnableCors(origins: \"*\", headers: \"*\", methods: \"GET\")|]] void M() { } }")]
    [InlineData("using System.Web.Http.Cors; class C { EnableCorsAttribute A() => [|new EnableCorsAttribute(\"*\", \"*\", \"*\") { SupportsCredentials = true }|]; }")]
    [InlineData("using System.Web.Http.Cors; [EnableCors(\"https://a.example\", \"*\", \"*\", SupportsCredentials = true)] class C { }")]
    [InlineData("class C { object M() => [|Microsoft.Owin.Cors.CorsOptions.AllowAll|]; }")]
    public Task The_older_frameworks_are_known(string source) => Verify.VerifyAnalyzerAsync(source + Framework, ReferenceAssemblies.NetStandard20);

    [Theory]
    [InlineData("builder.Services.AddCors(o => o.AddDefaultPolicy(p => p.[|AllowAnyOrigin|]().AllowCredentials())); // all", "builder.Services.AddCors(o => o.AddDefaultPolicy(p => p.WithOrigins(builder.Configuration.GetSection(\"Cors:Origins\").Get<string[]>() ?? []).AllowCredentials())); // all")]
    [InlineData("app.UseCors(x => x.[|SetIsOriginAllowed|](_ => true) /* any */.AllowCredentials());", "app.UseCors(x => x.WithOrigins(builder.Configuration.GetSection(\"Cors:Origins\").Get<string[]>() ?? []) /* any */.AllowCredentials());")]
    [InlineData("p.[|WithOrigins|](\"*\");", "p.WithOrigins(builder.Configuration.GetSection(\"Cors:Origins\").Get<string[]>() ?? []);")]
    [InlineData("p.[|WithOrigins|](\"https://a.example\", \"*\").AllowCredentials();", "p.WithOrigins(\"https://a.example\").AllowCredentials();")]
    [InlineData("p.[|AllowAnyOrigin|](); app.UseCors(x => x.[|AllowAnyOrigin|]());", "p.WithOrigins(builder.Configuration.GetSection(\"Cors:Origins\").Get<string[]>() ?? []); app.UseCors(x => x.WithOrigins(builder.Configuration.GetSection(\"Cors:Origins\").Get<string[]>() ?? []));")]
    public Task The_fix_takes_the_origins_from_the_configuration(string body, string result) => Verify.VerifyCodeFixAsync(InProgram(body), InProgram(result));

    [Fact]
    public Task Without_a_configuration_the_environment_names_them() => new CSharpCodeFixTest<PermissiveCors, PermissiveCorsFix>
    {
        TestCode = "class C { void M(Microsoft.AspNetCore.Cors.Infrastructure.CorsPolicyBuilder p) => p.[|AllowAnyOrigin|](); }",
        FixedCode = "using System;\n\nclass C { void M(Microsoft.AspNetCore.Cors.Infrastructure.CorsPolicyBuilder p) => p.WithOrigins(Environment.GetEnvironmentVariable(\"CORS_ORIGINS\")?.Split(',') ?? Array.Empty<string>()); }",
        LanguageVersion = Microsoft.CodeAnalysis.CSharp.LanguageVersion.CSharp10,
        ReferenceAssemblies = ReferenceAssemblies.Net80,
    }.RunAsync();

    [Fact]
    public Task A_header_set_by_hand_has_no_fix() => Verify.VerifyNoCodeFixAsync(InProgram("[|http.Response.Headers.AccessControlAllowOrigin = \"*\"|];"));

    [Theory]
    [InlineData("p.SetIsOriginAllowed(_ => ).AllowCredentials(")]
    [InlineData("p.WithOrigins(; p.AllowCredentials();")]
    [InlineData("http.Response.Headers[\"Access-Control-Allow-Origin\"] = ;")]
    [InlineData("policy.Origins.Add();")]
    public async Task Half_typed_code_throws_nothing(string body) =>
        await new CSharpCodeFixTest<PermissiveCors, PermissiveCorsFix> { TestCode = InProgram(body), RequireCompilable = false }.FindingsAsync();
}
