using System;
using System.Threading.Tasks;
using SecureGen.Analyzers.CodeFixes.Rules.Injection;
using SecureGen.Analyzers.Rules.Injection;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Injection.UndefendedService, SecureGen.Analyzers.CodeFixes.Rules.Injection.UndefendedServiceFix>;

namespace SecureGen.Analyzers.Tests.Rules.Injection;

public class UndefendedServiceTests
{
    private static readonly ReferenceAssemblies Models = ReferenceAssemblies.Net100.With("OpenAI", "System.ClientModel", "System.Memory.Data", "Microsoft.Extensions.AI.Abstractions");

    private const string Usings = """
        using System;
        using System.Net.Http;
        using System.Net.Http.Json;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Hosting;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.AspNetCore.Routing;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Hosting;

        """;

    private const string Call = "static class Painter { public static System.Threading.Tasks.Task<HttpResponseMessage> Paint(HttpClient http, string text) => http.PostAsJsonAsync(\"https://api.openai.com/v1/images/generations\", new { text }); }\n";

    private const string Own = """
        static class Middlewares
        {
            public static IApplicationBuilder UseThrottling(this IApplicationBuilder app) => app;
            public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app;
            public static IApplicationBuilder UseXContentTypeOptions(this IApplicationBuilder app) => app;
        }
        class RateLimitException : Exception { }
        class RateLimitHandler : DelegatingHandler { }
        class RateLimitMiddleware { }
        interface IRequestThrottle { }
        class RequestThrottle : IRequestThrottle { }
        static class Errors { public static bool IsRateLimitError(int status) => status == 429; }
        """;

    private static string Program(string services, string pipeline, string types = Call) => Usings + $$"""
        var builder = WebApplication.CreateBuilder(args);
        {{services}}
        var app = builder.Build();
        {{pipeline}}
        app.MapPost("/paint", (string text) => text);
        app.Run();

        """ + types;

    private static string Flagged(string program) => program.Replace("WebApplication.CreateBuilder(args)", "[|WebApplication.CreateBuilder|](args)", StringComparison.Ordinal);

    [Theory]
    [InlineData("using OpenAI.Chat; class Cook(ChatClient client) { public object Ask() => client.CompleteChat(\"A recipe.\"); }")]
    [InlineData("class Cook(Microsoft.Extensions.AI.IChatClient client) { public object Ask() => client; }")]
    [InlineData("using Chat = Microsoft.Extensions.AI.IChatClient; class Cook(Chat client) { public object Ask() => client; }")]
    [InlineData("using Azure.AI.OpenAI; class Cook(AzureOpenAIClient client) { public object Ask() => client; } namespace Azure.AI.OpenAI { class AzureOpenAIClient { } }")]
    [InlineData("using Microsoft.SemanticKernel.ChatCompletion; class Cook(IChatCompletionService client) { public object Ask() => client; } namespace Microsoft.SemanticKernel.ChatCompletion { interface IChatCompletionService { } }")]
    [InlineData("class Cook(HttpClient http) { public object Ask(string host, string text) => http.PostAsJsonAsync(host, new { model = \"small\", messages = new[] { text } }); }")]
    [InlineData("class Cook(HttpClient http) { public object Ask(string host, string prompt) => http.PostAsJsonAsync(host, new { model = \"small\", prompt }); }")]
    [InlineData("class Cook(HttpClient http) { public object Ask(string host, string text) => http.PostAsJsonAsync(host, new { text, max_tokens = 100 }); }")]
    [InlineData("class Cook(HttpClient http) { public object Ask(string host) => http.GetAsync($\"https://{host}/v1/chat/completions\"); }")]
    public Task A_service_that_calls_a_model_is_found_once(string model) => InFiles(
        Flagged(Program("", "", "class Second { void Run() => WebApplication.CreateBuilder(); }")), model.StartsWith("using", StringComparison.Ordinal) ? model : "using System.Net.Http; using System.Net.Http.Json; " + model);

