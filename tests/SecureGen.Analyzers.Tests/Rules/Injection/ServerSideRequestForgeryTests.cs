using System.Threading.Tasks;
using SecureGen.Analyzers.CodeFixes.Rules.Injection;
using SecureGen.Analyzers.Rules.Injection;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Injection.ServerSideRequestForgery, SecureGen.Analyzers.CodeFixes.Rules.Injection.ServerSideRequestForgeryFix>;

namespace SecureGen.Analyzers.Tests.Rules.Injection;

public class ServerSideRequestForgeryTests
{
    /// <summary>What the fix adds to a type, as it stands in a file that imports what it needs.</summary>
    public const string Helper = """
        private static string EnsureAllowedAddress(string? address)
        {
            var allowedHosts = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
            {
                // List the hosts here, each as "images.example.com". Until then every address is refused.
            };

            var uri = new Uri(address ?? "");
            var isSecure = uri.Scheme == "https" || uri.Scheme == "wss";
            if (!isSecure || !allowedHosts.Contains(uri.Host))
            {
                throw new UnauthorizedAccessException("The address is not that of an allowed host over HTTPS.");
            }

            foreach (var resolved in Dns.GetHostAddresses(uri.IdnHost))
            {
                var ip = (resolved.IsIPv4MappedToIPv6 ? resolved.MapToIPv4() : resolved).GetAddressBytes();
                var isPublic = ip.Length == 4
                    ? ip[0] != 0 && ip[0] != 10 && ip[0] != 127 && ip[0] < 224
                        && !(ip[0] == 100 && (ip[1] & 0xC0) == 64)
                        && !(ip[0] == 169 && ip[1] == 254)
                        && !(ip[0] == 172 && (ip[1] & 0xF0) == 16)
                        && !(ip[0] == 192 && ip[1] == 168)
                    : (ip[0] & 0xE0) == 0x20;
                if (!isPublic)
                {
                    throw new UnauthorizedAccessException("The host is not a public one.");
                }
            }

            return uri.AbsoluteUri;
        }
        """;

    private static readonly string Member = Indented(Helper);

    private static readonly string Local = Helper.Replace("private static", "static");

