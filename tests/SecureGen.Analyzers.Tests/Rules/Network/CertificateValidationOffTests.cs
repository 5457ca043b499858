using System.Threading.Tasks;
using SecureGen.Analyzers.CodeFixes.Rules.Network;
using SecureGen.Analyzers.Rules.Network;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Network.CertificateValidationOff, SecureGen.Analyzers.CodeFixes.Rules.Network.CertificateValidationOffFix>;

namespace SecureGen.Analyzers.Tests.Rules.Network;

public class CertificateValidationOffTests
{
    private static readonly ReferenceAssemblies Databases = ReferenceAssemblies.Net100.With("Microsoft.Data.SqlClient", "Npgsql");

    private static string Code(string body, string members = "") => $$"""
        using System;
        using System.IO;
        using System.Net;
        using System.Net.Http;
        using System.Net.Security;
        using System.Net.WebSockets;
        using System.Security.Cryptography.X509Certificates;
        using Microsoft.Extensions.Hosting;
        using Microsoft.Extensions.Logging;

        class Client
        {
            {{members}}
            void M(Stream stream, HttpClientHandler handler, SocketsHttpHandler sockets, IHostEnvironment env, ILogger log, bool flag, X509Certificate2 pinned, SslStream ssl)
            {
                {{body}}
            }
        }
        """;

    [Theory]
    [InlineData("handler.ServerCertificateCustomValidationCallback = [|(message, certificate, chain, errors) => true|];")]
    [InlineData("handler.ServerCertificateCustomValidationCallback = [|delegate { return true; }|];")]
    [InlineData("handler.ServerCertificateCustomValidationCallback = [|static (_, _, _, _) => { return true; }|];")]
    [InlineData("handler.ServerCertificateCustomValidationCallback = [|HttpClientHandler.DangerousAcceptAnyServerCertificateValidator|];")]
    [InlineData("handler.ServerCertificateCustomValidationCallback += [|(_, _, _, _) => true|];")]
    [InlineData("handler.ServerCertificateCustomValidationCallback ??= [|(_, _, _, _) => true|];")]
    [InlineData("handler.ServerCertificateCustomValidationCallback = [|(_, _, _, errors) => true || errors == SslPolicyErrors.None|];")]
    [InlineData("handler.ServerCertificateCustomValidationCallback = [|(_, _, _, errors) => errors == SslPolicyErrors.None || true|];")]
    [InlineData("handler.ServerCertificateCustomValidationCallback = [|(_, _, _, errors) => errors == SslPolicyErrors.None ? true : true|];")]
    [InlineData("handler.ServerCertificateCustomValidationCallback = [|(_, c, _, errors) => { if (errors == SslPolicyErrors.None) return true; log.LogWarning(\"{S}\", c.Subject); return true; }|];")]
    [InlineData("handler.ServerCertificateCustomValidationCallback = [|(_, c, _, errors) => { var ok = true; Console.WriteLine($\"{c} {errors}\"); return ok; }|];")]
    [InlineData("handler.ServerCertificateCustomValidationCallback = flag ? [|(_, _, _, _) => true|] : null;")]
    [InlineData("var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, ServerCertificateCustomValidationCallback = [|(_, _, _, _) => true|] });")]
    [InlineData("sockets.SslOptions.RemoteCertificateValidationCallback = [|(_, _, _, _) => true|];")]
    [InlineData("var h = new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = [|delegate { return true; }|] } };")]
    [InlineData("var h = new SocketsHttpHandler { SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = [|(_, _, _, _) => true|] } };")]
    [InlineData("using var made = new SslStream(stream, false, [|(sender, certificate, chain, errors) => true|]);")]
    [InlineData("using var made = new SslStream(stream, false, [|new RemoteCertificateValidationCallback((sender, certificate, chain, errors) => true)|], null);")]
    [InlineData("ServicePointManager.ServerCertificateValidationCallback = [|(_, _, _, _) => true|];")]
    [InlineData("ServicePointManager.ServerCertificateValidationCallback += [|delegate { return true; }|];")]
    [InlineData("var request = (HttpWebRequest)WebRequest.Create(\"https://a.test\"); request.ServerCertificateValidationCallback = [|(_, _, _, _) => true|];")]
    [InlineData("var socket = new ClientWebSocket(); socket.Options.RemoteCertificateValidationCallback = [|(_, _, _, _) => true|];")]
    [InlineData("bool Any(object s, X509Certificate c, X509Chain ch, SslPolicyErrors e) => true; using var made = new SslStream(stream, false, [|Any|]);")]
    [InlineData("bool Any(object s, X509Certificate c, X509Chain ch, SslPolicyErrors e) { return true; } using var made = new SslStream(stream, false, [|new RemoteCertificateValidationCallback(Any)|]);")]
    [InlineData("RemoteCertificateValidationCallback any = (_, _, _, _) => true; sockets.SslOptions.RemoteCertificateValidationCallback = [|any|];")]
    [InlineData("Func<HttpMessageHandler> make = () => new HttpClientHandler { ServerCertificateCustomValidationCallback = [|(_, _, _, _) => true|] };")]
    [InlineData("handler.ServerCertificateCustomValidationCallback = [|(_, _, _, _) => !false|];")]
    [InlineData("handler.ServerCertificateCustomValidationCallback = [|(_, _, _, _) => { try { return true; } finally { Console.WriteLine(); } }|];")]
    [InlineData("const bool Trust = true; handler.ServerCertificateCustomValidationCallback = [|(_, _, _, _) => Trust|];")]
    [InlineData("ssl = new SslStream(stream, leaveInnerStreamOpen: false, userCertificateValidationCallback: [|(_, _, _, _) => true|]);")]
    [InlineData("if (!env.IsDevelopment()) handler.ServerCertificateCustomValidationCallback = [|(_, _, _, _) => true|];")]
    public Task What_accepts_every_certificate_is_found(string body) => Verify.VerifyAnalyzerAsync(Code(body));

