using System.Threading.Tasks;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Network.InfiniteTimeout, SecureGen.Analyzers.CodeFixes.Rules.Network.InfiniteTimeoutFix>;

namespace SecureGen.Analyzers.Tests.Rules.Network;

public class InfiniteTimeoutTests
{
    [Theory]
    [InlineData("var c = new HttpClient { Timeout = [|Timeout.InfiniteTimeSpan|] };")]
    [InlineData("HttpClient c = new() { Timeout = [|System.Threading.Timeout.InfiniteTimeSpan|] };")]
    [InlineData("client.Timeout = [|TimeSpan.MaxValue|];")]
    [InlineData("client.Timeout = [|TimeSpan.FromMilliseconds(-1)|];")]
    [InlineData("client.Timeout = [|TimeSpan.FromMilliseconds(-1.0)|];")]
    [InlineData("client.Timeout = [|TimeSpan.FromMilliseconds(Timeout.Infinite)|];")]
    [InlineData("client.Timeout = [|new TimeSpan(0, 0, 0, 0, -1)|];")]
    [InlineData("client.Timeout = [|new TimeSpan(-10000)|];")]
    [InlineData("client.Timeout = [|new(0, 0, 0, 0, Timeout.Infinite)|];")]
    [InlineData("client.Timeout = ([|Timeout.InfiniteTimeSpan|]);")]
    [InlineData("var forever = Timeout.InfiniteTimeSpan; client.Timeout = [|forever|];")]
    [InlineData("client.Timeout = [|Forever|];")]
    [InlineData("Action<HttpClient> configure = c => c.Timeout = [|Timeout.InfiniteTimeSpan|];")]
    [InlineData("void Configure(HttpClient c) => c.Timeout = [|Timeout.InfiniteTimeSpan|]; Configure(client);")]
    [InlineData("var c = new Typed { Timeout = [|Timeout.InfiniteTimeSpan|] };")]
    [InlineData("client.Timeout = [|Timeout.InfiniteTimeSpan|]; client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead);")]
    [InlineData("client.Timeout = [|Timeout.InfiniteTimeSpan|]; using var source = new CancellationTokenSource(); client.GetAsync(address, source.Token);")]
    [InlineData("var handled = new HttpClient(new Plain()) { Timeout = [|Timeout.InfiniteTimeSpan|] };")]
    public Task A_client_that_waits_for_ever_is_found(string body) => Verify.VerifyAnalyzerAsync(Program(body));

    [Theory]
    [InlineData("client.Timeout = TimeSpan.FromSeconds(100);")]
    [InlineData("client.Timeout = TimeSpan.FromMilliseconds(100);")]
    [InlineData("client.Timeout = TimeSpan.Zero;")]
    [InlineData("client.Timeout = given;")]
    [InlineData("var time = Timeout.InfiniteTimeSpan; time = given; client.Timeout = time;")]
    [InlineData("var c = new HttpClient();")]
    [InlineData("var h = new SocketsHttpHandler { ConnectTimeout = Timeout.InfiniteTimeSpan };")]
    [InlineData("var o = new Other { Timeout = Timeout.InfiniteTimeSpan };")]
    [InlineData("client.Timeout = Timeout.InfiniteTimeSpan; using var source = new CancellationTokenSource(TimeSpan.FromSeconds(5)); client.GetAsync(address, source.Token);")]
    [InlineData("client.Timeout = Timeout.InfiniteTimeSpan; using var source = new CancellationTokenSource(); source.CancelAfter(5000); client.GetAsync(address, source.Token);")]
    [InlineData("client.Timeout = Timeout.InfiniteTimeSpan; client.GetAsync(address).WaitAsync(given);")]
    [InlineData("client.Timeout = Timeout.InfiniteTimeSpan; client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, token);")]
    [InlineData("client.Timeout = Timeout.InfiniteTimeSpan; AddStandardResilienceHandler(); void AddStandardResilienceHandler() { }")]
    [InlineData("client.Timeout = new TimeSpan(0, 0, 0, 0, 1);")]
    [InlineData("client.Timeout = client.Timeout;")]
    [InlineData("var handled = new HttpClient(new Impatient()) { Timeout = Timeout.InfiniteTimeSpan };")]
    public Task A_finite_time_and_calls_that_end_otherwise_are_silent(string body) => Verify.VerifyAnalyzerAsync(Program(body));