    [Theory]
    [InlineData("class Cook { public string Prompt => \"messages\"; public string Model => \"OpenAI\"; }")]
    [InlineData("// using OpenAI.Chat; https://api.openai.com\nclass Cook { }")]
    [InlineData("using Shop.OpenAI; class Cook(Settings settings) { public string Key => settings.Key; } namespace Shop.OpenAI { class Settings { public string Key => \"\"; } }")]
    [InlineData("class Cook { public object Text => new { prompt = \"Name?\", length = 10 }; public object Cars => new { model = \"T\", color = \"black\" }; }")]
    public Task A_service_that_calls_no_model_is_silent(string source) => InFiles(Program("", "", "class Second { }"), source);

    [Theory]
    [InlineData("", "")]
    [InlineData("builder.Services.AddHttpClient(\"a\").AddHttpMessageHandler<RateLimitHandler>();", "")]
    [InlineData("", "try { } catch (RateLimitException) { } Console.WriteLine(Errors.IsRateLimitError(429));")]
    [InlineData("", "// app.UseRateLimiter(); app.UseSecurityHeaders(); app.UseHsts();")]
    [InlineData("var headers = new HttpClient().DefaultRequestHeaders;", "app.UseHttpsRedirection(); app.UseAuthorization();")]
    public Task A_start_up_without_defences_is_found(string services, string pipeline) => Verify.VerifyAnalyzerAsync(Flagged(Program(services, pipeline, Call + Own)));

