using System.Threading.Tasks;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Secrets.SecretFallback, SecureGen.Analyzers.CodeFixes.Rules.Secrets.SecretFallbackFix>;
using VerifyHardcoded = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Secrets.HardcodedSecret, SecureGen.Analyzers.CodeFixes.Rules.Secrets.HardcodedSecretFix>;

namespace SecureGen.Analyzers.Tests.Rules.Secrets;

public class SecretFallbackTests
{
    public static TheoryData<string> Fallbacks => new()
    {
        "var x = Environment.GetEnvironmentVariable(\"SESSION_SECRET\") ?? [|\"dev-secret\"|];",
        "var x = Environment.GetEnvironmentVariable(\"SESSION_SECRET\") ?? [|\"secret\"|];",
        "var x = Environment.GetEnvironmentVariable(\"SESSION_SECRET\") ?? [|\"changeme\"|];",
        "var x = Environment.GetEnvironmentVariable(\"DB_PASSWORD\") ?? [|\"password\"|];",
        "var x = Environment.GetEnvironmentVariable(\"DB_PASSWORD\") ?? [|\"admin\"|];",
        "var x = Environment.GetEnvironmentVariable(\"JWT_KEY\") ?? Environment.GetEnvironmentVariable(\"JWT_SECRET\") ?? [|\"your-256-bit-secret\"|];",
        "var x = (Environment.GetEnvironmentVariable(\"SESSION_SECRET\")) ?? ([|\"dev-secret\"|]);",
        "var x = Environment.GetEnvironmentVariable(\"SESSION_SECRET\")?.Trim() ?? [|\"dev-secret\"|];",
        "var x = config[\"Jwt:Key\"] ?? [|\"dev-signing-key-1\"|];",
        "var x = config[\"Jwt:Key\"] ?? [|\"\"\"dev-signing-key-1\"\"\"|];",
        "var x = config[\"Jwt:Key\"] ?? [|\"dev-\" + \"key-1\"|];",
        "var x = config.GetSection(\"Jwt\")[\"Key\"] ?? [|\"dev-key-1\"|];",
        "var x = config.GetSection(\"Jwt:Key\").Value ?? [|\"dev-key-1\"|];",
        "var x = config.GetValue<string>(\"Db:Password\") ?? [|\"hunter2\"|];",
        "var x = config.GetValue(\"Db:Password\", [|\"hunter2\"|]);",
        "var x = config.GetValue<string>(\"Db:Password\", [|\"hunter2\"|]);",
        "var x = config.GetValue(defaultValue: [|\"hunter2\"|], key: \"Db:Password\");",
        "var x = ConfigurationBinder.GetValue(config, \"Db:Password\", [|\"hunter2\"|]);",
        "var x = config.GetConnectionString(\"Images\") ?? [|\"Server=db;User Id=sa;Password=hunter2\"|];",
        "var x = Setting(\"API_KEY\", [|\"a1b2c3\"|]);",
        "var x = string.IsNullOrEmpty(config[\"Jwt:Key\"]) ? [|\"dev-key\"|] : config[\"Jwt:Key\"];",
        "var s = Environment.GetEnvironmentVariable(\"SESSION_SECRET\"); var x = string.IsNullOrEmpty(s) ? [|\"dev\"|] : s;",
        "var s = Environment.GetEnvironmentVariable(\"SESSION_SECRET\"); var x = !string.IsNullOrWhiteSpace(s) ? s : [|\"dev\"|];",
        "var s = Environment.GetEnvironmentVariable(\"SESSION_SECRET\"); var x = s is null or \"\" ? [|\"dev\"|] : s;",
        "var s = Environment.GetEnvironmentVariable(\"SESSION_SECRET\"); var x = s is not null and not \"\" ? s : [|\"dev\"|];",
        "var s = Environment.GetEnvironmentVariable(\"SESSION_SECRET\"); var x = s is { Length: > 0 } ? s : [|\"dev\"|];",
        "var s = Environment.GetEnvironmentVariable(\"SESSION_SECRET\"); var x = s == null ? [|\"dev\"|] : s;",
        "var s = Environment.GetEnvironmentVariable(\"SESSION_SECRET\"); var x = null != s ? s : [|\"dev\"|];",
        "var s = Environment.GetEnvironmentVariable(\"SESSION_SECRET\") + \"\"; var apiKey = s.Length == 0 ? [|\"dev\"|] : s;",
        "var s = Environment.GetEnvironmentVariable(\"SESSION_SECRET\"); var x = s == null || s == string.Empty ? [|\"dev\"|] : s;",
        "var s = Environment.GetEnvironmentVariable(\"SESSION_SECRET\"); s ??= [|\"dev-secret\"|];",
        "var s = Environment.GetEnvironmentVariable(\"SESSION_SECRET\"); if (string.IsNullOrEmpty(s)) { s = [|\"dev-secret\"|]; }",
        "var s = Environment.GetEnvironmentVariable(\"SESSION_SECRET\"); if (s is null) s = [|\"dev-secret\"|];",
        "var s = config[\"Jwt:Key\"]; if (s != null) { Console.WriteLine(); } else s = [|\"dev-secret\"|];",
        "string? s; s = config[\"Jwt:Key\"]; if (string.IsNullOrWhiteSpace(s)) s = [|\"dev-secret\"|];",
        "options.Secret ??= [|\"dev-secret\"|];",
        "if (string.IsNullOrEmpty(options.Secret)) options.Secret = [|\"dev-secret\"|];",
        "var apiKey = config[\"Image\"] ?? [|\"a1b2c3\"|];",
        "options.Secret = config[\"Session\"] ?? [|\"dev-secret\"|];",
        "var signingKey = Encoding.UTF8.GetBytes(config[\"Jwt\"] ?? [|\"dev-secret\"|]);",
        "const string Fallback = \"dev-secret\"; var x = config[\"Jwt:Key\"] ?? [|Fallback|];",
        "const string DefaultSecret = \"dev-secret\"; var x = config[\"Jwt:Key\"] ?? [|DefaultSecret|];",
        "var fallback = \"dev-secret\"; var x = config[\"Jwt:Key\"] ?? [|fallback|];",
        "var x = config[\"Jwt:Key\"] ?? [|Standard|];",
        "Use(Environment.GetEnvironmentVariable(\"SESSION_SECRET\") ?? [|\"dev-secret\"|]);",
        "string Get() => Environment.GetEnvironmentVariable(\"SESSION_SECRET\") ?? [|\"dev-secret\"|];",
        "var x = config[\"Jwt:Key\"] switch { null or \"\" => [|\"dev-secret\"|], var s => s };",
        "var x = config[\"Jwt:Key\"] switch { { Length: > 0 } s => s, _ => [|\"dev-secret\"|] };",
        "string Get() { var s = config[\"Jwt:Key\"]; if (string.IsNullOrEmpty(s)) return [|\"dev-secret\"|]; return s; }",
        "string Get() { var s = config[\"Jwt:Key\"]; if (s != null) return s; return [|\"dev-secret\"|]; }",
        "var section = config.GetSection(\"Jwt\"); var x = section[\"Key\"] ?? [|\"dev-secret\"|];",
    };

