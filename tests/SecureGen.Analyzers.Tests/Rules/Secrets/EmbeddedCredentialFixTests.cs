using System.Threading.Tasks;
using SecureGen.Analyzers.CodeFixes.Rules.Secrets;
using SecureGen.Analyzers.Rules.Secrets;
using SecureGen.Analyzers.Tests.Knowledge;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Secrets.EmbeddedCredential, SecureGen.Analyzers.CodeFixes.Rules.Secrets.EmbeddedCredentialFix>;

namespace SecureGen.Analyzers.Tests.Rules.Secrets;

/// <summary>In the rows {T} is a GitHub token, {O} an OpenAI key, READ(NAME) what reads the variable or throws.</summary>
public class EmbeddedCredentialFixTests
{
    private const string Few = "using System;\nusing System.Text;\n";

    [Theory]
    [InlineData("class C { string _x = [|\"{T}\"|]; }", "class C { string _x = READ(GITHUB_TOKEN); }")]
    [InlineData("class C { const string X = [|\"{O}\"|]; }", "class C { static readonly string X = READ(OPENAI_API_KEY); }")]
    [InlineData("class C { void M() { const string x = [|\"{T}\"|]; Console.WriteLine(x); } }", "class C { void M() { string x = READ(GITHUB_TOKEN); Console.WriteLine(x); } }")]
    [InlineData("class C { void M() => Console.WriteLine([|\"{T}\"|] /* issued in May */); }", "class C { void M() => Console.WriteLine(READ(GITHUB_TOKEN) /* issued in May */); }")]
    [InlineData("class C { bool M(string x) => x == [|\"{T}\"|]; }", "class C { bool M(string x) => x == (READ(GITHUB_TOKEN)); }")]
    [InlineData("class C { string _x = [|\"Bearer {T}\"|]; }", "class C { string _x = \"Bearer \" + (READ(GITHUB_TOKEN)); }")]
    [InlineData("class C { string _x = [|\"{T1}\" + \"{T2}\"|]; }", "class C { string _x = READ(GITHUB_TOKEN); }")]
    [InlineData("class C { string _x = [|\"https://api.contoso.com/?key={T}&page=1\"|]; }", "class C { string _x = $\"https://api.contoso.com/?key={(READ(GITHUB_TOKEN))}&page=1\"; }")]
    [InlineData("class C { string _x = [|\"{\\\"key\\\":\\\"{T}\\\"}\"|]; }", "class C { string _x = $\"{{\\\"key\\\":\\\"{(READ(GITHUB_TOKEN))}\\\"}}\"; }")]
    [InlineData("class C { string _x = [|@\"C:\\{a} {T}\"|]; }", "class C { string _x = $@\"C:\\{{a}} {(READ(GITHUB_TOKEN))}\"; }")]
    [InlineData("class C { string M(int n) => $\"{n}[|: {T}|]\"; }", "class C { string M(int n) => $\"{n}: {(READ(GITHUB_TOKEN))}\"; }")]
    [InlineData("class C { string M(int n) => n + [|\" {T}\"|] + n; }", "class C { string M(int n) => n + $\" {(READ(GITHUB_TOKEN))}\" + n; }")]
    [InlineData("class C { string _x = [|\"Server=db;User Id=app;Password=hunter2;Encrypt=True\"|]; }", "class C { string _x = $\"Server=db;User Id=app;Password={(READ(DB_PASSWORD))};Encrypt=True\"; }")]
    [InlineData("class C { string _x = [|\"Server=db;\" + \"User Id=app;Password=hunter2\"|]; }", "class C { string _x = \"Server=db;\" + $\"User Id=app;Password={(READ(DB_PASSWORD))}\"; }")]
    [InlineData("class C { string _x = [|\"Server=app;User Id=hunter2x;Password=hunter2\"|]; }", "class C { string _x = $\"Server=app;User Id=hunter2x;Password={(READ(DB_PASSWORD))}\"; }")]
    [InlineData("class C { string _x = [|@\"Server=.\\db;User Id=app;Password=hunter2\"|]; }", "class C { string _x = $@\"Server=.\\db;User Id=app;Password={(READ(DB_PASSWORD))}\"; }")]
    [InlineData("class C { string M(string host) => $\"Server={host}[|;User Id=app;Password=hunter2|]\"; }", "class C { string M(string host) => $\"Server={host};User Id=app;Password={(READ(DB_PASSWORD))}\"; }")]
    [InlineData("class C { string _x = [|\"amqp://app:hunter2@queue:5672/\"|]; }", "class C { string _x = $\"amqp://app:{(READ(AMQP_PASSWORD))}@queue:5672/\"; }")]
    [InlineData("class C { Uri _x = new Uri([|\"https://app:hunter2@images.contoso.com/\"|]); }", "class C { Uri _x = new Uri($\"https://app:{(READ(HTTPS_PASSWORD))}@images.contoso.com/\"); }")]
    public async Task The_credential_alone_is_read_from_the_environment_on_every_framework(string source, string expected)
    {
        foreach (var tier in new[] { ReferenceAssemblies.NetStandard20, ReferenceAssemblies.Net80, ReferenceAssemblies.Net100 })
            await Verify.VerifyCodeFixAsync(Few + Filled(source), Few + Filled(expected), references: tier);
    }

