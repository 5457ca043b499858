using System.Threading.Tasks;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Network.TrustedForwardedHeader, SecureGen.Analyzers.CodeFixes.Rules.Network.TrustedForwardedHeaderFix>;

namespace SecureGen.Analyzers.Tests.Rules.Network;

public class TrustedForwardedHeaderTests
{
    [Theory]
    [InlineData("var p = RateLimitPartition.GetFixedWindowLimiter([|context.Request.Headers[\"X-Forwarded-For\"]|].ToString(), _ => new() { PermitLimit = 5 });")]
    [InlineData("var p = RateLimitPartition.GetNoLimiter<string>([|context.Request.Headers[\"x-real-ip\"]|].FirstOrDefault() ?? \"none\");")]
    [InlineData("var ip = [|context.Request.Headers[\"X-Forwarded-For\"]|].FirstOrDefault()?.Split(',')[0].Trim() ?? context.Connection.RemoteIpAddress?.ToString() ?? \"none\"; var p = RateLimitPartition.GetTokenBucketLimiter($\"ip:{ip}\", _ => null!);")]
    [InlineData("string? ip = [|context.Request.Headers[\"X-Forwarded-For\"]|]; if (ip == \"10.0.0.1\") { }")]
    [InlineData("if (allowed.Contains([|context.Request.Headers[\"X-Real-IP\"]|].ToString())) { }")]
    [InlineData("if ([|context.Request.Headers.TryGetValue(\"X-Forwarded-For\", out var value)|] && allowed.Contains(value.ToString())) { }")]
    [InlineData("StringValues value; [|context.Request.Headers.TryGetValue(Header, out value)|]; counts[value.ToString()] = 1;")]
    [InlineData("var address = IPAddress.Parse([|context.Request.Headers[\"X-Forwarded-For\"]|].ToString());")]
    [InlineData("context.Connection.RemoteIpAddress = IPAddress.TryParse([|context.Request.Headers[\"X-Forwarded-For\"]|], out var address) ? address : null;")]
    [InlineData("if ([|context.Request.Headers[ForwardedHeadersDefaults.XForwardedForHeaderName]|].ToString().StartsWith(\"10.\")) { }")]
    [InlineData("var first = [|context.Request.Headers.GetCommaSeparatedValues(\"X-Forwarded-For\")|][0]; if (first is \"127.0.0.1\" or \"::1\") { }")]
    [InlineData("if ([|context.Request.Headers[\"X-Forwarded-Host\"]|] == \"admin.internal\") { }")]
    [InlineData("var claim = new System.Security.Claims.Claim(\"sub\", [|context.Request.Headers[\"Forwarded\"]|].ToString());")]
    [InlineData("if ([|context.Request.Headers[\"X-Forwarded-For\"]|].ToString() is { Length: > 0 } ip) counts.TryGetValue(ip, out _);")]
    [InlineData("bool IsAllowed(string a) => true; IsAllowed([|context.Request.Headers[\"X-Forwarded-For\"]|].ToString());")]
    [InlineData("string Ip() => [|context.Request.Headers[\"X-Forwarded-For\"]|].ToString(); if (allowed.Contains(Ip())) { }")]
    [InlineData("string Ip() { return [|context.Request.Headers[\"X-Forwarded-For\"]|].ToString(); } var clientId = Ip(); counts[clientId]++;")]
    public Task A_header_that_decides_something_is_found(string body) => Verify.VerifyAnalyzerAsync(Program(body));