    [Theory]
    [MemberData(nameof(Fallbacks))]
    public Task A_literal_in_place_of_an_absent_secret_is_found(string statement) => Verify.VerifyAnalyzerAsync(Body(statement));

    [Theory]
    [MemberData(nameof(Fallbacks))]
    public Task What_is_a_fallback_is_not_reported_as_hard_coded_too(string statement) =>
        VerifyHardcoded.VerifyAnalyzerAsync(Body(statement.Replace("[|", "", System.StringComparison.Ordinal).Replace("|]", "", System.StringComparison.Ordinal)));

    [Theory]
    [InlineData("var x = Environment.GetEnvironmentVariable(\"SESSION_SECRET\") ?? \"\";")]
    [InlineData("var x = Environment.GetEnvironmentVariable(\"SESSION_SECRET\") ?? \" \";")]
    [InlineData("var x = Environment.GetEnvironmentVariable(\"SESSION_SECRET\") ?? string.Empty;")]
    [InlineData("var x = Environment.GetEnvironmentVariable(\"SESSION_SECRET\") ?? throw new InvalidOperationException(\"SESSION_SECRET is not set\");")]
    [InlineData("var x = Environment.GetEnvironmentVariable(\"SESSION_SECRET\") ?? \"<not set>\";")]
    [InlineData("var x = Environment.GetEnvironmentVariable(\"SESSION_SECRET\") ?? \"(none)\";")]
    [InlineData("var x = Environment.GetEnvironmentVariable(\"SESSION_SECRET\") ?? \"not configured\";")]
    [InlineData("var x = Environment.GetEnvironmentVariable(\"SESSION_SECRET\") ?? \"unknown\";")]
    [InlineData("var x = Environment.GetEnvironmentVariable(\"SESSION_SECRET\") ?? \"***\";")]
    [InlineData("var x = Environment.GetEnvironmentVariable(\"SESSION_SECRET\") ?? \"${SESSION_SECRET}\";")]
    [InlineData("var x = Environment.GetEnvironmentVariable(\"SESSION_SECRET\") ?? \"{0}\";")]
    [InlineData("var x = Environment.GetEnvironmentVariable(\"SESSION_SECRET\") ?? \"The secret is not set.\";")]
    [InlineData("var x = Environment.GetEnvironmentVariable(\"SESSION_SECRET\") ?? config[\"Session:Secret\"];")]
    [InlineData("var x = Environment.GetEnvironmentVariable(\"SESSION_SECRET_FILE\") ?? \"/run/secrets/session1\";")]
    [InlineData("var x = Environment.GetEnvironmentVariable(\"PRIVATE_KEY\") ?? \"keys/server.pem\";")]
    [InlineData("var x = Environment.GetEnvironmentVariable(\"APP_HOST\") ?? \"localhost\";")]
    [InlineData("var x = Environment.GetEnvironmentVariable(\"ASPNETCORE_ENVIRONMENT\") ?? \"Production\";")]
    [InlineData("var x = Environment.GetEnvironmentVariable(\"API_KEY_HEADER\") ?? \"X-Api-Key\";")]
    [InlineData("var x = config[\"Jwt:Issuer\"] ?? \"imagegen1\";")]
    [InlineData("var x = config[\"Jwt:TokenLifetime\"] ?? \"3600s\";")]
    [InlineData("var x = config[\"Model:MaxTokens\"] ?? \"4096\";")]
    [InlineData("var x = config.GetValue(\"Db:Password:MinLength\", 12);")]
    [InlineData("var x = config.GetValue(\"Model:Name\", \"local-1\");")]
    [InlineData("var x = config.GetValue<string>(\"Db:Password\");")]
    [InlineData("var x = config.GetConnectionString(\"Images\") ?? \"Data Source=images.db\";")]
    [InlineData("var x = config[\"Vault:SecretUri\"] ?? \"https://vault.example.org/\";")]
    [InlineData("var x = config[\"Cache:ConnectionString\"] ?? \"localhost:6379\";")]
    [InlineData("var s = config[\"Name\"]; var x = string.IsNullOrEmpty(s) ? \"nobody1\" : s;")]
    [InlineData("var s = config[\"Jwt:Key\"]; var x = string.IsNullOrEmpty(s) ? \"missing\" : \"present\";")]
    [InlineData("var s = config[\"Jwt:Key\"]; if (string.IsNullOrEmpty(s)) throw new InvalidOperationException(\"no key 1\");")]
    [InlineData("var s = config[\"Jwt:Key\"]; if (s == \"x\") s = null;")]
    [InlineData("var s = config[\"Host\"]; if (string.IsNullOrEmpty(s)) s = \"host1\";")]
    [InlineData("var cacheKey = options.Name ?? \"images-1\";")]
    [InlineData("var passwordHint = options.Name ?? \"the usual one\";")]
    [InlineData("var x = Setting(\"HOST\", \"host1\");")]
    [InlineData("string? s = null; s = s ?? \"host1\"; s = s?.Trim() ?? \"host2\";")]
    [InlineData("string? a = null, b = null; a = b ?? \"x1x\"; b = a ?? \"y1y\";")]
    public Task Absent_values_and_plain_settings_are_silent(string statement) => Verify.VerifyAnalyzerAsync(Body(statement));