    [Theory]
    [InlineData("class C { byte[] _x = [|\"{T}\"u8|].ToArray(); }", "class C { byte[] _x = Encoding.UTF8.GetBytes(READ(GITHUB_TOKEN)); }")]
    [InlineData("class C { ReadOnlySpan<byte> X => [|\"key {T}\"u8|]; }", "class C { ReadOnlySpan<byte> X => Encoding.UTF8.GetBytes($\"key {(READ(GITHUB_TOKEN))}\"); }")]
    [InlineData("class C { string _x = [|\"\"\"{T}\"\"\"|]; }", "class C { string _x = READ(GITHUB_TOKEN); }")]
    [InlineData("class C { string _x = [|\"\"\"{\"key\":\"{T}\"}\"\"\"|]; }", "class C { string _x = $$\"\"\"{\"key\":\"{{(READ(GITHUB_TOKEN))}}\"}\"\"\"; }")]
    [InlineData("class C { string M(int n) => $$\"\"\"{ {{n}}[|: {T}|]\"\"\"; }", "class C { string M(int n) => $$\"\"\"{ {{n}}: {{(READ(GITHUB_TOKEN))}}\"\"\"; }")]
    [InlineData("class C { string _x = [|\"\"\"\n    first\n    {T}\n    \"\"\"|]; }", "class C { string _x = $\"\"\"\n    first\n    {(READ(GITHUB_TOKEN))}\n    \"\"\"; }")]
    public Task A_newer_kind_of_literal_stays_what_it_is(string source, string expected) => Verify.VerifyCodeFixAsync(Few + Filled(source), Few + Filled(expected));

    [Theory]
    [InlineData("System.Data.SqlClient", "System.Data.SqlClient.SqlConnection", "Server=db;User Id=app;Password=hunter2", "Server=db;User Id=app")]
    [InlineData("System.Data.SqlClient", "System.Data.SqlClient.SqlConnection", "Server=db;Password=hunter2;User Id=app", "Server=db;User Id=app")]
    [InlineData("Npgsql", "Npgsql.NpgsqlConnection", "Host=db;Username=app;Password=hunter2;", "Host=db;Username=app;")]
    public Task Where_the_provider_is_known_its_builder_takes_the_password(string library, string connection, string text, string rest)
    {
        var space = connection[..connection.LastIndexOf('.')];
        var name = connection[(space.Length + 1)..];
        return Verify.VerifyCodeFixAsync(
            $"using System;\nusing {space};\nclass C {{ const string Db = [|\"{text}\"|]; {name} M() => new {name}(Db); }}",
            Filled($"using System;\nusing {space};\nclass C {{ static readonly string Db = new {name}StringBuilder(\"{rest}\") {{ Password = READ(DB_PASSWORD) }}.ConnectionString; {name} M() => new {name}(Db); }}"),
            references: ReferenceAssemblies.Net100.With(library));
    }

