using System.Threading.Tasks;
using SecureGen.Analyzers.CodeFixes.Rules.Injection;
using SecureGen.Analyzers.Rules.Injection;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Injection.RequestSizeUnlimited, SecureGen.Analyzers.CodeFixes.Rules.Injection.RequestSizeUnlimitedFix>;

namespace SecureGen.Analyzers.Tests.Rules.Injection;

public class RequestSizeUnlimitedTests
{
    private const string Usings = """
        using System; using Microsoft.AspNetCore.Builder; using Microsoft.AspNetCore.Hosting; using Microsoft.AspNetCore.Http; using Microsoft.AspNetCore.Http.Features; using Microsoft.AspNetCore.Mvc;
        using Microsoft.Extensions.Configuration; using Microsoft.Extensions.DependencyInjection; using Microsoft.Extensions.Hosting;

        """;

    private static string InProgram(string body) => Usings + $$"""
        class Own { public long? MaxRequestBodySize { get; set; } }
        static class Startup
        {
            private const long Gigabytes = 4L * 1024 * 1024 * 1024;
            static void Configure(WebApplicationBuilder builder, WebApplication app, HttpContext http, FormOptions form, Own own)
            {
                {{body}}
            }
        }
        """;

    [Theory]
    [InlineData("builder.WebHost.ConfigureKestrel(o => [|o.Limits.MaxRequestBodySize = null|]);")]
    [InlineData("builder.WebHost.ConfigureKestrel(o => { [|o.Limits.MaxRequestBodySize = long.MaxValue|]; });")]
    [InlineData("builder.WebHost.ConfigureKestrel(o => [|o.Limits.MaxRequestBodySize = int.MaxValue|]);")]
    [InlineData("builder.WebHost.ConfigureKestrel(o => [|o.Limits.MaxRequestBodySize = Gigabytes|]);")]
    [InlineData("long? none = null; builder.WebHost.ConfigureKestrel(o => [|o.Limits.MaxRequestBodySize = none|]);")]
    [InlineData("builder.WebHost.ConfigureKestrel(o => [|o.Limits.MaxRequestBodySize = default|]);")]
    [InlineData("builder.Services.Configure<IISServerOptions>(o => [|o.MaxRequestBodySize = int.MaxValue|]);")]
    [InlineData("builder.Services.Configure<FormOptions>(o => { [|o.MultipartBodyLengthLimit = long.MaxValue|]; [|o.ValueLengthLimit = int.MaxValue|]; [|o.MultipartHeadersLengthLimit = int.MaxValue|]; });")]
    [InlineData("_ = new FormOptions { [|MultipartBodyLengthLimit = 2147483648|], BufferBody = true };")]
    [InlineData("[|form.ValueCountLimit = int.MaxValue|];")]
    [InlineData("[|http.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = null|];")]
    [InlineData("var size = http.Features.Get<IHttpMaxRequestBodySizeFeature>(); if (size != null) [|size.MaxRequestBodySize = long.MaxValue|];")]
    [InlineData("app.MapPost(\"/\", () => 1).WithMetadata([|new DisableRequestSizeLimitAttribute()|]);")]
    [InlineData("app.MapPost(\"/\", () => 1).WithMetadata(new RequestSizeLimitAttribute([|long.MaxValue|]));")]
    [InlineData("app.MapPost(\"/\", [[|DisableRequestSizeLimit|]] () => 1);")]
    [InlineData("builder.Services.AddSignalR(o => [|o.MaximumReceiveMessageSize = null|]);")]
    [InlineData("app.MapPost(\"/\", (IFormFile f) => 1).WithFormOptions(bufferBody: true, multipartBodyLengthLimit: [|long.MaxValue|], valueCountLimit: [|int.MaxValue|]);")]
    [InlineData("app.MapPost(\"/\", (IFormFile f) => 1).WithMetadata(new RequestFormLimitsAttribute { [|MultipartBodyLengthLimit = long.MaxValue|], ValueCountLimit = 9 });")]
    public Task A_limit_that_is_gone_is_found(string body) => Verify.VerifyAnalyzerAsync(InProgram(body));

    [Theory]
    [InlineData("builder.WebHost.ConfigureKestrel(o => o.Limits.MaxRequestBodySize = 10 * 1024 * 1024);")]
    [InlineData("builder.WebHost.ConfigureKestrel(o => o.Limits.MaxRequestBodySize = 1073741824);")]
    [InlineData("builder.WebHost.ConfigureKestrel(o => o.Limits.MaxRequestBodySize = builder.Configuration.GetValue<long>(\"Limit\"));")]
    [InlineData("builder.WebHost.ConfigureKestrel(o => o.Limits.MaxRequestBufferSize = null);")]
    [InlineData("builder.WebHost.ConfigureKestrel(o => o.Limits.MaxConcurrentConnections = null);")]
    [InlineData("builder.Services.Configure<FormOptions>(o => o.MultipartBodyLengthLimit = 500_000_000);")]
    [InlineData("form.ValueLengthLimit = 4096; form.ValueCountLimit = 5000; form.MemoryBufferThreshold = int.MaxValue;")]
    [InlineData("own.MaxRequestBodySize = null;")]
    [InlineData("if (http.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize == null) { }")]
    [InlineData("if (app.Environment.IsDevelopment()) form.ValueCountLimit = int.MaxValue;")]
    [InlineData("app.MapPost(\"/\", () => 1).WithMetadata(new RequestSizeLimitAttribute(1024));")]
    [InlineData("builder.Services.AddSignalR(o => o.MaximumReceiveMessageSize = 102400);")]
    [InlineData("app.MapPost(\"/\", (IFormFile f) => 1).WithFormOptions(memoryBufferThreshold: int.MaxValue, multipartBodyLengthLimit: 1 << 24, valueLengthLimit: null);")]
    [InlineData("own.MaxRequestBodySize = long.MaxValue; _ = new FormOptions { ValueCountLimit = 2048, KeyLengthLimit = 4096 };")]
    [InlineData("int parts = 5; form.ValueCountLimit = parts; form.MultipartBodyLengthLimit = builder.Configuration.GetValue(\"Upload:Limit\", 1024L);")]
    public Task A_stated_limit_is_silent(string body) => Verify.VerifyAnalyzerAsync(InProgram(body));

