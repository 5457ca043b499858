using System.Threading.Tasks;
using SecureGen.Analyzers.CodeFixes.Rules.Disclosure;
using SecureGen.Analyzers.Rules.Disclosure;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Disclosure.DiagnosticsLeftOn, SecureGen.Analyzers.CodeFixes.Rules.Disclosure.DiagnosticsLeftOnFix>;

namespace SecureGen.Analyzers.Tests.Rules.Disclosure;

public class DiagnosticsLeftOnTests
{
    private static readonly ReferenceAssemblies Web = ReferenceAssemblies.Net100.With("Microsoft.EntityFrameworkCore", "Microsoft.EntityFrameworkCore.Abstractions");

    private const string Usings = """
        using System;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Components.Server;
        using Microsoft.AspNetCore.Hosting;
        using Microsoft.AspNetCore.SignalR;
        using Microsoft.EntityFrameworkCore;
        using Microsoft.Extensions.Configuration;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Hosting;

        """;

    private const string Types = """

        public class Images(DbContextOptions<Images> options) : DbContext(options) { }

        namespace Microsoft.IdentityModel.Logging
        {
            public static class IdentityModelEventSource { public static bool ShowPII { get; set; } }
        }

        namespace Grpc.AspNetCore.Server
        {
            public class GrpcServiceOptions { public bool? EnableDetailedErrors { get; set; } }
        }
        """;

    private static string Program(string statements) => Usings + $$"""
        var builder = WebApplication.CreateBuilder(args);
        var app = builder.Build();
        {{statements}}
        app.Run();
        """ + Types;

    [Theory]
    [InlineData("app.[|UseDeveloperExceptionPage|]();")]
    [InlineData("app.[|UseDeveloperExceptionPage|](new DeveloperExceptionPageOptions { SourceCodeLineCount = 5 });")]
    [InlineData("DeveloperExceptionPageExtensions.[|UseDeveloperExceptionPage|](app);")]
    [InlineData("app.[|UseDeveloperExceptionPage|]().UseRouting();")]
    [InlineData("builder.Services.AddDbContext<Images>(options => options.[|EnableSensitiveDataLogging|]());")]
    [InlineData("builder.Services.AddDbContext<Images>(options => { options.[|EnableSensitiveDataLogging|](true).[|EnableDetailedErrors|](); });")]
    [InlineData("var made = new DbContextOptionsBuilder<Images>().[|EnableSensitiveDataLogging|]().Options;")]
    [InlineData("const bool on = true; builder.Services.AddDbContext<Images>(options => options.[|EnableSensitiveDataLogging|](on));")]
    [InlineData("builder.Services.AddSignalR(options => [|options.EnableDetailedErrors = true|]);")]
    [InlineData("builder.Services.AddSignalR().AddHubOptions<Hub>(options => { [|options.EnableDetailedErrors = true|]; });")]
    [InlineData("builder.Services.Configure<CircuitOptions>(options => [|options.DetailedErrors = true|]);")]
    [InlineData("builder.Services.Configure<Grpc.AspNetCore.Server.GrpcServiceOptions>(options => [|options.EnableDetailedErrors = true|]);")]
    [InlineData("[|Microsoft.IdentityModel.Logging.IdentityModelEventSource.ShowPII = true|];")]
    [InlineData("builder.WebHost.[|UseSetting|](\"detailedErrors\", \"true\");")]
    [InlineData("builder.WebHost.[|UseSetting|](WebHostDefaults.DetailedErrorsKey, \"1\");")]
    [InlineData("var hub = new HubOptions { [|EnableDetailedErrors = true|] };")]
    [InlineData("if (app.Environment.IsProduction()) app.[|UseDeveloperExceptionPage|]();")]
    [InlineData("if (!app.Environment.IsDevelopment()) { app.[|UseDeveloperExceptionPage|](); }")]
    [InlineData("if (args.Length > 0) { app.[|UseDeveloperExceptionPage|](); }")]
    [InlineData("switch (app.Environment.EnvironmentName) { case \"Development\": break; case \"Production\": default: app.[|UseDeveloperExceptionPage|](); break; }")]
    [InlineData("if (app.Environment is not { EnvironmentName: \"Development\" }) app.[|UseDeveloperExceptionPage|](); if (app.Environment.EnvironmentName is \"Development\" or \"Production\") app.[|UseDeveloperExceptionPage|]();")]
    [InlineData("app.UseWhen(c => c.Request.Query.ContainsKey(\"debug\"), branch => branch.[|UseDeveloperExceptionPage|]()); app.UseWhen(_ => !app.Environment.IsDevelopment(), branch => branch.[|UseDeveloperExceptionPage|]());")]
    [InlineData("if (app.Environment.IsDevelopment()) app.UseRouting(); else app.[|UseDeveloperExceptionPage|]();")]
    public Task Aids_that_are_on_everywhere_are_found(string statements) => Verify.VerifyAnalyzerAsync(Program(statements), Web);

