using System;
using System.Linq;
using System.Threading.Tasks;
using SecureGen.Analyzers.CodeFixes.Rules.Injection;
using SecureGen.Analyzers.Rules.Injection;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Injection.MissingAntiforgery, SecureGen.Analyzers.CodeFixes.Rules.Injection.MissingAntiforgeryFix>;

namespace SecureGen.Analyzers.Tests.Rules.Injection;

public class MissingAntiforgeryTests
{
    private const string Usings = """
        using System; using Microsoft.AspNetCore.Antiforgery; using Microsoft.AspNetCore.Authorization; using Microsoft.AspNetCore.Builder; using Microsoft.AspNetCore.Http; using Microsoft.AspNetCore.Mvc;
        using Microsoft.AspNetCore.Mvc.RazorPages; using Microsoft.AspNetCore.Authentication; using Microsoft.AspNetCore.Routing; using Microsoft.Extensions.DependencyInjection; using Microsoft.Extensions.Hosting;
        using Microsoft.Extensions.Logging; using Microsoft.Extensions.Options; using System.Text.Encodings.Web;

        """;

    private const string Cookies = "static class Logins { static void Add(IServiceCollection services) => services.AddAuthentication().AddCookie(); }\n";

    private const string Tokens = "static class Tokens { static void AddJwtBearer(IServiceCollection services) { } }\n";

    private const string Uploads = "app.MapPost(\"/upload\", (IFormFile file) => file.Length).DisableAntiforgery(); app.MapGroup(\"/admin\").DisableAntiforgery();";

    private static string LoginBy(string statement) => """
        static class Names { public const string AuthToken = "t"; }
        abstract class KeyHandler(IOptionsMonitor<AuthenticationSchemeOptions> o, ILoggerFactory l, UrlEncoder e) : AuthenticationHandler<AuthenticationSchemeOptions>(o, l, e);
        static class Logins { static void Add(IServiceCollection services, HttpContext http) { STATEMENT } }

        """.Replace("STATEMENT", statement + "\n", StringComparison.Ordinal)
        + string.Concat(new[] { "AddJwtBearer", "AddOpenIdConnect", "AddCertificate" }.Where(name => statement.Contains("." + name, StringComparison.Ordinal)).Select(name => $"static class More {{ public static AuthenticationBuilder {name}(this AuthenticationBuilder b) => b; }}\n"))
        + (statement.Contains("BasicLogin", StringComparison.Ordinal)
            ? "abstract class BasicLogin(IOptionsMonitor<AuthenticationSchemeOptions> o, ILoggerFactory l, UrlEncoder e) : AuthenticationHandler<AuthenticationSchemeOptions>(o, l, e);\n" : "");

    private static string InProgram(string body, string logins = Cookies) => Usings + logins + $$"""
        static class Startup
        {
            static void Configure(WebApplicationBuilder builder, WebApplication app)
            {
                {{body}}
            }
            static void Save(IFormFile file) { }
        }
        class AdminOnly : IEndpointFilter { public System.Threading.Tasks.ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) => next(context); }
        """;

    [Theory]
    [InlineData("app.MapPost(\"/upload\", (IFormFile file) => file.Length).[|DisableAntiforgery|]();")]
    [InlineData("app.MapPost(\"/upload\", Save).[|DisableAntiforgery|]();")]
    [InlineData("app.MapPut(\"/upload\", ([FromForm] string name) => name).RequireAuthorization().[|DisableAntiforgery|]();")]
    [InlineData("var endpoint = app.MapPost(\"/upload\", (IFormFileCollection files) => files.Count); endpoint.[|DisableAntiforgery|]();")]
    [InlineData("app.MapGroup(\"/forms\").[|DisableAntiforgery|]();")]
    [InlineData("var forms = app.MapGroup(\"/forms\"); forms.[|DisableAntiforgery|]().MapPost(\"/a\", (IFormFile file) => 1);")]
    [InlineData("app.MapPost(\"/a\", (IFormCollection form) => form.Count).WithMetadata(new RequireAntiforgeryTokenAttribute([|false|]));")]
    [InlineData("builder.Services.AddControllersWithViews(o => o.Filters.Add([|new IgnoreAntiforgeryTokenAttribute()|]));")]
    [InlineData("builder.Services.AddControllersWithViews(o => [|o.Filters.Add<IgnoreAntiforgeryTokenAttribute>()|]);")]
    public Task An_end_point_that_opts_out_is_found(string body) => Verify.VerifyAnalyzerAsync(InProgram(body));

