using System.Threading.Tasks;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Injection.CrossSiteScripting, SecureGen.Analyzers.CodeFixes.Rules.Injection.CrossSiteScriptingFix>;

namespace SecureGen.Analyzers.Tests.Rules.Injection;

public class CrossSiteScriptingTests
{
    private static string Page(string body, string returns = "return Ok();") => $$"""
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Net;
        using System.Text;
        using System.Text.Encodings.Web;
        using System.Text.Json;
        using System.Threading.Tasks;
        using Microsoft.AspNetCore.Components;
        using Microsoft.AspNetCore.Components.Rendering;
        using Microsoft.AspNetCore.Html;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.AspNetCore.Mvc.Rendering;
        using Microsoft.AspNetCore.Razor.TagHelpers;

        public record Model(string Name, int Id, DateTime Time);

        public class PagesController : ControllerBase
        {
            private const string Title = "<h1>Pages</h1>";
            private readonly string baseUrl = "https://example.com";
            private readonly IHtmlHelper html = null!;
            private readonly HtmlEncoder encoder = HtmlEncoder.Default;

            public async Task<IActionResult> Get(string name, string other, int id, Guid key, Model model, List<string> tags, TagHelperOutput output, RenderTreeBuilder tree)
            {
                await Task.Yield();
                {{body}}
                {{returns}}
            }

            private static string Row(string value) => "<li>" + value;
        }

        public static class Markdown
        {
            public static string ToHtml(string text) => "<p>" + text + "</p>";
        }
        """;

    private static string Content(string markup) => Page("", $"return Content({markup}, \"text/html\");");

    [Theory]
    [InlineData("return Content([|name|], \"text/html\");")]
    [InlineData("return Content([|\"<p>\" + name + \"</p>\"|], \"text/html\");")]
    [InlineData("return Content([|$\"<p>{name}</p>\"|], \"text/html; charset=utf-8\");")]
    [InlineData("return Content([|$\"<p>{name}</p>\"|], \"text/html\", Encoding.UTF8);")]
    [InlineData("return Content([|$\"<p>{name}</p>\"|], System.Net.Mime.MediaTypeNames.Text.Html);")]
    [InlineData("return Content([|$\"<p>{name}</p>\"|], new Microsoft.Net.Http.Headers.MediaTypeHeaderValue(\"text/html\"));")]
    [InlineData("return Content([|string.Format(\"<p>{0}</p>\", name)|], \"text/html\");")]
    [InlineData("return Content([|string.Concat(\"<p>\", name)|], \"text/html\");")]
    [InlineData("return Content([|model.Name|], \"text/html\");")]
    [InlineData("return Content([|Request.Query[\"name\"]|]!, \"text/html\");")]
    [InlineData("return Content([|Request.Headers.UserAgent.ToString()|], \"text/html\");")]
    [InlineData("return Content([|name.Trim().ToUpperInvariant()|], \"text/html\");")]
    [InlineData("var page = $\"<p>{name}</p>\"; return Content([|page|], \"text/html\");")]
    [InlineData("var page = \"<p>\"; page += name; return Content([|page|], \"text/html\");")]
    [InlineData("var page = new StringBuilder(\"<p>\"); page.Append(name); return Content([|page.ToString()|], \"text/html\");")]
    [InlineData("return new ContentResult { Content = [|$\"<p>{name}</p>\"|], ContentType = \"text/html\" };")]
    [InlineData("return new ContentResult { ContentType = \"text/html\", Content = [|name|] };")]
    [InlineData("_ = new HtmlString([|name|]);")]
    [InlineData("_ = new HtmlString([|$\"<b>{name}</b>\"|]);")]
    [InlineData("HtmlString text = new([|name|]);")]
    [InlineData("_ = (MarkupString)[|name|];")]
    [InlineData("_ = new MarkupString([|$\"<b>{name}</b>\"|]);")]
    [InlineData("_ = html.Raw([|name|]);")]
    [InlineData("_ = html.Raw([|$\"<b>{model.Name}</b>\"|]);")]
    [InlineData("output.Content.SetHtmlContent([|name|]);")]
    [InlineData("output.Content.AppendHtml([|$\"<b>{name}</b>\"|]);")]
    [InlineData("output.PreContent.SetHtmlContent([|$\"<b>{name}</b>\"|]);")]
    [InlineData("_ = new HtmlContentBuilder().AppendHtml([|name|]);")]
    [InlineData("_ = new HtmlContentBuilder().AppendHtmlLine([|name|]);")]
    [InlineData("output.Content.SetHtmlContent(\"<b>\").AppendHtml([|name|]);")]
    [InlineData("IHtmlContent text = new HtmlString([|name|]);")]
    [InlineData("Func<string, HtmlString> bold = text => new HtmlString(text); _ = new HtmlString([|string.Join(\"\", new[] { \"<b>\", name })|]);")]
    [InlineData("return Content([|name switch { \"\" => \"<p></p>\", _ => \"<p>\" + name }|], \"text/html\");")]
    [InlineData("string page; if (id > 0) page = \"<p>\" + name; else page = \"<p></p>\"; return Content([|page|], \"text/html\");")]
    [InlineData("using var reader = new System.IO.StreamReader(Request.Body); return Content([|await reader.ReadToEndAsync()|], \"text/html\");")]
    [InlineData("return Content([|Request.Cookies[\"theme\"]|]!, \"text/html\");")]
    [InlineData("return Content([|Request.Path + \"<p>\"|], \"text/html\");")]
    [InlineData("tree.AddMarkupContent(0, [|$\"<b>{name}</b>\"|]);")]
    [InlineData("await Response.WriteAsync([|$\"<h1>{name}</h1>\"|]);")]
    [InlineData("Response.ContentType = \"text/html\"; await Response.WriteAsync([|\"<h1>\" + name + \"</h1>\"|]);")]
    [InlineData("return Content([|\"<ul>\" + string.Join(\"\", tags.Select(t => $\"<li>{t}</li>\")) + \"</ul>\"|], \"text/html\");")]
    [InlineData("return Content([|name ?? \"nobody\"|], \"text/html\");")]
    [InlineData("return Content([|id > 0 ? name : \"nobody\"|], \"text/html\");")]
    [InlineData("return Content([|$\"<p>{WebUtility.HtmlEncode(name)} {other}</p>\"|], \"text/html\");")]
    [InlineData("return Content([|WebUtility.HtmlDecode(WebUtility.HtmlEncode(name)) + name|], \"text/html\");")]
    public Task Untrusted_text_in_markup_is_found(string body) => Verify.VerifyAnalyzerAsync(Page(body));

