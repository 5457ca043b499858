using System.Threading.Tasks;
using SecureGen.Analyzers.CodeFixes.Rules.Network;
using SecureGen.Analyzers.Rules.Network;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Network.ClearTextTransport, SecureGen.Analyzers.CodeFixes.Rules.Network.ClearTextTransportFix>;

namespace SecureGen.Analyzers.Tests.Rules.Network;

public class ClearTextTransportTests
{
    private static string Code(string body, string members = "") => $$"""
        #pragma warning disable SYSLIB0014
        using System;
        using System.Net;
        using System.Net.Http;
        using System.Net.Http.Json;
        using System.Net.Mail;
        using System.Net.WebSockets;
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.Extensions.Hosting;

        class Images
        {
            {{members}}
            async Task<object?> M(HttpClient client, ClientWebSocket socket, IHostEnvironment env, string id, bool flag)
            {
                {{body}}
                await Task.Yield();
                return null;
            }
        }
        """;

    [Theory]
    [InlineData("await client.GetAsync([|\"http://api.contoso.com/images\"|]);")]
    [InlineData("await client.GetStringAsync(new Uri([|\"http://api.contoso.com\"|]));")]
    [InlineData("await client.PostAsJsonAsync([|\"http://api.contoso.com/images\"|], id);")]
    [InlineData("await client.GetAsync($\"[|http://api.contoso.com/images/|]{id}\");")]
    [InlineData("await client.GetAsync([|\"http://api.contoso.com/images/\"|] + id);")]
    [InlineData("client.BaseAddress = new Uri([|\"http://api.contoso.com/\"|]);")]
    [InlineData("client.BaseAddress = new([|\"http://api.contoso.com/\"|]);")]
    [InlineData("_ = new HttpClient { BaseAddress = new Uri([|\"http://api.contoso.com\"|]) };")]
    [InlineData("_ = new HttpRequestMessage(HttpMethod.Get, [|\"http://api.contoso.com\"|]);")]
    [InlineData("_ = new HttpRequestMessage { RequestUri = new Uri([|@\"http://api.contoso.com\"|]) };")]
    [InlineData("_ = WebRequest.Create([|\"http://api.contoso.com\"|]);")]
    [InlineData("_ = new WebClient().DownloadString([|\"http://api.contoso.com\"|]);")]
    [InlineData("_ = WebRequest.Create([|\"ftp://files.contoso.com/a\"|]);")]
    [InlineData("await socket.ConnectAsync(new Uri([|\"ws://live.contoso.com/feed\"|]), CancellationToken.None);")]
    [InlineData("var url = [|\"http://api.contoso.com\"|]; await client.GetAsync(url);")]
    [InlineData("var url = flag ? [|\"http://api.contoso.com\"|] : \"https://api.contoso.com\"; await client.GetAsync(url + \"/x\");")]
    [InlineData("var url = Environment.GetEnvironmentVariable(\"API\") ?? [|\"http://api.contoso.com\"|]; client.BaseAddress = new Uri(url.TrimEnd('/'));")]
    [InlineData("await client.GetAsync(string.Format([|\"http://api.contoso.com/{0}\"|], id));")]
    [InlineData("await client.SendAsync(new(HttpMethod.Get, [|\"http://api.contoso.com\"|]));")]
    [InlineData("Uri at = new([|\"http://api.contoso.com\"|]), full = new(at, id); client.BaseAddress = full;")]
    [InlineData("using var other = new HttpClient(); other.BaseAddress = new UriBuilder([|\"http://api.contoso.com\"|]) { Path = id }.Uri;")]
    [InlineData("await client.GetAsync([|\"\"\"http://api.contoso.com/a\"\"\"|]);")]
    [InlineData("await client.GetAsync([|\"HTTP://52.1.2.3/x\"|]);")]
    [InlineData("await client.GetAsync([|\"http://api.contoso.com:8080/x\"|]);")]
    [InlineData("await Get([|\"http://api.contoso.com\"|]); Task Get(string at) => client.GetAsync(at);")]
    [InlineData("await client.GetAsync(Url);", "private const string Url = [|\"http://api.contoso.com\"|];")]
    [InlineData("await client.GetAsync(Url + id);", "private static readonly string Url = [|\"http://api.contoso.com/\"|];")]
    [InlineData("client.BaseAddress = _base;", "private readonly Uri _base = new([|\"http://api.contoso.com/\"|]);")]
    [InlineData("await client.GetAsync(Url);", "public string Url { get; set; } = [|\"http://api.contoso.com\"|];")]
    [InlineData("_ = new SmtpClient(\"mail.contoso.com\") { EnableSsl = [|false|] };")]
    [InlineData("var mail = new SmtpClient(id, 587); mail.EnableSsl = [|false|];")]
    [InlineData("foreach (var at in new[] { [|\"http://a.contoso.com\"|], \"https://b.contoso.com\" }) await client.GetAsync(at);")]
    [InlineData("foreach (string at in (string[])[[|\"http://a.contoso.com\"|]]) await client.GetAsync(at);")]
    [InlineData("_ = new SmtpClient(\"mail.contoso.com\", 25) { Credentials = new NetworkCredential(\"user\", \"hunter2\"), EnableSsl = [|false|] };")]
    [InlineData("await client.GetAsync(\"http://100.64.0.1/x\"); await client.GetAsync([|\"http://100.128.0.1/x\"|]);")]
    public Task An_address_without_encryption_that_reaches_a_client_is_found(string body, string members = "") => Verify.VerifyAnalyzerAsync(Code(body, members));