    [Theory]
    [InlineData("a rate limit", "app.UseHsts(); app.Use((c, next) => { c.Response.Headers.ContentSecurityPolicy = \"default-src 'self'\"; return next(c); });")]
    [InlineData("security headers", "app.UseHsts(); app.UseThrottling();")]
    [InlineData("security headers and HSTS", "app.UseRateLimiter();")]
    [InlineData("HSTS", "app.UseRateLimiter(); app.Use((c, next) => { c.Response.Headers[\"X-Content-Type-Options\"] = \"nosniff\"; return next(c); });")]
    [InlineData("a rate limit, security headers and HSTS", "")]
    public async Task The_message_says_what_is_missing(string missing, string pipeline)
    {
        var findings = await new CSharpCodeFixTest<UndefendedService, UndefendedServiceFix> { TestCode = Program("", pipeline, Call + Own) }.FindingsAsync();
        Assert.Equal("The application serves a model without " + missing, Assert.Single(findings).GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }

    private const string All = "app.UseHsts(); app.UseRateLimiter(); app.UseSecurityHeaders();";

    [Theory]
    [InlineData("", All)]
    [InlineData("", "app.UseThrottling(); app.UseSecurityHeaders();")]
    [InlineData("", "app.UseMiddleware<RateLimitMiddleware>(); app.UseSecurityHeaders();")]
    [InlineData("", "app.UseMiddleware(typeof(RateLimitMiddleware)); app.UseSecurityHeaders();")]
    [InlineData("builder.Services.AddSingleton<IRequestThrottle, RequestThrottle>();", "app.UseSecurityHeaders();")]
    [InlineData("", "app.UseSecurityHeaders(); app.MapPost(\"/a\", () => 1).RequireRateLimiting(\"ai\");")]
    [InlineData("", "app.UseSecurityHeaders(); app.MapPost(\"/a\", [Microsoft.AspNetCore.RateLimiting.EnableRateLimiting(\"ai\")] () => 1);")]
    [InlineData("", "app.UseSecurityHeaders(); app.MapPost(\"/a\", (int calls) => calls > 9 ? Results.StatusCode(429) : Results.Ok());")]
    [InlineData("", "app.UseRateLimiter(); app.UseHsts(); app.UseXContentTypeOptions();")]
    [InlineData("", "app.UseRateLimiter(); app.Use((c, next) => { c.Response.Headers.Append(\"strict-transport-security\", \"max-age=1\"); c.Response.Headers.XFrameOptions = \"DENY\"; return next(c); });")]
    public Task A_defended_start_up_is_silent(string services, string pipeline) => Verify.VerifyAnalyzerAsync(Program(services, pipeline, Call + Own));

    [Theory]
    [InlineData("static class Pipeline { public static WebApplication Defended(this WebApplication app) { app.UseHsts(); app.UseRateLimiter(); app.Use((c, next) => { c.Response.Headers[\"Content-Security-Policy\"] = \"default-src 'self'\"; return next(c); }); return app; } }")]
    [InlineData("static class Pipeline { public static IApplicationBuilder Defended(this IApplicationBuilder app) => app.UseThrottling().UseSecurityHeaders(); }")]
    public Task Defences_in_another_file_count(string source) => InFiles(Program("", "app.Defended();", Call + Own), "using Microsoft.AspNetCore.Builder; using Microsoft.AspNetCore.Http; " + source);

    [Fact]
    public async Task Headers_in_a_configuration_file_count()
    {
        var test = new CSharpCodeFixTest<UndefendedService, UndefendedServiceFix> { TestCode = Program("", "app.UseRateLimiter(); app.UseHsts();") };
        test.AdditionalFiles.Add(("web.config", "<configuration><add name=\"X-Content-Type-Options\" value=\"nosniff\" /></configuration>"));
        await test.RunAsync();
    }

    [Theory]
    [InlineData("var host = Host.CreateApplicationBuilder(args); host.Build().Run();")]
    [InlineData("if (args.Length > 9) { var app = WebApplication.Create(args); app.Run(); }")]
    [InlineData("var builder = WebApplication.CreateBuilder(args); builder.Build().Run();")]
    public Task What_maps_nothing_is_silent(string program) => Verify.VerifyAnalyzerAsync(Usings + program + "\n" + Call);

    [Fact]
    public Task A_test_project_is_silent() => Verify.VerifyAnalyzerAsync(Program("", ""), ReferenceAssemblies.Net100.With("xunit.core"));

    [Theory]
    [InlineData("var app = [|WebApplication.CreateBuilder|](args).Build();")]
    [InlineData("var app = [|WebApplication.Create|](args);")]
    [InlineData("var builder = [|WebApplication.CreateSlimBuilder|](args); var app = Made(builder);")]
    public Task Without_a_builder_to_register_with_no_fix_is_offered(string start) => Verify.VerifyNoCodeFixAsync(
        Usings + start + " app.MapGet(\"/\", () => 1); app.Run(); static WebApplication Made(WebApplicationBuilder builder) => builder.Build();\n" + Call);

    [Fact]
    public Task Top_level_code_gets_every_defence_in_its_place() => Verify.VerifyCodeFixAsync(
        Usings + """
        var builder = [|WebApplication.CreateBuilder|](args);
        builder.Services.AddAuthentication();
        // The application.
        var app = builder.Build();

        if (!app.Environment.IsDevelopment())
        {
            app.UseExceptionHandler("/error");
        }

        app.UseHttpsRedirection();
        app.UseAuthentication(); // who
        app.UseAuthorization();
        app.MapPost("/paint", (string text) => text);
        app.Run();

        """ + Call,
        (Usings + """
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddAuthentication();

        builder.Services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => RateLimitPartition.GetFixedWindowLimiter(
                context.User.Identity?.Name ?? context.Connection.RemoteIpAddress?.ToString() ?? "",
                _ => new FixedWindowRateLimiterOptions { PermitLimit = 100, Window = TimeSpan.FromMinutes(1) }));
        });

        // The application.
        var app = builder.Build();

        if (!app.Environment.IsDevelopment())
        {
            app.UseExceptionHandler("/error");
        }

        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
        }

        app.Use((context, next) =>
        {
            context.Response.Headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'";
            context.Response.Headers["X-Content-Type-Options"] = "nosniff";
            context.Response.Headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
            return next(context);
        });

        app.UseHttpsRedirection();
        app.UseAuthentication(); // who
        app.UseRateLimiter();
        app.UseAuthorization();
        app.MapPost("/paint", (string text) => text);
        app.Run();

        """ + Call).Replace("using System.Net.Http.Json;\n", "using System.Net.Http.Json;\nusing System.Threading.RateLimiting;\n", StringComparison.Ordinal));

    [Theory]
    [InlineData("net10.0")]
    [InlineData("net8.0")]
    public Task A_program_without_implicit_usings_gets_what_it_needs(string framework) => Verify.VerifyCodeFixAsync(
        """
        // Paints.
        using System.Net.Http;
        using Microsoft.AspNetCore.Builder;

        namespace Paint
        {
            internal class Program
            {
                private static void Main(string[] args)
                {
                    var options = new WebApplicationOptions { Args = args };
                    var context = "https://api.openai.com";
                    var builder = [|WebApplication.CreateBuilder|](options);
                    var app = builder.Build();
                    app.MapRazorPages();
                    app.Run();
                }
            }
        }
        """,
        """
        // Paints.
        using System;
        using System.Net.Http;
        using System.Threading.RateLimiting;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Http;
        using Microsoft.Extensions.Hosting;

        namespace Paint
        {
            internal class Program
            {
                private static void Main(string[] args)
                {
                    var options = new WebApplicationOptions { Args = args };
                    var context = "https://api.openai.com";
                    var builder = WebApplication.CreateBuilder(options);

                    builder.Services.AddRateLimiter(options2 =>
                    {
                        options2.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
                        options2.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context2 => RateLimitPartition.GetFixedWindowLimiter(
                            context2.User.Identity?.Name ?? context2.Connection.RemoteIpAddress?.ToString() ?? "",
                            _ => new FixedWindowRateLimiterOptions { PermitLimit = 100, Window = TimeSpan.FromMinutes(1) }));
                    });

                    var app = builder.Build();

                    if (!app.Environment.IsDevelopment())
                    {
                        app.UseHsts();
                    }

                    app.Use((context2, next) =>
                    {
                        context2.Response.Headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'";
                        context2.Response.Headers["X-Content-Type-Options"] = "nosniff";
                        context2.Response.Headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
                        return next(context2);
                    });

                    app.UseRateLimiter();
                    app.MapRazorPages();
                    app.Run();
                }
            }
        }
        """,
        references: ReferenceAssemblies.Tier(framework));

    [Fact]
    public Task A_start_up_class_is_mended_in_both_methods() => Verify.VerifyCodeFixAsync(
        Usings + Call + """
        public class Startup
        {
            public void ConfigureServices(IServiceCollection services)
            {
                services.AddControllersWithViews();
            }

            public void [|Configure|](IApplicationBuilder app, IWebHostEnvironment env)
            {
                app.UseForwardedHeaders();
                app.UseStaticFiles();
                app.UseRouting();
                app.UseEndpoints(endpoints => endpoints.MapControllers());
            }
        }
        """,
        (Usings + Call + """
        public class Startup
        {
            public void ConfigureServices(IServiceCollection services)
            {
                services.AddControllersWithViews();

                services.AddRateLimiter(options =>
                {
                    options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
                    options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => RateLimitPartition.GetFixedWindowLimiter(
                        context.User.Identity?.Name ?? context.Connection.RemoteIpAddress?.ToString() ?? "",
                        _ => new FixedWindowRateLimiterOptions { PermitLimit = 100, Window = TimeSpan.FromMinutes(1) }));
                });
            }

            public void Configure(IApplicationBuilder app, IWebHostEnvironment env)
            {
                app.UseForwardedHeaders();

                if (!env.IsDevelopment())
                {
                    app.UseHsts();
                }

                app.Use((context, next) =>
                {
                    context.Response.Headers["Content-Security-Policy"] = "base-uri 'self'; object-src 'none'; frame-ancestors 'self'";
                    context.Response.Headers["X-Content-Type-Options"] = "nosniff";
                    context.Response.Headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
                    return next(context);
                });

                app.UseStaticFiles();
                app.UseRouting();
                app.UseRateLimiter();
                app.UseEndpoints(endpoints => endpoints.MapControllers());
            }
        }
        """).Replace("using System.Net.Http.Json;\n", "using System.Net.Http.Json;\nusing System.Threading.RateLimiting;\n", StringComparison.Ordinal));

    [Fact]
    public Task A_start_up_that_is_limited_needs_no_builder_for_the_rest() => Verify.VerifyCodeFixAsync(
        Usings + """
        var app = [|WebApplication.Create|](args);
        app.UseThrottling(); // all
        app.MapGet("/", () => 1);
        app.Run();

        """ + Call + Own,
        Usings + """
        var app = WebApplication.Create(args);

        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
        }

        app.Use((context, next) =>
        {
            context.Response.Headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'";
            context.Response.Headers["X-Content-Type-Options"] = "nosniff";
            context.Response.Headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
            return next(context);
        });

        app.UseThrottling(); // all
        app.MapGet("/", () => 1);
        app.Run();

        """ + Call + Own);

    [Fact]
    public Task A_start_up_class_asks_the_environment_that_it_was_given_and_needs_one() => Verify.VerifyCodeFixAsync(
        Usings + Call + Own + """

        public class Startup(IWebHostEnvironment environment)
        {
            public void [|Configure|](IApplicationBuilder app)
            {
                app.UseSecurityTransport();
                app.UseThrottling();
                app.UseXFrame("X-Frame-Options");
                app.UseEndpoints(endpoints => endpoints.MapControllers());
            }
        }
        static class Rest
        {
            public static void UseSecurityTransport(this IApplicationBuilder app) { }
            public static void UseXFrame(this IApplicationBuilder app, string header) { }
        }
        """,
        Usings + Call + Own + """

        public class Startup(IWebHostEnvironment environment)
        {
            public void Configure(IApplicationBuilder app)
            {
                if (!environment.IsDevelopment())
                {
                    app.UseHsts();
                }

                app.UseSecurityTransport();
                app.UseThrottling();
                app.UseXFrame("X-Frame-Options");
                app.UseEndpoints(endpoints => endpoints.MapControllers());
            }
        }
        static class Rest
        {
            public static void UseSecurityTransport(this IApplicationBuilder app) { }
            public static void UseXFrame(this IApplicationBuilder app, string header) { }
        }
        """);

    [Fact]
    public Task A_start_up_class_without_an_environment_has_no_fix() => Verify.VerifyNoCodeFixAsync(
        Usings + Call + Own + "\npublic class Startup { public void [|Configure|](IApplicationBuilder app) { app.UseThrottling(); app.UseEndpoints(endpoints => endpoints.MapControllers()); } }");

    [Fact]
    public Task A_limiter_that_is_registered_is_used() => Verify.VerifyCodeFixAsync(
        Flagged(Program("builder.Services.AddRateLimiter(limits => { });", "app.UseSecurityHeaders();", Call + Own)),
        Program("builder.Services.AddRateLimiter(limits => { });", "app.UseSecurityHeaders();", Call + Own).Replace("var app = builder.Build();\n", "var app = builder.Build();\n\napp.UseRateLimiter();\n", StringComparison.Ordinal));

    [Fact]
    public Task Only_the_first_start_up_is_judged_and_only_where_it_is_one() => Verify.VerifyAnalyzerAsync(
        Usings + Call + """
        public class Startup
        {
            public void ConfigureServices(IServiceCollection services) => services.AddControllers();
            public void [|Configure|](IApplicationBuilder app) { app.UseRouting(); app.UseEndpoints(endpoints => endpoints.MapControllers()); }
        }
        public class Startup2 { public void Configure(IApplicationBuilder app) { } }
        public class Module { public void Configure(IApplicationBuilder app) { } public void Configure(object app) { } }
        """);

    [Theory]
    [InlineData("var builder = WebApplication.CreateBuilder(")]
    [InlineData("var app = WebApplication.CreateBuilder().Build(; app.MapGet(\"https://api.openai.com\"")]
    [InlineData("public class Startup { public void Configure(IApplicationBuilder app, ) { } } class A { object b = new { model, messages = \"api.openai.com\"")]
    public async Task Half_typed_code_throws_nothing(string source) =>
        await new CSharpCodeFixTest<UndefendedService, UndefendedServiceFix> { TestCode = Usings + source, RequireCompilable = false }.FindingsAsync();

    private static Task InFiles(string first, string second)
    {
        var test = new CSharpCodeFixTest<UndefendedService, UndefendedServiceFix> { ReferenceAssemblies = Models };
        test.Sources.Add(("Program.cs", first));
        test.Sources.Add(("Second.cs", second));
        return test.RunAsync();
    }
}
