using System.Threading.Tasks;
using SecureGen.Analyzers.CodeFixes.Rules.Injection;
using SecureGen.Analyzers.Rules.Injection;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Injection.OpenRedirect, SecureGen.Analyzers.CodeFixes.Rules.Injection.OpenRedirectFix>;

namespace SecureGen.Analyzers.Tests.Rules.Injection;

public class OpenRedirectTests
{
    /// <summary>What the fix adds where the framework has no local redirect.</summary>
    public const string Helper = """
        private static string EnsureLocalAddress(string? address)
        {
            if (address == null
                || !address.StartsWith("/", StringComparison.Ordinal)
                || address.StartsWith("//", StringComparison.Ordinal)
                || address.StartsWith("/\\", StringComparison.Ordinal)
                || address.Any(char.IsControl))
            {
                throw new UnauthorizedAccessException("The address leads to another site.");
            }

            return address;
        }
        """;

    private static readonly string Member = Helper.Replace("\n", "\n    ").Replace("\n    \n", "\n\n");

    [Theory]
    [InlineData("return Redirect([|url|]);")]
    [InlineData("return this.RedirectPermanent([|url|]);")]
    [InlineData("return RedirectPreserveMethod([|url|]);")]
    [InlineData("return RedirectPermanentPreserveMethod([|url|]);")]
    [InlineData("return new RedirectResult([|url|]);")]
    [InlineData("return new RedirectResult([|url|], permanent: true);")]
    [InlineData("Response.Redirect([|url|]); return Ok();")]
    [InlineData("Response.Redirect([|url|], true); return Ok();")]
    [InlineData("Response.Headers.Location = [|url|]; return StatusCode(302);")]
    [InlineData("Response.Headers[\"Location\"] = [|url|]; return StatusCode(302);")]
    [InlineData("Response.Headers[HeaderNames.Location] = [|url|]; return StatusCode(302);")]
    [InlineData("Response.Headers.Append(\"location\", [|url|]); return StatusCode(302);")]
    [InlineData("return Challenge(new AuthenticationProperties { RedirectUri = [|url|] });")]
    [InlineData("return Redirect([|Request.Query[\"returnUrl\"]|]);")]
    [InlineData("return Redirect([|Request.Headers.Referer.ToString()|]);")]
    [InlineData("return Redirect([|uri.ToString()|]);")]
    [InlineData("return Redirect([|model.ReturnUrl ?? \"/\"|]);")]
    [InlineData("return Redirect([|\"https://\" + url|]);")]
    [InlineData("return Redirect([|\"/\" + url|]);")]
    [InlineData("return Redirect([|$\"{url}?done=1\"|]);")]
    [InlineData("if (url.StartsWith('/')) return Redirect([|url|]); return Ok();")]
    [InlineData("if (url.StartsWith(\"/\")) return Redirect([|url|]); return Ok();")]
    [InlineData("if (url.StartsWith(\"/\") && !url.StartsWith(\"//\")) return Redirect([|url|]); return Ok();")]
    [InlineData("if (Uri.IsWellFormedUriString(url, UriKind.Relative)) return Redirect([|url|]); return Ok();")]
    [InlineData("if (url.Contains(\"example.com\")) return Redirect([|url|]); return Ok();")]
    [InlineData("if (!string.IsNullOrEmpty(url)) return Redirect([|url|]); return Ok();")]
    [InlineData("if (Url.IsLocalUrl(url)) { } return Redirect([|url|]);")]
    [InlineData("if (!Url.IsLocalUrl(url)) return Redirect([|url|]); return Ok();")]
    [InlineData("return Go([|url|]);")]
    [InlineData("return url.Length > 3 ? Redirect([|url|]) : Ok();")]
    [InlineData("return Redirect([|\"~/\" + url|]);")]
    [InlineData("return Redirect([|Request.PathBase + url|]);")]
    [InlineData("return Redirect([|$\"{Request.PathBase}{url}\"|]);")]
    [InlineData("return Redirect([|Request.Path|]);")]
    [InlineData("var to = Request.Form[\"to\"].FirstOrDefault() ?? \"/\"; return Redirect([|to|]);")]
    [InlineData("if (!Uri.TryCreate(url, UriKind.Relative, out _)) return BadRequest(); return Redirect([|url|]);")]
    public Task A_redirect_to_an_untrusted_address_is_found(string body) => Verify.VerifyAnalyzerAsync(Controller(body));