    [Fact]
    public Task A_client_of_an_older_library_is_known() => Verify.VerifyCodeFixAsync(
        """
        using System.Net.Http;
        using System.Threading;

        public static class Clients
        {
            public static HttpClient Make() => new HttpClient { Timeout = [|Timeout.InfiniteTimeSpan|] /* slow */ };
        }
        """,
        """
        using System;
        using System.Net.Http;
        using System.Threading;

        public static class Clients
        {
            public static HttpClient Make() => new HttpClient { Timeout = TimeSpan.FromSeconds(100) /* slow */ };
        }
        """,
        references: ReferenceAssemblies.NetStandard20);

    [Fact]
    public Task A_web_request_counts_milliseconds() => Verify.VerifyCodeFixAsync(
        "using System.Net; using System.Threading; class C { void M(HttpWebRequest r, WebRequest w) { r.Timeout = [|Timeout.Infinite|]; w.Timeout = [|-1|]; r.ReadWriteTimeout = 5; w.Timeout = 500; } }",
        "using System.Net; using System.Threading; class C { void M(HttpWebRequest r, WebRequest w) { r.Timeout = 100000; w.Timeout = 100000; r.ReadWriteTimeout = 5; w.Timeout = 500; } }",
        references: ReferenceAssemblies.NetStandard20);

    [Fact]
    public Task A_registered_client_is_found() => Verify.VerifyAnalyzerAsync(
        """
        using System.Net.Http;
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.Extensions.DependencyInjection;

        public static class Startup
        {
            public static void Add(IServiceCollection services)
            {
                services.AddHttpClient("model", client => client.Timeout = [|Timeout.InfiniteTimeSpan|]);
                services.AddTransient<Impatient>();
                services.AddHttpClient("image").ConfigureHttpClient((provider, client) => { client.Timeout = [|Timeout.InfiniteTimeSpan|]; });
            }

            public static void AddLimited(IServiceCollection services) =>
                services.AddHttpClient("model", client => client.Timeout = Timeout.InfiniteTimeSpan).AddHttpMessageHandler<Impatient>();
        }

        public class Impatient : DelegatingHandler
        {
            protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken token)
            {
                using var limited = CancellationTokenSource.CreateLinkedTokenSource(token);
                limited.CancelAfter(30_000);
                return await base.SendAsync(request, limited.Token);
            }
        }
        """);

    [Theory]
    [InlineData("client.Timeout = [|Timeout.InfiniteTimeSpan|]; // long", "client.Timeout = TimeSpan.FromSeconds(100); // long")]
    [InlineData("var c = new HttpClient { Timeout = [|TimeSpan.FromMilliseconds(-1)|] }; client.Timeout = ([|Forever|]);", "var c = new HttpClient { Timeout = TimeSpan.FromSeconds(100) }; client.Timeout = (TimeSpan.FromSeconds(100));")]
    public Task The_fix_gives_a_finite_time(string body, string fixedBody) => Verify.VerifyCodeFixAsync(Program(body), Program(fixedBody));

    private static string Program(string body) => $$"""
        using System;
        using System.Net.Http;
        using System.Threading;
        using System.Threading.Tasks;

        public class Typed : HttpClient;

        public class Plain : HttpClientHandler;

        public class Impatient : HttpClientHandler
        {
            protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken token) => base.SendAsync(request, token).WaitAsync(TimeSpan.FromSeconds(5));
        }

        public class Other { public TimeSpan Timeout { get; set; } }

        public class Calls(HttpClient client, string address)
        {
            private static readonly TimeSpan Forever = Timeout.InfiniteTimeSpan;

            public void Run(TimeSpan given, CancellationToken token)
            {
                {{body}}
            }
        }
        """;
}
