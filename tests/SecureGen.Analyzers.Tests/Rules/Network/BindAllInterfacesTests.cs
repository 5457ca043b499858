using System.Linq;
using System.Threading.Tasks;
using SecureGen.Analyzers.CodeFixes.Rules.Network;
using SecureGen.Analyzers.Rules.Network;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Network.BindAllInterfaces, SecureGen.Analyzers.CodeFixes.Rules.Network.BindAllInterfacesFix>;

namespace SecureGen.Analyzers.Tests.Rules.Network;

public class BindAllInterfacesTests
{
    private const string Loopback = "SGA3001.Loopback";
    private const string Configurable = "SGA3001.Configurable";

    private const string Usings = """
        using System; using System.Collections.Generic; using System.Diagnostics; using System.Linq; using System.Net; using System.Net.Sockets;

        """;

    private const string WebUsings = Usings + """
        using Microsoft.AspNetCore.Builder; using Microsoft.AspNetCore.Hosting; using Microsoft.Extensions.Configuration; using Microsoft.Extensions.Hosting;

        """;

    [Theory]
    [InlineData("""builder.WebHost.UseUrls([|"http://0.0.0.0:5000"|]);""")]
    [InlineData("""builder.WebHost.UseUrls("http://localhost:1", [|"http://*:80"|], [|"http://+:80"|]);""")]
    [InlineData("""builder.WebHost.UseUrls([|"http://[::]:80"|]);""")]
    [InlineData("""builder.WebHost.UseUrls([|"http://localhost:1;https://0.0.0.0:2"|]);""")]
    [InlineData("""builder.WebHost.UseUrls([|$"http://0.0.0.0:{port}"|]);""")]
    [InlineData("""builder.WebHost.UseUrls([|"http://0.0.0.0:"|] + port);""")]
    [InlineData("builder.WebHost.UseUrls([|@\"http://*:80\"|]);")]
    [InlineData("""var urls = new[] { [|"http://0.0.0.0:1"|], "http://localhost:2" }; builder.WebHost.UseUrls(urls);""")]
    [InlineData("""var urls = new List<string> { [|"http://0.0.0.0:1"|] }; foreach (var u in urls) app.Urls.Add(u);""")]
    [InlineData("""string[] urls = [[|"http://0.0.0.0:1"|]]; builder.WebHost.UseUrls(urls);""")]
    [InlineData("""const string Url = [|"http://0.0.0.0:1"|]; builder.WebHost.UseUrls(Url);""")]
    [InlineData("""var a = [|"0.0.0.0"|]; builder.WebHost.UseUrls($"http://{a}:{port}");""")]
    [InlineData("""var a = [|"*"|]; builder.WebHost.UseUrls($"http://{a}:{port}");""")]
    [InlineData("""builder.WebHost.UseUrls(string.Format("http://{0}:{1}", [|"0.0.0.0"|], port));""")]
    [InlineData("""app.Urls.Add([|"http://*:5000"|]);""")]
    [InlineData("""app.Run([|"http://0.0.0.0:5000"|]);""")]
    [InlineData("""app.RunAsync(url: [|"http://0.0.0.0:5000"|]);""")]
    [InlineData("""builder.WebHost.UseSetting("urls", [|"http://0.0.0.0:5000"|]);""")]
    [InlineData("""builder.WebHost.UseSetting(WebHostDefaults.ServerUrlsKey, [|"http://0.0.0.0:5000"|]);""")]
    [InlineData("""builder.Configuration["urls"] = [|"http://+:80"|];""")]
    [InlineData("""builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Kestrel:Endpoints:Http:Url"] = [|"http://*:80"|] });""")]
    [InlineData("""builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { { "urls", [|"http://*:80"|] } });""")]
    [InlineData("""builder.Configuration.AddInMemoryCollection(new[] { new KeyValuePair<string, string?>("urls", [|"http://*:80"|]) });""")]
    [InlineData("""Environment.SetEnvironmentVariable("ASPNETCORE_URLS", [|"http://+:80"|]);""")]
    [InlineData("""builder.WebHost.ConfigureKestrel(o => [|o.ListenAnyIP(5000)|]);""")]
    [InlineData("""builder.WebHost.ConfigureKestrel(o => { [|o.ListenAnyIP(5000, l => l.UseHttps())|]; o.Listen([|IPAddress.Any|], 80); o.Listen([|IPAddress.IPv6Any|], 81, _ => { }); });""")]
    [InlineData("""builder.WebHost.ConfigureKestrel(o => o.Listen(new IPEndPoint([|IPAddress.Any|], 80)));""")]
    [InlineData("""builder.WebHost.ConfigureKestrel(o => o.Listen(IPAddress.TryParse(builder.Configuration["A"], out var a) ? a : [|IPAddress.Any|], 80));""")]
    [InlineData("""var h = builder.Configuration["Host"] ?? [|"0.0.0.0"|];""")]
    [InlineData("""var h = builder.Configuration.GetValue("Server:Host", [|"0.0.0.0"|]);""")]
    [InlineData("""WebApplication.CreateBuilder(new[] { [|"--urls=http://0.0.0.0:80"|] });""")]
    [InlineData("""WebApplication.CreateBuilder(["--urls", [|"http://0.0.0.0:80"|]]);""")]
    [InlineData("""WebApplication.CreateBuilder(new WebApplicationOptions { Args = new[] { "--urls", [|"http://*:80"|] } });""")]
    public Task Web_servers_on_every_interface_are_found(string statement) =>
        Verify.VerifyAnalyzerAsync(WebUsings + "var builder = WebApplication.CreateBuilder(args); var app = builder.Build(); var port = 80;\n" + statement);