    [Theory]
    [InlineData("[[|DisableRequestSizeLimit|]] public class C : Controller { }")]
    [InlineData("public class C : Controller { [HttpPost, [|DisableRequestSizeLimit|]] public void M() { } }")]
    [InlineData("public class C : Controller { [RequestSizeLimit([|5_000_000_000|])] public void M() { } }")]
    [InlineData("public class C : Controller { [RequestSizeLimit(bytes: [|long.MaxValue|])] public void M() { } }")]
    [InlineData("public class C : Controller { [RequestFormLimits(MultipartBodyLengthLimit = [|long.MaxValue|], ValueCountLimit = 10)] public void M() { } }")]
    [InlineData("[Microsoft.AspNetCore.Mvc.[|DisableRequestSizeLimit|]] public class C : Controller { }")]
    [InlineData("public class C : Controller { [RequestSizeLimit(100_000_000)] [RequestFormLimits(MultipartBodyLengthLimit = 100_000_000)] public void M() { } }")]
    [InlineData("class DisableRequestSizeLimitAttribute : Attribute { } [global::DisableRequestSizeLimit] public class C { }")]
    public Task Attributes_are_read(string source) => Verify.VerifyAnalyzerAsync(Usings + source.Replace("[Microsoft.AspNetCore.Mvc.[|DisableRequestSizeLimit|]]", "[[|Microsoft.AspNetCore.Mvc.DisableRequestSizeLimit|]]", System.StringComparison.Ordinal));

    [Fact]
    public Task A_test_project_may_send_anything() => Verify.VerifyAnalyzerAsync(Usings + "[DisableRequestSizeLimit] class C { void M(FormOptions f) => f.ValueCountLimit = int.MaxValue; }", ReferenceAssemblies.Net100.With("xunit.core"));

    [Theory]
    [InlineData("builder.WebHost.ConfigureKestrel(o => [|o.Limits.MaxRequestBodySize = null|]); // any", "builder.WebHost.ConfigureKestrel(o => o.Limits.MaxRequestBodySize = 10 * 1024 * 1024); // any")]
    [InlineData("_ = new FormOptions { [|MultipartBodyLengthLimit = long.MaxValue|], /* a */ [|ValueCountLimit = int.MaxValue|] };", "_ = new FormOptions { MultipartBodyLengthLimit = 10 * 1024 * 1024, /* a */ ValueCountLimit = 1024 };")]
    [InlineData("app.MapPost(\"/\", () => 1).WithMetadata([|new DisableRequestSizeLimitAttribute()|]);", "app.MapPost(\"/\", () => 1).WithMetadata(new RequestSizeLimitAttribute(10 * 1024 * 1024));")]
    [InlineData("app.MapPost(\"/\", [[|DisableRequestSizeLimit|]] () => 1);", "app.MapPost(\"/\", [RequestSizeLimit(10 * 1024 * 1024)] () => 1);")]
    [InlineData("app.MapPost(\"/\", (IFormFile f) => 1).WithFormOptions(multipartBodyLengthLimit: [|long.MaxValue|] /* all */);", "app.MapPost(\"/\", (IFormFile f) => 1).WithFormOptions(multipartBodyLengthLimit: 10 * 1024 * 1024 /* all */);")]
    public Task The_fix_states_a_limit(string body, string result) => Verify.VerifyCodeFixAsync(InProgram(body), InProgram(result));

    [Fact]
    public Task Attributes_keep_their_neighbours() => Verify.VerifyCodeFixAsync(
        Usings + "[[|DisableRequestSizeLimit|] /* all */] public class C : Controller { [HttpPost, [|Microsoft.AspNetCore.Mvc.DisableRequestSizeLimit()|]] public void M() { } [RequestSizeLimit([|long.MaxValue|])] public void N() { } }",
        Usings + "[RequestSizeLimit(10 * 1024 * 1024) /* all */] public class C : Controller { [HttpPost, Microsoft.AspNetCore.Mvc.RequestSizeLimit(10 * 1024 * 1024)] public void M() { } [RequestSizeLimit(10 * 1024 * 1024)] public void N() { } }");

    [Theory]
    [InlineData("form.ValueCountLimit = ;")]
    [InlineData("builder.WebHost.ConfigureKestrel(o => o.Limits.MaxRequestBodySize = null")]
    [InlineData("new RequestSizeLimitAttribute(")]
    public async Task Half_typed_code_throws_nothing(string body) =>
        await new CSharpCodeFixTest<RequestSizeUnlimited, RequestSizeUnlimitedFix> { TestCode = InProgram(body), RequireCompilable = false }.FindingsAsync();
}