    [Theory]
    [InlineData("await client.GetAsync([|url|]);")]
    [InlineData("await client.GetAsync([|uri|]);")]
    [InlineData("await client.GetAsync([|model.Url|], cancellation);")]
    [InlineData("await client.GetAsync([|model.Address|]);")]
    [InlineData("await client.GetStringAsync([|new Uri(url)|], cancellation);")]
    [InlineData("await client.GetStreamAsync([|url.Trim()|]);")]
    [InlineData("await client.GetByteArrayAsync([|$\"https://{host}/image.png\"|]);")]
    [InlineData("await client.PostAsync([|\"https://\" + host + \"/image.png\"|], null);")]
    [InlineData("await client.PutAsync([|string.Format(\"https://{0}/x\", host)|], null);")]
    [InlineData("await client.PatchAsync([|string.Concat(\"https://\", host)|], null);")]
    [InlineData("await client.DeleteAsync([|Request.Query[\"url\"]|]);")]
    [InlineData("await client.GetAsync([|Request.Headers[\"X-Callback\"].ToString()|]);")]
    [InlineData("await client.GetFromJsonAsync<Model>([|url|], cancellation);")]
    [InlineData("await client.PostAsJsonAsync([|url|], model);")]
    [InlineData("await client.SendAsync(new HttpRequestMessage(HttpMethod.Get, [|url|]));")]
    [InlineData("using HttpRequestMessage message = new(HttpMethod.Get, [|uri|]);")]
    [InlineData("await client.SendAsync(new HttpRequestMessage { RequestUri = [|new Uri(url)|] });")]
    [InlineData("var message = new HttpRequestMessage(); message.RequestUri = [|new(url)|]; await client.SendAsync(message);")]
    [InlineData("client.BaseAddress = [|new Uri(url)|];")]
    [InlineData("var other = new HttpClient { BaseAddress = [|new Uri($\"https://{host}/\")|] };")]
    [InlineData("WebRequest.Create([|url|]).GetResponse();")]
    [InlineData("WebRequest.CreateHttp([|uri|]);")]
    [InlineData("new WebClient().DownloadString([|url|]);")]
    [InlineData("await new ClientWebSocket().ConnectAsync([|uri|], cancellation);")]
    [InlineData("using var tcp = new TcpClient([|host|], 443);")]
    [InlineData("await new TcpClient().ConnectAsync([|host|], 443);")]
    [InlineData("await client.GetAsync([|new UriBuilder(\"https\", host).Uri|]);")]
    [InlineData("var builder = new UriBuilder(\"https://a\") { Host = host }; await client.GetAsync([|builder.Uri|]);")]
    [InlineData("if (Uri.TryCreate(url, UriKind.Absolute, out var parsed)) await client.GetAsync([|parsed|]);")]
    [InlineData("if (Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.Scheme == \"https\") await client.GetAsync([|parsed|]);")]
    [InlineData("if (uri.Port == 443) await client.GetAsync([|uri|]);")]
    [InlineData("if (url.StartsWith(\"https://\")) await client.GetAsync([|url|]);")]
    [InlineData("if (url.StartsWith(\"https://images.example.com\")) await client.GetAsync([|url|]);")]
    [InlineData("if (IsThere(url)) await client.GetAsync([|url|]);")]
    [InlineData("await client.GetAsync([|new Uri(root, url)|]);")]
    [InlineData("await Fetch([|url|]);")]
    [InlineData("Func<Task> send = () => client.GetAsync([|url|]); await send();")]
    [InlineData("foreach (var each in url.Split(',')) await client.GetAsync([|each|]);")]
    [InlineData("await client.GetAsync([|id > 0 ? url : Base|]);")]
    [InlineData("await client.GetAsync([|url ?? Base|]);")]
    [InlineData("await (client?.GetAsync([|url|])!);")]
    [InlineData("var builder = new UriBuilder(url) { Path = \"/\" }; await client.GetAsync([|builder.Uri|]);")]
    [InlineData("var builder = new UriBuilder(); builder.Host = host; await client.GetAsync([|builder.ToString()|]);")]
    [InlineData("await client.GetAsync([|QueryHelpers.AddQueryString(url, \"q\", \"1\")|]);")]
    [InlineData("await client.GetAsync([|string.Join(\"/\", url, \"images\")|]);")]
    [InlineData("await client.GetAsync([|string.Join(\"\", \"https://\", host)|]);")]
    [InlineData("await client.GetAsync([|string.Concat(\"https\", \":\", \"//\", host, \"/\", url)|]);")]
    [InlineData("string[] parts = [\"https://\", host]; await client.GetAsync([|string.Concat(parts)|]);")]
    [InlineData("string[] more = [host]; string[] parts = [\"https://\", .. more]; await client.GetAsync([|string.Concat(parts)|]);")]
    [InlineData("var scheme = \"https://\"; await client.GetAsync([|scheme + host|]);")]
    [InlineData("var address = \"https://\"; address += host; await client.GetAsync([|address|]);")]
    [InlineData("await client.GetAsync([|new UriBuilder(\"https\", host, 443, \"/a.png\").Uri|]);")]
    [InlineData("var address = url; address += \"?q=1\"; await client.GetAsync([|address|]);")]
    [InlineData("var text = new StringBuilder(url).Append(\"?q=1\").ToString(); await client.GetAsync([|text|]);")]
    [InlineData("var text = new StringBuilder(\"https://\").Append(host).ToString(); await client.GetAsync([|text|]);")]
    [InlineData("if (uri.Host.EndsWith(\"example.com\")) await client.GetAsync([|uri|]);")]
    [InlineData("if (!uri.IsLoopback) await client.GetAsync([|uri|]);")]
    [InlineData("if (Hosts.Contains(uri.Host)) { } await client.GetAsync([|uri|]);")]
    [InlineData("if (Hosts.Contains(uri.Host)) return Ok(); await client.GetAsync([|uri|]);")]
    [InlineData("if (Hosts.Contains(uri.Host) || id > 3) await client.GetAsync([|uri|]);")]
    [InlineData("await Task.WhenAll(url.Split(';').Select(each => client.GetAsync([|each|])));")]
    [InlineData("await client.GetAsync([|uri.GetLeftPart(UriPartial.Authority) + \"/a.png\"|]);")]
    [InlineData("var address = model is { Url: { Length: > 0 } given } ? given : Base; await client.GetAsync([|address|]);")]
    [InlineData("await client.GetAsync(([|Request.Form[\"url\"]|])!);")]
    [InlineData("try { await client.GetAsync([|url|]); } catch (HttpRequestException) { return NotFound(); }")]
    [InlineData("async Task<string> Send(string to) => await client.GetStringAsync([|to|]); await Send(url);")]
    [InlineData("var (first, second) = (url, id); await client.GetAsync([|first|]);")]
    [InlineData("Dictionary<string, string> all = new() { [\"u\"] = url }; await client.GetAsync([|all[\"u\"]|]);")]
    [InlineData("await client.GetAsync([|HttpUtility.UrlDecode(url)|]);")]
    [InlineData("await client.GetAsync([|\"\"\"https://\"\"\" + host|]);")]
    [InlineData("XDocument.Load([|url|]);")]
    [InlineData("using var reader = XmlReader.Create([|url|]);")]
    [InlineData("new XmlDocument().Load([|$\"https://{host}/feed.xml\"|]);")]
    [InlineData("new WebClient().DownloadFileAsync([|uri|], \"a.png\");")]
    [InlineData("new Socket(SocketType.Stream, ProtocolType.Tcp).Connect([|host|], 80);")]
    [InlineData("if (Hosts.Any(h => h == host)) return BadRequest(); await client.GetAsync([|\"https://\" + host|]);")]
    [InlineData("if (Hosts.Any(h => h.Length > id)) await client.GetAsync([|uri|]);")]
    [InlineData("if (Hosts.Any(h => uri.Host != h)) await client.GetAsync([|uri|]);")]
    [InlineData("if (Hosts.Any(h => uri.Host.EndsWith(h))) await client.GetAsync([|uri|]);")]
    [InlineData("if (Array.IndexOf(Hosts, uri.Host) < 0) await client.GetAsync([|uri|]);")]
    [InlineData("if (uri is not { Host: \"a.example.com\" }) await client.GetAsync([|uri|]);")]
    [InlineData("if (uri is { Scheme: \"https\", Port: 443 }) await client.GetAsync([|uri|]);")]
    [InlineData("if (uri is { Host: not \"localhost\" }) await client.GetAsync([|uri|]);")]
    [InlineData("if (uri is { Host.Length: > 3 }) await client.GetAsync([|uri|]);")]
    [InlineData("if (uri.IsBaseOf(root)) await client.GetAsync([|uri|]);")]
    [InlineData("if (url.StartsWith(host)) await client.GetAsync([|url|]);")]
    public Task A_request_to_an_untrusted_address_is_found(string body) => Verify.VerifyAnalyzerAsync(AddressCases.Action(body));