    [Theory]
    [InlineData("""new HttpListener().Prefixes.Add([|"http://+:8080/"|]);""")]
    [InlineData("""var l = new HttpListener { Prefixes = { [|"http://*:8080/"|] } };""")]
    [InlineData("""new TcpListener([|IPAddress.Any|], port);""")]
    [InlineData("""TcpListener l = new([|IPAddress.IPv6Any|], port);""")]
    [InlineData("""new TcpListener(new IPEndPoint([|IPAddress.Any|], port));""")]
    [InlineData("""[|new TcpListener(port)|].Start();""")]
    [InlineData("""var l = [|TcpListener.Create(port)|];""")]
    [InlineData("""socket.Bind(new IPEndPoint([|IPAddress.Any|], port));""")]
    [InlineData("""var ep = new IPEndPoint([|IPAddress.Any|], port); socket.Bind(ep); socket.Listen();""")]
    [InlineData("""var a = IPAddress.Parse([|"0.0.0.0"|]); socket.Bind(new IPEndPoint(a, 80));""")]
    [InlineData("""socket.Bind(IPEndPoint.Parse([|"0.0.0.0:80"|]));""")]
    [InlineData("""new TcpListener(IPAddress.Parse([|"::"|]), port);""")]
    [InlineData("""new TcpListener([|new IPAddress(0)|], port);""")]
    [InlineData("""new TcpListener([|new IPAddress(new byte[] { 0, 0, 0, 0 })|], port);""")]
    [InlineData("""socket.Bind(new IPEndPoint([|0|], port));""")]
    [InlineData("""var u = [|new UdpClient(5000)|];""")]
    [InlineData("""var u = [|new UdpClient(port, AddressFamily.InterNetworkV6)|];""")]
    [InlineData("""new UdpClient(new IPEndPoint([|IPAddress.Any|], 5000));""")]
    [InlineData("""IPAddress? ip = null; new TcpListener(ip ?? [|IPAddress.Any|], port);""")]
    [InlineData("""new TcpListener(port > 1 ? [|IPAddress.Any|] : IPAddress.Loopback, port);""")]
    [InlineData("""new TcpListener(port switch { 1 => IPAddress.Loopback, _ => [|IPAddress.Any|] }, port);""")]
    [InlineData("""var host = [|"0.0.0.0"|]; Console.WriteLine(host.Length);""")]
    [InlineData("""var x = Environment.GetEnvironmentVariable("HOST") ?? [|"0.0.0.0"|];""")]
    [InlineData("""var host = Environment.GetEnvironmentVariable("HOST"); host ??= [|"0.0.0.0"|];""")]
    [InlineData("""string bindAddress = [|"::"|]; Console.WriteLine(bindAddress.Length);""")]
    [InlineData("""Process.Start("python", [|"-m http.server --bind 0.0.0.0"|]);""")]
    [InlineData("""var i = new ProcessStartInfo("x") { Arguments = [|"--host 0.0.0.0 --port 80"|] };""")]
    [InlineData("""new ProcessStartInfo("x").ArgumentList.Add([|"--host=0.0.0.0"|]);""")]
    [InlineData("""Serve([|IPAddress.Any|]); void Serve(IPAddress a) => new TcpListener(a, 80).Start();""")]
    [InlineData("""socket.Bind(Local()); IPEndPoint Local() => new([|IPAddress.Any|], 80);""")]
    public Task Sockets_on_every_interface_are_found(string statement) =>
        Verify.VerifyAnalyzerAsync(Usings + "#pragma warning disable CS0618\nvar port = args.Length; var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);\n" + statement);