    [Theory]
    [InlineData("ServicePointManager.ServerCertificateValidationCallback = [|Trust|];", "static bool Trust(object s, X509Certificate c, X509Chain ch, SslPolicyErrors e) { return true; }")]
    [InlineData("handler.ServerCertificateCustomValidationCallback = [|Trust|];", "private readonly Func<HttpRequestMessage, X509Certificate2, X509Chain, SslPolicyErrors, bool> Trust = (_, _, _, _) => true;")]
    [InlineData("handler.ServerCertificateCustomValidationCallback = [|Trust|];", "private static Func<HttpRequestMessage, X509Certificate2, X509Chain, SslPolicyErrors, bool> Trust => (_, _, _, _) => true;")]
    [InlineData("handler.ServerCertificateCustomValidationCallback = [|trust|];", "private Func<HttpRequestMessage, X509Certificate2, X509Chain, SslPolicyErrors, bool> trust; Client() { trust = delegate { return true; }; }")]
    [InlineData("new Mail().ServerCertificateValidationCallback = [|(_, _, _, _) => true|];", "class Mail { public RemoteCertificateValidationCallback ServerCertificateValidationCallback { get; set; } }")]
    [InlineData("new Cache().CertificateValidation += [|delegate { return true; }|];", "class Cache { public event RemoteCertificateValidationCallback CertificateValidation; }")]
    [InlineData("new Broker().WithCertificateValidationHandler([|_ => true|]);", "class Broker { public void WithCertificateValidationHandler(Func<MqttClientCertificateValidationEventArgs, bool> judge) { } } class MqttClientCertificateValidationEventArgs { }")]
    [InlineData("new Directory().VerifyServerCertificate = [|(_, _) => true|];", "delegate bool VerifyServerCertificateCallback(object connection, X509Certificate certificate); class Directory { public VerifyServerCertificateCallback VerifyServerCertificate { get; set; } }")]
    [InlineData("new Tls { AcceptablePolicyErrors = [|SslPolicyErrors.RemoteCertificateNameMismatch | SslPolicyErrors.RemoteCertificateChainErrors|] }.ToString(); new Tls { AcceptablePolicyErrors = SslPolicyErrors.None }.ToString();", "class Tls { public SslPolicyErrors AcceptablePolicyErrors { get; set; } }")]
    public Task A_callback_is_followed_to_its_body_and_known_by_its_signature(string body, string members) => Verify.VerifyAnalyzerAsync(Code(body, members));