    [Theory]
    [InlineData("await client.GetAsync(Base);")]
    [InlineData("await client.GetAsync(Base + url);")]
    [InlineData("await client.GetAsync($\"https://api.example.com/{url}\");")]
    [InlineData("await client.GetAsync($\"users/{host}\");")]
    [InlineData("await client.GetAsync($\"{Base}images?name={url}\");")]
    [InlineData("await client.GetAsync(injected + \"/\" + url);")]
    [InlineData("await client.GetAsync(root);")]
    [InlineData("await client.GetAsync(injected);")]
    [InlineData("await client.GetAsync(\"https://api.example.com/\" + id);")]
    [InlineData("await client.GetAsync($\"https://{id}.example.com/\");")]
    [InlineData("await client.GetAsync($\"https://{key}/\");")]
    [InlineData("await client.PostAsJsonAsync(\"https://api.example.com\", new { url });")]
    [InlineData("await client.PostAsync(Base, new StringContent(url));")]
    [InlineData("await client.GetAsync(\"https://api.example.com/?u=\" + Uri.EscapeDataString(url));")]
    [InlineData("await client.GetAsync(string.Format(\"https://api.example.com/{0}\", url));")]
    [InlineData("if (Allowed.Contains(url)) await client.GetAsync(url);")]
    [InlineData("if (!Allowed.Contains(url)) return BadRequest(); await client.GetAsync(url);")]
    [InlineData("if (Hosts.Contains(uri.Host)) await client.GetAsync(uri);")]
    [InlineData("if (!Hosts.Contains(uri.Host, StringComparer.OrdinalIgnoreCase)) return BadRequest(); await client.GetAsync(uri);")]
    [InlineData("if (uri.Host != \"images.example.com\") return BadRequest(); await client.GetAsync(uri);")]
    [InlineData("if (uri.Host is \"a.example.com\" or \"b.example.com\") await client.GetAsync(uri);")]
    [InlineData("if (uri.Authority.Equals(\"a.example.com\", StringComparison.OrdinalIgnoreCase)) await client.GetAsync(uri);")]
    [InlineData("if (Uri.TryCreate(url, UriKind.Absolute, out var parsed) && Hosts.Contains(parsed.Host)) await client.GetAsync(parsed);")]
    [InlineData("if (Uri.TryCreate(url, UriKind.Absolute, out var parsed) && IsAllowed(parsed)) await client.GetAsync(url);")]
    [InlineData("if (!IsAllowed(uri)) return BadRequest(); await client.GetAsync(uri);")]
    [InlineData("Check(uri); await client.GetAsync(uri);")]
    [InlineData("if (url.StartsWith(\"https://images.example.com/\", StringComparison.Ordinal)) await client.GetAsync(url);")]
    [InlineData("if (url.StartsWith(Base)) await client.GetAsync(url);")]
    [InlineData("if (!Hosts.Contains(host)) return BadRequest(); await client.GetAsync($\"https://{host}/a.png\");")]
    [InlineData("url = id switch { 1 => \"https://a.example.com\", _ => Base }; await client.GetAsync(url);")]
    [InlineData("switch (host) { case \"a.example.com\": await client.GetAsync(\"https://\" + host); break; }")]
    [InlineData("using var tcp = new TcpClient(\"example.com\", id);")]
    [InlineData("client.DefaultRequestHeaders.Add(\"X\", url);")]
    [InlineData("await client.GetAsync(root, new CancellationToken(url.Length > 3));")]
    [InlineData("var builder = new UriBuilder(Base) { Path = url }; await client.GetAsync(builder.Uri);")]
    [InlineData("var builder = new UriBuilder(Base); builder.Query = url; await client.GetAsync(builder.ToString());")]
    [InlineData("await client.GetAsync(QueryHelpers.AddQueryString(Base, \"q\", url));")]
    [InlineData("await client.GetAsync(QueryHelpers.AddQueryString(Base, new Dictionary<string, string?> { [\"q\"] = url }));")]
    [InlineData("await client.GetAsync(string.Join(\"/\", \"https://api.example.com\", \"images\", url));")]
    [InlineData("await client.GetAsync(string.Join('/', injected, url));")]
    [InlineData("var address = Base; address += url; await client.GetAsync(address);")]
    [InlineData("var address = injected; address += \"?q=\" + url; await client.GetAsync(address);")]
    [InlineData("var builder = new UriBuilder(\"https\", \"api.example.com\", 443, url); await client.GetAsync(builder.Uri);")]
    [InlineData("string[] parts = [Base, \"images\"]; await client.GetAsync(string.Concat(parts));")]
    [InlineData("if (uri.Host.EndsWith(\".example.com\", StringComparison.OrdinalIgnoreCase)) await client.GetAsync(uri);")]
    [InlineData("await client.GetAsync(new Uri(root, \"images/\" + url));")]
    [InlineData("await client.GetAsync(new Uri(root, id.ToString()));")]
    [InlineData("var query = HttpUtility.ParseQueryString(\"\"); query[\"q\"] = url; await client.GetAsync(Base + \"?\" + query);")]
    [InlineData("var content = new FormUrlEncodedContent(new Dictionary<string, string> { [\"q\"] = url }); await client.PostAsync(Base, content);")]
    [InlineData("using var message = new HttpRequestMessage(HttpMethod.Post, Base) { Content = new StringContent(url) }; await client.SendAsync(message);")]
    [InlineData("var image = await client.GetByteArrayAsync(Base); await client.PostAsync(root, new ByteArrayContent(image));")]
    [InlineData("XDocument.Load(System.IO.Path.Combine(\"/srv\", System.IO.Path.GetFileName(url)));")]
    [InlineData("XDocument.Load(System.IO.Path.Combine(\"/srv\", url));")]
    [InlineData("XDocument.Load(\"/srv/\" + url);")]
    [InlineData("XDocument.Load(new System.IO.StringReader(url));")]
    [InlineData("XDocument.Parse(url);")]
    [InlineData("new XmlDocument().LoadXml(url);")]
    [InlineData("new Socket(SocketType.Stream, ProtocolType.Tcp).Connect(\"example.com\", id);")]
    [InlineData("await client.GetAsync(Validated(url));")]
    [InlineData("if (TryValidate(url, out var valid)) await client.GetAsync(valid);")]
    [InlineData("var valid = Validated(url); using var message = new HttpRequestMessage(HttpMethod.Get, valid); await client.SendAsync(message);")]
    [InlineData("var safe = Hosts.Contains(uri.Host) ? uri : root; await client.GetAsync(safe);")]
    [InlineData("if (!Hosts.Any(h => h == host)) return BadRequest(); await client.GetAsync(\"https://\" + host);")]
    [InlineData("if (!Hosts.Any(h => string.Equals(h, uri.Host, StringComparison.OrdinalIgnoreCase))) return BadRequest(); await client.GetAsync(uri);")]
    [InlineData("if (Array.IndexOf(Hosts, uri.Host) < 0) return BadRequest(); await client.GetAsync(uri);")]
    [InlineData("if (!Array.Exists(Hosts, h => h == uri.Host)) return BadRequest(); await client.GetAsync(uri);")]
    [InlineData("if (!ByName.TryGetValue(host, out var known)) return BadRequest(); await client.GetAsync(known);")]
    [InlineData("await client.GetAsync(ByName[host]);")]
    [InlineData("await client.GetAsync(host switch { \"a\" => \"https://a.example.com\", _ => Base });")]
    [InlineData("if (!Regex.IsMatch(host, @\"^[a-z]+\\.example\\.com\\z\")) return BadRequest(); await client.GetAsync($\"https://{host}/\");")]
    [InlineData("if (uri is { Scheme: \"https\", Host: \"a.example.com\" }) await client.GetAsync(uri);")]
    [InlineData("if (uri is not { Host: \"a.example.com\" or \"b.example.com\" }) return BadRequest(); await client.GetAsync(uri);")]
    [InlineData("switch (uri.Host) { case \"a.example.com\": await client.GetAsync(uri); break; }")]
    [InlineData("if (root.IsBaseOf(uri)) await client.GetAsync(uri);")]
    [InlineData("if (!Hosts.Any(h => uri.Host == h || uri.Host.EndsWith(\".\" + h))) return BadRequest(); await client.GetAsync(uri);")]
    [InlineData("if (uri.Host.EndsWith($\".{injected}\")) await client.GetAsync(uri);")]
    [InlineData("if (Hosts.Any(h => url.StartsWith(h, StringComparison.Ordinal))) await client.GetAsync(url);")]
    [InlineData("if (url.StartsWith(injected, StringComparison.Ordinal)) await client.GetAsync(url);")]
    public Task An_address_that_is_fixed_or_checked_is_silent(string body) => Verify.VerifyAnalyzerAsync(AddressCases.Action(body));

