using System.Threading.Tasks;
using SecureGen.Analyzers.CodeFixes.Rules.Injection;
using SecureGen.Analyzers.Rules.Injection;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Injection.JwtValidationWeakened, SecureGen.Analyzers.CodeFixes.Rules.Injection.JwtValidationWeakenedFix>;

namespace SecureGen.Analyzers.Tests.Rules.Injection;

public class JwtValidationWeakenedTests
{
    private static readonly ReferenceAssemblies Tokens = ReferenceAssemblies.Net100.With("Microsoft.IdentityModel.Tokens");

    private const string Stubs = """
        namespace Microsoft.AspNetCore.Authentication.JwtBearer
        {
            public class TokenValidatedContext { public string? Tenant { get; set; } public void Fail(string why) { } }
            public class JwtBearerEvents { public System.Func<TokenValidatedContext, System.Threading.Tasks.Task>? OnTokenValidated { get; set; } }
            public class JwtBearerOptions
            {
                public bool RequireHttpsMetadata { get; set; } = true;
                public bool SaveToken { get; set; }
                public string? Authority { get; set; }
                public JwtBearerEvents Events { get; set; } = new();
                public Microsoft.IdentityModel.Tokens.TokenValidationParameters TokenValidationParameters { get; set; } = new();
            }
        }
        namespace Microsoft.Extensions.DependencyInjection
        {
            public static class JwtBearerExtensions
            {
                public static void AddJwtBearer(this IServiceCollection services, System.Action<Microsoft.AspNetCore.Authentication.JwtBearer.JwtBearerOptions> configure) { }
            }
        }
        namespace System.IdentityModel.Tokens.Jwt
        {
            public class JwtSecurityToken(string jwt) : Microsoft.IdentityModel.Tokens.SecurityToken
            {
                public override string Id => jwt;
                public override string Issuer => "";
                public override Microsoft.IdentityModel.Tokens.SecurityKey SecurityKey => null!;
                public override Microsoft.IdentityModel.Tokens.SecurityKey SigningKey { get; set; } = null!;
                public override System.DateTime ValidFrom => default;
                public override System.DateTime ValidTo => default;
            }
            public class JwtSecurityTokenHandler
            {
                public JwtSecurityToken ReadJwtToken(string token) => new(token);
                public JwtSecurityToken ValidateSignature(string token) => new(token);
            }
        }
        namespace JWT { public interface IJwtDecoder { string Decode(string token, byte[] key, bool verify); } }
        namespace JWT.Algorithms { public class NoneAlgorithm { } }
        namespace JWT.Builder
        {
            public class JwtBuilder
            {
                public JwtBuilder WithAlgorithm(object algorithm) => this;
                public JwtBuilder DoNotVerifySignature() => this;
                public JwtBuilder MustVerifySignature() => this;
                public JwtBuilder WithVerifySignature(bool verify) => this;
            }
        }
        namespace Jose
        {
            public enum JwsAlgorithm { none, HS256 }
            public static class JWT { public static string Encode(object payload, object? key, JwsAlgorithm algorithm) => ""; }
        }
        """;

    private static string InProgram(string body, string members = "") => $$"""
        using System; using System.Collections.Generic; using System.IdentityModel.Tokens.Jwt; using System.Linq; using System.Security.Cryptography; using System.Text;
        using Microsoft.AspNetCore.Authentication.JwtBearer; using Microsoft.AspNetCore.Builder; using Microsoft.Extensions.Configuration;
        using Microsoft.Extensions.DependencyInjection; using Microsoft.Extensions.Hosting; using Microsoft.IdentityModel.Tokens;

        class Startup(JwtSecurityTokenHandler handler, SecurityKey key, RsaSecurityKey rsa, bool verify)
        {
            private const bool Off = false;
            private static readonly bool Never = false;
            {{members}}
            void Configure(WebApplicationBuilder builder, TokenValidationParameters p, JwtBearerOptions o, JWT.IJwtDecoder decoder)
            {
                {{body}}
            }
            static bool Anyone(IEnumerable<string> audiences, SecurityToken token, TokenValidationParameters parameters) => true;
            static bool Listed(IEnumerable<string> audiences, SecurityToken token, TokenValidationParameters parameters) => audiences.Contains("recipes");
            static SecurityToken Read(string token, TokenValidationParameters parameters) { var read = new JwtSecurityToken(token); return read; }
        }

        """ + Stubs;