    [Theory]
    [InlineData("handler.ServerCertificateCustomValidationCallback = (_, _, _, errors) => errors == SslPolicyErrors.None;")]
    [InlineData("handler.ServerCertificateCustomValidationCallback = (_, _, _, errors) => { if (errors == SslPolicyErrors.None) return true; return false; };")]
    [InlineData("handler.ServerCertificateCustomValidationCallback = (_, c, _, _) => c.Thumbprint == pinned.Thumbprint;")]
    [InlineData("handler.ServerCertificateCustomValidationCallback = (_, c, chain, _) => { chain.ChainPolicy.CustomTrustStore.Add(pinned); return chain.Build(c); };")]
    [InlineData("handler.ServerCertificateCustomValidationCallback = (_, c, _, errors) => { if (errors != SslPolicyErrors.None) throw new Exception(); return true; };")]
    [InlineData("X509Certificate2 seen = null; handler.ServerCertificateCustomValidationCallback = (_, c, _, errors) => { seen = c; return true; };")]
    [InlineData("handler.ServerCertificateCustomValidationCallback = (_, c, _, errors) => { Judge(c); return true; }; void Judge(X509Certificate2 c) { if (c.NotAfter < DateTime.UtcNow) throw new Exception(); }")]
    [InlineData("handler.ServerCertificateCustomValidationCallback = (_, _, _, _) => false;")]
    [InlineData("handler.ServerCertificateCustomValidationCallback = (_, _, _, _) => flag;")]
    [InlineData("handler.ServerCertificateCustomValidationCallback = null;")]
    [InlineData("if (env.IsDevelopment()) { handler.ServerCertificateCustomValidationCallback = (_, _, _, _) => true; }")]
    [InlineData("if (!env.IsDevelopment()) return; handler.ServerCertificateCustomValidationCallback = (_, _, _, _) => true;")]
    [InlineData("handler.ServerCertificateCustomValidationCallback = env.IsDevelopment() ? (_, _, _, _) => true : null;")]
    [InlineData("using var made = new SslStream(stream, false, (_, _, _, errors) => errors is SslPolicyErrors.None);")]
    [InlineData("using var made = new SslStream(stream);")]
    [InlineData("Func<HttpRequestMessage, X509Certificate2, X509Chain, SslPolicyErrors, bool> judge = (_, _, _, _) => true; judge = (_, c, _, _) => c.Verify(); handler.ServerCertificateCustomValidationCallback = judge;")]
    [InlineData("Func<string, bool> any = _ => true; new System.Collections.Generic.List<string>().Exists(_ => true);")]
    [InlineData("var server = new SslServerAuthenticationOptions { RemoteCertificateValidationCallback = (_, _, _, _) => true };")]
    [InlineData("if (handler.ServerCertificateCustomValidationCallback == HttpClientHandler.DangerousAcceptAnyServerCertificateValidator) return;")]
    [InlineData("ServicePointManager.ServerCertificateValidationCallback -= (_, _, _, _) => true;")]
    public Task What_judges_or_runs_in_development_only_is_silent(string body) => Verify.VerifyAnalyzerAsync(Code(body));