    [Theory]
    [InlineData("return Content(name);")]
    [InlineData("return Content(name, \"text/plain\");")]
    [InlineData("return Content($\"<p>{name}</p>\", \"application/json\");")]
    [InlineData("return Content(WebUtility.HtmlEncode(name), \"text/html\");")]
    [InlineData("return Content($\"<p>{WebUtility.HtmlEncode(name)}</p>\", \"text/html\");")]
    [InlineData("return Content($\"<p>{System.Web.HttpUtility.HtmlEncode(name)}</p>\", \"text/html\");")]
    [InlineData("return Content($\"<p>{HtmlEncoder.Default.Encode(name)}</p>\", \"text/html\");")]
    [InlineData("return Content($\"<p>{encoder.Encode(name)}</p>\", \"text/html\");")]
    [InlineData("return Content($\"<a href='/p/{Uri.EscapeDataString(name)}'>x</a>\", \"text/html\");")]
    [InlineData("return Content($\"<p>{id} {key} {model.Id} {model.Time:O}</p>\", \"text/html\");")]
    [InlineData("return Content($\"<p>{name.Length}</p>\", \"text/html\");")]
    [InlineData("return Content($\"<p>{int.Parse(name)}</p>\", \"text/html\");")]
    [InlineData("return Content(Title, \"text/html\");")]
    [InlineData("return Content(name is \"a\" or \"b\" ? $\"<p>{name}</p>\" : Title, \"text/html\");")]
    [InlineData("if (name != \"a\") return NotFound(); return Content($\"<p>{name}</p>\", \"text/html\");")]
    [InlineData("return Content(name == \"a\" ? \"<p>a</p>\" : \"<p>b</p>\", \"text/html\");")]
    [InlineData("return Content($\"<script>var x = {JsonSerializer.Serialize(name)};</script>\", \"text/html\");")]
    [InlineData("return new ContentResult { Content = name, ContentType = \"text/plain\" };")]
    [InlineData("return new ContentResult { Content = name };")]
    [InlineData("_ = new HtmlString(WebUtility.HtmlEncode(name));")]
    [InlineData("_ = new HtmlString(Title);")]
    [InlineData("_ = (MarkupString)Title;")]
    [InlineData("output.Content.SetContent(name);")]
    [InlineData("output.Content.Append(name);")]
    [InlineData("output.Attributes.SetAttribute(\"title\", name);")]
    [InlineData("_ = new HtmlContentBuilder().Append(name);")]
    [InlineData("tree.AddContent(0, name);")]
    [InlineData("tree.AddMarkupContent(0, Title);")]
    [InlineData("await Response.WriteAsync(name);")]
    [InlineData("await Response.WriteAsync($\"Hello {name}\");")]
    [InlineData("await Response.WriteAsync($\"{name} < {id}\");")]
    [InlineData("await Response.WriteAsync($\"{name} <{model.Name}>\");")]
    [InlineData("Response.ContentType = \"text/plain\"; await Response.WriteAsync($\"<h1>{name}</h1>\");")]
    [InlineData("Response.Headers.ContentType = \"text/event-stream\"; await Response.WriteAsync($\"data: <b>{name}</b>\");")]
    [InlineData("var page = name; page = \"<p></p>\"; return Content(page, \"text/html\");")]
    [InlineData("return Ok($\"<p>{name}</p>\");")]
    [InlineData("return new JsonResult($\"<p>{name}</p>\");")]
    [InlineData("return Content(tags.Count.ToString(), \"text/html\");")]
    public Task Encoded_or_harmless_text_is_silent(string body) => Verify.VerifyAnalyzerAsync(Page(body));