    [Fact]
    public Task The_address_that_clients_are_configured_with_is_found() => Verify.VerifyAnalyzerAsync("""
        using System;
        using Microsoft.Extensions.Configuration;

        class ImageOptions
        {
            public string BaseUrl { get; set; } = [|"http://images.contoso.com"|];
            public Uri Endpoint { get; init; } = new([|"http://images.contoso.com"|]);
            public string ServiceUrl { get; set; } = "http://images:8080";
            public string HelpUrl { get; set; } = "http://www.contoso.com/help";
        }

        class Link { public string BaseUrl { get; set; } = "http://www.contoso.com"; }

        class Images(System.Net.Http.HttpClient client, IConfiguration settings)
        {
            object Get() => client.GetAsync(settings.GetValue("Images", [|"http://images.contoso.com"|]));
        }
        """);

    [Theory]
    [InlineData("amqp://queue.contoso.com", "ConnectionFactory")]
    [InlineData("redis://cache.contoso.com", "RedisConnection")]
    [InlineData("http://grpc.contoso.com", "GrpcChannel")]
    public Task A_method_of_the_project_is_followed_to_the_client_below_it(string address, string type) => Verify.VerifyAnalyzerAsync(
        "using System; using System.Net.Http; class " + type + " { public static object Connect(string address) => new HttpClient { BaseAddress = new Uri(address) }; } class A { object M() => " + type + ".Connect([|\"" + address + "\"|]); }");

    [Theory]
    [InlineData("await client.GetAsync(\"https://api.contoso.com\");")]
    [InlineData("await client.GetAsync(\"http://localhost:5000/x\");")]
    [InlineData("await client.GetAsync(\"http://127.0.0.1/x\");")]
    [InlineData("await client.GetAsync(\"http://[::1]:80/x\");")]
    [InlineData("await client.GetAsync(\"http://192.168.1.4/x\");")]
    [InlineData("await client.GetAsync(\"http://images/x\");")]
    [InlineData("await client.GetAsync(\"http://images:8080/x\");")]
    [InlineData("await client.GetAsync(\"http://printer.local/x\");")]
    [InlineData("await client.GetAsync(\"http://api.corp.internal/x\");")]
    [InlineData("await client.GetAsync(\"http://api.default.svc.cluster.local/x\");")]
    [InlineData("await client.GetAsync(\"http://169.254.169.254/latest/meta-data\");")]
    [InlineData("await client.GetAsync(\"http://web.service.consul/x\"); await client.GetAsync(\"http://images.default:8080/x\"); await client.GetAsync(\"http://[fd00:ec2::254]/x\");")]
    [InlineData("var request = (FtpWebRequest)WebRequest.Create(\"ftp://files.contoso.com/a\"); request.EnableSsl = true;")]
    [InlineData("_ = new SmtpClient { Host = \"localhost\", EnableSsl = false };")]
    [InlineData("await client.GetAsync(\"http://example.com/x\");")]
    [InlineData("await client.GetAsync(\"http://api.example.org/x\");")]
    [InlineData("await client.GetAsync(\"http://ocsp.contoso.com/x\");")]
    [InlineData("await client.GetAsync(\"http://www.msftconnecttest.com/connecttest.txt\");")]
    [InlineData("await client.GetAsync($\"http://{id}/x\");")]
    [InlineData("await client.GetAsync($\"http://api{id}.contoso.com/x\");")]
    [InlineData("await client.GetAsync(\"http://\" + id);")]
    [InlineData("var name = \"http://schemas.contoso.com/images\"; Console.WriteLine(name);")]
    [InlineData("client.DefaultRequestHeaders.Add(\"Referer\", \"http://www.contoso.com\");")]
    [InlineData("_ = System.Xml.Linq.XNamespace.Get(\"http://www.contoso.com/2024/images\");")]
    [InlineData("if (id.StartsWith(\"http://www.contoso.com\")) return id;")]
    [InlineData("_ = new Uri(\"http://www.contoso.com/licence\").Host;")]
    [InlineData("if (env.IsDevelopment()) client.BaseAddress = new Uri(\"http://dev.contoso.com\");")]
    [InlineData("await socket.ConnectAsync(new Uri(\"wss://live.contoso.com/feed\"), CancellationToken.None);")]
    [InlineData("_ = new SmtpClient(\"localhost\") { EnableSsl = false };")]
    [InlineData("_ = new SmtpClient(\"mail.contoso.com\") { EnableSsl = true };")]
    [InlineData("_ = new System.Collections.Generic.List<string> { \"http://www.contoso.com\" };")]
    [InlineData("throw new InvalidOperationException(\"http://www.contoso.com/help\");")]
    [InlineData("_ = new MailMessage { Body = \"http://www.contoso.com/help\" };")]
    [InlineData("await client.GetAsync(\"/images?next=http://www.contoso.com\");")]
    public Task Own_networks_names_and_what_reaches_no_client_are_silent(string body) => Verify.VerifyAnalyzerAsync(Code(body));