    [Fact]
    public Task A_name_by_itself_is_no_proof_of_development() => Verify.VerifyAnalyzerAsync(
        """
        using System.Net.Http;
        using Microsoft.Extensions.Hosting;

        class LocalFileStore { HttpClientHandler handler = new() { ServerCertificateCustomValidationCallback = [|(_, _, _, _) => true|] }; }
        class DebugLog { HttpClientHandler Make() => new() { ServerCertificateCustomValidationCallback = [|(_, _, _, _) => true|] }; }
        class DevOpsClient { HttpClientHandler MakeLocal() => new() { ServerCertificateCustomValidationCallback = [|(_, _, _, _) => true|] }; }
        class ResearchAndDevelopmentApi { HttpClientHandler Make() => new() { ServerCertificateCustomValidationCallback = [|(_, _, _, _) => true|] }; }
        class NonDevelopmentStartup { void ConfigureNonDevelopment(HttpClientHandler h) => h.ServerCertificateCustomValidationCallback = [|(_, _, _, _) => true|]; }

        class StartupDevelopment { void Configure(HttpClientHandler h) => h.ServerCertificateCustomValidationCallback = (_, _, _, _) => true; }
        class DevelopmentCertificates { HttpClientHandler Make() => new() { ServerCertificateCustomValidationCallback = (_, _, _, _) => true }; }
        class Startup { void ConfigureDevelopmentServices(HttpClientHandler h) => h.ServerCertificateCustomValidationCallback = (_, _, _, _) => true; }
        """);

    [Fact]
    public Task A_method_that_is_called_in_development_alone_is_silent() => Verify.VerifyAnalyzerAsync(
        """
        using System.Net.Http;
        using Microsoft.Extensions.Hosting;

        class Client(IHostEnvironment env)
        {
            void Guarded(HttpClientHandler h)
            {
                if (env.IsDevelopment())
                    Trust(h);
                if (env.IsDevelopment())
                    Inner();
                void Inner() => h.ServerCertificateCustomValidationCallback = (_, _, _, _) => true;
            }

            void Everywhere(HttpClientHandler h)
            {
                if (env.IsDevelopment())
                    Relax(h);
                else
                    Relax(h);
                if (env.IsDevelopment())
                    Offered(h);
            }

            private void Trust(HttpClientHandler h) => h.ServerCertificateCustomValidationCallback = (_, _, _, _) => true;
            private void Relax(HttpClientHandler h) => h.ServerCertificateCustomValidationCallback = [|(_, _, _, _) => true|];
            private void Unused(HttpClientHandler h) => h.ServerCertificateCustomValidationCallback = [|(_, _, _, _) => true|];
            public void Offered(HttpClientHandler h) => h.ServerCertificateCustomValidationCallback = [|(_, _, _, _) => true|];
        }
        """);

    [Theory]
    [InlineData("if (env.EnvironmentName is \"Development\" or \"Local\") handler.ServerCertificateCustomValidationCallback = (_, _, _, _) => true;")]
    [InlineData("if (env.EnvironmentName is not \"Production\") handler.ServerCertificateCustomValidationCallback = (_, _, _, _) => true;")]
    [InlineData("if (env.EnvironmentName is \"Development\" or \"Production\") handler.ServerCertificateCustomValidationCallback = [|(_, _, _, _) => true|];")]
    [InlineData("switch (env.EnvironmentName) { case \"Development\": handler.ServerCertificateCustomValidationCallback = (_, _, _, _) => true; break; }")]
    [InlineData("switch (env.EnvironmentName) { case \"Staging\": case \"Development\": handler.ServerCertificateCustomValidationCallback = [|(_, _, _, _) => true|]; break; }")]
    [InlineData("switch (env.EnvironmentName) { default: handler.ServerCertificateCustomValidationCallback = [|(_, _, _, _) => true|]; break; }")]
    [InlineData("handler.ServerCertificateCustomValidationCallback = env.EnvironmentName switch { \"Development\" => (_, _, _, _) => true, _ => null };")]
    [InlineData("handler.ServerCertificateCustomValidationCallback = env.EnvironmentName switch { \"Development\" => null, _ => [|(_, _, _, _) => true|] };")]
    public Task The_name_of_the_environment_may_be_matched(string body) => Verify.VerifyAnalyzerAsync(Code(body));

    [Fact]
    public Task Debug_builds_are_silent() => Verify.VerifyAnalyzerAsync("#define DEBUG\n" + Code("\n#if DEBUG\nhandler.ServerCertificateCustomValidationCallback = (_, _, _, _) => true;\n#endif\n"));