    [Theory]
    [InlineData(
        "var x = Environment.GetEnvironmentVariable(\"SESSION_SECRET\") ?? [|\"dev-secret\"|]; // local only",
        "var x = Environment.GetEnvironmentVariable(\"SESSION_SECRET\") ?? throw new InvalidOperationException(\"SESSION_SECRET is not set.\"); // local only")]
    [InlineData(
        "var x = Environment.GetEnvironmentVariable(\"SESSION_SECRET\") ?? ([|\"dev-secret\"|]);",
        "var x = Environment.GetEnvironmentVariable(\"SESSION_SECRET\") ?? throw new InvalidOperationException(\"SESSION_SECRET is not set.\");")]
    [InlineData(
        "var s = Environment.GetEnvironmentVariable(\"SESSION_SECRET\"); var x = string.IsNullOrEmpty(s) ? [|\"dev\"|] : s;",
        "var s = Environment.GetEnvironmentVariable(\"SESSION_SECRET\"); var x = string.IsNullOrEmpty(s) ? throw new InvalidOperationException(\"SESSION_SECRET is not set.\") : s;")]
    [InlineData(
        "var s = Environment.GetEnvironmentVariable(\"SESSION_SECRET\"); var x = s != null ? s : [|\"dev\"|];",
        "var s = Environment.GetEnvironmentVariable(\"SESSION_SECRET\"); var x = s != null ? s : throw new InvalidOperationException(\"SESSION_SECRET is not set.\");")]
    [InlineData(
        "var s = Environment.GetEnvironmentVariable(\"SESSION_SECRET\"); s ??= [|\"dev-secret\"|];",
        "var s = Environment.GetEnvironmentVariable(\"SESSION_SECRET\"); _ = s ?? throw new InvalidOperationException(\"SESSION_SECRET is not set.\");")]
    [InlineData(
        "var s = Environment.GetEnvironmentVariable(\"SESSION_SECRET\"); var x = s ??= [|\"dev-secret\"|];",
        "var s = Environment.GetEnvironmentVariable(\"SESSION_SECRET\"); var x = s ?? throw new InvalidOperationException(\"SESSION_SECRET is not set.\");")]
    [InlineData(
        "var s = Environment.GetEnvironmentVariable(\"SESSION_SECRET\"); if (string.IsNullOrEmpty(s)) s = [|\"dev-secret\"|];",
        "var s = Environment.GetEnvironmentVariable(\"SESSION_SECRET\"); if (string.IsNullOrEmpty(s)) throw new InvalidOperationException(\"SESSION_SECRET is not set.\");")]
    [InlineData(
        "var s = Environment.GetEnvironmentVariable(\"SESSION_SECRET\"); if (string.IsNullOrEmpty(s)) { s = [|\"dev-secret\"|]; }",
        "var s = Environment.GetEnvironmentVariable(\"SESSION_SECRET\"); if (string.IsNullOrEmpty(s)) { throw new InvalidOperationException(\"SESSION_SECRET is not set.\"); }")]
    [InlineData(
        "string? apiKey = Environment.GetEnvironmentVariable(\"IMAGE\") ?? [|\"a1b2c3\"|];",
        "string? apiKey = Environment.GetEnvironmentVariable(\"IMAGE\") ?? throw new InvalidOperationException(\"IMAGE is not set.\");")]
    [InlineData(
        "var x = Encoding.UTF8.GetBytes(Environment.GetEnvironmentVariable(\"JWT_KEY\") ?? [|\"dev-secret\"|]);",
        "var x = Encoding.UTF8.GetBytes(Environment.GetEnvironmentVariable(\"JWT_KEY\") ?? throw new InvalidOperationException(\"JWT_KEY is not set.\"));")]
    public async Task The_program_fails_instead_on_every_framework(string statement, string expected)
    {
        foreach (var references in new[] { ReferenceAssemblies.NetStandard20, ReferenceAssemblies.Net80, ReferenceAssemblies.Net100 })
            await Verify.VerifyCodeFixAsync(Plain(statement), Plain(expected), references: references);
    }