    [Theory]
    [InlineData("""class C { const string Any = [|"0.0.0.0"|]; void M() => new TcpListener(IPAddress.Parse(Any), 80); }""")]
    [InlineData("""class C { static readonly IPAddress A = [|IPAddress.Any|]; void M() => new TcpListener(A, 80); }""")]
    [InlineData("""class C { IPEndPoint Local => new([|IPAddress.Any|], 80); void M(Socket s) => s.Bind(Local); }""")]
    [InlineData("""class ServerOptions { public string Host { get; set; } = [|"0.0.0.0"|]; }""")]
    [InlineData("""class ServerOptions { public IPEndPoint EndPoint { get; set; } = new([|IPAddress.Any|], 80); }""")]
    [InlineData("""record Options(string Host = [|"0.0.0.0"|]);""")]
    [InlineData("""class C { void M(string listenAddress = [|"0.0.0.0"|]) { } }""")]
    [InlineData("""class C(IPAddress? a) { readonly TcpListener _l = new(a ?? [|IPAddress.Any|], 80); }""")]
    [InlineData("""class O { public string? Host { get; set; } } class C { O M() => new() { Host = [|"0.0.0.0"|] }; }""")]
    [InlineData("""namespace Grpc.Core { class ServerPort { public ServerPort(string host, int port, object credentials) { } } class C { object M() => new ServerPort([|"0.0.0.0"|], 80, null!); } }""")]
    public Task Members_that_reach_a_server_are_found(string code) => Verify.VerifyAnalyzerAsync(Usings + code);