    [Theory]
    [InlineData("new Microsoft.Data.SqlClient.SqlConnectionStringBuilder { DataSource = server, TrustServerCertificate = [|true|] };")]
    [InlineData("var b = new Microsoft.Data.SqlClient.SqlConnectionStringBuilder(); b.TrustServerCertificate = [|true|];")]
    [InlineData("var b = new Microsoft.Data.SqlClient.SqlConnectionStringBuilder(); b[\"Trust Server Certificate\"] = [|\"yes\"|];")]
    [InlineData("var b = new Microsoft.Data.SqlClient.SqlConnectionStringBuilder(); b[\"TrustServerCertificate\"] = [|true|];")]
    [InlineData("var c = new Microsoft.Data.SqlClient.SqlConnection([|\"Server=sql.contoso.com;Database=Images;Integrated Security=true;TrustServerCertificate=True\"|]);")]
    [InlineData("var c = [|\"Server=tcp:db,1433;Trust Server Certificate=true;Encrypt=true\"|];")]
    [InlineData("var c = $\"Server={server}[|;Database=x;TrustServerCertificate=True;|]\";")]
    [InlineData("var c = \"Server=\" + server + [|\";TrustServerCertificate=yes\"|];")]
    [InlineData("var c = [|\"Host=pg.contoso.com;trust server certificate=TRUE\"|];")]
    [InlineData("var c = [|@\"Data Source=10.1.2.3;TrustServerCertificate=True\"|];")]
    [InlineData("const string C = [|\"Data Source=sql01;TrustServerCertificate=True\"|]; var c = C;")]
    [InlineData("var c = [|\"Server=localhost.contoso.com;TrustServerCertificate=True\"|];")]
    public Task A_database_client_that_trusts_every_server_is_found(string body) => Verify.VerifyAnalyzerAsync(Database(body), Databases);

    [Theory]
    [InlineData("new Microsoft.Data.SqlClient.SqlConnectionStringBuilder { DataSource = \"localhost\", TrustServerCertificate = true };")]
    [InlineData("var b = new Microsoft.Data.SqlClient.SqlConnectionStringBuilder(\"Server=.\"); b.TrustServerCertificate = true;")]
    [InlineData("var b = new Microsoft.Data.SqlClient.SqlConnectionStringBuilder(); b.DataSource = \"127.0.0.1,1433\"; b.TrustServerCertificate = true;")]
    [InlineData("new Microsoft.Data.SqlClient.SqlConnectionStringBuilder { DataSource = server, TrustServerCertificate = false };")]
    [InlineData("new Microsoft.Data.SqlClient.SqlConnectionStringBuilder { DataSource = server, TrustServerCertificate = flag };")]
    [InlineData("new Microsoft.Data.SqlClient.SqlConnectionStringBuilder { Encrypt = true };")]
    [InlineData("var c = \"Server=localhost;Database=x;TrustServerCertificate=True\";")]
    [InlineData("var c = \"Server=tcp:localhost,1433;TrustServerCertificate=True\";")]
    [InlineData("var c = \"Data Source=(localdb)\\\\MSSQLLocalDB;TrustServerCertificate=True\";")]
    [InlineData("var c = @\"Server=.\\SQLEXPRESS;TrustServerCertificate=True\";")]
    [InlineData("var c = \"Server=localhost;Database=\" + server + \";TrustServerCertificate=True\";")]
    [InlineData("var c = $\"Server=127.0.0.1,{port};TrustServerCertificate=True\";")]
    [InlineData("var c = \"Server=sql.contoso.com;TrustServerCertificate=False\";")]
    [InlineData("var c = \"Do not set TrustServerCertificate=True in production.\";")]
    [InlineData("if (server.Contains(\"TrustServerCertificate=True\")) return;")]
    [InlineData("server = server.Replace(\"TrustServerCertificate=True\", \"\");")]
    public Task The_machine_itself_texts_that_are_looked_for_and_other_values_are_silent(string body) => Verify.VerifyAnalyzerAsync(Database(body), Databases);

    private static string Database(string body) => "class Store { void Open(string server, int port, bool flag) { " + body + " } }";

