using System.Threading.Tasks;
using SecureGen.Analyzers.CodeFixes.Rules.Injection;
using SecureGen.Analyzers.Rules.Injection;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Injection.InsecureCookie, SecureGen.Analyzers.CodeFixes.Rules.Injection.InsecureCookieFix>;

namespace SecureGen.Analyzers.Tests.Rules.Injection;

public class InsecureCookieTests
{
    private static string InProgram(string body, string more = "") => $$"""
        using System; using Microsoft.AspNetCore.Authentication.Cookies; using Microsoft.AspNetCore.Builder; using Microsoft.AspNetCore.CookiePolicy; using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Mvc; using Microsoft.Extensions.DependencyInjection; using Microsoft.Extensions.Hosting;

        class Startup(CookieOptions shared)
        {
            private const string SessionCookieName = "session_id";
            private static readonly CookieOptions Plain = new() { Path = "/" };
            private static readonly CookieOptions Strict = new() { HttpOnly = true, Secure = true };
            void Configure(WebApplicationBuilder builder, WebApplication app, HttpResponse response, string text, string accessToken, string csrfToken, CookieOptions given)
            {
                {{body}}
            }
            static void Harden(CookieOptions options) => options.Secure = options.HttpOnly = true;
        }

        """ + more;

    [Theory]
    [InlineData("response.Cookies.[|Append|](\"session_id\", text);")]
    [InlineData("response.Cookies.[|Append|](SessionCookieName, text);")]
    [InlineData("response.Cookies.[|Append|](\".MyApp.Auth\", text);")]
    [InlineData("response.Cookies.[|Append|](\"jwt\", text);")]
    [InlineData("response.Cookies.[|Append|](\"refreshToken\", text);")]
    [InlineData("response.Cookies.[|Append|](\"x\", accessToken);")]
    [InlineData("response.Cookies.[|Append|](value: text, key: \"sid\");")]
    [InlineData("response.HttpContext.Response.Cookies.[|Append|](\"remember-me\", text);")]
    [InlineData("response.Cookies.Append(\"session\", text, [|new CookieOptions()|]);")]
    [InlineData("response.Cookies.Append(\"session\", text, [|new()|]);")]
    [InlineData("response.Cookies.Append(\"session\", text, [|new CookieOptions { HttpOnly = true }|]);")]
    [InlineData("response.Cookies.Append(\"session\", text, [|new CookieOptions { Secure = true, Expires = DateTimeOffset.UtcNow.AddDays(7) }|]);")]
    [InlineData("response.Cookies.Append(\"session\", text, new CookieOptions { Secure = true, [|HttpOnly = false|] });")]
    [InlineData("response.Cookies.Append(\"session\", text, new CookieOptions { [|Secure = false|], [|HttpOnly = false|] });")]
    [InlineData("var o = [|new CookieOptions { Path = \"/\" }|]; response.Cookies.Append(\"session\", text, o);")]
    [InlineData("var o = [|new CookieOptions()|]; o.HttpOnly = true; response.Cookies.Append(\"session\", text, o);")]
    [InlineData("var o = new CookieOptions { Secure = true }; [|o.HttpOnly = false|]; response.Cookies.Append(\"session\", text, o);")]
    [InlineData("builder.Services.AddSession(o => [|o.Cookie.HttpOnly = false|]);")]
    [InlineData("builder.Services.AddSession(o => { [|o.Cookie.SecurePolicy = CookieSecurePolicy.None|]; });")]
    [InlineData("builder.Services.AddAuthentication().AddCookie(o => { [|o.Cookie.HttpOnly = false|]; o.Cookie.SecurePolicy = CookieSecurePolicy.Always; });")]
    [InlineData("builder.Services.ConfigureApplicationCookie(o => [|o.Cookie.SecurePolicy = CookieSecurePolicy.None|]);")]
    [InlineData("builder.Services.AddSession(o => o.Cookie = new CookieBuilder { Name = \".Shop.Session\", [|HttpOnly = false|] });")]
    [InlineData("builder.Services.AddSession(o => o.Cookie = new CookieBuilder { [|HttpOnly = false|] });")]
    [InlineData("_ = new SessionOptions { Cookie = { [|HttpOnly = false|] } };")]
    [InlineData("var c = [|new Microsoft.Net.Http.Headers.SetCookieHeaderValue(\"session\", text)|]; response.Headers.Append(\"Set-Cookie\", c.ToString());")]
    public Task A_session_cookie_without_protection_is_found(string body) => Verify.VerifyAnalyzerAsync(InProgram(body));