    [Theory]
    [InlineData("""if (text == "0.0.0.0") return;""")]
    [InlineData("""if (text is "0.0.0.0" or "::") return;""")]
    [InlineData("""if (ip.Equals(IPAddress.Any) || ip == IPAddress.IPv6Any) return;""")]
    [InlineData("""if (IPAddress.Any.Equals(ip)) return;""")]
    [InlineData("""if (new[] { "0.0.0.0", "::" }.Contains(text)) return;""")]
    [InlineData("""if (text.Contains("http://0.0.0.0:")) Console.WriteLine("do not listen on http://0.0.0.0:80");""")]
    [InlineData("""switch (text) { case "0.0.0.0": return; }""")]
    [InlineData("""var host = text; if (host == "0.0.0.0") host = "localhost";""")]
    [InlineData("""const string host = "0.0.0.0"; if (text == host) return;""")]
    [InlineData("""Console.WriteLine("use --host 0.0.0.0 to listen everywhere");""")]
    [InlineData("""IPEndPoint ep = new(IPAddress.Any, 0); new UdpClient(0).Receive(ref ep);""")]
    [InlineData("""EndPoint ep = new IPEndPoint(IPAddress.Any, 80); socket.ReceiveFrom(new byte[1], ref ep);""")]
    [InlineData("""new UdpClient(0);""")]
    [InlineData("""new UdpClient(0, AddressFamily.InterNetwork);""")]
    [InlineData("""new UdpClient();""")]
    [InlineData("""socket.Bind(new IPEndPoint(IPAddress.Any, 0));""")]
    [InlineData("""new UdpClient(new IPEndPoint(IPAddress.Any, 0));""")]
    [InlineData("""var v = new Version("0.0.0.0"); var version = "0.0.0.0";""")]
    [InlineData("""string[] denied = { "0.0.0.0", "127.0.0.1" }; if (denied.Contains(text)) return;""")]
    [InlineData("""var network = new IPNetwork(IPAddress.Any, 8); var cidr = "0.0.0.0/0";""")]
    [InlineData("""var mask = IPAddress.Parse("0.0.0.0"); Console.WriteLine(mask);""")]
    [InlineData("""var remoteEndPoint = new IPEndPoint(IPAddress.Any, 0); var remoteHost = "0.0.0.0";""")]
    [InlineData("""new TcpClient("0.0.0.0", 80); socket.Connect("0.0.0.0", 80); socket.Connect(IPAddress.Any, 80);""")]
    [InlineData("""var u = new UdpClient(5353); u.JoinMulticastGroup(ip);""")]
    [InlineData("""var u = new UdpClient(5353); u.Connect("example.org", 80);""")]
    [InlineData("""new TcpListener(IPAddress.Loopback, 80); new HttpListener().Prefixes.Add("http://localhost:80/");""")]
    [InlineData("""var d = new Dictionary<string, string> { ["anonymized"] = "0.0.0.0", ["AllowedHosts"] = "*" };""")]
    [InlineData("""var allowedHosts = "*"; var host = "*";""")]
    [InlineData("""var b = new UriBuilder { Host = "0.0.0.0" }; var uri = new Uri("http://0.0.0.0:80");""")]
    [InlineData("""new System.Net.Http.HttpClient().GetStringAsync("http://0.0.0.0:5000/health");""")]
    [InlineData("""var glob = "http://*.example.org"; var separator = "::";""")]
    [InlineData("""Array.Fill(new string[1], "--host 0.0.0.0");""")]
    public Task What_does_not_listen_is_silent(string statement) =>
        Verify.VerifyAnalyzerAsync(Usings + "var text = args[0]; var ip = IPAddress.Parse(text); var socket = new Socket(SocketType.Dgram, ProtocolType.Udp);\n" + statement);

    [Theory]
    [InlineData("""builder.WebHost.UseUrls("http://localhost:5000", "https://127.0.0.1:1");""")]
    [InlineData("""builder.WebHost.ConfigureKestrel(o => { o.ListenLocalhost(80); o.Listen(IPAddress.Loopback, 81); });""")]
    [InlineData("""builder.WebHost.UseUrls(builder.Configuration["Urls"]!);""")]
    [InlineData("""app.MapGet("/*", () => "http://0.0.0.0:80").RequireHost("*");""")]
    [InlineData("""builder.Configuration["AllowedHosts"] = "*";""")]
    public Task Web_servers_on_loopback_are_silent(string statement) =>
        Verify.VerifyAnalyzerAsync(WebUsings + "using Microsoft.AspNetCore.Http; var builder = WebApplication.CreateBuilder(args); var app = builder.Build();\n" + statement);

    [Fact]
    public Task A_test_project_is_silent_unless_it_says_otherwise() => Verify.VerifyAnalyzerAsync(
        Usings + "class C { object M() => new TcpListener([|IPAddress.Any|], 80); }",
        ReferenceAssemblies.Net100.With("xunit.core"),
        "securegen.relax_test_projects = false");

    [Fact]
    public Task A_test_project_is_silent() => Verify.VerifyAnalyzerAsync(
        Usings + "class C { object M() => new TcpListener(IPAddress.Any, 80); object N(int port) => TcpListener.Create(port); }",
        ReferenceAssemblies.Net100.With("xunit.core"));