    [Theory]
    [InlineData("Console.WriteLine(context.Request.Headers[\"X-Forwarded-For\"].ToString());")]
    [InlineData("await context.Response.WriteAsync(\"from \" + context.Request.Headers[\"X-Forwarded-For\"]);")]
    [InlineData("context.Response.Headers[\"X-Forwarded-For\"] = \"1\";")]
    [InlineData("context.Request.Headers[\"X-Forwarded-For\"] = \"1\";")]
    [InlineData("var ip = context.Request.Headers[\"X-Forwarded-For\"].ToString(); Console.WriteLine($\"from {ip}\");")]
    [InlineData("if (string.IsNullOrEmpty(context.Request.Headers[\"X-Forwarded-For\"])) { }")]
    [InlineData("if (context.Request.Headers[\"X-Forwarded-For\"] == \"\") { }")]
    [InlineData("if (context.Request.Headers.ContainsKey(\"X-Forwarded-For\")) { }")]
    [InlineData("if (context.Request.Headers[\"X-Tenant\"] == \"a\") { }")]
    [InlineData("if (context.Request.Headers[\"X-Forwarded-Proto\"] == \"https\") { }")]
    [InlineData("if (!allowed.Contains(context.Request.Headers[\"X-Forwarded-Host\"].ToString())) context.Response.StatusCode = 400;")]
    [InlineData("if (allowed.Contains(context.Connection.RemoteIpAddress?.ToString()!)) { }")]
    [InlineData("var p = RateLimitPartition.GetNoLimiter(context.Connection.RemoteIpAddress?.ToString() ?? \"none\");")]
    [InlineData("if (IPAddress.IsLoopback(context.Connection.RemoteIpAddress!) && allowed.Contains(context.Request.Headers[\"X-Forwarded-For\"].ToString())) { }")]
    [InlineData("if (counts.ContainsKey(\"X-Forwarded-For\") && counts[\"X-Forwarded-For\"] == 1) { }")]
    [InlineData("string Ip() => context.Request.Headers[\"X-Forwarded-For\"].ToString(); Console.WriteLine(Ip());")]
    [InlineData("if (environment.IsDevelopment()) { if (allowed.Contains(context.Request.Headers[\"X-Forwarded-For\"].ToString())) { } }")]
    public Task A_header_that_is_told_and_an_address_of_the_connection_are_silent(string body) => Verify.VerifyAnalyzerAsync(Program(body));

    [Theory]
    [InlineData("services.Configure<ForwardedHeadersOptions>(o => { o.ForwardedHeaders = ForwardedHeaders.All; [|o.KnownIPNetworks.Clear()|]; o.KnownProxies.Clear(); });")]
    [InlineData("services.Configure<ForwardedHeadersOptions>(o => { [|o.KnownProxies.Clear()|]; o.KnownIPNetworks.Clear(); o.ForwardLimit = null; });")]
    [InlineData("var o = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor }; [|o.KnownIPNetworks.Clear()|]; o.KnownProxies.Clear(); app.UseForwardedHeaders(o);")]
    [InlineData("services.Configure<ForwardedHeadersOptions>(o => [|o.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(\"0.0.0.0/0\"))|]);")]
    [InlineData("services.Configure<ForwardedHeadersOptions>(o => { [|o.KnownIPNetworks.Add(new System.Net.IPNetwork(IPAddress.IPv6Any, 0))|]; });")]
    [InlineData("app.UseForwardedHeaders(new ForwardedHeadersOptions { KnownIPNetworks = { [|new System.Net.IPNetwork(IPAddress.Any, 0)|] } });")]
    public Task Middleware_that_trusts_everybody_is_found(string body) => Verify.VerifyAnalyzerAsync(Program(body));

    [Theory]
    [InlineData("services.Configure<ForwardedHeadersOptions>(o => o.KnownProxies.Clear());")]
    [InlineData("services.Configure<ForwardedHeadersOptions>(o => { o.KnownIPNetworks.Clear(); o.KnownProxies.Clear(); o.KnownProxies.Add(IPAddress.Parse(\"10.0.0.1\")); });")]
    [InlineData("services.Configure<ForwardedHeadersOptions>(o => { o.KnownIPNetworks.Clear(); o.KnownProxies.Clear(); foreach (var a in allowed) o.KnownProxies.Add(IPAddress.Parse(a)); });")]
    [InlineData("services.Configure<ForwardedHeadersOptions>(o => { o.KnownIPNetworks.Clear(); o.KnownProxies.Clear(); Add(o); }); void Add(ForwardedHeadersOptions o) { }")]
    [InlineData("services.Configure<ForwardedHeadersOptions>(o => { o.ForwardedHeaders = ForwardedHeaders.XForwardedProto; o.KnownIPNetworks.Clear(); o.KnownProxies.Clear(); });")]
    [InlineData("if (environment.IsDevelopment()) services.Configure<ForwardedHeadersOptions>(o => { o.KnownIPNetworks.Clear(); o.KnownProxies.Clear(); });")]
    [InlineData("services.Configure<ForwardedHeadersOptions>(o => o.ForwardLimit = null);")]
    [InlineData("allowed.Clear();")]
    [InlineData("services.Configure<ForwardedHeadersOptions>(o => { o.KnownIPNetworks.Clear(); o.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(\"10.0.0.0/8\")); });")]
    [InlineData("services.Configure<ForwardedHeadersOptions>(o => { o.ForwardedHeaders = ForwardedHeaders.XForwardedProto; o.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(\"0.0.0.0/0\")); });")]
    public Task Middleware_that_knows_its_proxies_is_silent(string body) => Verify.VerifyAnalyzerAsync(Program(body));