    [Theory]
    [InlineData("handler.AllowAutoRedirect = false;\n        handler.ServerCertificateCustomValidationCallback = [|(_, _, _, _) => true|];\n        handler.UseProxy = false;", "handler.AllowAutoRedirect = false;\n        handler.UseProxy = false;")]
    [InlineData("// The gateway.\n        handler.ServerCertificateCustomValidationCallback = [|(_, _, _, _) => true|];\n        handler.UseProxy = false;", "// The gateway.\n        handler.UseProxy = false;")]
    [InlineData("if (flag) handler.ServerCertificateCustomValidationCallback = [|(_, _, _, _) => true|];", "if (flag)\n        {\n        }")]
    [InlineData("var h = new HttpClientHandler { ServerCertificateCustomValidationCallback = [|(_, _, _, _) => true|] };", "var h = new HttpClientHandler();")]
    [InlineData("HttpClientHandler h = new() { ServerCertificateCustomValidationCallback = [|(_, _, _, _) => true|] };", "HttpClientHandler h = new();")]
    [InlineData("var h = new HttpClientHandler() { ServerCertificateCustomValidationCallback = [|(_, _, _, _) => true|], UseProxy = false };", "var h = new HttpClientHandler() { UseProxy = false };")]
    [InlineData("var h = new HttpClientHandler { UseProxy = false, ServerCertificateCustomValidationCallback = [|(_, _, _, _) => true|] };", "var h = new HttpClientHandler { UseProxy = false };")]
    [InlineData("var h = new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = [|(_, _, _, _) => true|], TargetHost = \"a\" } };", "var h = new SocketsHttpHandler { SslOptions = { TargetHost = \"a\" } };")]
    [InlineData("using var made = new SslStream(stream, false, [|(_, _, _, _) => true|]);", "using var made = new SslStream(stream, false);")]
    [InlineData("SslStream made = new(stream, false, [|(_, _, _, _) => true|]);", "SslStream made = new(stream, false);")]
    [InlineData("void Any(HttpClientHandler h) => h.ServerCertificateCustomValidationCallback = [|(_, _, _, _) => true|]; // all", "void Any(HttpClientHandler h) { } // all")]
    [InlineData("using var made = new SslStream(stream, false, [|(_, _, _, _) => true|], null);", "using var made = new SslStream(stream, false, null, null);")]
    [InlineData("Action<HttpClientHandler> set = h => h.ServerCertificateCustomValidationCallback = [|(_, _, _, _) => true|];", "Action<HttpClientHandler> set = h => { };")]
    [InlineData("ServicePointManager.ServerCertificateValidationCallback += [|delegate { return true; }|];\n        flag = true;", "flag = true;")]
    [InlineData("handler.ServerCertificateCustomValidationCallback = [|(_, _, _, _) => true|]; sockets.SslOptions.RemoteCertificateValidationCallback = [|(_, _, _, _) => true|]; flag = true;", "flag = true;")]
    public Task The_fix_takes_the_callback_away(string body, string result) => Verify.VerifyCodeFixAsync(Code(body), Code(result));

    [Fact]
    public Task The_fix_keeps_the_lines_and_comments_of_an_initializer() => Verify.VerifyCodeFixAsync(
        Code("""
            var first = new HttpClientHandler
            {
                UseProxy = false, // straight
                ServerCertificateCustomValidationCallback = [|(_, _, _, _) => true|]
            };
            var second = new HttpClientHandler
            {
                // Self-signed.
                ServerCertificateCustomValidationCallback = [|(_, _, _, _) => true|],
                UseProxy = false,
            };
            """),
        Code("""
            var first = new HttpClientHandler
            {
                UseProxy = false // straight
            };
            var second = new HttpClientHandler
            {
                // Self-signed.
                UseProxy = false,
            };
            """));

    [Theory]
    [InlineData("handler.ServerCertificateCustomValidationCallback = [|(_, _, _, _) => true|];", "if (env.IsDevelopment())\n        {\n            handler.ServerCertificateCustomValidationCallback = (_, _, _, _) => true;\n        }")]
    [InlineData("var h = new HttpClientHandler { ServerCertificateCustomValidationCallback = [|(_, _, _, _) => true|] };", "var h = new HttpClientHandler { ServerCertificateCustomValidationCallback = env.IsDevelopment() ? (_, _, _, _) => true : null };")]
    public Task It_can_be_kept_for_development(string body, string result) => Verify.VerifyCodeFixAsync(Code(body), Code(result), "SGA3002.Development");

