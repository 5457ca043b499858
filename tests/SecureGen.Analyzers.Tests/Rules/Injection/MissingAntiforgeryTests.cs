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
        using Microsoft.AspNetCore.Mvc.RazorPages; using Microsoft.Extensions.DependencyInjection; using Microsoft.Extensions.Hosting;

        """;

    private const string Cookies = "static class Logins { static void Add(IServiceCollection services) => services.AddAuthentication().AddCookie(); }\n";

    private const string Tokens = "static class Logins { static void AddJwtBearer(IServiceCollection services) { } }\n";

    private static string InProgram(string body, string logins = Cookies) => Usings + logins + $$"""
        static class Startup
        {
            static void Configure(WebApplicationBuilder builder, WebApplication app)
            {
                {{body}}
            }
            static void Save(IFormFile file) { }
        }
        """;

    [Theory]
    [InlineData("app.MapPost(\"/upload\", (IFormFile file) => file.Length).[|DisableAntiforgery|]();")]
    [InlineData("app.MapPost(\"/upload\", Save).[|DisableAntiforgery|]();")]
    [InlineData("app.MapPut(\"/upload\", ([FromForm] string name) => name).RequireAuthorization().[|DisableAntiforgery|]();")]
    [InlineData("var endpoint = app.MapPost(\"/upload\", (IFormFileCollection files) => files.Count); endpoint.[|DisableAntiforgery|]();")]
    [InlineData("app.MapGroup(\"/forms\").[|DisableAntiforgery|]();")]
    [InlineData("var forms = app.MapGroup(\"/forms\"); forms.[|DisableAntiforgery|]().MapPost(\"/a\", () => 1);")]
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

    [Fact]
    public Task What_browsers_do_not_send_cannot_be_forged() => Verify.VerifyAnalyzerAsync(InProgram("app.MapPost(\"/upload\", (IFormFile file) => file.Length).DisableAntiforgery();", Tokens));

    [Fact]
    public Task A_key_for_calls_to_others_is_no_login() => Verify.VerifyAnalyzerAsync(InProgram("app.MapPost(\"/upload\", (IFormFile file) => file.Length).[|DisableAntiforgery|](); var key = new { ApiKey = \"\" };", ""));

    [Fact]
    public Task A_project_without_a_login_may_get_one() => Verify.VerifyAnalyzerAsync(InProgram("app.MapPost(\"/upload\", (IFormFile file) => file.Length).[|DisableAntiforgery|]();", ""));

    [Theory]
    [InlineData("public class [|OrdersController|] : Controller { [HttpPost] public IActionResult Save(int id) => Ok(); [HttpPost] public IActionResult Delete(int id) => Ok(); }")]
    [InlineData("public class [|OrdersController|] : Controller { [HttpGet] public IActionResult Show() => Ok(); [HttpDelete] public IActionResult Delete(int id) => Ok(); }")]
    [InlineData("public class [|OrdersController|] : Controller { [HttpPost, ValidateAntiForgeryToken] public IActionResult A() => Ok(); [HttpPost] public IActionResult B() => Ok(); }")]
    [InlineData("public abstract class Base : Controller { } public class [|OrdersController|] : Base { [HttpPost] public IActionResult A() => Ok(); }")]
    [InlineData("[[|IgnoreAntiforgeryToken|]] public class OrdersController : Controller { [HttpPost] public IActionResult A() => Ok(); }")]
    [InlineData("public class OrdersController : Controller { [HttpPost, [|IgnoreAntiforgeryToken|]] public IActionResult A() => Ok(); }")]
    [InlineData("[[|IgnoreAntiforgeryToken|]] public class EditModel : PageModel { public void OnPost() { } }")]
    [InlineData("[[|IgnoreAntiforgeryToken(Order = 1001)|]] public class EditModel : PageModel { public void OnPostSaveAsync() { } }")]
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