    [Fact]
    public Task All_findings_of_a_document_are_fixed_at_once_and_the_import_is_added() =>
        Verify.VerifyCodeFixAsync(
            Filled("""
            class Clients
            {
                private const string Hub = [|"{T}"|]; // issued in May
                public string Model { get; } = [|"{O}"|];
                public string Queue(string host) => $"[|amqp://app:hunter2@|]{host}";
            }
            """),
            Filled("""
            using System;

            class Clients
            {
                private static readonly string Hub = READ(GITHUB_TOKEN); // issued in May
                public string Model { get; } = READ(OPENAI_API_KEY);
                public string Queue(string host) => $"amqp://app:{(READ(AMQP_PASSWORD))}@{host}";
            }
            """));

    [Fact]
    public Task The_prefix_option_is_put_before_the_name() =>
        Verify.VerifyCodeFixAsync(
            Filled("using System;\nclass C { string _x = [|\"{T}\"|]; }"),
            Filled("using System;\nclass C { string _x = READ(IMAGEGEN_GITHUB_TOKEN); }"),
            editorConfig: "securegen.environment_prefix = IMAGEGEN_");

    [Fact]
    public Task The_secret_is_read_from_the_configuration_in_scope() =>
        Verify.VerifyCodeFixAsync(
            Filled("using System;\nusing Microsoft.Extensions.Configuration;\nclass C(IConfiguration configuration) { string _x = [|\"Server=db;User Id=app;Password=hunter2\"|]; }"),
            "using System;\nusing Microsoft.Extensions.Configuration;\nclass C(IConfiguration configuration) { string _x = $\"Server=db;User Id=app;Password={(configuration[\"Db:Password\"] ?? throw new InvalidOperationException(\"Db:Password is not set.\"))}\"; }",
            "SGA1002.Configuration");

    [Theory]
    [InlineData("class A : Attribute { public A(string x) { } } [A([|\"{T}\"|])] class C { }")]
    [InlineData("class C { void M(string x = [|\"{T}\"|]) { } }")]
    [InlineData("class C { bool M(string x) => x is [|\"{T}\"|]; }")]
    [InlineData("class C { const string A = [|\"{T}\"|]; const string B = [|A + \"!\"|]; }")]
    [InlineData("class C { const string A = \"hunter2\"; const string B = [|\"Server=db;User Id=app;Password=\" + A|]; }")]
    [InlineData("class C { string M(string host) => string.Format([|\"Server={0};User Id=app;Password=hunter2\"|], host); }")]
    [InlineData("class C { char[] _x = [|{ {C} }|]; }")]
    [InlineData("class C { byte[] _x = [|{ {B} }|]; }")]
    public Task Where_only_a_constant_will_do_or_the_text_is_taken_apart_no_fix_is_offered(string source) => Verify.VerifyNoCodeFixAsync(Few + Filled(source));

    private static string Filled(string source)
    {
        var token = CredentialSamples.Of("github-personal-access-token");
        source = source.Replace("{T1}", token[..10]).Replace("{T2}", token[10..]).Replace("{T}", token).Replace("{O}", CredentialSamples.Of("openai-project-key"))
            .Replace("{C}", "'" + string.Join("', '", token.ToCharArray()) + "'").Replace("{B}", string.Join(", ", System.Text.Encoding.ASCII.GetBytes(token)));
        return System.Text.RegularExpressions.Regex.Replace(source, "READ[(]([A-Z_]+)[)]", "Environment.GetEnvironmentVariable(\"$1\") ?? throw new InvalidOperationException(\"$1 is not set.\")");
    }
}