    [Theory]
    [InlineData("[|p.ValidateIssuer = false|];")]
    [InlineData("[|p.ValidateAudience = false|];")]
    [InlineData("[|p.ValidateLifetime = false|];")]
    [InlineData("[|p.RequireSignedTokens = false|];")]
    [InlineData("[|p.RequireExpirationTime = false|];")]
    [InlineData("[|p.RequireAudience = false|];")]
    [InlineData("[|p.ValidateIssuer = Off|];")]
    [InlineData("[|p.ValidateIssuer = Never|];")]
    [InlineData("var off = false; [|p.ValidateIssuer = off|];")]
    [InlineData("[|p.ValidateIssuer = !true|];")]
    [InlineData("[|p.ValidateIssuer = default|];")]
    [InlineData("_ = new TokenValidationParameters { [|ValidateIssuer = false|], ValidateAudience = true, [|ValidateLifetime = false|] };")]
    [InlineData("TokenValidationParameters made = new() { [|RequireSignedTokens = false|] };")]
    [InlineData("builder.Services.AddJwtBearer(x => x.TokenValidationParameters = new() { [|ValidateAudience = false|] });")]
    [InlineData("builder.Services.AddJwtBearer(x => { [|x.TokenValidationParameters.ValidateAudience = false|]; });")]
    [InlineData("builder.Services.AddJwtBearer(x => [|x.RequireHttpsMetadata = false|]);")]
    [InlineData("builder.Services.Configure<JwtBearerOptions>(x => { x.SaveToken = true; [|x.RequireHttpsMetadata = false|]; });")]
    [InlineData("o.Authority = \"http://login.contoso.com\"; [|o.RequireHttpsMetadata = false|];")]
    [InlineData("if (builder.Environment.IsProduction()) { [|o.RequireHttpsMetadata = false|]; }")]
    [InlineData("if (!builder.Environment.IsDevelopment()) [|o.RequireHttpsMetadata = false|];")]
    [InlineData("if (builder.Environment.IsDevelopment()) { o.SaveToken = true; } else { [|p.ValidateIssuer = false|]; }")]
    [InlineData("if (builder.Environment.IsDevelopment() || verify) [|p.ValidateIssuer = false|];")]
    [InlineData("[|p.AudienceValidator = (audiences, token, parameters) => true|];")]
    [InlineData("[|p.AudienceValidator = delegate { return true; }|];")]
    [InlineData("[|p.AudienceValidator = Anyone|];")]
    [InlineData("[|p.AudienceValidator = new AudienceValidator(Anyone)|];")]
    [InlineData("AudienceValidator any = (_, _, _) => true; [|p.AudienceValidator = any|];")]
    [InlineData("bool Yes(IEnumerable<string> a, SecurityToken t, TokenValidationParameters x) { Console.WriteLine(\"asked\"); return true; } [|p.AudienceValidator = Yes|];")]
    [InlineData("[|p.LifetimeValidator = (from, to, token, parameters) => { if (to is null) { return true; } return true; }|];")]
    [InlineData("[|p.LifetimeValidator = (from, to, token, parameters) => { System.Diagnostics.Trace.TraceInformation(string.Format(\"until {0}\", to)); return true; }|];")]
    [InlineData("[|p.LifetimeValidator = (from, to, token, parameters) => { var text = new System.Text.StringBuilder().Append(to).ToString(); Console.WriteLine(text); return true; }|];")]
    [InlineData("[|p.IssuerValidator = (issuer, token, parameters) => issuer|];")]
    [InlineData("[|p.SignatureValidator = (token, parameters) => new JwtSecurityToken(token)|];")]
    [InlineData("[|p.SignatureValidator = Read|];")]
    [InlineData("[|p.SignatureValidator = delegate (string token, TokenValidationParameters parameters) { var jwt = handler.ReadJwtToken(token); return jwt; }|];")]
    [InlineData("[|p.ClockSkew = TimeSpan.FromDays(365)|];")]
    [InlineData("[|p.ClockSkew = TimeSpan.MaxValue|];")]
    [InlineData("[|p.ClockSkew = new TimeSpan(24, 0, 0)|];")]
    [InlineData("[|p.ValidAlgorithms = new[] { \"none\", \"HS256\" }|];")]
    [InlineData("_ = new SigningCredentials(key, [|SecurityAlgorithms.None|]);")]
    [InlineData("_ = new SigningCredentials(key, algorithm: [|\"none\"|]);")]
    [InlineData("new JWT.Builder.JwtBuilder().WithAlgorithm([|new JWT.Algorithms.NoneAlgorithm()|]);")]
    [InlineData("[|new JWT.Builder.JwtBuilder().DoNotVerifySignature()|];")]
    [InlineData("new JWT.Builder.JwtBuilder().WithVerifySignature([|false|]);")]
    [InlineData("decoder.Decode(\"t\", [], verify: [|false|]);")]
    [InlineData("Jose.JWT.Encode(\"p\", null, [|Jose.JwsAlgorithm.none|]);")]
    [InlineData("builder.Services.PostConfigure<JwtBearerOptions>(\"Bearer\", x => [|x.TokenValidationParameters.ValidateLifetime = false|]);")]
    [InlineData("try { [|p.ValidateAudience = false|]; } finally { }")]
    [InlineData("Action<JwtBearerOptions> set = x => { if (verify) return; [|x.RequireHttpsMetadata = false|]; };")]
    [InlineData("[|p.ValidateIssuer = false|]; o.Events = new() { OnTokenValidated = context => { Console.WriteLine(context.Tenant); return System.Threading.Tasks.Task.CompletedTask; } };")]
    [InlineData("[|p.ValidateAudience = false|]; o.Events.OnTokenValidated = context => { if (context.Tenant is null) context.Fail(\"unknown\"); return System.Threading.Tasks.Task.CompletedTask; };")]
    public Task A_check_that_is_off_is_found(string body) => Verify.VerifyAnalyzerAsync(InProgram(body), Tokens);