    [Theory]
    [InlineData("if (app.Environment.IsDevelopment()) app.UseDeveloperExceptionPage();")]
    [InlineData("if (app.Environment.IsDevelopment()) { app.UseDeveloperExceptionPage(); } else { app.UseExceptionHandler(\"/error\"); }")]
    [InlineData("if (!app.Environment.IsDevelopment()) { app.UseHsts(); } else { app.UseDeveloperExceptionPage(); }")]
    [InlineData("if (app.Environment.IsEnvironment(\"Development\")) app.UseDeveloperExceptionPage();")]
    [InlineData("if (app.Environment.EnvironmentName == \"Development\") app.UseDeveloperExceptionPage();")]
    [InlineData("if (app.Environment.EnvironmentName == Environments.Development) app.UseDeveloperExceptionPage();")]
    [InlineData("if (Environment.GetEnvironmentVariable(\"ASPNETCORE_ENVIRONMENT\") == \"Development\") app.UseDeveloperExceptionPage();")]
    [InlineData("var isDevelopment = app.Environment.IsDevelopment(); if (isDevelopment) app.UseDeveloperExceptionPage();")]
    [InlineData("if (app.Environment.IsDevelopment() && args.Length > 0) app.UseDeveloperExceptionPage();")]
    [InlineData("builder.Services.AddDbContext<Images>(options => options.EnableSensitiveDataLogging(builder.Environment.IsDevelopment()));")]
    [InlineData("builder.Services.AddDbContext<Images>(options => { if (builder.Environment.IsDevelopment()) options.EnableSensitiveDataLogging(); });")]
    [InlineData("if (builder.Environment.IsDevelopment()) builder.Services.AddDbContext<Images>(options => options.EnableSensitiveDataLogging());")]
    [InlineData("builder.Services.AddDbContext<Images>(options => options.EnableSensitiveDataLogging(false).EnableDetailedErrors(false));")]
    [InlineData("builder.Services.AddSignalR(options => options.EnableDetailedErrors = builder.Environment.IsDevelopment());")]
    [InlineData("builder.Services.AddSignalR(options => options.EnableDetailedErrors = false);")]
    [InlineData("builder.Services.AddSignalR(options => options.EnableDetailedErrors = builder.Configuration.GetValue<bool>(\"DetailedErrors\"));")]
    [InlineData("builder.WebHost.UseSetting(\"detailedErrors\", \"false\").UseSetting(\"http_port\", \"true\");")]
    [InlineData("builder.WebHost.CaptureStartupErrors(true);")]
    [InlineData("app.UseExceptionHandler(\"/error\"); app.UseStatusCodePages();")]
    [InlineData("#if DEBUG\napp.UseDeveloperExceptionPage();\n#endif")]
    [InlineData("switch (app.Environment.EnvironmentName) { case \"Development\": case \"Local\": app.UseDeveloperExceptionPage(); break; default: app.UseHsts(); break; }")]
    [InlineData("_ = app.Environment.EnvironmentName switch { \"Development\" => app.UseDeveloperExceptionPage(), _ => app.UseHsts() };")]
    [InlineData("if (app.Environment is { EnvironmentName: \"Development\" }) app.UseDeveloperExceptionPage(); if (app.Environment.EnvironmentName is not \"Production\") app.UseDeveloperExceptionPage();")]
    [InlineData("if (Environment.GetEnvironmentVariable(\"ASPNETCORE_ENVIRONMENT\") is \"Development\" or \"Local\") app.UseDeveloperExceptionPage(); if (app.Environment.IsDevelopment() is true) app.UseDeveloperExceptionPage();")]
    [InlineData("app.UseWhen(_ => app.Environment.IsDevelopment(), branch => branch.UseDeveloperExceptionPage()); IWebHostEnvironment? env = app.Environment; if (env?.IsDevelopment() == true) app.UseDeveloperExceptionPage();")]
    [InlineData("UseDeveloperExceptionPage(); static void UseDeveloperExceptionPage() { }")]
    public Task Aids_of_development_are_silent(string statements) => Verify.VerifyAnalyzerAsync(Program(statements), Web);

    [Fact]
    public Task Startup_classes_contexts_and_factories_are_judged_too() => Verify.VerifyAnalyzerAsync(
        Usings + """
        class Startup
        {
            public void Configure(IApplicationBuilder app, IWebHostEnvironment env)
            {
                if (env.IsDevelopment())
                    app.UseDeveloperExceptionPage();
                app.[|UseDeveloperExceptionPage|]();
            }

            public void ConfigureDevelopment(IApplicationBuilder app) => app.UseDeveloperExceptionPage();

            public void Late(IApplicationBuilder app, IWebHostEnvironment env)
            {
                if (!env.IsDevelopment()) return;
                app.UseDeveloperExceptionPage();
            }
        }

        class Recipes : DbContext
        {
            protected override void OnConfiguring(DbContextOptionsBuilder options) => options.[|EnableSensitiveDataLogging|]();
        }

        class Factory : Microsoft.EntityFrameworkCore.Design.IDesignTimeDbContextFactory<Recipes>
        {
            public Recipes CreateDbContext(string[] args) { new DbContextOptionsBuilder<Recipes>().EnableSensitiveDataLogging(); return new Recipes(); }
        }
        """,
        Web);