    [Fact]
    public Task A_method_of_another_class_is_followed_to_its_callers() => Verify.VerifyAnalyzerAsync("""
        using System.Collections.Generic;
        using Microsoft.AspNetCore.Http;

        public static class Clients
        {
            public static string? ClientIp(this HttpContext context) => [|context.Request.Headers["X-Forwarded-For"]|];
            public static string? Shown(this HttpContext context) => context.Request.Headers["X-Forwarded-For"];
        }

        public class Gate(HashSet<string> allowed)
        {
            public bool Opens(HttpContext context) => allowed.Contains(context.ClientIp()!);
            public void Tell(HttpContext context) => System.Console.WriteLine(context.Shown());
        }
        """);

    [Theory]
    [InlineData("var ip = [|context.Request.Headers[\"X-Forwarded-For\"]|].ToString(); counts[ip] = 1;", "var ip = context.Connection.RemoteIpAddress?.ToString() ?? \"\"; counts[ip] = 1;")]
    [InlineData("string? ip = [|context.Request.Headers[\"X-Real-IP\"]|]; if (ip == \"10.0.0.1\") { }", "string? ip = context.Connection.RemoteIpAddress?.ToString(); if (ip == \"10.0.0.1\") { }")]
    [InlineData("var ip = [|context.Request.Headers[\"X-Forwarded-For\"]|].FirstOrDefault() ?? \"none\"; counts[ip] = 1;", "var ip = context.Connection.RemoteIpAddress?.ToString() ?? \"none\"; counts[ip] = 1;")]
    [InlineData("var ip = [|context.Request.Headers[\"X-Forwarded-For\"]|].FirstOrDefault()?.Split(',')[0].Trim() ?? context.Connection.RemoteIpAddress?.ToString() ?? \"none\"; counts[ip] = 1;", "var ip = context.Connection.RemoteIpAddress?.ToString() ?? \"none\"; counts[ip] = 1;")]
    [InlineData("if (/* office */ [|context.Request.Headers[\"X-Forwarded-For\"]|].ToString().StartsWith(\"10.\")) { }", "if (/* office */ (context.Connection.RemoteIpAddress?.ToString() ?? \"\").StartsWith(\"10.\")) { }")]
    [InlineData("var request = context.Request; counts[[|request.Headers[\"X-Forwarded-For\"]|].ToString()] = 1; counts[[|request.Headers[\"X-Real-IP\"]|].ToString()] = 2;", "var request = context.Request; counts[request.HttpContext.Connection.RemoteIpAddress?.ToString() ?? \"\"] = 1; counts[request.HttpContext.Connection.RemoteIpAddress?.ToString() ?? \"\"] = 2;")]
    public Task The_fix_takes_the_address_of_the_connection(string body, string fixedBody) => Verify.VerifyCodeFixAsync(Program(body), Program(fixedBody));

    [Fact]
    public Task The_fix_keeps_the_known_proxies() => Verify.VerifyCodeFixAsync(
        Program("""
            services.Configure<ForwardedHeadersOptions>(o =>
            {
                // Behind the gateway.
                o.ForwardedHeaders = ForwardedHeaders.All;
                [|o.KnownIPNetworks.Clear()|];
                o.KnownProxies.Clear();
            });
            """),
        Program("""
            services.Configure<ForwardedHeadersOptions>(o =>
            {
                // Behind the gateway.
                o.ForwardedHeaders = ForwardedHeaders.All;
            });
            """));