    [Theory]
    [InlineData("p.ValidateIssuer = true;")]
    [InlineData("p.ValidateIssuer = verify;")]
    [InlineData("p.ValidateIssuer = builder.Configuration.GetValue(\"Jwt:ValidateIssuer\", true);")]
    [InlineData("o.RequireHttpsMetadata = !builder.Environment.IsDevelopment();")]
    [InlineData("o.RequireHttpsMetadata = builder.Environment.IsProduction();")]
    [InlineData("if (builder.Environment.IsDevelopment()) { o.RequireHttpsMetadata = false; }")]
    [InlineData("if (builder.Environment.IsDevelopment()) builder.Services.AddJwtBearer(x => { x.RequireHttpsMetadata = false; });")]
    [InlineData("if (!builder.Environment.IsDevelopment()) { o.SaveToken = true; } else { o.RequireHttpsMetadata = false; }")]
    [InlineData("if (builder.Environment.IsEnvironment(\"Local\")) o.RequireHttpsMetadata = false;")]
    [InlineData("if (builder.Environment.EnvironmentName == \"Development\" && verify) o.RequireHttpsMetadata = false;")]
    [InlineData("var isDev = builder.Environment.IsDevelopment(); if (isDev) p.ValidateIssuer = false;")]
    [InlineData("if (!builder.Environment.IsDevelopment()) return; p.ValidateIssuer = false;")]
    [InlineData("if (!builder.Environment.IsDevelopment()) { throw new InvalidOperationException(); } p.ValidateIssuer = false;")]
    [InlineData("if (!builder.Environment.IsProduction()) p.ValidateIssuer = false;")]
    [InlineData("o.Authority = \"http://localhost:8080/realms/a\"; o.RequireHttpsMetadata = false;")]
    [InlineData("builder.Services.AddJwtBearer(x => { x.Authority = \"http://keycloak:8080\"; x.RequireHttpsMetadata = false; });")]
    [InlineData("p.ValidateIssuer = false; p.IssuerValidator = (issuer, token, parameters) => issuer == \"a\" ? issuer : throw new SecurityTokenInvalidIssuerException();")]
    [InlineData("_ = new TokenValidationParameters { ValidateAudience = false, AudienceValidator = Listed };")]
    [InlineData("p.AudienceValidator = Listed;")]
    [InlineData("p.AudienceValidator = (audiences, _, _) => audiences.Any();")]
    [InlineData("p.AudienceValidator = (_, _, _) => { if (!verify) throw new SecurityTokenException(); return true; };")]
    [InlineData("p.LifetimeValidator = (from, to, _, _) => to > DateTime.UtcNow;")]
    [InlineData("p.LifetimeValidator = (from, to, token, parameters) => { Check(token.ToString()); return true; }; void Check(string token) { }")]
    [InlineData("p.LifetimeValidator = (from, to, token, parameters) => { if (to < DateTime.UtcNow) { Error(\"expired\"); } return true; }; static void Error(string text) => throw new InvalidOperationException(text);")]
    [InlineData("p.SignatureValidator = (token, parameters) => handler.ValidateSignature(token);")]
    [InlineData("p.SignatureValidator = null;")]
    [InlineData("p.ClockSkew = TimeSpan.Zero;")]
    [InlineData("p.ClockSkew = TimeSpan.FromMinutes(10);")]
    [InlineData("p.ClockSkew = TimeSpan.FromSeconds(30);")]
    [InlineData("p.ValidAlgorithms = new[] { SecurityAlgorithms.HmacSha256 };")]
    [InlineData("var expiredParameters = new TokenValidationParameters { ValidateLifetime = false };")]
    [InlineData("p.SaveSigninToken = false; p.ValidateActor = false; p.ValidateTokenReplay = false; p.ValidateWithLKG = false;")]
    [InlineData("_ = new SigningCredentials(key, SecurityAlgorithms.HmacSha256);")]
    [InlineData("if (\"none\" == SecurityAlgorithms.None) { }")]
    [InlineData("new JWT.Builder.JwtBuilder().MustVerifySignature().WithVerifySignature(true);")]
    [InlineData("decoder.Decode(\"t\", [], verify);")]
    [InlineData("if (Jose.JwsAlgorithm.none == default) { } Jose.JWT.Encode(\"p\", null, Jose.JwsAlgorithm.HS256);")]
    [InlineData("p.ValidateIssuerSigningKey = false; p.IssuerSigningKeyValidator = (k, token, parameters) => true;")]
    [InlineData("p.ValidateIssuer = false; o.Events = new JwtBearerEvents { OnTokenValidated = context => { if (context.Tenant is null) context.Fail(\"unknown\"); return System.Threading.Tasks.Task.CompletedTask; } };")]
    public Task A_check_that_is_on_or_done_otherwise_is_silent(string body) => Verify.VerifyAnalyzerAsync(InProgram(body), Tokens);