    [Theory]
    [InlineData("await client.GetAsync([|url|]);", "await client.GetAsync(EnsureAllowedAddress(url));")]
    [InlineData("await client.GetAsync([|url|], cancellation);", "await client.GetAsync(EnsureAllowedAddress(url), cancellation);")]
    [InlineData("await client.GetAsync(requestUri: [|url|]);", "await client.GetAsync(requestUri: EnsureAllowedAddress(url));")]
    [InlineData("await client.GetAsync([|uri|]);", "await client.GetAsync(new Uri(EnsureAllowedAddress(uri.OriginalString)));")]
    [InlineData("await client.GetAsync([|model.Address|]);", "await client.GetAsync(new Uri(EnsureAllowedAddress(model.Address.OriginalString)));")]
    [InlineData("await client.GetAsync([|new Uri(url)|]);", "await client.GetAsync(new Uri(EnsureAllowedAddress(url)));")]
    [InlineData("client.BaseAddress = [|new(url, UriKind.Absolute)|];", "client.BaseAddress = new(EnsureAllowedAddress(url), UriKind.Absolute);")]
    [InlineData("await client.GetAsync([|new Uri(root, url)|]);", "await client.GetAsync(new Uri(EnsureAllowedAddress(new Uri(root, url).OriginalString)));")]
    [InlineData("client.BaseAddress = [|new(root, url)|];", "client.BaseAddress = new Uri(EnsureAllowedAddress(new Uri(root, url).OriginalString));")]
    [InlineData("await client.GetAsync([|(Uri)uri|]);", "await client.GetAsync(new Uri(EnsureAllowedAddress(((Uri)uri).OriginalString)));")]
    [InlineData("await client.GetAsync([|id > 0 ? uri : root|]);", "await client.GetAsync(new Uri(EnsureAllowedAddress((id > 0 ? uri : root).OriginalString)));")]
    [InlineData("await client.GetAsync([|url ?? Base|]);", "await client.GetAsync(EnsureAllowedAddress(url ?? Base));")]
    [InlineData("await client.GetAsync([|$\"https://{host}/a.png\"|]);", "await client.GetAsync(EnsureAllowedAddress($\"https://{host}/a.png\"));")]
    [InlineData("await client.GetAsync([|\"https://\" + host|]); // send", "await client.GetAsync(EnsureAllowedAddress(\"https://\" + host)); // send")]
    [InlineData("await client.GetAsync([|url|] /* theirs */);", "await client.GetAsync(EnsureAllowedAddress(url) /* theirs */);")]
    [InlineData("await client.GetAsync(\n            [|url|], // theirs\n            cancellation);", "await client.GetAsync(\n            EnsureAllowedAddress(url), // theirs\n            cancellation);")]
    [InlineData("await client.DeleteAsync([|Request.Query[\"url\"]|]);", "await client.DeleteAsync(EnsureAllowedAddress(Request.Query[\"url\"]));")]
    [InlineData("await client.PostAsJsonAsync([|url|], model);", "await client.PostAsJsonAsync(EnsureAllowedAddress(url), model);")]
    [InlineData("await client.SendAsync(new HttpRequestMessage(HttpMethod.Get, [|url|]));", "await client.SendAsync(new HttpRequestMessage(HttpMethod.Get, EnsureAllowedAddress(url)));")]
    [InlineData("await client.SendAsync(new HttpRequestMessage { RequestUri = [|new Uri(url)|] });", "await client.SendAsync(new HttpRequestMessage { RequestUri = new Uri(EnsureAllowedAddress(url)) });")]
    [InlineData("WebRequest.Create([|url|]).GetResponse();", "WebRequest.Create(EnsureAllowedAddress(url)).GetResponse();")]
    [InlineData("new WebClient { BaseAddress = [|url|] }.Dispose();", "new WebClient { BaseAddress = EnsureAllowedAddress(url) }.Dispose();")]
    [InlineData("await new ClientWebSocket().ConnectAsync([|uri|], cancellation);", "await new ClientWebSocket().ConnectAsync(new Uri(EnsureAllowedAddress(uri.OriginalString)), cancellation);")]
    [InlineData("if (Uri.TryCreate(url, UriKind.Absolute, out var parsed)) await client.GetAsync([|parsed|]);", "if (Uri.TryCreate(url, UriKind.Absolute, out var parsed)) await client.GetAsync(new Uri(EnsureAllowedAddress(parsed.OriginalString)));")]
    [InlineData("Uri.TryCreate(url, UriKind.Absolute, out var parsed); await client.GetAsync([|parsed|]);", "Uri.TryCreate(url, UriKind.Absolute, out var parsed); await client.GetAsync(new Uri(EnsureAllowedAddress(parsed?.OriginalString)));")]
    [InlineData("await (client?.GetAsync([|url|])!);", "await (client?.GetAsync(EnsureAllowedAddress(url))!);")]
    [InlineData("await client.GetAsync([|url + host|]);", "await client.GetAsync(EnsureAllowedAddress(url + host));")]
    [InlineData("await Task.WhenAll(client.GetAsync([|url|]), client.GetAsync([|uri|]));", "await Task.WhenAll(client.GetAsync(EnsureAllowedAddress(url)), client.GetAsync(new Uri(EnsureAllowedAddress(uri.OriginalString))));")]
    public async Task The_address_is_checked_where_the_request_is_made(string body, string result)
    {
        foreach (var tier in new[] { ReferenceAssemblies.Net100, ReferenceAssemblies.Net80 })
            await Verify.VerifyCodeFixAsync(AddressCases.Action(body), AddressCases.Action(result, Member), "SGA6014.AllowHosts", tier);
    }