    [Theory]
    [InlineData("return LocalRedirect(url);")]
    [InlineData("return new LocalRedirectResult(url);")]
    [InlineData("return Redirect(\"/home\");")]
    [InlineData("return Redirect(Home);")]
    [InlineData("return Redirect(Home + url);")]
    [InlineData("return Redirect(\"/items/\" + url);")]
    [InlineData("return Redirect($\"/items?name={url}\");")]
    [InlineData("return Redirect(\"/items/\" + id);")]
    [InlineData("return RedirectToAction(url);")]
    [InlineData("return RedirectToRoute(\"items\", new { url });")]
    [InlineData("return RedirectToPage(\"/Items\", new { url });")]
    [InlineData("return Redirect(injected);")]
    [InlineData("if (Url.IsLocalUrl(url)) return Redirect(url); return Ok();")]
    [InlineData("if (!Url.IsLocalUrl(url)) return BadRequest(); return Redirect(url);")]
    [InlineData("return Redirect(Url.IsLocalUrl(url) ? url : \"/\");")]
    [InlineData("if (!Url.IsLocalUrl(url)) url = \"/\"; return Redirect(url);")]
    [InlineData("return Url.IsLocalUrl(url) ? Redirect(url) : RedirectToAction(\"Index\");")]
    [InlineData("if (Allowed.Contains(url)) return Redirect(url); return Ok();")]
    [InlineData("if (uri.Host == \"example.com\") return Redirect(uri.ToString()); return Ok();")]
    [InlineData("if (url == \"/a\" || url == \"/b\") return Redirect(url); return Ok();")]
    [InlineData("if (url is \"/a\" or \"/b\") return Redirect(url); return Ok();")]
    [InlineData("if (url.StartsWith(\"/\") && !url.StartsWith(\"//\") && !url.StartsWith(\"/\\\\\")) return Redirect(url); return Ok();")]
    [InlineData("if (IsOwn(url)) return Redirect(url); return Ok();")]
    [InlineData("Response.Headers.Location = \"/items/\" + id; return StatusCode(201);")]
    [InlineData("Response.Headers[\"X-Name\"] = url; return Ok();")]
    [InlineData("Response.Headers.Append(\"X-Name\", url); return Ok();")]
    [InlineData("return Challenge(new AuthenticationProperties { RedirectUri = Url.Action(\"Done\", new { url }) });")]
    [InlineData("return Redirect(Url.Action(\"Index\", new { url })!);")]
    [InlineData("return Redirect(\"/search?text=\" + Uri.EscapeDataString(url));")]
    [InlineData("return Redirect(key.ToString());")]
    [InlineData("return Redirect(Request.PathBase + \"/items/\" + url);")]
    [InlineData("return Redirect($\"{Request.Scheme}://{Request.Host}/items/{url}\");")]
    [InlineData("var to = \"/\"; if (Url.IsLocalUrl(url)) to = url; return Redirect(to);")]
    [InlineData("if (string.IsNullOrEmpty(url) || !Url.IsLocalUrl(url)) return BadRequest(); return Redirect(url);")]
    [InlineData("var isLocal = Url.IsLocalUrl(url); return isLocal ? Redirect(url) : BadRequest();")]
    [InlineData("return Redirect(\"~/items/\" + url);")]
    [InlineData("if (Uri.TryCreate(url, UriKind.Absolute, out var to) && to.Host == Request.Host.Host) return Redirect(url); return Ok();")]
    [InlineData("if (!string.Equals(uri.Host, Request.Host.Host, StringComparison.OrdinalIgnoreCase)) return BadRequest(); return Redirect(uri.AbsoluteUri);")]
    [InlineData("if (!Url.IsLocalUrl(model.ReturnUrl)) return BadRequest(); return Redirect(model.ReturnUrl);")]
    [InlineData("return Redirect(url is not null && Url.IsLocalUrl(url) ? url : \"/\");")]
    [InlineData("return Redirect(Safe(url));")]
    [InlineData("return Redirect(Safe(Request.Query[\"to\"]));")]
    [InlineData("if (Url.IsLocalUrl(url)) Response.Redirect(url); return Ok();")]
    [InlineData("if (Url.IsLocalUrl(url) == false) throw new ArgumentException(); return Redirect(url);")]
    public Task An_address_within_the_service_is_silent(string body) => Verify.VerifyAnalyzerAsync(Controller(body));