    [Theory]
    [InlineData("#define DEBUG\nclass C { void M(Microsoft.IdentityModel.Tokens.TokenValidationParameters p) {\n#if DEBUG\np.ValidateIssuer = false;\n#endif\n} }")]
    [InlineData("class C { void M(Microsoft.IdentityModel.Tokens.TokenValidationParameters p) {\n#if !DEBUG\n#else\n#endif\n#if DEBUG && X\n#elif !DEBUG\n[|p.ValidateIssuer = false|];\n#endif\n} }")]
    [InlineData("#define DEBUG\nclass C { void M(Microsoft.IdentityModel.Tokens.TokenValidationParameters p) {\n#if !DEBUG\n#else\np.ValidateIssuer = false;\n#endif\n[|p.ValidateAudience = false|];\n} }")]
    [InlineData("class C { System.Security.Claims.ClaimsPrincipal? GetPrincipalFromExpiredToken(string t) { var p = new Microsoft.IdentityModel.Tokens.TokenValidationParameters { ValidateLifetime = false, [|ValidateIssuer = false|] }; return null; } }")]
    [InlineData("class C { void ConfigureDevelopmentServices(Microsoft.IdentityModel.Tokens.TokenValidationParameters p) => p.ValidateIssuer = false; }")]
    [InlineData("class C { Microsoft.IdentityModel.Tokens.TokenValidationParameters P { get; } = new() { [|ValidateIssuer = false|] }; }")]
    [InlineData("record Own(bool ValidateIssuer, bool RequireHttpsMetadata); class C { Own M(Own o) => o with { ValidateIssuer = false, RequireHttpsMetadata = false }; }")]
    public Task Directives_and_names_of_places_count(string source) => Verify.VerifyAnalyzerAsync(source, Tokens);