    [Theory]
    [InlineData("using var tcp = new TcpClient([|host|], 443);")]
    [InlineData("await client.GetAsync([|new Uri(url, UriKind.Relative)|]);")]
    [InlineData("XDocument.Load([|url|]);")]
    public Task What_is_no_whole_address_is_left_alone(string body) => Verify.VerifyNoCodeFixAsync(AddressCases.Action(body));

    [Fact]
    public Task A_request_that_a_callee_makes_is_mended_in_the_callee() => Verify.VerifyCodeFixAsync(
        AddressCases.Action("await Fetch([|url|]);"),
        AddressCases.Action("await Fetch(url);", Member).Replace("GetStringAsync(address)", "GetStringAsync(EnsureAllowedAddress(address))"));

    [Fact]
    public async Task A_callee_in_another_file_is_where_its_address_is_checked()
    {
        var test = new CSharpCodeFixTest<ServerSideRequestForgery, ServerSideRequestForgeryFix> { Sources = { ("A.cs", CalledFrom("[|url|]")), ("B.cs", Callee) } };
        var offer = Assert.Single(await test.OffersAsync());
        Assert.Equal("SGA6014.AllowHosts", offer.Key);
    }

    private const string Callee = """
        using System.Net.Http;
        using System.Threading.Tasks;

        public static class Fetcher
        {
            public static Task Fetch(string url) => new HttpClient().GetAsync(url);
        }
        """;