    [Theory]
    [InlineData("await client.GetAsync([|\"http://api.contoso.com/images\"|]); // all", "await client.GetAsync(\"https://api.contoso.com/images\"); // all")]
    [InlineData("await client.GetAsync([|\"http://api.contoso.com:80/images\"|]);", "await client.GetAsync(\"https://api.contoso.com/images\");")]
    [InlineData("await client.GetAsync($\"[|http://api.contoso.com/|]{id}\");", "await client.GetAsync($\"https://api.contoso.com/{id}\");")]
    [InlineData("await client.GetAsync([|@\"http://api.contoso.com/\"|] + id);", "await client.GetAsync(@\"https://api.contoso.com/\" + id);")]
    [InlineData("await socket.ConnectAsync(new Uri([|\"ws://live.contoso.com/feed\"|]), CancellationToken.None);", "await socket.ConnectAsync(new Uri(\"wss://live.contoso.com/feed\"), CancellationToken.None);")]
    [InlineData("_ = new SmtpClient(\"mail.contoso.com\") { EnableSsl = [|false|] };", "_ = new SmtpClient(\"mail.contoso.com\") { EnableSsl = true };")]
    [InlineData("await client.GetAsync(flag ? [|\"http://a.contoso.com\"|] : [|\"http://b.contoso.com\"|]);", "await client.GetAsync(flag ? \"https://a.contoso.com\" : \"https://b.contoso.com\");")]
    public Task The_fix_writes_the_scheme_with_TLS(string body, string result) => Verify.VerifyCodeFixAsync(Code(body), Code(result));

    [Fact]
    public Task Libraries_are_fixed_too() => Verify.VerifyCodeFixAsync(
        "using System.Net.Http; class A { const string Url = [|\"http://api.contoso.com\"|]; object M(HttpClient c) => c.GetAsync(Url); }",
        "using System.Net.Http; class A { const string Url = \"https://api.contoso.com\"; object M(HttpClient c) => c.GetAsync(Url); }",
        references: ReferenceAssemblies.NetStandard20);

    [Theory]
    [InlineData("await client.GetAsync([|\"http://api.contoso.com:8080/x\"|]);")]
    [InlineData("await client.GetAsync($\"[|http://api.contoso.com:|]{id}\");")]
    [InlineData("_ = WebRequest.Create([|\"ftp://files.contoso.com/a\"|]);")]
    public Task No_fix_where_the_port_or_the_client_is_not_known_to_speak_TLS(string body) => Verify.VerifyNoCodeFixAsync(Code(body));

    [Theory]
    [InlineData("await client.GetAsync(\"http://")]
    [InlineData("await client.GetAsync(\"http://api.contoso.com")]
    [InlineData("client.BaseAddress = new Uri(\"http:///\"")]
    public Task Half_typed_code_does_no_harm(string body) => Verify.VerifyAnalyzerAsync(Code(body).Replace("api.contoso.com", "localhost", System.StringComparison.Ordinal), compiles: false);
}