    [Theory]
    [InlineData("var x = config[\"Jwt:Key\"] ?? [|\"dev-key\"|];", "var x = config[\"Jwt:Key\"] ?? throw new InvalidOperationException(\"Jwt:Key is not set.\");")]
    [InlineData("var x = config.GetValue(\"Db:Password\", [|\"hunter2\"|]);", "var x = config.GetValue<string>(\"Db:Password\") ?? throw new InvalidOperationException(\"Db:Password is not set.\");")]
    [InlineData("var x = config.GetValue<string>(\"Db:Password\", [|\"hunter2\"|]);", "var x = config.GetValue<string>(\"Db:Password\") ?? throw new InvalidOperationException(\"Db:Password is not set.\");")]
    [InlineData("var x = config.GetValue(defaultValue: [|\"hunter2\"|], key: \"Db:Password\")!.Length;", "var x = (config.GetValue<string>(key: \"Db:Password\") ?? throw new InvalidOperationException(\"Db:Password is not set.\"))!.Length;")]
    [InlineData("var x = config.GetSection(\"Jwt\")[\"Key\"] ?? [|\"dev-key\"|];", "var x = config.GetSection(\"Jwt\")[\"Key\"] ?? throw new InvalidOperationException(\"Jwt:Key is not set.\");")]
    [InlineData("var x = ConfigurationBinder.GetValue(config, \"Db:Password\", [|\"hunter2\"|]);", "var x = ConfigurationBinder.GetValue<string>(config, \"Db:Password\") ?? throw new InvalidOperationException(\"Db:Password is not set.\");")]
    [InlineData("options.Secret ??= [|\"dev-secret\"|];", "_ = options.Secret ?? throw new InvalidOperationException(\"SECRET is not set.\");")]
    public Task Configuration_fails_too(string statement, string expected) =>
        Verify.VerifyCodeFixAsync(Body(statement), Body(expected));