    [Theory]
    [InlineData("return Redirect([|url|]);", "return LocalRedirect(url);")]
    [InlineData("return this.Redirect([|url|]); // back", "return this.LocalRedirect(url); // back")]
    [InlineData("return RedirectPermanent([|url|]);", "return LocalRedirectPermanent(url);")]
    [InlineData("return RedirectPreserveMethod([|url|]);", "return LocalRedirectPreserveMethod(url);")]
    [InlineData("return RedirectPermanentPreserveMethod([|url|]);", "return LocalRedirectPermanentPreserveMethod(url);")]
    [InlineData("return Redirect(url: [|url|]);", "return LocalRedirect(localUrl: url);")]
    [InlineData("return Redirect(\n            [|model.ReturnUrl ?? \"/\"|] /* back */);", "return LocalRedirect(\n            model.ReturnUrl ?? \"/\" /* back */);")]
    [InlineData("return Redirect([|Request.Query[\"returnUrl\"]|]);", "return LocalRedirect(Request.Query[\"returnUrl\"]);")]
    [InlineData("return Redirect([|\"/\" + url|]);", "return LocalRedirect(\"/\" + url);")]
    [InlineData("return new RedirectResult([|url|]);", "return new LocalRedirectResult(url);")]
    [InlineData("return new RedirectResult([|url|], permanent: true);", "return new LocalRedirectResult(url, permanent: true);")]
    [InlineData("return new RedirectResult(permanent: true, url: [|url|]) { PreserveMethod = true };", "return new LocalRedirectResult(permanent: true, localUrl: url) { PreserveMethod = true };")]
    [InlineData("return new Microsoft.AspNetCore.Mvc.RedirectResult([|url|]);", "return new Microsoft.AspNetCore.Mvc.LocalRedirectResult(url);")]
    [InlineData("return url.Length > 3 ? Redirect([|url|]) : Ok();", "return url.Length > 3 ? LocalRedirect(url) : Ok();")]
    [InlineData("return id switch { 1 => Redirect([|url|]), _ => Ok() };", "return id switch { 1 => LocalRedirect(url), _ => Ok() };")]
    [InlineData("IActionResult result = Redirect([|url|]); return result;", "IActionResult result = LocalRedirect(url); return result;")]
    [InlineData("return Redirect([|url + model.ReturnUrl|]);", "return LocalRedirect(url + model.ReturnUrl);")]
    [InlineData("if (id > 0) return Redirect([|url|]); return RedirectPermanent([|model.ReturnUrl|]);", "if (id > 0) return LocalRedirect(url); return LocalRedirectPermanent(model.ReturnUrl);")]
    public async Task A_redirect_becomes_a_local_one(string body, string result)
    {
        foreach (var tier in new[] { ReferenceAssemblies.Net100, ReferenceAssemblies.Net80 })
            await Verify.VerifyCodeFixAsync(Controller(body), Controller(result), "SGA6004.Local", tier);
    }