    [Fact]
    public Task The_application_knows_its_environment() => Verify.VerifyCodeFixAsync(
        """
        using System.Net;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.Extensions.Hosting;

        var builder = WebApplication.CreateBuilder(args);
        ServicePointManager.ServerCertificateValidationCallback = [|delegate { return true; }|];
        """,
        """
        using System.Net;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.Extensions.Hosting;

        var builder = WebApplication.CreateBuilder(args);
        if (builder.Environment.IsDevelopment())
        {
            ServicePointManager.ServerCertificateValidationCallback = delegate { return true; };
        }

        """.TrimEnd('\n'),
        "SGA3002.Development");

    [Theory]
    [InlineData("var c = [|\"Server=sql.contoso.com;TrustServerCertificate=True;Encrypt=true\"|];", "var c = \"Server=sql.contoso.com;Encrypt=true\";")]
    [InlineData("var c = [|\"TrustServerCertificate=True;Server=sql.contoso.com\"|];", "var c = \"Server=sql.contoso.com\";")]
    [InlineData("var c = [|@\"Server=sql.contoso.com;Trust Server Certificate = yes\"|];", "var c = @\"Server=sql.contoso.com\";")]
    [InlineData("var c = $\"Server={server}[|;TrustServerCertificate=True;Encrypt=true|]\";", "var c = $\"Server={server};Encrypt=true\";")]
    [InlineData("var b = new Microsoft.Data.SqlClient.SqlConnectionStringBuilder { DataSource = server, TrustServerCertificate = [|true|] };", "var b = new Microsoft.Data.SqlClient.SqlConnectionStringBuilder { DataSource = server };")]
    [InlineData("var b = new Microsoft.Data.SqlClient.SqlConnectionStringBuilder(); b[\"TrustServerCertificate\"] = [|true|]; flag = true;", "var b = new Microsoft.Data.SqlClient.SqlConnectionStringBuilder(); flag = true;")]
    public Task The_fix_takes_the_setting_out(string body, string result) => Verify.VerifyCodeFixAsync(Database(body), Database(result), references: Databases);

    [Theory]
    [InlineData("handler.ServerCertificateCustomValidationCallback = flag ? [|(_, _, _, _) => true|] : null;", "")]
    [InlineData("Use([|(_, _, _, _) => true|]);", "void Use(RemoteCertificateValidationCallback judge) { }")]
    public Task No_fix_where_something_else_depends_on_it(string body, string members) => Verify.VerifyNoCodeFixAsync(Code(body, members));

    [Fact]
    public Task A_method_that_does_nothing_else_becomes_empty() => Verify.VerifyCodeFixAsync(
        "using System.Net.Http; class C { void Trust(HttpClientHandler h) => h.ServerCertificateCustomValidationCallback = [|(_, _, _, _) => true|]; // all\n}",
        "using System.Net.Http; class C { void Trust(HttpClientHandler h) { } // all\n}");

    [Fact]
    public Task Libraries_are_judged_and_fixed_too() => Verify.VerifyCodeFixAsync(
        "using System.Net.Http; public class Api { public HttpClientHandler Make() => new HttpClientHandler { ServerCertificateCustomValidationCallback = [|(a, b, c, d) => true|] }; }",
        "using System.Net.Http; public class Api { public HttpClientHandler Make() => new HttpClientHandler(); }",
        references: ReferenceAssemblies.NetStandard20);

    [Theory]
    [InlineData("handler.ServerCertificateCustomValidationCallback = (")]
    [InlineData("handler.ServerCertificateCustomValidationCallback = delegate { return")]
    [InlineData("new SslStream(stream, false, (a, b, c, d) =>")]
    [InlineData("handler.ServerCertificateCustomValidationCallback = Nobody;")]
    public Task Half_typed_code_is_silent(string body) => Verify.VerifyAnalyzerAsync(Code(body), compiles: false);
}