    [Fact]
    public Task A_constant_that_only_served_as_the_fallback_goes() =>
        Verify.VerifyCodeFixAsync(
            """
            using System;
            class C
            {
                string Get()
                {
                    const string fallback = "dev-secret";
                    return Environment.GetEnvironmentVariable("SESSION_SECRET") ?? [|fallback|];
                }
            }
            """,
            """
            using System;
            class C
            {
                string Get()
                {
                    return Environment.GetEnvironmentVariable("SESSION_SECRET") ?? throw new InvalidOperationException("SESSION_SECRET is not set.");
                }
            }
            """);

    [Fact]
    public Task All_findings_are_fixed_at_once_in_top_level_code() =>
        Verify.VerifyCodeFixAsync(
            """
            using System;
            var secret = Environment.GetEnvironmentVariable("SESSION_SECRET") ?? [|"dev-secret"|];
            var password = Environment.GetEnvironmentVariable("DB_PASSWORD");
            if (string.IsNullOrEmpty(password))
            {
                password = [|"hunter2"|];
            }
            """,
            """
            using System;
            var secret = Environment.GetEnvironmentVariable("SESSION_SECRET") ?? throw new InvalidOperationException("SESSION_SECRET is not set.");
            var password = Environment.GetEnvironmentVariable("DB_PASSWORD");
            if (string.IsNullOrEmpty(password))
            {
                throw new InvalidOperationException("DB_PASSWORD is not set.");
            }
            """);

    [Theory]
    [InlineData("var x = Setting(\"API_KEY\", [|\"a1b2c3\"|]);")]
    [InlineData("var s = config[\"Jwt:Key\"]; if (s is null) { s = [|\"dev-secret\"|]; Console.WriteLine(); }")]
    [InlineData("System.Linq.Expressions.Expression<Func<string>> e = () => config[\"Jwt:Key\"] ?? [|\"dev-secret\"|];")]
    public Task Where_throwing_is_not_possible_no_fix_is_offered(string statement) => Verify.VerifyNoCodeFixAsync(Body(statement));

    private static string Plain(string statement) =>
        $"using System;\nusing System.Text;\nclass C\n{{\n    void M()\n    {{\n        {statement}\n    }}\n}}\n";

    private static string Body(string statement) => $$"""
        using System;
        using System.Text;
        using Microsoft.Extensions.Configuration;
        class Options { public string? Secret { get; set; } public string? Name { get; set; } }
        class Program
        {
            private const string Standard = "dev-signing-key-1";
            static void Use(string value) { }
            static string Setting(string name, string defaultValue) => Environment.GetEnvironmentVariable(name) ?? defaultValue;

            void M(IConfiguration config, Options options)
            {
                {{statement}}
            }
        }
        """;
}