    [Fact]
    public Task A_test_project_is_judged_by_no_token() => Verify.VerifyAnalyzerAsync("class C { void M(Microsoft.IdentityModel.Tokens.TokenValidationParameters p) => p.ValidateIssuer = false; }", Tokens.With("xunit.core"));

    [Theory]
    [InlineData("[|p.ValidateIssuer = false|]; // all of them", "p.ValidateIssuer = true; // all of them")]
    [InlineData("_ = new TokenValidationParameters { [|ValidateIssuer = false|], /* a */ [|ValidateLifetime = false|] /* b */ };", "_ = new TokenValidationParameters { ValidateIssuer = true, /* a */ ValidateLifetime = true /* b */ };")]
    [InlineData("var off = false; [|p.ValidateIssuer = off|];", "var off = false; p.ValidateIssuer = true;")]
    [InlineData("[|o.RequireHttpsMetadata = false|];", "o.RequireHttpsMetadata = true;")]
    [InlineData("[|p.ClockSkew = TimeSpan.FromDays(1)|];", "p.ClockSkew = TimeSpan.FromMinutes(5);")]
    [InlineData("_ = new SigningCredentials(rsa, [|\"none\"|]);", "_ = new SigningCredentials(rsa, SecurityAlgorithms.RsaSha256);")]
    [InlineData("new JWT.Builder.JwtBuilder().WithVerifySignature([|false|]);", "new JWT.Builder.JwtBuilder().WithVerifySignature(true);")]
    [InlineData("if (verify) [|p.AudienceValidator = Anyone|];", "if (verify) { }")]
    [InlineData("builder.Services.AddJwtBearer(x => [|x.TokenValidationParameters.AudienceValidator = Anyone|]);", "builder.Services.AddJwtBearer(x => { });")]
    [InlineData("_ = new TokenValidationParameters { [|SignatureValidator = Read|], [|ValidateIssuer = false|] };", "_ = new TokenValidationParameters { ValidateIssuer = true };")]
    public Task The_fix_switches_the_check_on(string body, string result) => Verify.VerifyCodeFixAsync(InProgram(body), InProgram(result), references: Tokens);

    [Fact]
    public Task Validators_that_accept_everything_go_and_comments_stay() => Verify.VerifyCodeFixAsync(
        InProgram("""
            p.SaveSigninToken = true;
                    // Tokens of partners.
                    [|p.AudienceValidator = (_, _, _) => true|];
                    [|p.SignatureValidator = (token, _) =>
                    {
                        return new JwtSecurityToken(token);
                    }|];
                    [|p.ValidateAudience = false|];
            """),
        InProgram("""
            p.SaveSigninToken = true;
                    // Tokens of partners.
                    p.ValidateAudience = true;
            """),
        references: Tokens);

    [Theory]
    [InlineData("[|o.RequireHttpsMetadata = false|];", "o.RequireHttpsMetadata = !builder.Environment.IsDevelopment();")]
    [InlineData("builder.Services.AddJwtBearer(x => { [|x.RequireHttpsMetadata = false|]; });", "builder.Services.AddJwtBearer(x => { x.RequireHttpsMetadata = !builder.Environment.IsDevelopment(); });")]
    public Task Clear_text_may_stay_in_development(string body, string result) => Verify.VerifyCodeFixAsync(InProgram(body), InProgram(result), "SGA6012.Development", Tokens);

    [Theory]
    [InlineData("_ = new SigningCredentials(key, [|\"none\"|]);")]
    [InlineData("[|p.ValidAlgorithms = new[] { \"none\" }|];")]
    [InlineData("[|new JWT.Builder.JwtBuilder().DoNotVerifySignature()|];")]
    public Task No_fix_where_the_key_or_the_algorithm_is_not_known(string body) => Verify.VerifyNoCodeFixAsync(InProgram(body), Tokens);

    [Theory]
    [InlineData("p.ValidateIssuer = ")]
    [InlineData("p.AudienceValidator = (a, b, c => true;")]
    [InlineData("p.ClockSkew = TimeSpan.FromDays(;")]
    [InlineData("new SigningCredentials(, \"none\"")]
    public async Task Half_typed_code_throws_nothing(string body) =>
        await new CSharpCodeFixTest<JwtValidationWeakened, JwtValidationWeakenedFix> { TestCode = InProgram(body), ReferenceAssemblies = Tokens, RequireCompilable = false }.FindingsAsync();
}