    [Theory]
    [InlineData("response.Cookies.Append(\"theme\", text);")]
    [InlineData("response.Cookies.Append(\"cookie-consent\", \"yes\");")]
    [InlineData("response.Cookies.Append(\"session_theme\", text);")]
    [InlineData("response.Cookies.Append(\"auth_return_url\", text);")]
    [InlineData("response.Cookies.Append(\".AspNetCore.Culture\", text, new CookieOptions { Expires = DateTimeOffset.UtcNow.AddYears(1) });")]
    [InlineData("response.Cookies.Append(\"XSRF-TOKEN\", csrfToken, new CookieOptions { HttpOnly = false });")]
    [InlineData("response.Cookies.Append(\"session\", text, new CookieOptions { HttpOnly = true, Secure = true });")]
    [InlineData("response.Cookies.Append(\"session\", text, new CookieOptions { HttpOnly = true, Secure = response.HttpContext.Request.IsHttps });")]
    [InlineData("response.Cookies.Append(\"session\", text, new CookieOptions { HttpOnly = true, Secure = !app.Environment.IsDevelopment() });")]
    [InlineData("var o = new CookieOptions(); o.HttpOnly = true; o.Secure = true; response.Cookies.Append(\"session\", text, o);")]
    [InlineData("var o = new CookieOptions(); Harden(o); response.Cookies.Append(\"session\", text, o);")]
    [InlineData("response.Cookies.Append(\"session\", text, given);")]
    [InlineData("response.Cookies.Append(\"session\", text, shared);")]
    [InlineData("response.Cookies.Append(\"session\", text, Strict);")]
    [InlineData("response.Cookies.Append(\"session\", text, new CookieOptions(given) { Path = \"/\" });")]
    [InlineData("response.Cookies.Append(\"session\", \"\");")]
    [InlineData("response.Cookies.Append(\"session\", text, new CookieOptions { Expires = DateTimeOffset.UtcNow.AddDays(-1) });")]
    [InlineData("response.Cookies.Append(\"session\", \"gone\", new CookieOptions { MaxAge = TimeSpan.Zero }); var o = new CookieOptions(); o.Expires = DateTimeOffset.UtcNow.AddDays(-1); response.Cookies.Append(\"session\", text, o);")]
    [InlineData("_ = new CookieBuilder { Name = \"theme\", HttpOnly = false }; _ = new CookieBuilder { HttpOnly = false }; _ = new CookieTempDataProviderOptions { Cookie = { HttpOnly = false } };")]
    [InlineData("response.Cookies.Delete(\"session\");")]
    [InlineData("if (app.Environment.IsDevelopment()) response.Cookies.Append(\"session\", text);")]
    [InlineData("builder.Services.AddSession();")]
    [InlineData("builder.Services.AddSession(o => { o.Cookie.HttpOnly = true; o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest; });")]
    [InlineData("builder.Services.AddSession(o => o.Cookie.SecurePolicy = app.Environment.IsDevelopment() ? CookieSecurePolicy.None : CookieSecurePolicy.Always);")]
    [InlineData("builder.Services.AddAuthentication().AddCookie();")]
    [InlineData("builder.Services.Configure<CookieTempDataProviderOptions>(o => o.Cookie.HttpOnly = false);")]
    [InlineData("new System.Text.StringBuilder().Append(\"session\").Append(text);")]
    [InlineData("response.Cookies.Append(\"token_count\", text); response.Cookies.Append(\"lastLogin\", text); response.Cookies.Append(\"author\", text);")]
    [InlineData("var o = new CookieOptions { HttpOnly = true }; if (response.HttpContext.Request.IsHttps) o.Secure = true; response.Cookies.Append(\"session\", text, o);")]
    public Task Protected_and_harmless_cookies_are_silent(string body) => Verify.VerifyAnalyzerAsync(InProgram(body));

    [Fact]
    public Task A_cookie_policy_for_all_cookies_counts() => Verify.VerifyAnalyzerAsync(InProgram("""
        response.Cookies.Append("session", text);
        response.Cookies.Append("session", text, new CookieOptions { HttpOnly = true });
        app.UseCookiePolicy(new CookiePolicyOptions { HttpOnly = HttpOnlyPolicy.Always, Secure = CookieSecurePolicy.Always });
        """));