    [Theory]
    [InlineData("app.MapPost(\"/upload\", (IFormFile file) => file.Length);")]
    [InlineData("app.MapPost(\"/json\", (string name) => name).DisableAntiforgery();")]
    [InlineData("app.MapGet(\"/json\", (string name) => name).DisableAntiforgery();")]
    [InlineData("app.MapPost(\"/json\", (HttpContext http) => http.Request.Path).DisableAntiforgery(); app.MapPost(\"/upload\", (IFormFile file) => file.Length);")]
    [InlineData("app.MapPost(\"/a\", (IFormCollection form) => form.Count).WithMetadata(new RequireAntiforgeryTokenAttribute());")]
    [InlineData("if (app.Environment.IsDevelopment()) app.MapPost(\"/upload\", (IFormFile file) => file.Length).DisableAntiforgery();")]
    [InlineData("builder.Services.AddControllersWithViews(o => o.Filters.Add(new AutoValidateAntiforgeryTokenAttribute()));")]
    public Task An_end_point_that_is_checked_is_silent(string body) => Verify.VerifyAnalyzerAsync(InProgram(body));

    [Theory]
    [InlineData("services.AddAuthentication().AddJwtBearer();")]
    [InlineData("// services.AddAuthentication().AddCookie();")]
    [InlineData("var key = new { ApiKey = \"AddCookie\" };")]
    [InlineData("_ = http.Request.Cookies[\"theme\"]; _ = http.Request.Headers[\"X-Api-Key\"];")]
    [InlineData("services.AddAuthentication(\"Key\").AddScheme<AuthenticationSchemeOptions, KeyHandler>(\"Key\", null);")]
    public Task What_browsers_do_not_send_cannot_be_forged(string login) =>
        Verify.VerifyAnalyzerAsync(InProgram(Uploads, LoginBy(login)) + "public class OrdersController : Controller { [HttpPost, IgnoreAntiforgeryToken] public IActionResult A() => Ok(); [HttpPost] public IActionResult B() => Ok(); }");

    [Theory]
    [InlineData("services.AddAuthentication().AddOpenIdConnect();")]
    [InlineData("services.AddAuthentication(Microsoft.AspNetCore.Server.IISIntegration.IISDefaults.AuthenticationScheme);")]
    [InlineData("services.AddAuthentication().AddCertificate();")]
    [InlineData("http.SignInAsync(new System.Security.Claims.ClaimsPrincipal());")]
    [InlineData("if (!http.Request.Cookies.TryGetValue(\"session-id\", out var id)) return;")]
    [InlineData("_ = http.Request.Cookies[Names.AuthToken];")]
    [InlineData("services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, BasicLogin>(\"Basic\", null);")]
    public Task What_browsers_send_by_themselves_can_be_forged(string login) =>
        Verify.VerifyAnalyzerAsync(InProgram("app.MapPost(\"/upload\", (IFormFile file) => file.Length).[|DisableAntiforgery|]();", LoginBy(login)));