    private static string CalledFrom(string argument) => $$"""
        using System.Threading.Tasks;
        using Microsoft.AspNetCore.Mvc;

        public class FetchController : ControllerBase
        {
            public Task Get(string url) => Fetcher.Fetch({{argument}});
        }
        """;

    [Fact]
    public Task The_helper_is_added_once_imports_what_it_needs_and_takes_older_frameworks() => Verify.VerifyCodeFixAsync(
        """
        #nullable disable
        using System.Net;

        public class Server
        {
            // First.
            public void Run(HttpListenerContext context) => WebRequest.Create([|context.Request.QueryString["a"]|]).GetResponse();

            public void Other(HttpListenerContext context) => WebRequest.Create([|context.Request.QueryString["b"]|]).GetResponse(); // second
        }
        """,
        """
        #nullable disable
        using System;
        using System.Collections.Generic;
        using System.Net;

        public class Server
        {
            // First.
            public void Run(HttpListenerContext context) => WebRequest.Create(EnsureAllowedAddress(context.Request.QueryString["a"])).GetResponse();

            public void Other(HttpListenerContext context) => WebRequest.Create(EnsureAllowedAddress(context.Request.QueryString["b"])).GetResponse(); // second

            MEMBER
        }
        """.Replace("MEMBER", Member.Replace("string?", "string")),
        "SGA6014.AllowHosts",
        ReferenceAssemblies.NetStandard20);

