using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using SecureGen.Analyzers.CodeFixes.Rules.Disclosure;
using SecureGen.Analyzers.Rules.Disclosure;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Disclosure.ExceptionDisclosed, SecureGen.Analyzers.CodeFixes.Rules.Disclosure.ExceptionDisclosedFix>;

namespace SecureGen.Analyzers.Tests.Rules.Disclosure;

public class ExceptionDisclosedTests
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Text;
        using System.Text.Json;
        using System.Threading.Tasks;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Diagnostics;
        using Microsoft.AspNetCore.Hosting;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.AspNetCore.SignalR;
        using Microsoft.Extensions.Hosting;
        using Microsoft.Extensions.Logging;

        """;

    private const string Types = """

        public class OrderException(string message) : Exception(message);
        public record Error(string Text) { public string? Trace { get; set; } }
        """;

    private static string Handler(string statements, string catches = "Exception ex") => Usings + $$"""
        public class Images(IWebHostEnvironment env) : Controller
        {
            private static void Paint() { }
            private static string Describe(Exception ex) => "Sorry.";

            public async Task<IActionResult> Get(string name)
            {
                await Task.Yield();
                try
                {
                    Paint();
                    return Ok();
                }
                catch ({{catches}})
                {
                    {{statements}}
                }
            }
        }
        """ + Types;

    [Theory]
    [InlineData("return BadRequest([|ex.Message|]);")]
    [InlineData("var answer = new Error(\"Sorry.\"); answer.Trace = [|ex.StackTrace|]; return StatusCode(500, answer);")]
    [InlineData("Response.Headers[\"X-Error\"] = [|ex.Message|]; HttpContext.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpResponseFeature>()!.ReasonPhrase = [|ex.Message|]; return StatusCode(500);")]
    [InlineData("return BadRequest([|ex|]);")]
    [InlineData("return StatusCode(500, [|ex.ToString()|]);")]
    [InlineData("return StatusCode(500, $\"Failed: {[|ex.Message|]}\");")]
    [InlineData("return StatusCode(500, \"Failed: \" + [|ex|]);")]
    [InlineData("return StatusCode(500, string.Format(\"Failed: {0}\", [|ex.Message|]));")]
    [InlineData("return StatusCode(500, new { error = [|ex.Message|], trace = [|ex.StackTrace|] });")]
    [InlineData("return StatusCode(500, new { [|ex.Message|] });")]
    [InlineData("return StatusCode(500, new Error([|ex.Message|]) { Trace = [|ex.StackTrace|] });")]
    [InlineData("return StatusCode(500, new Dictionary<string, object> { [\"error\"] = [|ex.Message|] });")]
    [InlineData("return Problem([|ex.Message|]);")]
    [InlineData("return Problem(detail: [|ex.StackTrace|], title: \"Error\");")]
    [InlineData("return Content([|ex.InnerException!.Message|]);")]
    [InlineData("return Content([|ex.InnerException?.Message|] ?? \"\");", "return Content(ex.InnerException?[|.Message|] ?? \"\");")]
    [InlineData("return Json(new { ok = false, message = [|ex.GetBaseException().Message|] });")]
    [InlineData("return NotFound([|ex.Message|].Trim());")]
    [InlineData("return new ObjectResult([|ex.Message|]) { StatusCode = 500 };")]
    [InlineData("return new BadRequestObjectResult([|ex.Message|]);")]
    [InlineData("return new JsonResult(new { error = [|ex.Message|] });")]
    [InlineData("return new ContentResult { Content = [|ex.Message|] };")]
    [InlineData("return BadRequest(new ProblemDetails { Title = \"Error\", Detail = [|ex.Message|] });")]
    [InlineData("var problem = new ProblemDetails(); problem.Detail = [|ex.Message|]; problem.Extensions[\"trace\"] = [|ex.StackTrace|]; problem.Extensions.Add(\"all\", [|ex.ToString()|]); return BadRequest(problem);")]
    [InlineData("var message = [|ex.Message|]; return BadRequest(message);")]
    [InlineData("var message = \"Failed: \" + [|ex.Message|]; var body = new { message }; return BadRequest(body);")]
    [InlineData("var text = new StringBuilder(); text.AppendLine([|ex.Message|]); return BadRequest(text.ToString());")]
    [InlineData("var errors = new List<string>(); errors.Add([|ex.Message|]); return BadRequest(errors);")]
    [InlineData("await Response.WriteAsync([|ex.Message|]); return Ok();")]
    [InlineData("await HttpContext.Response.WriteAsJsonAsync(new { error = [|ex.Message|] }); return Ok();")]
    [InlineData("await Response.Body.WriteAsync(Encoding.UTF8.GetBytes([|ex.Message|])); return Ok();")]
    [InlineData("await Response.WriteAsync(JsonSerializer.Serialize(new { error = [|ex.Message|] })); return Ok();")]
    [InlineData("ViewData[\"error\"] = [|ex.Message|]; return View();")]
    [InlineData("ViewBag.Error = [|ex.Message|]; return View();")]
    [InlineData("TempData[\"error\"] = [|ex.Message|]; return View();")]
    [InlineData("ModelState.AddModelError(\"\", [|ex.Message|]); return View();")]
    [InlineData("return View(new Error([|ex.Message|]));")]
    [InlineData("throw new HubException([|ex.Message|]);")]
    [InlineData("return BadRequest(ex is OrderException ? ex.Message : [|ex.ToString()|]);")]
    [InlineData("return BadRequest(Environment.StackTrace.Length > 0 ? [|Environment.StackTrace|] : \"\");")]
    public Task Text_of_an_exception_that_a_client_is_sent_is_found(string statements, string? written = null) => Verify.VerifyAnalyzerAsync(Handler(written ?? statements));

    [Theory]
    [InlineData("AggregateException ex", "return BadRequest(string.Join(\", \", ex.InnerExceptions.Select(e => [|e.Message|])));")]
    [InlineData("ArgumentException ex", "return BadRequest([|ex.Message|]);")]
    [InlineData("System.IO.FileNotFoundException ex", "return NotFound([|ex.Message|]);")]
    [InlineData("System.Data.Common.DbException ex", "return Conflict([|ex.Message|]);")]
    [InlineData("OrderException ex", "return Conflict([|ex.ToString()|]);")]
    [InlineData("OrderException ex", "return Conflict(new { trace = [|ex.StackTrace|] });")]
    [InlineData("Exception ex) when (ex is ArgumentException", "return BadRequest([|ex.Message|]);")]
    public Task Exceptions_of_the_framework_and_traces_of_any_are_found(string catches, string statements) => Verify.VerifyAnalyzerAsync(Handler(statements, catches));

    [Theory]
    [InlineData("OrderException ex", "return Conflict(ex.Message);")]
    [InlineData("OrderException ex", "return Problem(detail: $\"Order: {ex.Message}\");")]
    [InlineData("System.ComponentModel.DataAnnotations.ValidationException ex", "return BadRequest(ex.Message);")]
    [InlineData("BadHttpRequestException ex", "return StatusCode(ex.StatusCode, ex.Message);")]
    [InlineData("Exception ex) when (ex is OrderException or BadHttpRequestException", "return BadRequest(ex.Message);")]
    [InlineData("Exception ex", "return BadRequest(ex is OrderException ? ex.Message : \"Failed.\");")]
    [InlineData("Exception ex", "return BadRequest(ex is OrderException own ? own.Message : \"Failed.\");")]
    [InlineData("Exception ex", "return BadRequest(ex switch { OrderException own => own.Message, _ => \"Failed.\" });")]
    [InlineData("Exception ex", "return BadRequest(env.IsDevelopment() ? ex.ToString() : \"Failed.\");")]
    [InlineData("Exception ex", "if (env.IsDevelopment()) return StatusCode(500, ex.ToString()); return StatusCode(500);")]
    [InlineData("Exception ex", "if (!env.IsDevelopment()) return StatusCode(500); return StatusCode(500, ex.ToString());")]
    [InlineData("Exception ex", "var text = \"Failed.\"; if (env.IsDevelopment()) text = ex.Message; return StatusCode(500, text);")]
    [InlineData("Exception ex", "return StatusCode(500, Describe(ex));")]
    [InlineData("Exception ex", "return StatusCode(500, ex.GetType().Name);")]
    [InlineData("Exception ex", "return StatusCode(ex.HResult, \"Failed.\");")]
    [InlineData("Exception ex", "Console.WriteLine(ex.Message); return StatusCode(500);")]
    [InlineData("Exception ex", "return ex.Message.Contains(\"timeout\") ? StatusCode(504) : StatusCode(500);")]
    [InlineData("Exception ex", "throw new InvalidOperationException(ex.Message, ex);")]
    [InlineData("Exception ex", "return BadRequest(nameof(ex.Message));")]
    [InlineData("Exception ex", "return BadRequest(new { failed = ex != null });")]
    [InlineData("Exception ex", "return Redirect(\"/error?x=\" + ex.Message.Length);")]
    [InlineData("Exception ex", "var error = new Error(\"x\"); return BadRequest(error.Text);")]
    [InlineData("Exception ex", "Response.Headers[\"x\"] = \"y\"; return BadRequest(ex.Data.Count);")]
    [InlineData("Exception ex", "var answer = new Error(\"Sorry.\"); if (env.IsDevelopment()) answer.Trace = ex.ToString(); return StatusCode(500, answer);")]
    [InlineData("Exception ex", "var kept = new Error(\"Sorry.\"); kept.Trace = ex.ToString(); Console.WriteLine(kept); return StatusCode(500, kept.Text);")]
    public Task Messages_for_the_client_development_and_logs_are_silent(string catches, string statements) => Verify.VerifyAnalyzerAsync(Handler(statements, catches));

    [Theory]
    [InlineData("ArgumentException ex", "return BadRequest(ex.Message);", DiagnosticSeverity.Info)]
    [InlineData("InvalidOperationException ex", "return Conflict(new { error = ex.Message });", DiagnosticSeverity.Info)]
    [InlineData("ArgumentException ex", "return BadRequest(ex.StackTrace);", DiagnosticSeverity.Warning)]
    [InlineData("Exception ex", "return BadRequest(ex.Message);", DiagnosticSeverity.Warning)]
    [InlineData("System.IO.IOException ex", "return BadRequest(ex.Message);", DiagnosticSeverity.Warning)]
    public async Task What_programs_throw_themselves_is_a_suggestion(string catches, string statements, DiagnosticSeverity expected)
    {
        // As a build sees it: the verifier raises every finding to a warning.
        var compilation = CSharpCompilation.Create("Images", [CSharpSyntaxTree.ParseText(Handler(statements, catches), path: "/0/Test.cs")], ReferenceAssemblies.Net100.References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        Assert.Equal(expected, Assert.Single(await compilation.WithAnalyzers([new ExceptionDisclosed()]).GetAnalyzerDiagnosticsAsync()).Severity);
    }

    [Fact]
    public Task Minimal_APIs_middleware_and_hubs_have_clients_too() => Verify.VerifyAnalyzerAsync(
        Usings + """
        var app = WebApplication.CreateBuilder(args).Build();
        app.MapGet("/a", () => { try { return Results.Ok(); } catch (Exception ex) { return Results.Problem([|ex.Message|]); } });
        app.MapGet("/b", () => { try { return ""; } catch (Exception ex) { return [|ex.Message|]; } });
        app.MapGet("/c", () => { try { return TypedResults.BadRequest(""); } catch (Exception ex) { return TypedResults.BadRequest([|ex.Message|]); } });
        app.MapGet("/d", () => { try { return Results.Json(new { error = "" }); } catch (Exception ex) { return Results.Json(new { error = [|ex.Message|] }, statusCode: 500); } });
        app.Use(async (context, next) => { try { await next(context); } catch (Exception ex) { await context.Response.WriteAsync([|ex.ToString()|]); } });
        app.UseExceptionHandler(handler => handler.Run(async context =>
        {
            var feature = context.Features.Get<IExceptionHandlerFeature>();
            await context.Response.WriteAsJsonAsync(new { error = feature?[|.Error.Message|] });
            await context.Response.WriteAsync(feature!.Error is OrderException ? feature.Error.Message : [|feature.Error.Message|]);
        }));
        app.Run();

        class Chat : Hub
        {
            public async Task Send(string text)
            {
                try { await Clients.All.SendAsync("text", text); }
                catch (Exception ex) { await Clients.Caller.SendAsync("error", [|ex.Message|]); throw new HubException("Failed: " + [|ex.Message|]); }
            }
        }

        class Handler : IExceptionHandler
        {
            public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, System.Threading.CancellationToken cancellation)
            {
                await context.Response.WriteAsJsonAsync(new ProblemDetails { Detail = [|exception.Message|] }, cancellation);
                return true;
            }
        }
        """ + Types);

    [Fact]
    public Task The_status_of_a_remote_call_is_sent() => Verify.VerifyAnalyzerAsync(
        """
        using System;
        using Grpc.Core;

        class Service
        {
            void M()
            {
                try { }
                catch (InvalidOperationException ex) { throw new RpcException(new Status(StatusCode.Internal, [|ex.Message|])); }
                catch (Exception ex) { throw new RpcException(new Status(StatusCode.Internal, "Failed.", ex)); }
            }
        }

        namespace Grpc.Core
        {
            public enum StatusCode { Internal }
            public struct Status { public Status(StatusCode code, string detail) { } public Status(StatusCode code, string detail, Exception debugException) { } }
            public class RpcException : Exception { public RpcException(Status status) { } }
        }
        """,
        ReferenceAssemblies.NetStandard20);

    [Fact]
    public Task A_program_without_clients_is_silent() => Verify.VerifyAnalyzerAsync(
        "using System; class C { object BadRequest(string text) => text; object M() { try { return 1; } catch (Exception ex) { return BadRequest(ex.Message); } } }",
        ReferenceAssemblies.NetStandard20);

    [Theory]
    [InlineData("return BadRequest([|ex.Message|]);", "return BadRequest(\"An error occurred.\");")]
    [InlineData("return BadRequest([|ex|]);", "return BadRequest(\"An error occurred.\");")]
    [InlineData("return StatusCode(500, $\"Failed: {[|ex.Message|]}\");", "return StatusCode(500, $\"Failed: An error occurred.\");")]
    [InlineData("return StatusCode(500, $\"Failed: {[|ex.StackTrace|],10}\");", "return StatusCode(500, $\"Failed: {\"\"}\");")]
    [InlineData("return StatusCode(500, new { error = [|ex.Message|], trace = [|ex.StackTrace|] });", "return StatusCode(500, new { error = \"An error occurred.\", trace = \"\" });")]
    [InlineData("return StatusCode(500, new { [|ex.Message|] }); // sent", "return StatusCode(500, new { Message = \"An error occurred.\" }); // sent")]
    [InlineData("var message = /* why */ [|ex.Message|]; return BadRequest(message);", "var message = /* why */ \"An error occurred.\"; return BadRequest(message);")]
    [InlineData("Console.WriteLine(ex); return BadRequest([|ex.Message|]);", "Console.WriteLine(ex); return BadRequest(\"An error occurred.\");", "Exception ex")]
    public Task The_fix_sends_a_general_message(string statements, string result, string catches = "Exception") =>
        Verify.VerifyCodeFixAsync(Handler(statements), Handler(result, catches));

    [Theory]
    [InlineData("return BadRequest(ex.InnerException?[|.Message|] ?? \"\");", "return BadRequest(\"An error occurred.\" ?? \"\");")]
    [InlineData("return BadRequest(ex.InnerException?[|.Message|]);", "return BadRequest(\"An error occurred.\");")]
    public Task A_conditional_access_goes_as_a_whole(string statements, string result) => Verify.VerifyCodeFixAsync(Handler(statements), Handler(result, "Exception"));

    private static string WithLogger(string body) => Usings + $$"""
        public class Images(ILogger<Images> logger) : ControllerBase
        {
            public IActionResult Get()
            {
                try
                {
                    return Ok();
                }
                catch (Exception ex)
                {
        {{body}}
                }
            }
        }
        """;

    [Theory]
    [InlineData(
        "            return BadRequest([|ex.Message|]);",
        "            logger.LogError(ex, \"An error occurred.\");\n            return BadRequest(\"An error occurred.\");")]
    [InlineData(
        "            // The client sees this.\n            return StatusCode(500, new { error = [|ex.Message|], trace = [|ex.StackTrace|] });",
        "            logger.LogError(ex, \"An error occurred.\");\n            // The client sees this.\n            return StatusCode(500, new { error = \"An error occurred.\", trace = \"\" });")]
    [InlineData(
        "            logger.LogWarning(ex, \"No image.\");\n            return BadRequest([|ex.Message|]);",
        "            logger.LogWarning(ex, \"No image.\");\n            return BadRequest(\"An error occurred.\");")]
    public Task The_fix_logs_the_exception_once(string body, string result) => Verify.VerifyCodeFixAsync(WithLogger(body), WithLogger(result));

    [Fact]
    public Task Handlers_of_a_route_are_mended_too() => Verify.VerifyCodeFixAsync(
        Usings + """
        var app = WebApplication.CreateBuilder(args).Build();
        app.MapGet("/a", () => { try { return Results.Ok(); } catch (Exception ex) { return Results.Problem([|ex.Message|]); } });
        app.Run();
        """,
        Usings + """
        var app = WebApplication.CreateBuilder(args).Build();
        app.MapGet("/a", () => { try { return Results.Ok(); } catch (Exception ex) { app.Logger.LogError(ex, "An error occurred."); return Results.Problem("An error occurred."); } });
        app.Run();
        """);

    [Fact]
    public Task A_static_method_has_no_logger_of_the_instance() => Verify.VerifyCodeFixAsync(
        Usings + """
        class Routes(ILogger<Routes> logger)
        {
            private readonly ILogger kept = logger;
            static void Map(WebApplication site) => site.MapGet("/a", () => { try { return Results.Ok(); } catch (Exception ex) { return Results.Problem([|ex.Message|]); } });
            static void Log(ILogger given) { string Show() { try { return ""; } catch (Exception ex) { given.LogError(ex, "x"); throw new HubException([|ex.Message|]); } } }
        }
        """,
        Usings + """
        class Routes(ILogger<Routes> logger)
        {
            private readonly ILogger kept = logger;
            static void Map(WebApplication site) => site.MapGet("/a", () => { try { return Results.Ok(); } catch (Exception ex) { site.Logger.LogError(ex, "An error occurred."); return Results.Problem("An error occurred."); } });
            static void Log(ILogger given) { string Show() { try { return ""; } catch (Exception ex) { given.LogError(ex, "x"); throw new HubException("An error occurred."); } } }
        }
        """);

    [Theory]
    [InlineData("return BadRequest(ex.);")]
    [InlineData("return BadRequest(new { ex. }, ;")]
    [InlineData("Response.WriteAsync(")]
    public Task Half_typed_code_throws_nothing(string statements) =>
        new CSharpCodeFixTest<ExceptionDisclosed, ExceptionDisclosedFix> { TestCode = Handler(statements), RequireCompilable = false }.FindingsAsync();
}