    [Theory]
    [InlineData("name", "WebUtility.HtmlEncode(name)")]
    [InlineData("\"<p>\" + name + \"</p>\"", "\"<p>\" + WebUtility.HtmlEncode(name) + \"</p>\"")]
    [InlineData("\"Hello \" + name", "\"Hello \" + WebUtility.HtmlEncode(name)")]
    [InlineData("$\"<p>{name}</p>\"", "$\"<p>{WebUtility.HtmlEncode(name)}</p>\"")]
    [InlineData("$\"<p>{name,-20}</p>\"", "$\"<p>{WebUtility.HtmlEncode(name),-20}</p>\"")]
    [InlineData("$\"<p title=\\\"{name}\\\">{id}</p>\"", "$\"<p title=\\\"{WebUtility.HtmlEncode(name)}\\\">{id}</p>\"")]
    [InlineData("$\"<p title='{name}'>{name.Trim()}</p>\"", "$\"<p title='{WebUtility.HtmlEncode(name)}'>{WebUtility.HtmlEncode(name.Trim())}</p>\"")]
    [InlineData("$\"<p>{name}</p>{model.Name}<p>{Request.Query[\"a\"]}\"", "$\"<p>{WebUtility.HtmlEncode(name)}</p>{WebUtility.HtmlEncode(model.Name)}<p>{WebUtility.HtmlEncode(Request.Query[\"a\"])}\"")]
    [InlineData("$\"<p>{WebUtility.HtmlEncode(name)} {other}</p>\"", "$\"<p>{WebUtility.HtmlEncode(name)} {WebUtility.HtmlEncode(other)}</p>\"")]
    [InlineData("$\"<p>{WebUtility.HtmlEncode(name)} {name}</p>\"", "$\"<p>{WebUtility.HtmlEncode(name)} {WebUtility.HtmlEncode(name)}</p>\"")]
    [InlineData("string.Format(\"<p>{0} {1}</p>\", name, id)", "string.Format(\"<p>{0} {1}</p>\", WebUtility.HtmlEncode(name), id)")]
    [InlineData("string.Concat(\"<p>\", name, \"</p>\")", "string.Concat(\"<p>\", WebUtility.HtmlEncode(name), \"</p>\")")]
    [InlineData("name ?? \"nobody\"", "WebUtility.HtmlEncode(name ?? \"nobody\")")]
    [InlineData("\"<p>\" + (name ?? \"nobody\") + \"</p>\"", "\"<p>\" + WebUtility.HtmlEncode(name ?? \"nobody\") + \"</p>\"")]
    [InlineData("$\"<p>{(id > 0 ? name : other)}</p>\"", "$\"<p>{WebUtility.HtmlEncode(id > 0 ? name : other)}</p>\"")]
    [InlineData("id > 0 ? $\"<p>{name}</p>\" : \"<p>nobody</p>\"", "id > 0 ? $\"<p>{WebUtility.HtmlEncode(name)}</p>\" : \"<p>nobody</p>\"")]
    [InlineData("$\"<ul>{string.Join(\"\", tags.Select(t => $\"<li>{t}</li>\"))}</ul>\"", "$\"<ul>{string.Join(\"\", tags.Select(t => $\"<li>{WebUtility.HtmlEncode(t)}</li>\"))}</ul>\"")]
    [InlineData("$\"<p>{string.Join(\", \", tags)}</p>\"", "$\"<p>{WebUtility.HtmlEncode(string.Join(\", \", tags))}</p>\"")]
    [InlineData("$\"<a href='/search?q={name}'>x</a>\"", "$\"<a href='/search?q={WebUtility.HtmlEncode(name)}'>x</a>\"")]
    [InlineData("$\"<a href='{baseUrl}/p/{name}'>x</a>\"", "$\"<a href='{baseUrl}/p/{WebUtility.HtmlEncode(name)}'>x</a>\"")]
    [InlineData("\"<script>var a = 1;</script><p>\" + name", "\"<script>var a = 1;</script><p>\" + WebUtility.HtmlEncode(name)")]
    [InlineData("new StringBuilder(\"<p>\").Append(name).Append(\"</p>\").ToString()", "new StringBuilder(\"<p>\").Append(WebUtility.HtmlEncode(name)).Append(\"</p>\").ToString()")]
    [InlineData("\"<p>\" + name /* who */ + \"</p>\"", "\"<p>\" + WebUtility.HtmlEncode(name) /* who */ + \"</p>\"")]
    [InlineData("\"<p>\" +\n            name + // who\n            \"</p>\"", "\"<p>\" +\n            WebUtility.HtmlEncode(name) + // who\n            \"</p>\"")]
    [InlineData("$\"<a href='mailto:{name}'>x</a>\"", "$\"<a href='mailto:{WebUtility.HtmlEncode(name)}'>x</a>\"")]
    [InlineData("$\"<input value='{name}' />\"", "$\"<input value='{WebUtility.HtmlEncode(name)}' />\"")]
    [InlineData("$\"<!-- {name} --><p>\"", "$\"<!-- {WebUtility.HtmlEncode(name)} --><p>\"")]
    [InlineData("$\"<title>{name}</title><textarea>{name}</textarea>\"", "$\"<title>{WebUtility.HtmlEncode(name)}</title><textarea>{WebUtility.HtmlEncode(name)}</textarea>\"")]
    [InlineData("$\"\"\"<p>{name}</p>\"\"\"", "$\"\"\"<p>{WebUtility.HtmlEncode(name)}</p>\"\"\"")]
    [InlineData("$@\"<p>{name}</p>\"", "$@\"<p>{WebUtility.HtmlEncode(name)}</p>\"")]
    public async Task The_fix_encodes_each_untrusted_part(string markup, string result)
    {
        await Verify.VerifyCodeFixAsync(Content("[|" + markup + "|]"), Content(result), "SGA6003.Encode");
        await Verify.VerifyCodeFixAsync(Content("[|" + markup + "|]"), Content(result), "SGA6003.Encode", ReferenceAssemblies.Net80);
    }