    [Theory]
    [InlineData("""builder.WebHost.UseUrls([|"http://0.0.0.0:5000"|]); // all""", """builder.WebHost.UseUrls("http://127.0.0.1:5000"); // all""")]
    [InlineData("""app.Urls.Add([|"http://[::]:80/x"|]);""", """app.Urls.Add("http://[::1]:80/x");""")]
    [InlineData("""app.Run([|"http://*:80;https://+:81;http://localhost:2"|]);""", """app.Run("http://127.0.0.1:80;https://127.0.0.1:81;http://localhost:2");""")]
    [InlineData("""app.Run([|$"http://0.0.0.0:{args.Length}/"|]);""", """app.Run($"http://127.0.0.1:{args.Length}/");""")]
    [InlineData("app.Run([|@\"http://*:80\"|]);", "app.Run(@\"http://127.0.0.1:80\");")]
    [InlineData("""const string Url = [|"http://0.0.0.0:1"|]; app.Run(Url);""", """const string Url = "http://127.0.0.1:1"; app.Run(Url);""")]
    [InlineData("""builder.WebHost.ConfigureKestrel(o => [|o.ListenAnyIP(5000, l => l.UseHttps())|]);""", """builder.WebHost.ConfigureKestrel(o => o.ListenLocalhost(5000, l => l.UseHttps()));""")]
    [InlineData("""builder.WebHost.ConfigureKestrel(o => [|o.ListenAnyIP(0)|]);""", """builder.WebHost.ConfigureKestrel(o => o.Listen(IPAddress.Loopback, 0));""")]
    [InlineData("""builder.WebHost.ConfigureKestrel(o => { o.Listen([|IPAddress.Any|], 1); o.Listen([|IPAddress.IPv6Any|], 2); });""", """builder.WebHost.ConfigureKestrel(o => { o.Listen(IPAddress.Loopback, 1); o.Listen(IPAddress.IPv6Loopback, 2); });""")]
    [InlineData("""var h = Environment.GetEnvironmentVariable("HOST") ?? [|"0.0.0.0"|];""", """var h = Environment.GetEnvironmentVariable("HOST") ?? "127.0.0.1";""")]
    [InlineData("""new HttpListener().Prefixes.Add([|"http://+:8080/x/"|]);""", """new HttpListener().Prefixes.Add("http://localhost:8080/x/");""")]
    [InlineData("""WebApplication.CreateBuilder(new[] { [|"--urls=http://0.0.0.0:80"|] });""", """WebApplication.CreateBuilder(new[] { "--urls=http://127.0.0.1:80" });""")]
    [InlineData("""var i = new ProcessStartInfo("x", [|"--host 0.0.0.0 -p 1"|]);""", """var i = new ProcessStartInfo("x", "--host 127.0.0.1 -p 1");""")]
    public Task Loopback_takes_the_place_of_the_wildcard(string before, string after)
    {
        const string Start = WebUsings + "var builder = WebApplication.CreateBuilder(args); var app = builder.Build();\n";
        return Verify.VerifyCodeFixAsync(Start + before, Start + after, Loopback);
    }

    [Theory]
    [InlineData("var l = [|TcpListener.Create(p)|];", "var l = new TcpListener(IPAddress.Loopback, p);")]
    [InlineData("var l = [|new UdpClient(p + 1)|];", "var l = new UdpClient(new IPEndPoint(IPAddress.Loopback, p + 1));")]
    [InlineData("UdpClient l = [|new(p, AddressFamily.InterNetworkV6)|];", "UdpClient l = new UdpClient(new IPEndPoint(IPAddress.IPv6Loopback, p));")]
    [InlineData("new TcpListener([|new IPAddress(0)|], p);", "new TcpListener(IPAddress.Loopback, p);")]
    [InlineData("s.Bind(new IPEndPoint([|0|], p));", "s.Bind(new IPEndPoint(IPAddress.Loopback, p));")]
    [InlineData("""s.Bind(new IPEndPoint(IPAddress.Parse([|"::"|]), p));""", """s.Bind(new IPEndPoint(IPAddress.Parse("::1"), p));""")]
    [InlineData("new TcpListener(/* here */ [|IPAddress.Any|] /* there */, p);", "new TcpListener(/* here */ IPAddress.Loopback /* there */, p);")]
    public async Task Loopback_works_for_sockets_on_every_framework(string before, string after)
    {
        foreach (var tier in new[] { ReferenceAssemblies.NetStandard20, ReferenceAssemblies.Net80, ReferenceAssemblies.Net100 })
            await Verify.VerifyCodeFixAsync(Usings + $"class C {{ void M(int p, Socket s) {{ {before} }} }}", Usings + $"class C {{ void M(int p, Socket s) {{ {after} }} }}", Loopback, tier);
    }

