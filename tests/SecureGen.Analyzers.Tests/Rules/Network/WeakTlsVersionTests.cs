using System.Threading.Tasks;
using SecureGen.Analyzers.CodeFixes.Rules.Network;
using SecureGen.Analyzers.Rules.Network;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Network.WeakTlsVersion, SecureGen.Analyzers.CodeFixes.Rules.Network.WeakTlsVersionFix>;

namespace SecureGen.Analyzers.Tests.Rules.Network;

public class WeakTlsVersionTests
{
    private static string Code(string body, string members = "") => $$"""
        #pragma warning disable SYSLIB0014, SYSLIB0039, CS0618
        using System.Collections.Generic;
        using System.Net;
        using System.Net.Http;
        using System.Net.Security;
        using System.Security.Authentication;
        using Microsoft.AspNetCore.Server.Kestrel.Https;
        using Microsoft.Extensions.Hosting;

        class Client
        {
            {{members}}
            object? M(HttpClientHandler handler, SocketsHttpHandler sockets, SslStream ssl, HttpsConnectionAdapterOptions https, IHostEnvironment env, SslProtocols given, bool old, string name)
            {
                {{body}}
                return null;
            }
        }
        """;

    [Theory]
    [InlineData("ServicePointManager.SecurityProtocol = [|SecurityProtocolType.Tls|];")]
    [InlineData("ServicePointManager.SecurityProtocol = [|SecurityProtocolType.Ssl3 | SecurityProtocolType.Tls12|];")]
    [InlineData("ServicePointManager.SecurityProtocol |= [|SecurityProtocolType.Tls11|];")]
    [InlineData("ServicePointManager.SecurityProtocol = [|ServicePointManager.SecurityProtocol | SecurityProtocolType.Tls|];")]
    [InlineData("ServicePointManager.SecurityProtocol = [|(SecurityProtocolType)768|];")]
    [InlineData("ServicePointManager.SecurityProtocol = [|(SecurityProtocolType)48 | (SecurityProtocolType)192 | (SecurityProtocolType)3072|];")]
    [InlineData("ServicePointManager.SecurityProtocol = [|(SecurityProtocolType)(768 | 3072)|];")]
    [InlineData("ServicePointManager.SecurityProtocol = [|(SecurityProtocolType)0xC0|];")]
    [InlineData("handler.SslProtocols = [|SslProtocols.Tls11|];")]
    [InlineData("handler.SslProtocols = [|SslProtocols.Default|];")]
    [InlineData("handler.SslProtocols = [|SslProtocols.Tls | SslProtocols.Tls11 | SslProtocols.Tls12|];")]
    [InlineData("handler.SslProtocols = ([|SslProtocols.Tls12 | SslProtocols.Tls|]);")]
    [InlineData("_ = new HttpClientHandler { SslProtocols = [|SslProtocols.Ssl2|] };")]
    [InlineData("sockets.SslOptions.EnabledSslProtocols = [|SslProtocols.Tls|];")]
    [InlineData("_ = new SslClientAuthenticationOptions { EnabledSslProtocols = old ? [|SslProtocols.Tls|] : SslProtocols.None };")]
    [InlineData("ssl.AuthenticateAsClient(name, null, [|SslProtocols.Tls|], false);")]
    [InlineData("https.SslProtocols = [|SslProtocols.Tls11 | SslProtocols.Tls12|];")]
    [InlineData("var versions = [|SslProtocols.Tls|]; handler.SslProtocols = versions;")]
    [InlineData("const SslProtocols Old = [|SslProtocols.Ssl3|];")]
    [InlineData("Use();", "static void Use(SslProtocols versions = [|SslProtocols.Tls|]) { }")]
    [InlineData("Use();", "static SslProtocols Use() => [|SslProtocols.Tls | SslProtocols.Tls12|];")]
    [InlineData("Use();", "private static readonly SslProtocols Versions = [|SslProtocols.Tls11|]; void Use() { }")]
    [InlineData("Use(SslProtocols.None);", "static void Use(SslProtocols? versions) { Use([|SslProtocols.Tls|]); }")]
    public Task A_broken_version_that_is_chosen_is_found(string body, string members = "") => Verify.VerifyAnalyzerAsync(Code(body, members));