    [Theory]
    [InlineData("_ = new HtmlString([|name|]);", "_ = new HtmlString(WebUtility.HtmlEncode(name));")]
    [InlineData("_ = (MarkupString)[|name|];", "_ = (MarkupString)WebUtility.HtmlEncode(name);")]
    [InlineData("_ = new MarkupString([|$\"<b>{name}</b>\"|]);", "_ = new MarkupString($\"<b>{WebUtility.HtmlEncode(name)}</b>\");")]
    [InlineData("_ = html.Raw([|name|]);", "_ = html.Raw(WebUtility.HtmlEncode(name));")]
    [InlineData("output.Content.SetHtmlContent([|name|]);", "output.Content.SetHtmlContent(WebUtility.HtmlEncode(name));")]
    [InlineData("await Response.WriteAsync([|$\"<b>{name}</b>\"|]);", "await Response.WriteAsync($\"<b>{WebUtility.HtmlEncode(name)}</b>\");")]
    [InlineData("var page = $\"<b>{name}</b>\"; _ = new HtmlString([|page|]);", "var page = $\"<b>{WebUtility.HtmlEncode(name)}</b>\"; _ = new HtmlString(page);")]
    [InlineData("var page = \"<b>\"; page += name; page += \"</b>\"; _ = new HtmlString([|page|]);", "var page = \"<b>\"; page += WebUtility.HtmlEncode(name); page += \"</b>\"; _ = new HtmlString(page);")]
    [InlineData("var row = $\"<b>{name}</b>\"; var page = $\"<p>{row}</p>\"; _ = new HtmlString([|page|]);", "var row = $\"<b>{WebUtility.HtmlEncode(name)}</b>\"; var page = $\"<p>{row}</p>\"; _ = new HtmlString(page);")]
    [InlineData("var who = name.Trim(); _ = new HtmlString([|$\"<b>{who}</b>\"|]);", "var who = name.Trim(); _ = new HtmlString($\"<b>{WebUtility.HtmlEncode(who)}</b>\");")]
    [InlineData("var who = name; _ = new HtmlString([|who|]);", "var who = name; _ = new HtmlString(WebUtility.HtmlEncode(who));")]
    [InlineData("var page = new StringBuilder(); page.Append(\"<p>\").Append(name); page.AppendLine($\"{other}</p>\"); _ = new HtmlString([|page.ToString()|]);", "var page = new StringBuilder(); page.Append(\"<p>\").Append(WebUtility.HtmlEncode(name)); page.AppendLine($\"{WebUtility.HtmlEncode(other)}</p>\"); _ = new HtmlString(page.ToString());")]
    [InlineData("var page = new StringBuilder(); foreach (var tag in tags) page.Append(\"<p>\").Append(tag); _ = new HtmlString([|page.ToString()|]);", "var page = new StringBuilder(); foreach (var tag in tags) page.Append(\"<p>\").Append(WebUtility.HtmlEncode(tag)); _ = new HtmlString(page.ToString());")]
    [InlineData("var page = new StringBuilder(); page.AppendFormat(\"<p>{0}</p>\", name); _ = new HtmlString([|page.ToString()|]);", "var page = new StringBuilder(); page.AppendFormat(\"<p>{0}</p>\", WebUtility.HtmlEncode(name)); _ = new HtmlString(page.ToString());")]
    [InlineData("var page = \"<b>\" + name; _ = new HtmlString([|page|]); _ = new HtmlString([|page + name|]);", "var page = \"<b>\" + WebUtility.HtmlEncode(name); _ = new HtmlString(page); _ = new HtmlString(page + WebUtility.HtmlEncode(name));")]
    [InlineData("var safe = WebUtility.HtmlEncode(name); _ = new HtmlString([|$\"<b title='{name}'>{safe}</b>\"|]);", "var safe = WebUtility.HtmlEncode(name); _ = new HtmlString($\"<b title='{WebUtility.HtmlEncode(name)}'>{safe}</b>\");")]
    [InlineData("var size = name.Length; _ = new HtmlString([|$\"<b>{name} {size}</b>\"|]);", "var size = name.Length; _ = new HtmlString($\"<b>{WebUtility.HtmlEncode(name)} {size}</b>\");")]
    [InlineData("name = name.Trim(); _ = new HtmlString([|\"<b>\" + name|]);", "name = name.Trim(); _ = new HtmlString(\"<b>\" + WebUtility.HtmlEncode(name));")]
    [InlineData("string? who = null; if (id > 0) who = name; _ = new HtmlString([|\"<b>\" + who|]);", "string? who = null; if (id > 0) who = name; _ = new HtmlString(\"<b>\" + WebUtility.HtmlEncode(who));")]
    [InlineData("if (model is { Name: var who }) _ = new HtmlString([|\"<b>\" + who|]);", "if (model is { Name: var who }) _ = new HtmlString(\"<b>\" + WebUtility.HtmlEncode(who));")]
    [InlineData("var rows = \"\"; foreach (var tag in tags) rows += $\"<li>{tag}</li>\"; _ = new HtmlString([|$\"<ul>{rows}</ul>\"|]);", "var rows = \"\"; foreach (var tag in tags) rows += $\"<li>{WebUtility.HtmlEncode(tag)}</li>\"; _ = new HtmlString($\"<ul>{rows}</ul>\");")]
    public Task The_fix_encodes_where_the_markup_is_built(string body, string result) => Verify.VerifyCodeFixAsync(Page(body), Page(result), "SGA6003.Encode");