    [Theory]
    [InlineData("var admin = app.MapGroup(\"/admin\").AddEndpointFilter<AdminOnly>().DisableAntiforgery(); admin.MapPost(\"/a\", (IFormFile file) => file.Length);")]
    [InlineData("var admin = app.MapGroup(\"/admin\").DisableAntiforgery().AddEndpointFilter<AdminOnly>(); admin.MapPost(\"/a\", (IFormFile file) => file.Length);")]
    [InlineData("var admin = app.MapGroup(\"/admin\").DisableAntiforgery(); admin.AddEndpointFilter<AdminOnly>(); admin.MapPost(\"/a\", (IFormFile file) => file.Length);")]
    [InlineData("var admin = app.MapGroup(\"/admin\"); admin.AddEndpointFilter(async (context, next) => await next(context)); admin.MapPost(\"/a\", (IFormFile file) => file.Length).DisableAntiforgery();")]
    [InlineData("app.MapPost(\"/a\", (IFormFile file) => file.Length).DisableAntiforgery().RequireAuthorization(new AuthorizeAttribute { AuthenticationSchemes = \"Bearer\" });")]
    [InlineData("app.MapPost(\"/a\", (IFormFile file) => file.Length).DisableAntiforgery().RequireAuthorization(policy => policy.AddAuthenticationSchemes(\"Bearer\").RequireAuthenticatedUser());")]
    [InlineData("app.MapPost(\"/a\", async (IFormFile file, HttpContext http, IAntiforgery check) => { await check.ValidateRequestAsync(http); return 1; }).DisableAntiforgery();")]
    [InlineData("var api = app.MapGroup(\"/api\").DisableAntiforgery(); api.MapPost(\"/a\", (string name) => name); api.MapGet(\"/b\", () => 1);")]
    public Task An_end_point_with_a_check_of_its_own_is_silent(string body) => Verify.VerifyAnalyzerAsync(InProgram(body));

    [Theory]
    [InlineData("var forms = app.MapGroup(\"/forms\").[|DisableAntiforgery|](); forms.MapGet(\"/b\", () => 1); forms.MapPost(\"/a\", (IFormFile file) => file.Length).AddEndpointFilter<AdminOnly>();")]
    [InlineData("var forms = app.MapGroup(\"/forms\").[|DisableAntiforgery|](); MapMore(forms); static void MapMore(IEndpointRouteBuilder routes) { }")]
    [InlineData("app.MapPost(\"/a\", (IFormFile file) => file.Length).[|DisableAntiforgery|]().RequireAuthorization(new AuthorizeAttribute { AuthenticationSchemes = \"Cookies,Bearer\" });")]
    [InlineData("var other = app.MapGroup(\"/o\").AddEndpointFilter<AdminOnly>(); app.MapPost(\"/a\", (IFormFile file) => file.Length).[|DisableAntiforgery|]();")]
    public Task A_check_of_another_end_point_does_not_count(string body) => Verify.VerifyAnalyzerAsync(InProgram(body));

    [Theory]
    [InlineData("public class [|OrdersController|] : Controller { [HttpPost] public IActionResult Save(int id) => Ok(); [HttpPost] public IActionResult Delete(int id) => Ok(); }")]
    [InlineData("public class [|OrdersController|] : Controller { [HttpGet] public IActionResult Show() => Ok(); [HttpDelete] public IActionResult Delete(int id) => Ok(); }")]
    [InlineData("public class [|OrdersController|] : Controller { [HttpPost, ValidateAntiForgeryToken] public IActionResult A() => Ok(); [HttpPost] public IActionResult B() => Ok(); }")]
    [InlineData("public abstract class Base : Controller { } public class [|OrdersController|] : Base { [HttpPost] public IActionResult A() => Ok(); }")]
    [InlineData("[[|IgnoreAntiforgeryToken|]] public class OrdersController : Controller { [HttpPost] public IActionResult A() => Ok(); }")]
    [InlineData("public class OrdersController : Controller { [HttpPost, [|IgnoreAntiforgeryToken|]] public IActionResult A() => Ok(); }")]
    [InlineData("[[|IgnoreAntiforgeryToken|]] public class EditModel : PageModel { public void OnPost() { } }")]
    [InlineData("[[|IgnoreAntiforgeryToken(Order = 1001)|]] public class EditModel : PageModel { public void OnPostSaveAsync() { } }")]
    [InlineData("[Log] public class [|OrdersController|] : Controller { [HttpPost] public IActionResult A() => Ok(); } class LogAttribute : Attribute, Microsoft.AspNetCore.Mvc.Filters.IActionFilter { public void OnActionExecuting(Microsoft.AspNetCore.Mvc.Filters.ActionExecutingContext c) { } public void OnActionExecuted(Microsoft.AspNetCore.Mvc.Filters.ActionExecutedContext c) { } }")]
    [InlineData("[ApiController, [|IgnoreAntiforgeryToken|]] public class OrdersController : ControllerBase { [HttpPost] public IActionResult A() => Ok(); }")]
    public Task A_controller_is_found_once(string source) => Verify.VerifyAnalyzerAsync(Usings + Cookies + source);