    [Theory]
    [InlineData("Response.Redirect([|url|]); return Ok();", "Response.Redirect(EnsureLocalAddress(url)); return Ok();")]
    [InlineData("Response.Redirect([|url|], true); return Ok();", "Response.Redirect(EnsureLocalAddress(url), true); return Ok();")]
    [InlineData("Response.Headers.Location = [|url|]; return StatusCode(302);", "Response.Headers.Location = EnsureLocalAddress(url); return StatusCode(302);")]
    [InlineData("Response.Headers.Location = [|Request.Query[\"u\"]|]; return StatusCode(302);", "Response.Headers.Location = EnsureLocalAddress(Request.Query[\"u\"]); return StatusCode(302);")]
    [InlineData("Response.Headers[\"Location\"] = [|url|]; return StatusCode(302);", "Response.Headers[\"Location\"] = EnsureLocalAddress(url); return StatusCode(302);")]
    [InlineData("Response.Headers.Append(\"Location\", [|url|]); return StatusCode(302);", "Response.Headers.Append(\"Location\", EnsureLocalAddress(url)); return StatusCode(302);")]
    [InlineData("return Challenge(new AuthenticationProperties { RedirectUri = [|url|] });", "return Challenge(new AuthenticationProperties { RedirectUri = EnsureLocalAddress(url) });")]
    [InlineData("var result = Redirect([|url|]); return result;", "var result = Redirect(EnsureLocalAddress(url)); return result;")]
    [InlineData("RedirectResult result = new([|url|]); return result;", "RedirectResult result = new(EnsureLocalAddress(url)); return result;")]
    [InlineData("Func<RedirectResult> go = () => Redirect([|url|]); return go();", "Func<RedirectResult> go = () => Redirect(EnsureLocalAddress(url)); return go();")]
    [InlineData("Response.Redirect([|url|]); Response.Redirect([|model.ReturnUrl|]); return Ok();", "Response.Redirect(EnsureLocalAddress(url)); Response.Redirect(EnsureLocalAddress(model.ReturnUrl)); return Ok();")]
    public async Task Where_there_is_no_local_one_the_address_is_checked(string body, string result)
    {
        foreach (var tier in new[] { ReferenceAssemblies.Net100, ReferenceAssemblies.Net80 })
            await Verify.VerifyCodeFixAsync(Controller(body), Controller(result, Member), "SGA6004.Local", tier);
    }

    [Theory]
    [InlineData("return Redirect([|Request.Headers.Referer.ToString()|]);")]
    [InlineData("return Redirect([|Request.Headers[\"Referer\"]|]);")]
    [InlineData("return Redirect([|Request.Headers[HeaderNames.Referer]|]);")]
    public Task The_page_that_the_link_stands_on_is_never_a_local_address(string body) => Verify.VerifyNoCodeFixAsync(Controller(body));

    [Fact]
    public Task A_redirect_in_a_callee_is_mended_there() => Verify.VerifyCodeFixAsync(
        Controller("return Go([|url|]);"), Controller("return Go(url);").Replace("=> Redirect(to)", "=> LocalRedirect(to)"));

    [Fact]
    public Task Minimal_apis_keep_their_result() => Verify.VerifyCodeFixAsync(
        """
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Http.HttpResults;
        using static Microsoft.AspNetCore.Http.TypedResults;

        var app = WebApplication.CreateBuilder(args).Build();
        app.MapGet("/a", (string url) => Results.Redirect([|url|]));
        app.MapGet("/b", (string url) => Results.Redirect(url: [|url|], permanent: true));
        app.MapGet("/c", (string url) => TypedResults.Redirect([|url|], preserveMethod: true));
        app.MapGet("/d", RedirectHttpResult (string url) => Redirect([|url|]));
        app.MapGet("/e", Results<RedirectHttpResult, NotFound> (string url) => url.Length > 3 ? TypedResults.Redirect([|url|]) : TypedResults.NotFound());
        app.Run();
        """,
        """
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Http.HttpResults;
        using static Microsoft.AspNetCore.Http.TypedResults;

        var app = WebApplication.CreateBuilder(args).Build();
        app.MapGet("/a", (string url) => Results.LocalRedirect(url));
        app.MapGet("/b", (string url) => Results.LocalRedirect(localUrl: url, permanent: true));
        app.MapGet("/c", (string url) => TypedResults.LocalRedirect(url, preserveMethod: true));
        app.MapGet("/d", RedirectHttpResult (string url) => LocalRedirect(url));
        app.MapGet("/e", Results<RedirectHttpResult, NotFound> (string url) => url.Length > 3 ? TypedResults.LocalRedirect(url) : TypedResults.NotFound());
        app.Run();
        """,
        "SGA6004.Local");