    [Fact]
    public Task Top_level_code_gets_a_local_function() => Verify.VerifyCodeFixAsync(
        """
        using System;
        using System.Collections.Generic;
        using System.Net;
        using System.Net.Http;
        using Microsoft.AspNetCore.Builder;

        var app = WebApplication.CreateBuilder(args).Build();
        app.MapGet("/fetch", (string url, HttpClient client) => client.GetStringAsync([|url|]));
        app.MapPost("/fetch", async (Uri address, HttpClient client) =>
        {
            return await client.GetStringAsync([|address|]);
        });
        app.Run();

        """,
        """
        using System;
        using System.Collections.Generic;
        using System.Net;
        using System.Net.Http;
        using Microsoft.AspNetCore.Builder;

        var app = WebApplication.CreateBuilder(args).Build();
        app.MapGet("/fetch", (string url, HttpClient client) => client.GetStringAsync(EnsureAllowedAddress(url)));
        app.MapPost("/fetch", async (Uri address, HttpClient client) =>
        {
            return await client.GetStringAsync(new Uri(EnsureAllowedAddress(address.OriginalString)));
        });
        app.Run();

        LOCAL

        """.Replace("LOCAL", Local),
        "SGA6014.AllowHosts");

    [Fact]
    public Task The_helper_that_is_there_is_used() => Verify.VerifyCodeFixAsync(
        AddressCases.Action("await client.GetAsync([|url|]);", Member.Replace("// List the hosts here", "\"a.example.com\", // List")),
        AddressCases.Action("await client.GetAsync(EnsureAllowedAddress(url));", Member.Replace("// List the hosts here", "\"a.example.com\", // List")));

    [Fact]
    public Task A_member_of_another_kind_with_that_name_sends_the_helper_to_another() => Verify.VerifyCodeFixAsync(
        AddressCases.Action("await client.GetAsync([|url|]);", "private const string EnsureAllowedAddress = \"\";"),
        AddressCases.Action("await client.GetAsync(EnsureAllowedAddress2(url));", "private const string EnsureAllowedAddress = \"\";\n\n    " + Member.Replace("EnsureAllowedAddress", "EnsureAllowedAddress2")));

    private static string Indented(string text) => text.Replace("\n", "\n    ").Replace("\n    \n", "\n\n");
}