    [Theory]
    [InlineData("public class OrdersController : Controller { public IActionResult Show() => Ok(); [HttpGet] public IActionResult List() => Ok(); }")]
    [InlineData("[AutoValidateAntiforgeryToken] public class OrdersController : Controller { [HttpPost] public IActionResult A() => Ok(); }")]
    [InlineData("public class OrdersController : Controller { [HttpPost, ValidateAntiForgeryToken] public IActionResult A() => Ok(); }")]
    [InlineData("[AutoValidateAntiforgeryToken] public abstract class Base : Controller { } public class OrdersController : Base { [HttpPost] public IActionResult A() => Ok(); }")]
    [InlineData("[ApiController] public class OrdersController : ControllerBase { [HttpPost] public IActionResult A() => Ok(); }")]
    [InlineData("public class OrdersController : ControllerBase { [HttpPost] public IActionResult A() => Ok(); }")]
    [InlineData("[Authorize(AuthenticationSchemes = \"Bearer\")] public class OrdersController : Controller { [HttpPost] public IActionResult A() => Ok(); }")]
    [InlineData("[IgnoreAntiforgeryToken] public class ErrorModel : PageModel { public void OnGet() { } }")]
    [InlineData("public class EditModel : PageModel { public void OnPost() { } }")]
    [InlineData("public class OrdersController : Controller { [HttpPost, IgnoreAntiforgeryToken] public IActionResult StripeWebhook() => Ok(); }")]
    [InlineData("[IgnoreAntiforgeryToken] public class PaymentCallbackController : Controller { [HttpPost] public IActionResult A() => Ok(); }")]
    [InlineData("public class OrdersController : Controller { [HttpPost] public IActionResult A() => Ok(); } class S { void M(Microsoft.AspNetCore.Mvc.MvcOptions o) => o.Filters.Add(new AutoValidateAntiforgeryTokenAttribute()); }")]
    [InlineData("public class OrdersController : Controller { [HttpPost] private void A() { } [NonAction] public void B() { } }")]
    [InlineData("[ApiKey] public class OrdersController : Controller { [HttpPost, IgnoreAntiforgeryToken] public IActionResult A() => Ok(); } class ApiKeyAttribute : Attribute, Microsoft.AspNetCore.Mvc.Filters.IActionFilter { public void OnActionExecuting(Microsoft.AspNetCore.Mvc.Filters.ActionExecutingContext c) { } public void OnActionExecuted(Microsoft.AspNetCore.Mvc.Filters.ActionExecutedContext c) { } }")]
    [InlineData("[ServiceFilter(typeof(Partners))] public class OrdersController : Controller { [HttpPost] public IActionResult A() => Ok(); } class Partners : Microsoft.AspNetCore.Mvc.Filters.IAuthorizationFilter { public void OnAuthorization(Microsoft.AspNetCore.Mvc.Filters.AuthorizationFilterContext c) { } }")]
    [InlineData("public class AuthorizationController : Controller { [HttpPost(\"~/connect/token\"), IgnoreAntiforgeryToken] public IActionResult Exchange() => Ok(); }")]
    [InlineData("public class OrdersController : Controller { [HttpPost] public IActionResult A([FromBody] string order) => Ok(); }")]
    [InlineData("public class OrdersController : Controller { [HttpPost] public IActionResult A() => Ok(); } class S { void M(IAntiforgery a, HttpContext http) => a.ValidateRequestAsync(http); }")]
    public Task A_controller_that_checks_or_changes_nothing_is_silent(string source) => Verify.VerifyAnalyzerAsync(Usings + Cookies + source);