    [Fact]
    public Task The_fix_takes_away_the_network_of_everybody() => Verify.VerifyCodeFixAsync(
        Program("services.Configure<ForwardedHeadersOptions>(o => { [|o.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(\"::/0\"))|]; o.ForwardLimit = 2; });"),
        Program("services.Configure<ForwardedHeadersOptions>(o => { o.ForwardLimit = 2; });"));

    [Fact]
    public Task A_comment_above_a_removed_call_is_kept() => Verify.VerifyCodeFixAsync(
        Program("""
            var o = new ForwardedHeadersOptions();
                    // Any proxy.
                    [|o.KnownIPNetworks.Clear()|];
                    o.KnownProxies.Clear();
                    app.UseForwardedHeaders(o);
            """),
        Program("""
            var o = new ForwardedHeadersOptions();
                    // Any proxy.
                    app.UseForwardedHeaders(o);
            """));

    [Theory]
    [InlineData("if ([|context.Request.Headers.TryGetValue(\"X-Forwarded-For\", out var value)|]) counts[value.ToString()] = 1;")]
    [InlineData("var value = [|context.Request.Headers[\"X-Forwarded-For\"]|]; if (value == \"10.0.0.1\") { }")]
    [InlineData("if ([|context.Request.Headers[\"X-Forwarded-Host\"]|].ToString() == \"admin.internal\") { }")]
    public Task Where_the_address_does_not_fit_there_is_no_fix(string body) => Verify.VerifyNoCodeFixAsync(Program(body));

    [Fact]
    public Task A_controller_has_its_own_request() => Verify.VerifyCodeFixAsync(Controller("""[|Request.Headers["X-Forwarded-For"]|].ToString()"""), Controller("""HttpContext.Connection.RemoteIpAddress?.ToString() ?? "" """.TrimEnd()));

    [Fact]
    public Task A_parameter_that_is_bound_to_the_header_is_found() => Verify.VerifyAnalyzerAsync("""
        using System.Collections.Generic;
        using Microsoft.AspNetCore.Mvc;

        public class GateController(HashSet<string> allowed) : ControllerBase
        {
            public bool Get([FromHeader(Name = "X-Forwarded-For")] string address) => allowed.Contains([|address|]);
            public string Tell([FromHeader(Name = "X-Forwarded-For")] string address) => "from " + address;
            public bool Other([FromHeader(Name = "X-Tenant")] string tenant) => allowed.Contains(tenant);
        }
        """);

    [Fact]
    public Task Networks_of_an_older_framework_are_known() => Verify.VerifyAnalyzerAsync(
        """
        using Microsoft.AspNetCore.Builder;

        public static class Startup
        {
            public static void Trust(ForwardedHeadersOptions options) { [|options.KnownNetworks.Clear()|]; options.KnownProxies.Clear(); }
            public static void Keep(ForwardedHeadersOptions options) => options.KnownNetworks.Clear();
        }
        """,
        ReferenceAssemblies.Net80);

    private static string Controller(string address) => $$"""
        using System.Collections.Generic;
        using Microsoft.AspNetCore.Mvc;

        public class GateController(HashSet<string> allowed) : ControllerBase
        {
            public bool Get() => allowed.Contains({{address}});
        }
        """;

    private static string Program(string body) => $$"""
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Net;
        using System.Threading.RateLimiting;
        using System.Threading.Tasks;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.HttpOverrides;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Hosting;
        using Microsoft.Extensions.Primitives;

        public class Gate(HashSet<string> allowed, Dictionary<string, int> counts, IServiceCollection services, IHostEnvironment environment, IApplicationBuilder app)
        {
            private const string Header = "X-Forwarded-For";

            public async Task InvokeAsync(HttpContext context)
            {
                {{body}}
                await Task.Yield();
            }
        }
        """;
}