    [Fact]
    public Task Half_a_cookie_policy_counts_for_half() => Verify.VerifyAnalyzerAsync(InProgram("""
        response.Cookies.Append("session", text, [|new CookieOptions { Secure = true }|]);
        response.Cookies.Append("session", text, new CookieOptions { HttpOnly = true });
        builder.Services.Configure<CookiePolicyOptions>(o => o.Secure = CookieSecurePolicy.Always);
        """));

    [Theory]
    [InlineData("class C { object M(string v) => [|new System.Web.HttpCookie(\"session\", v)|]; }")]
    [InlineData("class C { object M(string v) { var c = new System.Web.HttpCookie(\"session\", v); c.HttpOnly = true; c.Secure = true; return c.Value; } }")]
    [InlineData("class C { object M(string v) { var c = new System.Web.HttpCookie(\"session\", v); c.Expires = System.DateTime.Now.AddDays(-1); return new System.Web.HttpCookie(\"session\", v) { Expires = System.DateTime.MinValue }; } }")]
    [InlineData("class C { object M(string v) => new System.Web.HttpCookie(\"language\", v); }")]
    public Task The_cookies_of_the_older_framework_are_known(string source) => Verify.VerifyAnalyzerAsync(source + """
        namespace System.Web { public sealed class HttpCookie(string name, string value) { public bool HttpOnly { get; set; } public bool Secure { get; set; } public System.DateTime Expires { get; set; } public string Value => name + value; } }
        """, ReferenceAssemblies.NetStandard20);

    [Theory]
    [InlineData("response.Cookies.[|Append|](\"session\", text); // a", "response.Cookies.Append(\"session\", text, new CookieOptions { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Lax }); // a")]
    [InlineData("response.Cookies.[|Append|](value: text, key: \"sid\");", "response.Cookies.Append(value: text, key: \"sid\", options: new CookieOptions { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Lax });")]
    [InlineData("response.Cookies.Append(\"session\", text, [|new CookieOptions()|]);", "response.Cookies.Append(\"session\", text, new CookieOptions { HttpOnly = true, Secure = true });")]
    [InlineData("response.Cookies.Append(\"session\", text, [|new() { Path = \"/\" }|]);", "response.Cookies.Append(\"session\", text, new() { Path = \"/\", HttpOnly = true, Secure = true });")]
    [InlineData("response.Cookies.Append(\"session\", text, [|new CookieOptions { [|HttpOnly = false|] }|]);", "response.Cookies.Append(\"session\", text, new CookieOptions { HttpOnly = true, Secure = true });")]
    [InlineData("var o = [|new CookieOptions()|]; o.HttpOnly = true; response.Cookies.Append(\"session\", text, o);", "var o = new CookieOptions { Secure = true }; o.HttpOnly = true; response.Cookies.Append(\"session\", text, o);")]
    [InlineData("builder.Services.AddSession(o => { [|o.Cookie.SecurePolicy = CookieSecurePolicy.None|]; [|o.Cookie.HttpOnly = false|]; });", "builder.Services.AddSession(o => { o.Cookie.SecurePolicy = CookieSecurePolicy.Always; o.Cookie.HttpOnly = true; });")]
    public Task The_fix_sets_what_is_missing(string body, string result) => Verify.VerifyCodeFixAsync(InProgram(body), InProgram(result));

    [Fact]
    public Task Lines_and_comments_stay() => Verify.VerifyCodeFixAsync(
        InProgram("""
            response.Cookies.Append("session", text, [|new CookieOptions
                    {
                        // A week.
                        MaxAge = TimeSpan.FromDays(7), // seven days
                        HttpOnly = true // scripts
                    }|]);
            """),
        InProgram("""
            response.Cookies.Append("session", text, new CookieOptions
                    {
                        // A week.
                        MaxAge = TimeSpan.FromDays(7), // seven days
                        HttpOnly = true, // scripts
                        Secure = true
                    });
            """));

    [Theory]
    [InlineData("response.Cookies.Append(\"session\", , new CookieOptions {")]
    [InlineData("response.Cookies.Append(")]
    [InlineData("var o = new CookieOptions { HttpOnly = }; response.Cookies.Append(\"session\", text, o")]
    public async Task Half_typed_code_throws_nothing(string body) =>
        await new CSharpCodeFixTest<InsecureCookie, InsecureCookieFix> { TestCode = InProgram(body), RequireCompilable = false }.FindingsAsync();
}