    [Theory]
    [InlineData("public class OrdersController : Controller { [HttpPost] public IActionResult A() => Ok(); }")]
    [InlineData("[IgnoreAntiforgeryToken] public class OrdersController : ControllerBase { [HttpPost] public IActionResult A() => Ok(); }")]
    public Task Controllers_of_bearers_of_tokens_are_silent(string source) => Verify.VerifyAnalyzerAsync(Usings + Tokens + source);

    [Fact]
    public Task A_test_project_is_forged_by_nobody() => Verify.VerifyAnalyzerAsync(Usings + Cookies + "public class C : Controller { [HttpPost] public IActionResult A() => Ok(); }", ReferenceAssemblies.Net100.With("xunit.core"));

    [Theory]
    [InlineData("app.MapPost(\"/upload\", (IFormFile file) => file.Length).[|DisableAntiforgery|](); // form", "app.MapPost(\"/upload\", (IFormFile file) => file.Length); // form")]
    [InlineData("app.MapPost(\"/upload\", (IFormFile file) => file.Length).[|DisableAntiforgery|]().RequireAuthorization();", "app.MapPost(\"/upload\", (IFormFile file) => file.Length).RequireAuthorization();")]
    [InlineData("app.MapPost(\"/a\", () => 1).WithMetadata(new RequireAntiforgeryTokenAttribute([|false|]));", "app.MapPost(\"/a\", () => 1).WithMetadata(new RequireAntiforgeryTokenAttribute(true));")]
    [InlineData("builder.Services.AddControllersWithViews(o => o.Filters.Add([|new IgnoreAntiforgeryTokenAttribute()|]));", "builder.Services.AddControllersWithViews(o => o.Filters.Add(new AutoValidateAntiforgeryTokenAttribute()));")]
    public Task The_fix_takes_the_opt_out_away(string body, string result) => Verify.VerifyCodeFixAsync(InProgram(body), InProgram(result));

    [Fact]
    public Task The_fix_adds_or_replaces_the_attribute() => Verify.VerifyCodeFixAsync(
        Usings + Cookies + """
        namespace Shop
        {
            /// <summary>Orders.</summary>
            [Route("orders")]
            public class [|OrdersController|] : Controller
            {
                [HttpPost] public IActionResult Save(int id) => Ok();
            }

            public class CartController : Controller
            {
                [HttpPost, [|IgnoreAntiforgeryToken|] /* all */] public IActionResult Save(int id) => Ok();
            }
        }
        """,
        Usings + Cookies + """
        namespace Shop
        {
            /// <summary>Orders.</summary>
            [AutoValidateAntiforgeryToken]
            [Route("orders")]
            public class OrdersController : Controller
            {
                [HttpPost] public IActionResult Save(int id) => Ok();
            }

            public class CartController : Controller
            {
                [HttpPost, AutoValidateAntiforgeryToken /* all */] public IActionResult Save(int id) => Ok();
            }
        }
        """);

    [Theory]
    [InlineData("app.MapPost(\"/upload\", (IFormFile file => ).DisableAntiforgery(")]
    [InlineData("o.Filters.Add(new IgnoreAntiforgeryTokenAttribute(")]
    public async Task Half_typed_code_throws_nothing(string body) =>
        await new CSharpCodeFixTest<MissingAntiforgery, MissingAntiforgeryFix> { TestCode = InProgram(body), RequireCompilable = false }.FindingsAsync();
}