    [Theory]
    [InlineData("$\"<script>var x = '{name}';</script>\"")]
    [InlineData("$\"<SCRIPT type='text/javascript'>var x = '{name}';</SCRIPT>\"")]
    [InlineData("$\"<style>p {{ color: {name} }}</style>\"")]
    [InlineData("$\"<p title={name}>x</p>\"")]
    [InlineData("$\"<p {name}>x</p>\"")]
    [InlineData("$\"<{name}>x</p>\"")]
    [InlineData("$\"<p onclick='show(\\\"{name}\\\")'>x</p>\"")]
    [InlineData("$\"<p style='color: {name}'>x</p>\"")]
    [InlineData("$\"<a href='{name}'>x</a>\"")]
    [InlineData("$\"<a href=\\\"{name}\\\">{name}</a>\"")]
    [InlineData("$\"<a href='javascript:show({name})'>x</a>\"")]
    [InlineData("$\"<a href='javascript://{name}'>x</a>\"")]
    [InlineData("$\"<img src={name}>\"")]
    [InlineData("$\"<iframe srcdoc='{name}'></iframe>\"")]
    [InlineData("$\"<form action='{name}'></form>\"")]
    [InlineData("\"<script>\" + \"var x = \" + name + \"</script>\"")]
    [InlineData("string.Format(\"<script>var x = '{0}'</script>\", name)")]
    [InlineData("new StringBuilder(\"<script>\").Append(name).Append(\"</script>\").ToString()")]
    [InlineData("(id > 0 ? \"<script>\" : \"<p>\") + name")]
    [InlineData("$\"<p>{Markdown.ToHtml(name)}</p>\"")]
    [InlineData("string.Join(\"<br>\", tags)")]
    [InlineData("$\"<p>{Row(name)}</p>\"")]
    [InlineData("$\"<a href='{baseUrl}{name}'>x</a>\"")]
    [InlineData("$\"<a href='data:text/html,{name}'>x</a>\"")]
    [InlineData("$\"<p>{name}</p><p title={other}>\"")]
    public Task Where_encoding_for_html_is_not_enough_no_fix_is_offered(string markup) => Verify.VerifyNoCodeFixAsync(Content("[|" + markup + "|]"));