    [Fact]
    public Task A_page_and_an_action_of_a_generic_result_redirect_locally() => Verify.VerifyCodeFixAsync(
        """
        using System.Threading.Tasks;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.AspNetCore.Mvc.RazorPages;

        public class SignInModel : PageModel
        {
            [BindProperty(SupportsGet = true)]
            public string? ReturnUrl { get; set; }

            public IActionResult OnGet() => Redirect([|ReturnUrl ?? "/"|]);

            public async Task<IActionResult> OnPostAsync(string returnUrl)
            {
                await Task.CompletedTask;
                return RedirectPermanent([|returnUrl|]);
            }
        }

        public class ItemsController : ControllerBase
        {
            public ActionResult<int> Get(string url) => Redirect([|url|]);
        }
        """,
        """
        using System.Threading.Tasks;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.AspNetCore.Mvc.RazorPages;

        public class SignInModel : PageModel
        {
            [BindProperty(SupportsGet = true)]
            public string? ReturnUrl { get; set; }

            public IActionResult OnGet() => LocalRedirect(ReturnUrl ?? "/");

            public async Task<IActionResult> OnPostAsync(string returnUrl)
            {
                await Task.CompletedTask;
                return LocalRedirectPermanent(returnUrl);
            }
        }

        public class ItemsController : ControllerBase
        {
            public ActionResult<int> Get(string url) => LocalRedirect(url);
        }
        """,
        "SGA6004.Local");

    [Fact]
    public Task A_declared_result_type_is_kept() => Verify.VerifyCodeFixAsync(
        """
        using Microsoft.AspNetCore.Mvc;

        public class ItemsController : ControllerBase
        {
            public RedirectResult Get(string url) => Redirect([|url|]);
        }
        """,
        """
        using System;
        using System.Linq;
        using Microsoft.AspNetCore.Mvc;

        public class ItemsController : ControllerBase
        {
            public RedirectResult Get(string url) => Redirect(EnsureLocalAddress(url));

            MEMBER
        }
        """.Replace("MEMBER", Member),
        "SGA6004.Local");

    [Fact]
    public Task Middleware_in_top_level_code_gets_a_local_function() => Verify.VerifyCodeFixAsync(
        """
        using System;
        using System.Linq;
        using System.Threading.Tasks;
        using Microsoft.AspNetCore.Builder;

        var app = WebApplication.CreateBuilder(args).Build();
        app.Run(context =>
        {
            context.Response.Redirect([|context.Request.Query["to"]|]);
            return Task.CompletedTask;
        });
        app.Run();

        class Other { }
        """,
        """
        using System;
        using System.Linq;
        using System.Threading.Tasks;
        using Microsoft.AspNetCore.Builder;

        var app = WebApplication.CreateBuilder(args).Build();
        app.Run(context =>
        {
            context.Response.Redirect(EnsureLocalAddress(context.Request.Query["to"]));
            return Task.CompletedTask;
        });
        app.Run();

        LOCAL

        class Other { }
        """.Replace("LOCAL", Helper.Replace("private static", "static")),
        "SGA6004.Local");

    private static string Controller(string body, string member = "") => $$"""
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading.Tasks;
        using Microsoft.AspNetCore.Authentication;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.Net.Http.Headers;

        public record Model(string ReturnUrl, int Id);

        public class SignInController : ControllerBase
        {
            private const string Home = "/home/";
            private static readonly HashSet<string> Allowed = ["/a", "/b"];

            public IActionResult Get(string url, Uri uri, int id, Guid key, Model model, [FromServices] string injected)
            {
                {{body}}
            }

            private static bool IsOwn(string address) => address.StartsWith("/items/", StringComparison.Ordinal) && Allowed.Contains(address);

            private string Safe(string? to) => Url.IsLocalUrl(to) ? to! : Home;

            private IActionResult Go(string to) => Redirect(to);
        {{(member.Length == 0 ? "" : "\n    " + member + "\n")}}}
        """;
}
