using System;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using SecureGen.Analyzers.Rules.Secrets;
using SecureGen.Analyzers.Tests.Knowledge;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Secrets.EmbeddedCredential, SecureGen.Analyzers.Tests.Verification.NoFix>;

namespace SecureGen.Analyzers.Tests.Rules.Secrets;

public class EmbeddedCredentialTests
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.ComponentModel;
        using System.Linq;
        using System.Net.Http;
        using System.Text;
        using System.Threading.Tasks;
        using Microsoft.Extensions.Configuration;

        """;

    // {T} stands for a token that passes every check, {T1} and {T2} for its halves, {E} for its Base64; C, B and H for it in characters, bytes and hex bytes.
    private static readonly string Token = CredentialSamples.Of("github-personal-access-token");

    private static readonly string WebToken = string.Join(
        '.',
        Convert.ToBase64String("{\"alg\":\"HS256\"}"u8).TrimEnd('='),
        Convert.ToBase64String("{\"sub\":\"image-service\"}"u8).TrimEnd('='),
        CredentialSamples.Characters("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", 43, new Random(3)));

    [Theory]
    [InlineData("var x = [|\"{T}\"|];")]
    [InlineData("var x = [|@\"{T}\"|];")]
    [InlineData("var x = [|\"\"\"{T}\"\"\"|];")]
    [InlineData("var x = [|\"{T}\"u8|];")]
    [InlineData("ReadOnlySpan<byte> x = [|\"{T}\"u8|];")]
    [InlineData("var x = [|\"Bearer {T}\"|];")]
    [InlineData("var x = [|\"https://api.contoso.com/?key={T}&page=1\"|];")]
    [InlineData("var x = [|\"{T1}\" + \"{T2}\"|];")]
    [InlineData("const string a = \"{T1}\"; const string b = [|a + \"{T2}\"|];")]
    [InlineData("const string a = \"{T1}\"; const string b = [|$\"{a}{T2}\"|];")]
    [InlineData("var x = ([|\"{T1}\" + (\"{T2}\")|]);")]
    [InlineData("var x = $\"[|key {T} of |]{n}\";")]
    [InlineData("var x = [|\"{J}\"|];")]
    [InlineData("new DatadogClient().Key = [|\"{A}\"|];")]
    [InlineData("var datadog = [|\"{A}\"|];")]
    [InlineData("Use([|\"datadog key: {A}\"|]);")]
    [InlineData("var x = $\"{n}[|: {T}|]\";")]
    [InlineData("var x = $\"\"\"{n}[|: {T}|]\"\"\";")]
    [InlineData("var x = [|\"{T} \"|] + n;")]
    [InlineData("var x = n + [|\" {T}\"|] + n;")]
    [InlineData("var x = new[] { [|\"{T}\"|], \"b\" };")]
    [InlineData("string[] x = [[|\"{T}\"|]];")]
    [InlineData("var x = new List<string> { [|\"{T}\"|] };")]
    [InlineData("var x = [|new[] { {C} }|];")]
    [InlineData("char[] x = [|[{C}]|];")]
    [InlineData("var x = [|new byte[] { {B} }|];")]
    [InlineData("byte[] x = [|{ {H} }|];")]
    [InlineData("byte[] x = [|[{H}]|];")]
    [InlineData("ReadOnlySpan<byte> x = [|[{B}]|];")]
    [InlineData("var x = Convert.FromBase64String([|\"{E}\"|]);")]
    [InlineData("Use([|\"{T}\"|]);")]
    [InlineData("if (s == [|\"{T}\"|]) Use(s);")]
    [InlineData("if (s is [|\"{T}\"|]) Use(s);")]
    [InlineData("switch (s) { case [|\"{T}\"|]: break; }")]
    [InlineData("var x = s switch { [|\"{T}\"|] => 1, _ => 2 };")]
    [InlineData("var x = config[\"Image\"] ?? [|\"{T}\"|];")]
    [InlineData("var f = (string t = [|\"{T}\"|]) => t;")]
    [InlineData("string F(string t = [|\"{T}\"|]) => t;")]
    [InlineData("var x = flag ? [|\"{T}\"|] : \"\";")]
    [InlineData("throw new Exception([|\"{T}\"|]);")]
    [InlineData("var x = [|\"Server=db.contoso.com;User Id=app;Password=hunter2\"|];")]
    [InlineData("var x = $\"Server={s}[|;User Id=app;Password=hunter2;Database=|]{n}\";")]
    [InlineData("var x = \"Server=\" + s + [|\";User Id=app;Password=hunter2\"|];")]
    [InlineData("Use([|\"mongodb://app:hunter2@db.contoso.com/images\"|]);")]
    [InlineData("Use($\"[|amqp://app:hunter2@|]{s}:5672\");")]
    [InlineData("var x = string.Format([|\"Server={0};User Id=app;Password=hunter2\"|], s);")]
    public Task A_credential_in_a_text_is_found(string statement) => Verify.VerifyAnalyzerAsync(Body(statement));

    [Theory]
    [InlineData("class C { const string X = [|\"{T}\"|]; }")]
    [InlineData("class C { static readonly string X = [|\"{T}\"|]; }")]
    [InlineData("class C { public string X { get; } = [|\"{T}\"|]; }")]
    [InlineData("class C { public string X => [|\"{T}\"|]; }")]
    [InlineData("class C { string Get() { return [|\"{T}\"|]; } }")]
    [InlineData("class C { void M(string x = [|\"{T}\"|]) { } }")]
    [InlineData("class C { void M(string x = [|\"{T}\"|]) => N(); void N() => M(); }")]
    [InlineData("class C { void M() { void N(string x = [|\"{T}\"|]) { } N(); } }")]
    [InlineData("record R(string X = [|\"{T}\"|]);")]
    [InlineData("class C(string x = [|\"{T}\"|]) { public string X => x; }")]
    [InlineData("[Description([|\"use {T}\"|])] class C { }")]
    [InlineData("[DefaultValue(typeof(string), [|\"{T1}\" + \"{T2}\"|])] class C { }")]
    [InlineData("[Keys([|\"{T}\"|], \"b\")] class C { } class KeysAttribute : Attribute { public KeysAttribute(params string[] keys) { } }")]
    [InlineData("[Keys(new[] { [|\"{T}\"|] })] class C { } class KeysAttribute : Attribute { public KeysAttribute(string[] keys) { } }")]
    [InlineData("class C { async Task M() { await Task.Yield(); Console.WriteLine([|\"{T}\"|]); } }")]
    [InlineData("Console.WriteLine([|\"{T}\"|]);")]
    [InlineData("app.Map([|\"{T}\"|]); static class app { public static void Map(string s) { } }")]
    public Task It_is_found_wherever_a_constant_can_stand(string source) => Verify.VerifyAnalyzerAsync(Usings + Filled(source));

    [Theory]
    [InlineData("var apiKey = \"{T}\";")]
    [InlineData("var password = \"{T}\";")]
    [InlineData("Login(\"me\", \"{T}\");")]
    [InlineData("var connectionString = \"Server=db.contoso.com;User Id=app;Password=hunter2\";")]
    [InlineData("var x = config[\"Api:Key\"] ?? \"{T}\";")]
    [InlineData("const string Fallback = \"{T}\"; var x = config[\"Api:Key\"] ?? Fallback;")]
    [InlineData("string F(string apiKey = \"{T}\") => apiKey;")]
    public Task What_its_name_tells_is_left_to_that_rule(string statement) => Verify.VerifyAnalyzerAsync(Body(statement));

    [Theory]
    [InlineData("var x = \"{T1}\";")]
    [InlineData("var x = \"{T1}\" + n + \"{T2}\";")]
    [InlineData("var x = $\"{T1}{n}{T2}\";")]
    [InlineData("var x = \"x{T}\";")]
    [InlineData("var x = \"ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\";")]
    [InlineData("var x = \"ghp_\" + s;")]
    [InlineData("var x = \"ghp_EXAMPLE8s7d6f5g4h3j2k1l0q9w8e7r6t5yzz\";")]
    [InlineData("if (s.StartsWith(\"ghp_\")) Use(s);")]
    [InlineData("Use(\"ghp_[A-Za-z0-9]{36}\");")]
    [InlineData("var x = $\"Server={s};User Id={n};Password={s}\";")]
    [InlineData("var x = \"Server=db;User Id=sa;Password=\" + s;")]
    [InlineData("var x = string.Format(\"Server={0};User Id={1};Password={2}\", s, s, s);")]
    [InlineData("Use($\"mongodb://{s}:{s}@db.contoso.com\");")]
    [InlineData("Use(\"postgres://postgres:postgres@localhost/images\");")]
    [InlineData("Use(\"https://contoso.com/a@b:c\");")]
    [InlineData("var x = \"-----BEGIN PRIVATE KEY-----\";")]
    [InlineData("if (s.Contains(\"-----BEGIN RSA PRIVATE KEY-----\")) Use(s);")]
    [InlineData("var x = \"d41d8cd98f00b204e9800998ecf8427e\";")]
    [InlineData("var x = \"3f2504e0-4f89-11d3-9a0c-0305e82c3301\";")]
    [InlineData("var x = new Guid(\"3f2504e0-4f89-11d3-9a0c-0305e82c3301\");")]
    [InlineData("var datadogHash = \"{A}\";")]
    [InlineData("var x = \"{A}\"; new DatadogClient().Key = \"\";")]
    [InlineData("Use(\"{A}\");")]
    [InlineData("var x = \"sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\";")]
    [InlineData("var x = \"pk_live_51H8s7d6f5g4h3j2k1l0q9w8e7r6t5y4u3i2o1p\";")]
    [InlineData("var x = \"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==\";")]
    [InlineData("var x = \"PublicKeyToken=b77a5c561934e089, Culture=neutral\";")]
    [InlineData("var x = \"Lorem ipsum dolor sit amet, consectetur adipiscing elit.\";")]
    [InlineData("var x = new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0x00, 0x00, 0x0D };")]
    [InlineData("var x = new[] { 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm' };")]
    [InlineData("var x = new[] { s, s, s, s, s, s, s, s, s, s, s, s, s };")]
    [InlineData("// {T}\nUse(s);")]
    [InlineData("var x = \"arn:aws:iam::123456789012:role/images\";")]
    [InlineData("var x = \"urn:ietf:params:oauth:grant-type:jwt-bearer\";")]
    [InlineData("var x = \"M12.5 8.25l-9.75 9.75-1.5-1.5 9.75-9.75z\";")]
    [InlineData("var x = \"https://cdn.contoso.com/assets/main.3f2504e04f8911d39a0c0305e82c3301.js\";")]
    [InlineData("var x = \"UPDATE users SET password = @password, token = @token WHERE id = @id\";")]
    [InlineData("var x = \"AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;\";")]
    public Task What_only_resembles_one_is_silent(string statement) => Verify.VerifyAnalyzerAsync(Body(statement));

    [Theory]
    [InlineData("", "var x = [|\"{T}\"|];")]
    [InlineData("", "var x = [|\"Server=db.contoso.com;User Id=app;Password=hunter2\"|];")]
    [InlineData("", "var x = [|\"mongodb://app:hunter2@db.contoso.com/images\"|];")]
    [InlineData("", "var x = \"Server=localhost;User Id=app;Password=hunter2\";")]
    [InlineData("", "var x = \"mongodb://app:hunter2@db/images\";")]
    [InlineData("", "var x = \"{J}\";")]
    [InlineData("securegen.relax_test_projects = false", "var x = [|\"Server=localhost;User Id=app;Password=hunter2\"|];")]
    [InlineData("securegen.relax_test_projects = false", "var x = [|\"mongodb://app:hunter2@db/images\"|];")]
    [InlineData("securegen.relax_test_projects = false", "var x = [|\"{J}\"|];")]
    public Task In_a_test_project_what_an_issuer_made_or_opens_something_elsewhere_is_found(string option, string statement) =>
        Verify.VerifyAnalyzerAsync(Body(statement), ReferenceAssemblies.Net100.With("xunit.core"), option);

    [Theory]
    [InlineData("\"{T}\"", "The GitHub personal access token 'ghp_...' in this text is hard-coded; read it from the environment or a secret store")]
    [InlineData("\"Server=db.contoso.com;User Id=app;Password=hunter2\"", "The connection string password 'Password=...' in this text is hard-coded; read it from the environment or a secret store")]
    [InlineData("\"mongodb://app:hunter2@db.contoso.com\"", "The MongoDB address password in this text is hard-coded; read it from the environment or a secret store")]
    [InlineData("\"{E}\"", "The Base64-encoded GitHub personal access token in this text is hard-coded; read it from the environment or a secret store")]
    public async Task The_message_says_whose_and_what_and_shows_four_characters_at_most(string text, string message)
    {
        var finding = Assert.Single(await Findings(Filled($"var x = {text};")));

        Assert.Equal(message, finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
        Assert.DoesNotContain(finding.Properties.Values, value => value is not null && (value.Contains("hunter", StringComparison.Ordinal) || value.Contains(Token[..8], StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("var x = \"Server=db.contoso.com;User Id=app;Password=hunter2;Encrypt=True\";", "ConnectionString", "Password", 43, 7)]
    [InlineData("var x = $\"Server={1};User Id=app;Password='hunter2';Encrypt=True\";", "ConnectionString", "Password", 23, 7)]
    [InlineData("var x = s + \";User Id=app;Pwd=hunter2;Encrypt=True\";", "ConnectionString", "Pwd", 17, 7)]
    [InlineData("var x = \"https://app:hunter2@contoso.com\";", "Address", null, 12, 7)]
    [InlineData("var x = \"Bearer {T}\";", "Token", null, 7, 40)]
    public async Task The_properties_say_where_in_the_constant_the_secret_stands(string statement, string form, string? key, int start, int length)
    {
        var finding = Assert.Single(await Findings(Filled(statement)));

        Assert.Equal(form, finding.Properties[EmbeddedCredential.FormProperty]);
        Assert.Equal(key, finding.Properties.GetValueOrDefault<string, string?>(EmbeddedCredential.KeyProperty));
        Assert.Equal(start.ToString(System.Globalization.CultureInfo.InvariantCulture), finding.Properties[EmbeddedCredential.StartProperty]);
        Assert.Equal(length.ToString(System.Globalization.CultureInfo.InvariantCulture), finding.Properties[EmbeddedCredential.LengthProperty]);
    }

    private static async Task<ImmutableArray<Diagnostic>> Findings(string statement) =>
        await new CSharpCodeFixTest<EmbeddedCredential, NoFix> { TestCode = Body(statement) }.FindingsAsync();

    private static string Body(string statement) => Usings + Filled($$"""
        class C(IConfiguration config, string s, string n, bool flag)
        {
            void M()
            {
                {{statement}}
            }

            void Use(string text) { }
            void Login(string user, string password) { }
        }

        class DatadogClient { public string Key { get; set; } = ""; }
        """);

    private static string Filled(string code) => code
        .Replace("{T}", Token, StringComparison.Ordinal)
        .Replace("{T1}", Token[..20], StringComparison.Ordinal)
        .Replace("{T2}", Token[20..], StringComparison.Ordinal)
        .Replace("{E}", Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(Token)), StringComparison.Ordinal)
        .Replace("{C}", string.Join(", ", Token.Select(c => $"'{c}'")), StringComparison.Ordinal)
        .Replace("{B}", string.Join(", ", Token.Select(c => (int)c)), StringComparison.Ordinal)
        .Replace("{A}", CredentialSamples.Of("datadog-api-key"), StringComparison.Ordinal)
        .Replace("{J}", WebToken, StringComparison.Ordinal)
        .Replace("{H}", string.Join(", ", Token.Select(c => $"0x{(int)c:X2}")), StringComparison.Ordinal);
}