    [Theory]
    [InlineData("var row = Row(name); return Content([|\"<ul>\" + row + \"</ul>\"|], \"text/html\");")]
    [InlineData("var page = new StringBuilder(\"<script>\"); page.Append(name); return Content([|page.ToString()|], \"text/html\");")]
    [InlineData("var page = \"<p title=\"; page += name; return Content([|page + \">\"|], \"text/html\");")]
    [InlineData("var page = new StringBuilder(\"<p>\"); page.Append(name, 0, 5); return Content([|page.ToString()|], \"text/html\");")]
    [InlineData("var page = new StringBuilder(\"<p>\"); page.Insert(0, name); return Content([|page.ToString()|], \"text/html\");")]
    [InlineData("var page = new StringBuilder(\"<p>\"); page.AppendJoin(\", \", tags); return Content([|page.ToString()|], \"text/html\");")]
    [InlineData("return Content([|string.Concat(tags)|], \"text/html\");")]
    public Task Locals_that_hold_what_cannot_be_encoded_are_left_alone(string body) => Verify.VerifyNoCodeFixAsync(Page(body));

    [Fact]
    public Task What_a_callee_writes_is_encoded_there_once() => Verify.VerifyCodeFixAsync(
        """
        using System.Net;
        using Microsoft.AspNetCore.Html;
        using Microsoft.AspNetCore.Mvc;

        public class PagesController : ControllerBase
        {
            public IActionResult Get(string name) => Ok(Bold([|name|]));

            public IActionResult Put(string other) => Ok(Bold([|other.Trim()|]));

            private static HtmlString Bold(string text) => new HtmlString("<b>" + text + "</b>");
        }
        """,
        """
        using System.Net;
        using Microsoft.AspNetCore.Html;
        using Microsoft.AspNetCore.Mvc;

        public class PagesController : ControllerBase
        {
            public IActionResult Get(string name) => Ok(Bold(name));

            public IActionResult Put(string other) => Ok(Bold(other.Trim()));

            private static HtmlString Bold(string text) => new HtmlString("<b>" + WebUtility.HtmlEncode(text) + "</b>");
        }
        """,
        "SGA6003.Encode");