    [Theory]
    [InlineData("new TcpListener([|IPAddress.Any|], p);", """new TcpListener(IPAddress.Parse(Environment.GetEnvironmentVariable("TEST_PROJECT_HOST") ?? "127.0.0.1"), p);""")]
    [InlineData("var l = [|TcpListener.Create(p)|];", """var l = new TcpListener(IPAddress.Parse(Environment.GetEnvironmentVariable("TEST_PROJECT_HOST") ?? "127.0.0.1"), p);""")]
    [InlineData("""var host = [|"0.0.0.0"|]; M(host.Length, s);""", """var host = Environment.GetEnvironmentVariable("TEST_PROJECT_HOST") ?? "127.0.0.1"; M(host.Length, s);""")]
    [InlineData("""new HttpListener().Prefixes.Add([|"http://+:80/"|]);""", """new HttpListener().Prefixes.Add($"http://{Environment.GetEnvironmentVariable("TEST_PROJECT_HOST") ?? "localhost"}:80/");""")]
    [InlineData("""new HttpListener().Prefixes.Add([|$"http://*:{p}/"|]);""", """new HttpListener().Prefixes.Add($"http://{Environment.GetEnvironmentVariable("TEST_PROJECT_HOST") ?? "localhost"}:{p}/");""")]
    public async Task The_environment_names_the_address_on_every_framework(string before, string after)
    {
        foreach (var tier in new[] { ReferenceAssemblies.NetStandard20, ReferenceAssemblies.Net80, ReferenceAssemblies.Net100 })
            await Verify.VerifyCodeFixAsync(Usings + $"class C {{ void M(int p, Socket s) {{ {before} }} }}", Usings + $"class C {{ void M(int p, Socket s) {{ {after} }} }}", Configurable, tier);
    }

    [Fact]
    public Task The_configured_prefix_names_the_variable() => Verify.VerifyCodeFixAsync(
        Usings + "class C { TcpListener L = new([|IPAddress.Any|], 80); }",
        Usings + """class C { TcpListener L = new(IPAddress.Parse(Environment.GetEnvironmentVariable("IMAGEGEN_HOST") ?? "127.0.0.1"), 80); }""",
        Configurable,
        editorConfig: "securegen.environment_prefix = IMAGEGEN_");

    [Theory]
    [InlineData("""builder.WebHost.UseUrls([|"http://0.0.0.0:5000"|]);""", """builder.WebHost.UseUrls($"http://{builder.Configuration["Host"] ?? "127.0.0.1"}:5000");""")]
    [InlineData("""builder.WebHost.ConfigureKestrel(o => [|o.ListenAnyIP(5000)|]);""", """builder.WebHost.ConfigureKestrel(o => o.Listen(IPAddress.Parse(builder.Configuration["Host"] ?? "127.0.0.1"), 5000));""")]
    public Task Configuration_in_scope_names_the_address(string before, string after)
    {
        const string Start = WebUsings + "var builder = WebApplication.CreateBuilder(args);\n";
        return Verify.VerifyCodeFixAsync(Start + before, Start + after, Configurable);
    }

    [Theory]
    [InlineData("""class C { const string Host = [|"0.0.0.0"|]; }""")]
    [InlineData("""class C { void M(string host = [|"0.0.0.0"|]) { } }""")]
    [InlineData("""class C { string M() => Environment.GetEnvironmentVariable("HOST") ?? [|"0.0.0.0"|]; }""")]
    public async Task Where_a_constant_is_needed_or_a_setting_is_read_already_only_loopback_is_offered(string code)
    {
        var offers = await new Test { TestCode = Usings + code }.OffersAsync();
        Assert.Equal(Loopback, Assert.Single(offers).Key);
    }

    [Fact]
    public async Task Both_fixes_are_offered_loopback_first()
    {
        var offers = await new Test { TestCode = Usings + "class C { object M() => new TcpListener(IPAddress.Any, 80); }" }.OffersAsync();
        Assert.Equal(new string?[] { Loopback, Configurable }, offers.Select(o => o.Key).ToArray());
    }

    private sealed class Test : CSharpCodeFixTest<BindAllInterfaces, BindAllInterfacesFix>;
}