    [Theory]
    [InlineData("ServicePointManager.SecurityProtocol = SecurityProtocolType.Tls12;")]
    [InlineData("ServicePointManager.SecurityProtocol = SecurityProtocolType.Tls12 | SecurityProtocolType.Tls13;")]
    [InlineData("ServicePointManager.SecurityProtocol = (SecurityProtocolType)3072;")]
    [InlineData("ServicePointManager.SecurityProtocol = SecurityProtocolType.SystemDefault;")]
    [InlineData("ServicePointManager.SecurityProtocol &= ~SecurityProtocolType.Tls;")]
    [InlineData("ServicePointManager.SecurityProtocol &= ~(SecurityProtocolType.Ssl3 | SecurityProtocolType.Tls);")]
    [InlineData("ServicePointManager.SecurityProtocol = ServicePointManager.SecurityProtocol & ~SecurityProtocolType.Tls11;")]
    [InlineData("handler.SslProtocols = SslProtocols.None;")]
    [InlineData("if (ssl.SslProtocol == SslProtocols.Tls) throw new AuthenticationException();")]
    [InlineData("if (ssl.SslProtocol is SslProtocols.Tls or SslProtocols.Tls11) throw new AuthenticationException();")]
    [InlineData("if ((given & (SslProtocols.Tls | SslProtocols.Tls11)) != 0) throw new AuthenticationException();")]
    [InlineData("if (given.HasFlag(SslProtocols.Tls)) throw new AuthenticationException();")]
    [InlineData("switch (given) { case SslProtocols.Tls: return 1; }")]
    [InlineData("var text = given switch { SslProtocols.Tls => \"1.0\", SslProtocols.Tls11 => \"1.1\", _ => \"\" };")]
    [InlineData("var version = name switch { \"1.0\" => SslProtocols.Tls, _ => SslProtocols.None };")]
    [InlineData("foreach (var version in new[] { SslProtocols.Ssl3, SslProtocols.Tls }) System.Console.WriteLine(version);")]
    [InlineData("var names = new Dictionary<SslProtocols, string> { [SslProtocols.Tls] = \"1.0\" };")]
    [InlineData("var text = nameof(SslProtocols.Tls);")]
    [InlineData("if (env.IsDevelopment()) handler.SslProtocols = SslProtocols.Tls;")]
    [InlineData("handler.SslProtocols = (SslProtocols)name.Length;")]
    [InlineData("var counts = new Dictionary<SslProtocols, int>(); counts.TryGetValue(SslProtocols.Tls, out _); counts.Add(SslProtocols.Tls11, 1);")]
    [InlineData("System.Console.WriteLine(SslProtocols.Tls); _ = new KeyValuePair<string, object>(\"version\", SslProtocols.Tls11);")]
    [InlineData("var least = SslProtocols.Tls11; if (given == least) throw new AuthenticationException();")]
    [InlineData("bool IsOld(SslProtocols version) => version < SslProtocols.Tls12; if (IsOld(SslProtocols.Tls)) return 1;")]
    public Task Safe_versions_comparisons_removals_and_tables_are_silent(string body) => Verify.VerifyAnalyzerAsync(Code(body));

    [Theory]
    [InlineData("ServicePointManager.SecurityProtocol = [|SecurityProtocolType.Tls|];", "ServicePointManager.SecurityProtocol = SecurityProtocolType.SystemDefault;")]
    [InlineData("ServicePointManager.SecurityProtocol = [|SecurityProtocolType.Ssl3 | SecurityProtocolType.Tls12|];", "ServicePointManager.SecurityProtocol = SecurityProtocolType.Tls12;")]
    [InlineData("ServicePointManager.SecurityProtocol |= [|SecurityProtocolType.Tls11|];", "ServicePointManager.SecurityProtocol |= SecurityProtocolType.Tls12 | SecurityProtocolType.Tls13;")]
    [InlineData("ServicePointManager.SecurityProtocol = [|(SecurityProtocolType)768|];", "ServicePointManager.SecurityProtocol = SecurityProtocolType.SystemDefault;")]
    [InlineData("ServicePointManager.SecurityProtocol = [|(SecurityProtocolType)(768 | 3072)|];", "ServicePointManager.SecurityProtocol = SecurityProtocolType.Tls12;")]
    [InlineData("handler.SslProtocols = [|SslProtocols.Default|]; // both", "handler.SslProtocols = SslProtocols.None; // both")]
    [InlineData("handler.SslProtocols = [|SslProtocols.Tls | SslProtocols.Tls11 | SslProtocols.Tls12 | SslProtocols.Tls13|];", "handler.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;")]
    [InlineData("handler.SslProtocols = [|given | SslProtocols.Tls|];", "handler.SslProtocols = given;")]
    [InlineData("handler.SslProtocols = old ? [|SslProtocols.Tls|] : [|SslProtocols.Tls11|];", "handler.SslProtocols = old ? SslProtocols.None : SslProtocols.None;")]
    [InlineData("ssl.AuthenticateAsClient(name, null, [|SslProtocols.Tls|], false); https.SslProtocols = [|SslProtocols.Ssl3|];", "ssl.AuthenticateAsClient(name, null, SslProtocols.None, false); https.SslProtocols = SslProtocols.None;")]
    public Task The_fix_keeps_what_is_safe_and_leaves_the_rest_to_the_system(string body, string result) => Verify.VerifyCodeFixAsync(Code(body), Code(result));

    [Fact]
    public Task Libraries_are_fixed_too() => Verify.VerifyCodeFixAsync(
        "using System.Net.Http; using System.Security.Authentication; class A { HttpClientHandler M() => new HttpClientHandler { SslProtocols = [|SslProtocols.Tls | SslProtocols.Tls12|] }; }",
        "using System.Net.Http; using System.Security.Authentication; class A { HttpClientHandler M() => new HttpClientHandler { SslProtocols = SslProtocols.Tls12 }; }",
        references: ReferenceAssemblies.NetStandard20);

    [Theory]
    [InlineData("handler.SslProtocols = SslProtocols.")]
    [InlineData("handler.SslProtocols = (SslProtocols)")]
    [InlineData("ServicePointManager.SecurityProtocol = 768;")]
    public Task Half_typed_code_is_silent(string body) => Verify.VerifyAnalyzerAsync(Code(body), compiles: false);
}