    [Fact]
    public Task Markup_that_is_passed_to_a_callee_is_encoded_where_it_is_built()
    {
        static string Source(string markup) => $$"""
            using System.Net;
            using Microsoft.AspNetCore.Html;
            using Microsoft.AspNetCore.Mvc;

            public class PagesController : ControllerBase
            {
                public IActionResult Get(string name) => Ok(Page({{markup}}));

                private static HtmlString Page(string markup) => new HtmlString("<body>" + markup + "</body>");
            }
            """;
        return Verify.VerifyCodeFixAsync(Source("[|\"<b>\" + name + \"</b>\"|]"), Source("\"<b>\" + WebUtility.HtmlEncode(name) + \"</b>\""), "SGA6003.Encode");
    }

    [Fact]
    public Task Minimal_apis_are_found_and_fixed_and_the_import_is_added() => Verify.VerifyCodeFixAsync(
        """
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Http;

        var app = WebApplication.CreateBuilder(args).Build();
        app.MapGet("/a", (string name) => Results.Content([|$"<p>{name}</p>"|], "text/html"));
        app.MapGet("/b", (string name) => TypedResults.Text([|"<p>" + name|], "text/html"));
        app.MapGet("/c", async (HttpContext context) => await context.Response.WriteAsync([|$"<p>{context.Request.Query["q"]}</p>"|]));
        app.MapGet("/d", (string name) => Results.Content($"<p>{name}</p>", "text/plain"));
        app.Run();
        """,
        """
        using System.Net;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Http;

        var app = WebApplication.CreateBuilder(args).Build();
        app.MapGet("/a", (string name) => Results.Content($"<p>{WebUtility.HtmlEncode(name)}</p>", "text/html"));
        app.MapGet("/b", (string name) => TypedResults.Text("<p>" + WebUtility.HtmlEncode(name), "text/html"));
        app.MapGet("/c", async (HttpContext context) => await context.Response.WriteAsync($"<p>{WebUtility.HtmlEncode(context.Request.Query["q"])}</p>"));
        app.MapGet("/d", (string name) => Results.Content($"<p>{name}</p>", "text/plain"));
        app.Run();
        """,
        "SGA6003.Encode");

    [Fact]
    public Task A_page_model_is_found_and_fixed() => Verify.VerifyCodeFixAsync(
        """
        using System.Net;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.AspNetCore.Mvc.RazorPages;

        public class IndexModel : PageModel
        {
            [BindProperty]
            public string Name { get; set; } = "";

            public IActionResult OnGet(string q) => Content([|$"<p>{q}</p>"|], "text/html");

            public IActionResult OnPost() => Content([|"<p>" + Name|], "text/html");
        }
        """,
        """
        using System.Net;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.AspNetCore.Mvc.RazorPages;

        public class IndexModel : PageModel
        {
            [BindProperty]
            public string Name { get; set; } = "";

            public IActionResult OnGet(string q) => Content($"<p>{WebUtility.HtmlEncode(q)}</p>", "text/html");

            public IActionResult OnPost() => Content("<p>" + WebUtility.HtmlEncode(Name), "text/html");
        }
        """,
        "SGA6003.Encode");
}