    [Theory]
    [InlineData("app.[|UseDeveloperExceptionPage|](); // pages", "if (app.Environment.IsDevelopment())\n{\n    app.UseDeveloperExceptionPage();\n} // pages")]
    [InlineData("// pages\napp.[|UseDeveloperExceptionPage|]();", "// pages\nif (app.Environment.IsDevelopment())\n{\n    app.UseDeveloperExceptionPage();\n}")]
    [InlineData("builder.Services.AddDbContext<Images>(options => options.[|EnableSensitiveDataLogging|]().[|EnableDetailedErrors|](true));", "builder.Services.AddDbContext<Images>(options => options.EnableSensitiveDataLogging(app.Environment.IsDevelopment()).EnableDetailedErrors(app.Environment.IsDevelopment()));")]
    [InlineData("builder.Services.AddSignalR(options => [|options.EnableDetailedErrors = true|] /* all */);", "builder.Services.AddSignalR(options => options.EnableDetailedErrors = app.Environment.IsDevelopment() /* all */);")]
    [InlineData("builder.WebHost.[|UseSetting|](WebHostDefaults.DetailedErrorsKey, \"true\");", "builder.WebHost.UseSetting(WebHostDefaults.DetailedErrorsKey, app.Environment.IsDevelopment() ? \"true\" : \"false\");")]
    [InlineData("var hub = new HubOptions { [|EnableDetailedErrors = true|], MaximumParallelInvocationsPerClient = 2 };", "var hub = new HubOptions { EnableDetailedErrors = app.Environment.IsDevelopment(), MaximumParallelInvocationsPerClient = 2 };")]
    public Task The_fix_asks_the_environment(string statements, string result) => Verify.VerifyCodeFixAsync(Program(statements), Program(result), "SGA5005.Development", Web);

    [Theory]
    [InlineData("app.UseRouting();\napp.[|UseDeveloperExceptionPage|]();", "app.UseRouting();")]
    [InlineData("app.[|UseDeveloperExceptionPage|]().UseRouting();", "app.UseRouting();")]
    [InlineData("builder.Services.AddDbContext<Images>(options => options.[|EnableSensitiveDataLogging|]());", "builder.Services.AddDbContext<Images>(options => options.EnableSensitiveDataLogging(false));")]
    [InlineData("builder.WebHost.[|UseSetting|](\"detailedErrors\", \"1\");", "builder.WebHost.UseSetting(\"detailedErrors\", \"false\");")]
    public Task The_other_fix_switches_it_off(string statements, string result) => Verify.VerifyCodeFixAsync(Program(statements), Program(result), "SGA5005.Off", Web);

    [Fact]
    public Task A_field_of_the_type_around_is_asked_and_a_context_without_one_is_switched_off() => Verify.VerifyCodeFixAsync(
        Usings + """
        class Startup(IWebHostEnvironment environment)
        {
            public void ConfigureServices(IServiceCollection services) => services.AddSignalR(options => [|options.EnableDetailedErrors = true|]);
        }

        class Older
        {
            private readonly IHostEnvironment _environment = null!;

            public void Configure(IApplicationBuilder app)
            {
                app.[|UseDeveloperExceptionPage|]();
            }
        }
        """,
        Usings + """
        class Startup(IWebHostEnvironment environment)
        {
            public void ConfigureServices(IServiceCollection services) => services.AddSignalR(options => options.EnableDetailedErrors = environment.IsDevelopment());
        }

        class Older
        {
            private readonly IHostEnvironment _environment = null!;

            public void Configure(IApplicationBuilder app)
            {
                if (_environment.IsDevelopment())
                {
                    app.UseDeveloperExceptionPage();
                }
            }
        }
        """,
        references: Web);

    [Fact]
    public Task A_context_that_knows_no_environment_is_switched_off() => Verify.VerifyCodeFixAsync(
        "using Microsoft.EntityFrameworkCore; class Recipes : DbContext { protected override void OnConfiguring(DbContextOptionsBuilder options) => options.[|EnableSensitiveDataLogging|](); }",
        "using Microsoft.EntityFrameworkCore; class Recipes : DbContext { protected override void OnConfiguring(DbContextOptionsBuilder options) => options.EnableSensitiveDataLogging(false); }",
        references: Web);

    [Theory]
    [InlineData("app.UseDeveloperExceptionPage(")]
    [InlineData("builder.Services.AddSignalR(options => options.EnableDetailedErrors = );")]
    [InlineData("builder.WebHost.UseSetting(\"detailedErrors\", );")]
    public Task Half_typed_code_throws_nothing(string statements) =>
        new CSharpCodeFixTest<DiagnosticsLeftOn, DiagnosticsLeftOnFix> { TestCode = Program(statements), ReferenceAssemblies = Web, RequireCompilable = false }.FindingsAsync();
}
