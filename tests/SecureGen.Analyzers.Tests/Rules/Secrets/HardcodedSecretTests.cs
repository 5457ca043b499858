using System.Threading.Tasks;
using SecureGen.Analyzers.CodeFixes.Rules.Secrets;
using SecureGen.Analyzers.Rules.Secrets;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Secrets.HardcodedSecret, SecureGen.Analyzers.CodeFixes.Rules.Secrets.HardcodedSecretFix>;

namespace SecureGen.Analyzers.Tests.Rules.Secrets;

public class HardcodedSecretTests
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Net;
        using System.Net.Http;
        using System.Net.Http.Headers;
        using System.Security.Cryptography;
        using System.Text;
        using System.Threading.Tasks;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Http;
        using Microsoft.Extensions.Configuration;

        """;

    [Theory]
    [InlineData("string apiKey = [|\"a1b2c3d4e5f6\"|];")]
    [InlineData("var password = [|\"hunter2\"|];")]
    [InlineData("const string Secret = [|\"correct-horse-battery\"|];")]
    [InlineData("var password = [|@\"hun\"\"ter2\"|];")]
    [InlineData("var password = [|\"\"\"hunter2\"\"\"|];")]
    [InlineData("ReadOnlySpan<byte> signingKey = [|\"hunter2hunter2\"u8|];")]
    [InlineData("var password = [|\"hunt\" + \"er2\"|];")]
    [InlineData("const string Tail = \"er2\"; var password = [|\"hunt\" + Tail|];")]
    [InlineData("const string Tail = \"er2\"; const string password = [|$\"hunt{Tail}\"|];")]
    [InlineData("var signingKey = Encoding.UTF8.GetBytes([|\"hunter2hunter2\"|]);")]
    [InlineData("char[] password = [|\"hunter2\"|].ToCharArray();")]
    [InlineData("var privateKey = Convert.FromBase64String([|\"aHVudGVyMmh1bnRlcjI=\"|]);")]
    [InlineData("string[] apiKeys = [[|\"a1b2c3d4e5f6\"|], [|\"b1b2c3d4e5f6\"|]];")]
    [InlineData("var apiKeys = new[] { [|\"a1b2c3d4e5f6\"|] };")]
    [InlineData("var apiKeys = new List<string> { [|\"a1b2c3d4e5f6\"|] };")]
    [InlineData("var password = flag ? [|\"hunter2\"|] : [|\"hunter3\"|];")]
    [InlineData("var password = n switch { 1 => [|\"hunter2\"|], _ => [|\"hunter3\"|] };")]
    [InlineData("(string User, string Password) login = (\"admin\", [|\"hunter2\"|]);")]
    [InlineData("var login = (User: \"admin\", Password: [|\"hunter2\"|]);")]
    [InlineData("var login = new { User = \"admin\", Password = [|\"hunter2\"|] };")]
    [InlineData("var (user, secret) = (\"admin\", [|\"hunter2\"|]);")]
    [InlineData("(string user, string secret) = (\"admin\", [|\"hunter2\"|]);")]
    [InlineData("(token, options.Password) = (\"admin\", [|\"hunter2\"|]);")]
    [InlineData("var adminPassword = [|\"admin\"|];")]
    [InlineData("var rootPassword = [|\"root\"|];")]
    [InlineData("Login(\"admin\", [|\"hunter2\"|]);")]
    [InlineData("Login(password: [|\"hunter2\"|], user: \"admin\");")]
    [InlineData("settings[\"api_key\"] = [|\"a1b2c3d4e5f6\"|];")]
    [InlineData("settings.Add(\"api_key\", [|\"a1b2c3d4e5f6\"|]);")]
    [InlineData("var d = new Dictionary<string, string> { [\"Jwt:Key\"] = [|\"hunter2hunter2\"|] };")]
    [InlineData("var d = new Dictionary<string, string> { { \"client_secret\", [|\"hunter2hunter2\"|] } };")]
    [InlineData("client.DefaultRequestHeaders.Add(\"X-Api-Key\", [|\"a1b2c3d4e5f6\"|]);")]
    [InlineData("client.DefaultRequestHeaders.TryAddWithoutValidation(\"Authorization\", [|\"Bearer a1b2c3d4e5f6\"|]);")]
    [InlineData("request.Headers[\"Authorization\"] = [|\"Bearer a1b2c3d4e5f6\"|];")]
    [InlineData("request.Headers[\"X-Api-Key\"] = [|\"a1b2c3d4e5f6\"|];")]
    [InlineData("client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(\"Bearer\", [|\"a1b2c3d4e5f6\"|]);")]
    [InlineData("client.DefaultRequestHeaders.Authorization = new(\"Bearer\", [|\"a1b2c3d4e5f6\"|]);")]
    [InlineData("var c = new NetworkCredential(\"admin\", [|\"password\"|]);")]
    [InlineData("var ok = password == [|\"hunter2\"|];")]
    [InlineData("var ok = [|\"hunter2\"|] != password;")]
    [InlineData("var ok = password.Equals([|\"hunter2\"|]);")]
    [InlineData("var ok = [|\"hunter2\"|].Equals(password, StringComparison.Ordinal);")]
    [InlineData("var ok = string.Equals(password, [|\"hunter2\"|], StringComparison.Ordinal);")]
    [InlineData("var ok = password.SequenceEqual([|\"hunter2\"|]);")]
    [InlineData("var ok = CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(password), Encoding.UTF8.GetBytes([|\"hunter2\"|]));")]
    [InlineData("var ok = password is [|\"hunter2\"|];")]
    [InlineData("var ok = password is not ([|\"hunter2\"|] or [|\"hunter3\"|]);")]
    [InlineData("switch (password) { case [|\"hunter2\"|]: break; }")]
    [InlineData("var ok = password switch { [|\"hunter2\"|] => true, _ => false };")]
    [InlineData("var ok = options is { Password: [|\"hunter2\"|] };")]
    [InlineData("var ok = request.Headers[\"X-Api-Key\"] == [|\"a1b2c3d4e5f6\"|];")]
    [InlineData("options.Password = [|\"hunter2\"|];")]
    [InlineData("options!.Password = [|\"hunter2\"|];")]
    [InlineData("options = new Options { Password = [|\"hunter2\"|] };")]
    [InlineData("options = new() { Password = [|\"hunter2\"|] };")]
    [InlineData("var made = new Account(\"me\", [|\"hunter2\"|]);")]
    [InlineData("var made = new Account(\"me\", \"\") with { Password = [|\"hunter2\"|] };")]
    [InlineData("Environment.SetEnvironmentVariable(\"IMAGE_API_KEY\", [|\"a1b2c3d4e5f6\"|]);")]
    [InlineData("var accessToken = [|\"ghp_a1b2c3d4e5f6a1b2c3d4e5f6\"|];")]
    [InlineData("var password = [|\"dev-secret\"|];")]
    [InlineData("var password = [|\"changeme\"|];")]
    [InlineData("var password = [|\"Admin\"|];")]
    [InlineData("var connectionString = [|\"Server=db;User Id=sa;Password=hunter2\"|];")]
    [InlineData("var connectionString = [|\"postgres://app:hunter2@db/images\"|];")]
    [InlineData("var pinCode = [|\"4711\"|];")]
    [InlineData("string GetPassword() => [|\"hunter2\"|];")]
    [InlineData("Func<string> f = () => { var password = [|\"hunter2\"|]; return password; };")]
    [InlineData("var account = new Account(\"me\", \"\"); SetPassword([|\"hunter2\"|]); void SetPassword(string value) { }")]
    [InlineData("new Client().WithApiKey([|\"a1b2c3d4e5f6\"|]);")]
    [InlineData("Func<string> getPassword = () => [|\"hunter2\"|];")]
    [InlineData("var apiKeys = new Dictionary<string, string>(); apiKeys[\"painter\"] = [|\"a1b2c3d4e5f6\"|];")]
    [InlineData("var apiKeys = new Dictionary<string, string>(); apiKeys.Add(\"painter\", [|\"a1b2c3d4e5f6\"|]);")]
    [InlineData("var apiKeys = new Dictionary<string, string> { [\"painter\"] = [|\"a1b2c3d4e5f6\"|] };")]
    [InlineData("var apiKey = new string([|\"a1b2c3d4e5f6\"|]);")]
    [InlineData("var apiKey = new Lazy<string>([|\"a1b2c3d4e5f6\"|]);")]
    [InlineData("var (id, (user, secret)) = (1, (\"admin\", [|\"hunter2\"|]));")]
    [InlineData("void Open(string secret = [|\"hunter2\"|]) { } Open();")]
    [InlineData("var open = (string secret = [|\"hunter2\"|]) => secret.Length; open();")]
    [InlineData("var given = request.Headers[\"X-Api-Key\"].ToString(); var ok = given == [|\"a1b2c3d4e5f6\"|];")]
    [InlineData("var ok = settings.TryGetValue(\"api_key\", out var given) && given == [|\"a1b2c3d4e5f6\"|];")]
    public Task A_literal_in_a_secrets_place_is_found(string statement) => Verify.VerifyAnalyzerAsync(Body(statement));

    [Theory]
    [InlineData("const string ElemPassword1 = \"Passwort1\";")]
    [InlineData("const string ElemEntryPassword = \"additional\";")]
    [InlineData("const string AttrSecret = \"geheim\";")]
    [InlineData("const string IoCredPassword = \"iopassword\";")]
    [InlineData("var (secret, user) = (options.Password, \"admin\");")]
    [InlineData("var password = \"\";")]
    [InlineData("var password = \"   \";")]
    [InlineData("string? password = null;")]
    [InlineData("var password = \"********\";")]
    [InlineData("var password = \"Enter your password\";")]
    [InlineData("var password = \"{0}\";")]
    [InlineData("var apiKey = \"${API_KEY}\";")]
    [InlineData("var apiKey = \"$(ApiKey)\";")]
    [InlineData("var apiKey = \"<your-key>\";")]
    [InlineData("var apiKey = \"YOUR_API_KEY\";")]
    [InlineData("var apiKey = \"sk-xxxxxxxxxxxx\";")]
    [InlineData("var apiKey = \"X-Api-Key\";")]
    [InlineData("var apiKey = \"api_key\";")]
    [InlineData("var secret = \"Jwt:Key\";")]
    [InlineData("var secret = \"https://vault.example.org/secrets/1\";")]
    [InlineData("var secret = \"/account/forgot1\";")]
    [InlineData("var secret = \"urn:ietf:params:oauth:token-type:jwt2\";")]
    [InlineData("var privateKey = \"keys/server1.pem\";")]
    [InlineData("var token = \"Bearer\";")]
    [InlineData("var token = \"refresh_token\";")]
    [InlineData("var token = \"begin\";")]
    [InlineData("var ok = token == \"(\";")]
    [InlineData("var ok = token == \"=>\";")]
    [InlineData("switch (token) { case \"if\": case \"while\": break; }")]
    [InlineData("var ok = password == \"\";")]
    [InlineData("var passwordHint = \"hunter2\";")]
    [InlineData("var passwordKey = \"a1b2c3d4\";")]
    [InlineData("var apiKeyHeader = \"a1b2c3d4\";")]
    [InlineData("var publicKeyToken = \"b77a5c561934e089\";")]
    [InlineData("var maxTokens = \"4096a\";")]
    [InlineData("var continuationToken = \"a1b2c3d4e5f6\";")]
    [InlineData("var cacheKey = \"a1b2c3d4e5f6\";")]
    [InlineData("var password = nameof(Options.Password);")]
    [InlineData("var password = Environment.GetEnvironmentVariable(\"DB_PASSWORD1\");")]
    [InlineData("var value = settings[\"api_key\"];")]
    [InlineData("var password = \"Bearer \" + settings[\"x\"];")]
    [InlineData("var password = $\"{n}-hunter2\";")]
    [InlineData("var connectionString = \"Data Source=images1.db;Cache=Shared\";")]
    [InlineData("var connectionString = \"Server=db1;Integrated Security=true;\";")]
    [InlineData("var connectionString = \"Server=db1;Password={0};User=sa\";")]
    [InlineData("var connectionString = \"redis://cache1:6379\";")]
    [InlineData("settings[\"grant_type\"] = \"password\";")]
    [InlineData("settings[\"password\"] = \"password\";")]
    [InlineData("var c = new NetworkCredential(\"admin\", password);")]
    [InlineData("var h = new AuthenticationHeaderValue(\"Bearer\", token);")]
    [InlineData("client.DefaultRequestHeaders.Add(\"X-Request-Id\", \"a1b2c3d4e5f6\");")]
    [InlineData("string[] secretKeys = [\"client_secret\", \"password\"];")]
    [InlineData("var passwordRegex = \"^(?=.*[a-z]).{8,}$\";")]
    [InlineData("var password = \"^[a-z0-9]{8,}$\";")]
    [InlineData("bool usePassword = true; var useSecret = \"a1b2\" == settings[\"x\"];")]
    [InlineData("var secret = \"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567\";")]
    [InlineData("var secret = \"ClientSecret\";")]
    [InlineData("var password = \"string\";")]
    [InlineData("var publishableKey = \"pk_live_a1b2c3d4e5f6\"; var apiKey = \"pk_live_a1b2c3d4e5f6\";")]
    [InlineData("var invalidPassword = \"WrongPassword1\";")]
    [InlineData("var password = Encode(\"hello1\"); string Encode(string text) => text;")]
    [InlineData("string EncodePassword(string text) => \"a1b2c3d4e5f6\"; EncodePassword(\"\");")]
    [InlineData("new Client().WithTitle(\"a1b2c3d4e5f6\");")]
    [InlineData("Func<int, string> passwordFor = n => { Console.WriteLine(n); return string.Empty; };")]
    [InlineData("var apiKey = \"ollama\";")]
    [InlineData("var apiKey = \"not-needed\";")]
    [InlineData("var secret = \"vault:images/key1\";")]
    [InlineData("var given = request.Headers[\"X-Request-Id\"].ToString(); var ok = given == \"a1b2c3d4e5f6\";")]
    [InlineData("var token = \"abc1def2\";")]
    public Task Look_alikes_are_silent(string statement) => Verify.VerifyAnalyzerAsync(Body(statement));

    [Theory]
    [InlineData("class C { string _apiKey = [|\"a1b2c3d4e5f6\"|]; }")]
    [InlineData("class C { private const string ApiKey = [|\"a1b2c3d4e5f6\"|]; }")]
    [InlineData("class C { static readonly byte[] SigningKey = Encoding.UTF8.GetBytes([|\"hunter2hunter2\"|]); }")]
    [InlineData("class C { public string Password { get; set; } = [|\"hunter2\"|]; }")]
    [InlineData("class C { public string Password => [|\"hunter2\"|]; }")]
    [InlineData("class C { public string Password { get { return [|\"hunter2\"|]; } } }")]
    [InlineData("class C { public string Password { get => [|\"hunter2\"|]; } }")]
    [InlineData("class C { static ReadOnlySpan<byte> SigningKey => [|\"hunter2hunter2\"u8|]; }")]
    [InlineData("class C { string GetApiKey() { return [|\"a1b2c3d4e5f6\"|]; } }")]
    [InlineData("class C { async Task<string> GetApiKey() { await Task.Yield(); return [|\"a1b2c3d4e5f6\"|]; } }")]
    [InlineData("class C { async Task<string> ReadAccessTokenAsync() { await Task.Yield(); return [|\"ghp_a1b2c3d4e5f6a1b2c3d4e5f6\"|]; } }")]
    [InlineData("class C { ValueTask<string> GetApiKeyAsync() => new([|\"a1b2c3d4e5f6\"|]); }")]
    [InlineData("class C { Task<string> GetApiKeyAsync() => Task.FromResult([|\"a1b2c3d4e5f6\"|]); }")]
    [InlineData("class C { static void M(string apiKey = [|\"a1b2c3d4e5f6\"|]) { } static void N() { M(); M(); } }")]
    [InlineData("class C { void M(string password = [|\"hunter2\"|]) { } }")]
    [InlineData("class C(string password = [|\"hunter2\"|]) { string P => password; }")]
    [InlineData("record C(string User, string Password = [|\"hunter2\"|]);")]
    [InlineData("class B(string password) { string P => password; } class C() : B([|\"hunter2\"|]);")]
    [InlineData("class B(string password) { string P => password; } class C : B { C() : base([|\"hunter2\"|]) { } }")]
    [InlineData("class A : Attribute { public A(string password) { } } [A([|\"hunter2\"|])] class C { }")]
    [InlineData("class A : Attribute { public string? Password { get; set; } } [A(Password = [|\"hunter2\"|])] class C { }")]
    [InlineData("enum E { A } class C { string Of(E e) { string password; password = e switch { E.A => [|\"hunter2\"|], _ => \"\" }; return password; } }")]
    public Task A_literal_in_a_secret_member_is_found(string source) => Verify.VerifyAnalyzerAsync(Usings + source);

    [Theory]
    [InlineData("static class Names { public const string AWS_ACCESS_KEY_ID = \"AWS_ACCESS_KEY_ID\"; public const string AWS_SECRET_ACCESS_KEY = \"AWS_SECRET_ACCESS_KEY\"; }")]
    [InlineData("static class GrantTypes { public const string Password = \"password\"; public const string ClientCredentials = \"client_credentials\"; public const string RefreshToken = \"refresh_token\"; }")]
    [InlineData("static class Claims { public const string AccessToken = \"http://schemas.example.org/claims/access_token2\"; }")]
    [InlineData("static class Headers { public const string ApiKey = \"x-api-key\"; public const string Authorization = \"Authorization\"; }")]
    [InlineData("static class Routes { public const string ResetPassword = \"/account/reset1\"; public const string Token = \"connect/token\"; }")]
    [InlineData("static class Keys { public const string ApiKey = \"Image:Provider:ApiKey\"; public const string Password = \"Db__Password\"; }")]
    [InlineData("static class Telemetry { public const string MaxTokens = \"gen_ai.request.max_tokens\"; public const string Token = \"gen_ai.usage.token1\"; }")]
    [InlineData("static class Permissions { public const string Secrets = \"Pages.Administration.Secrets\"; }")]
    [InlineData("static class Texts { public const string Password = \"Passwort ändern\"; public const string Secret = \"Geheimnis für später\"; }")]
    [InlineData("static class Errors { public const string InvalidPassword = \"ERR1042\"; public const string Secret = \"INVALID_VALUE\"; }")]
    [InlineData("class C { string M(string token) => M(\"+=\"); }")]
    [InlineData("class C { int Password = 4711; bool HasSecret = true; }")]
    [InlineData("class C { string ToPassword(string apiKey) => string.Empty; }")]
    [InlineData("[System.CodeDom.Compiler.GeneratedCode(\"t\", \"1\")] class C { string Password = \"hunter2\"; }")]
    [InlineData("static class Fields { public const string Name = \"Name\"; public const string Age = \"Age\"; public const string City = \"City\"; public const string Pwd = \"Kennwort\"; }")]
    public Task Names_of_things_are_silent(string source) => Verify.VerifyAnalyzerAsync(Usings + source);

    [Fact]
    public Task Top_level_statements_are_judged() =>
        Verify.VerifyAnalyzerAsync("""
            var builder = Microsoft.AspNetCore.Builder.WebApplication.CreateBuilder(args);
            builder.Configuration["Jwt:Key"] = [|"hunter2hunter2"|];
            """);

    [Fact]
    public Task A_constant_that_serves_as_fallback_is_left_to_the_fallback_rule() =>
        Verify.VerifyAnalyzerAsync("""
            class C
            {
                private const string DefaultSecret = "dev-secret";
                string? Secret = System.Environment.GetEnvironmentVariable("SESSION_SECRET") ?? DefaultSecret;
            }
            """);

    [Fact]
    public Task Own_words_are_secret_and_ignored_words_are_not() =>
        Verify.VerifyAnalyzerAsync(
            """
            class C
            {
                string wachtwoord = [|"hunter2"|];
                string publicPassword = "hunter2";
                string wikiPassword = "hunter2";
            }
            """,
            editorConfig: "securegen.secret_words = wachtwoord\nsecuregen.ignored_words = wiki password");

    [Theory]
    [InlineData("", "string apiKey = \"a1b2c3d4e5f6\"; string githubToken = [|\"ghp_a8Kd92LmQx71ZpTyWv30Bn5RcUe64HjS\"|];")]
    [InlineData("securegen.relax_test_projects = false", "string apiKey = [|\"a1b2c3d4e5f6\"|];")]
    public Task In_a_test_project_only_an_issued_format_is_found_unless_the_option_says_otherwise(string option, string members) =>
        Verify.VerifyAnalyzerAsync("class C { " + members + " }", ReferenceAssemblies.Net100.With("xunit.core"), option);

    [Fact]
    public Task Half_typed_code_is_no_reason_to_fail() =>
        Verify.VerifyAnalyzerAsync("class C { string password = ; void M() { password == \"", compiles: false);

    [Theory]
    [InlineData("class C { string _imageApiKey = [|\"a1b2c3d4e5f6\"|]; }", "class C { string _imageApiKey = Environment.GetEnvironmentVariable(\"IMAGE_API_KEY\") ?? throw new InvalidOperationException(\"IMAGE_API_KEY is not set.\"); }")]
    [InlineData("class C { private const string ImageApiKey = [|\"a1b2c3d4e5f6\"|]; }", "class C { private static readonly string ImageApiKey = Environment.GetEnvironmentVariable(\"IMAGE_API_KEY\") ?? throw new InvalidOperationException(\"IMAGE_API_KEY is not set.\"); }")]
    [InlineData("class MailOptions { public string Password { get; set; } = [|\"hunter2\"|]; }", "class MailOptions { public string Password { get; set; } = Environment.GetEnvironmentVariable(\"MAIL_PASSWORD\") ?? throw new InvalidOperationException(\"MAIL_PASSWORD is not set.\"); }")]
    [InlineData("class C { string DbPassword => [|\"hunter2\"|]; }", "class C { string DbPassword => Environment.GetEnvironmentVariable(\"DB_PASSWORD\") ?? throw new InvalidOperationException(\"DB_PASSWORD is not set.\"); }")]
    [InlineData("class C { static readonly byte[] SigningKey = Encoding.UTF8.GetBytes([|\"hunter2hunter2\"|]); }", "class C { static readonly byte[] SigningKey = Encoding.UTF8.GetBytes(Environment.GetEnvironmentVariable(\"SIGNING_KEY\") ?? throw new InvalidOperationException(\"SIGNING_KEY is not set.\")); }")]
    [InlineData("class C { void M() { const string dbPassword = [|\"hunter2\"|]; Console.WriteLine(dbPassword.Length); } }", "class C { void M() { string dbPassword = Environment.GetEnvironmentVariable(\"DB_PASSWORD\") ?? throw new InvalidOperationException(\"DB_PASSWORD is not set.\"); Console.WriteLine(dbPassword.Length); } }")]
    [InlineData("class C { bool M(string dbPassword) => dbPassword == /* why */ [|\"hunter2\"|]; }", "class C { bool M(string dbPassword) => dbPassword == /* why */ (Environment.GetEnvironmentVariable(\"DB_PASSWORD\") ?? throw new InvalidOperationException(\"DB_PASSWORD is not set.\")); }")]
    [InlineData("class C { char[] dbPassword = [|\"hunter2\"|].ToCharArray(); }", "class C { char[] dbPassword = (Environment.GetEnvironmentVariable(\"DB_PASSWORD\") ?? throw new InvalidOperationException(\"DB_PASSWORD is not set.\")).ToCharArray(); }")]
    public Task The_secret_is_read_from_the_environment_on_every_framework(string source, string expected) =>
        Task.WhenAll(
            FixAsync(source, expected, ReferenceAssemblies.NetStandard20),
            FixAsync(source, expected, ReferenceAssemblies.Net80),
            FixAsync(source, expected, ReferenceAssemblies.Net100));

    private static Task FixAsync(string source, string expected, ReferenceAssemblies references)
    {
        const string Few = "using System;\nusing System.Text;\n";
        return Verify.VerifyCodeFixAsync(Few + source, Few + expected, references: references);
    }

    [Fact]
    public Task Utf8_literals_become_bytes_of_what_is_read() =>
        Verify.VerifyCodeFixAsync(
            """
            using System;
            using System.Text;
            class C { static ReadOnlySpan<byte> SigningKey => [|"hunter2hunter2"u8|]; }
            """,
            """
            using System;
            using System.Text;
            class C { static ReadOnlySpan<byte> SigningKey => Encoding.UTF8.GetBytes(Environment.GetEnvironmentVariable("SIGNING_KEY") ?? throw new InvalidOperationException("SIGNING_KEY is not set.")); }
            """);

    [Fact]
    public Task Utf8_literals_made_an_array_need_no_second_one() =>
        Verify.VerifyCodeFixAsync(
            "using System;\nusing System.Text;\nclass C { byte[] _signingKey = [|\"hunter2hunter2\"u8|].ToArray(); }",
            "using System;\nusing System.Text;\nclass C { byte[] _signingKey = Encoding.UTF8.GetBytes(Environment.GetEnvironmentVariable(\"SIGNING_KEY\") ?? throw new InvalidOperationException(\"SIGNING_KEY is not set.\")); }");

    [Fact]
    public Task The_scheme_of_a_header_stays() =>
        Verify.VerifyCodeFixAsync(
            """
            using System;
            class C { void M(Microsoft.AspNetCore.Http.HttpRequest imageRequest) => imageRequest.Headers["Proxy-Authorization"] = [|"Bearer a1b2c3d4e5f6"|]; }
            """,
            """
            using System;
            class C { void M(Microsoft.AspNetCore.Http.HttpRequest imageRequest) => imageRequest.Headers["Proxy-Authorization"] = "Bearer " + (Environment.GetEnvironmentVariable("PROXY_AUTHORIZATION") ?? throw new InvalidOperationException("PROXY_AUTHORIZATION is not set.")); }
            """);

    [Fact]
    public Task All_findings_of_a_document_are_fixed_at_once_and_the_import_is_added() =>
        Verify.VerifyCodeFixAsync(
            """
            class Service
            {
                private const string ApiKey = [|"a1b2c3d4e5f6"|]; // issued in May
                private string _dbPassword = [|"hunter2"|];
            }
            """,
            """
            using System;

            class Service
            {
                private static readonly string ApiKey = Environment.GetEnvironmentVariable("API_KEY") ?? throw new InvalidOperationException("API_KEY is not set."); // issued in May
                private string _dbPassword = Environment.GetEnvironmentVariable("DB_PASSWORD") ?? throw new InvalidOperationException("DB_PASSWORD is not set.");
            }
            """);

    [Fact]
    public Task The_prefix_option_is_put_before_the_name() =>
        Verify.VerifyCodeFixAsync(
            "using System;\nclass C { string apiKey = [|\"a1b2c3d4e5f6\"|]; }",
            "using System;\nclass C { string apiKey = Environment.GetEnvironmentVariable(\"IMAGEGEN_API_KEY\") ?? throw new InvalidOperationException(\"IMAGEGEN_API_KEY is not set.\"); }",
            editorConfig: "securegen.environment_prefix = IMAGEGEN_");

    [Theory]
    [InlineData("class C(IConfiguration configuration) { string imageApiKey = [|\"a1b2c3d4e5f6\"|]; }", "class C(IConfiguration configuration) { string imageApiKey = configuration[\"Image:ApiKey\"] ?? throw new InvalidOperationException(\"Image:ApiKey is not set.\"); }")]
    [InlineData("class C { readonly IConfiguration _c = null!; string M() { var imageApiKey = [|\"a1b2c3d4e5f6\"|]; return imageApiKey; } }", "class C { readonly IConfiguration _c = null!; string M() { var imageApiKey = _c[\"Image:ApiKey\"] ?? throw new InvalidOperationException(\"Image:ApiKey is not set.\"); return imageApiKey; } }")]
    [InlineData("class C(IConfiguration first) { readonly IConfiguration _second = first; string M(IConfiguration third) { var imageApiKey = [|\"a1b2c3d4e5f6\"|]; return imageApiKey; } }", "class C(IConfiguration first) { readonly IConfiguration _second = first; string M(IConfiguration third) { var imageApiKey = third[\"Image:ApiKey\"] ?? throw new InvalidOperationException(\"Image:ApiKey is not set.\"); return imageApiKey; } }")]
    [InlineData("class C(IConfiguration first) { readonly IConfiguration _second = first; string M() { var imageApiKey = [|\"a1b2c3d4e5f6\"|]; return imageApiKey; } }", "class C(IConfiguration first) { readonly IConfiguration _second = first; string M() { var imageApiKey = _second[\"Image:ApiKey\"] ?? throw new InvalidOperationException(\"Image:ApiKey is not set.\"); return imageApiKey; } }")]
    [InlineData("var builder = WebApplication.CreateBuilder(args);\nvar imageApiKey = [|\"a1b2c3d4e5f6\"|];", "var builder = WebApplication.CreateBuilder(args);\nvar imageApiKey = builder.Configuration[\"Image:ApiKey\"] ?? throw new InvalidOperationException(\"Image:ApiKey is not set.\");")]
    public Task The_secret_is_read_from_the_configuration_in_scope(string source, string expected) =>
        Verify.VerifyCodeFixAsync(Usings + source, Usings + expected, "SGA1001.Configuration");

    [Fact]
    public async Task Without_configuration_in_scope_only_the_environment_is_offered()
    {
        var test = new CSharpCodeFixTest<HardcodedSecret, HardcodedSecretFix> { TestCode = "class C { string apiKey = [|\"a1b2c3d4e5f6\"|]; }" };
        var offer = Assert.Single(await test.OffersAsync());
        Assert.Equal("SGA1001.Environment", offer.Key);
    }

    [Theory]
    [InlineData("Program.cs")]
    [InlineData("Client.cs")]
    public async Task The_configuration_of_a_program_is_not_within_reach_of_its_types(string file)
    {
        const string Program = "var builder = Microsoft.AspNetCore.Builder.WebApplication.CreateBuilder(args);\nSystem.Console.WriteLine(builder);\n";
        const string Client = "public class Client { public string Read() { var apiKey = [|\"a1b2c3d4e5f6\"|]; return apiKey; } }\n";
        var test = new CSharpCodeFixTest<HardcodedSecret, HardcodedSecretFix>();
        test.Sources.Add(("Program.cs", file == "Program.cs" ? Program + Client : Program));
        if (file != "Program.cs")
            test.Sources.Add((file, new string('\n', 200) + Client));
        var offer = Assert.Single(await test.OffersAsync());
        Assert.Equal("SGA1001.Environment", offer.Key);
    }

    [Theory]
    [InlineData("class C { void M(string password = [|\"hunter2\"|]) { } }")]
    [InlineData("class A : Attribute { public A(string password) { } } [A([|\"hunter2\"|])] class C { }")]
    [InlineData("class C { bool M(string password) => password is [|\"hunter2\"|]; }")]
    [InlineData("class C { void M(string password) { switch (password) { case [|\"hunter2\"|]: break; } } }")]
    [InlineData("class C { const string Password = [|\"hunter2\"|]; void M(string x = Password) { } }")]
    [InlineData("class C { const string Password = [|\"hunter2\"|]; const string Url = \"db:\" + Password; }")]
    [InlineData("class C { const string Password = [|\"hunter2\"|]; bool M(string x) => x is Password; }")]
    [InlineData("class C { void M() { const string password = [|\"hunter2\"|]; L(); static string L() => password; } }")]
    [InlineData("class C { static string Url = \"db:\" + Password; const string Password = [|\"hunter2\"|]; }")]
    [InlineData("interface I { const string Password = [|\"hunter2\"|]; }")]
    [InlineData("class O { public string? Password; } class C { System.Linq.Expressions.Expression<Func<O, bool>> E = o => o.Password == [|\"hunter2\"|]; }")]
    public Task Where_only_a_constant_will_do_no_fix_is_offered(string source) => Verify.VerifyNoCodeFixAsync(Usings + source);

    private static string Body(string statement) => Usings + $$"""
        class Options { public string? Password { get; set; } }
        record Account(string Name, string Password);
        class Client
        {
            public Client WithApiKey(string value) => this;
            public Client WithTitle(string value) => this;
        }
        class Program
        {
            static void Login(string user, string password) { }

            void M(string password, string token, bool flag, int n, Options options, HttpClient client, HttpRequest request, Dictionary<string, string?> settings)
            {
                {
                    {{Shadowless(statement)}}
                }
            }
        }
        """;

    // A local of the statement may have a parameter's name.
    private static string Shadowless(string statement) =>
        statement.Contains("password = ", System.StringComparison.Ordinal) || statement.Contains("token = ", System.StringComparison.Ordinal)
            ? "}\n}\nvoid N(bool flag, int n, Options options, HttpClient client, Dictionary<string, string?> settings)\n{\n{\n" + statement
            : statement;
}
