using System.Threading.Tasks;
using SecureGen.Analyzers.CodeFixes.Rules.Disclosure;
using SecureGen.Analyzers.Rules.Disclosure;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Disclosure.SecretLogged, SecureGen.Analyzers.CodeFixes.Rules.Disclosure.SecretLoggedFix>;

namespace SecureGen.Analyzers.Tests.Rules.Disclosure;

public class SecretLoggedTests
{
    private static string Method(string statement) => $$"""
        using System;
        using System.Collections.Generic;
        using System.Diagnostics;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.AspNetCore.Http;
        using Microsoft.Extensions.Configuration;
        using Microsoft.Extensions.Logging;

        record Login(string User, string Password);
        record Quiet(string User, string Password) { public override string ToString() => User; }
        class Account { public string Name { get; set; } = ""; public string ApiKey { get; set; } = ""; public bool UseResetPassword; public int MaxTokens; public string PasswordHint = ""; }
        class TokenLogProb { public string Token { get; set; } = ""; }
        class Usage { public int TotalTokens; public string Token = ""; }

        class C(IConfiguration config, ILogger<C> logger)
        {
            private readonly string _secret = config["Session"] ?? "";
            private const string ApiKeyName = "API_KEY";
            private static string Mask(string value) => "***";
            private static string Conceal(string value) => "***";
            private static string GetAccessToken() => "";

            async Task M(string apiKey, string? password, Account account, Login login, Quiet quiet, HttpRequest request, CancellationToken cancellationToken, TokenLogProb logProb, Usage usage, bool useToken, Activity activity)
            {
                await Task.Yield();
                {{statement}}
            }
        }
        """;

    [Theory]
    [InlineData("logger.LogInformation(\"Key {ApiKey}\", [|apiKey|]);")]
    [InlineData("logger.LogInformation(\"Key {0}\", [|apiKey|]);")]
    [InlineData("logger.LogInformation($\"Key {[|apiKey|]}\");")]
    [InlineData("logger.LogInformation(\"Key \" + [|apiKey|]);")]
    [InlineData("logger.LogError(new Exception(), \"Key {Value} for {User}\", [|account.ApiKey|], account.Name);")]
    [InlineData("logger.Log(LogLevel.Debug, \"Key {Value}\", [|_secret|]);")]
    [InlineData("logger.LogWarning(\"Copy {Value}\", [|Copy()|]); string Copy() => apiKey;", false)]
    [InlineData("var copy = apiKey; logger.LogWarning(\"Copy {Value}\", [|copy|]);")]
    [InlineData("var value = Environment.GetEnvironmentVariable(\"SESSION_SECRET\"); logger.LogWarning(\"Read {Value}\", [|value|]);")]
    [InlineData("logger.LogWarning(\"Read {Value}\", [|Environment.GetEnvironmentVariable(\"SESSION_SECRET\")|]);")]
    [InlineData("logger.LogWarning(\"Read {Value}\", [|config[\"Jwt:SigningKey\"]|]);")]
    [InlineData("logger.LogWarning(\"Read {Value}\", [|config.GetConnectionString(\"Main\")|]);")]
    [InlineData("logger.LogDebug(\"Header {Value}\", [|request.Headers[\"Authorization\"]|]);")]
    [InlineData("logger.LogDebug(\"Header {Value}\", [|request.Headers.Authorization|]);")]
    [InlineData("logger.LogDebug(\"Login {@Login}\", [|login|]);")]
    [InlineData("logger.LogDebug(\"Login {Login}\", [|login|]);")]
    [InlineData("logger.LogDebug($\"Login {[|login|]}\");")]
    [InlineData("logger.LogDebug(\"Account {@Account}\", [|account|]);")]
    [InlineData("using var scope = logger.BeginScope(\"Key {ApiKey}\", [|apiKey|]);")]
    [InlineData("Console.WriteLine([|password|]);")]
    [InlineData("Console.WriteLine(\"Password: {0}\", [|password|]);")]
    [InlineData("Console.WriteLine($\"Password: {[|password|]}, for {account.Name}\");")]
    [InlineData("Console.Error.WriteLine(\"Password: \" + [|password|]);")]
    [InlineData("Console.WriteLine(string.Format(\"{0}\", [|password|]));")]
    [InlineData("Console.WriteLine(string.Concat(\"a\", [|password|]));")]
    [InlineData("Debug.WriteLine($\"Key {[|apiKey|]}\");")]
    [InlineData("Trace.TraceInformation(\"Key {0}\", [|apiKey|]);")]
    [InlineData("Trace.WriteLine([|apiKey|]);")]
    [InlineData("activity.SetTag(\"api_key\", [|apiKey|]);")]
    [InlineData("throw new InvalidOperationException($\"Key {[|apiKey|]} was refused\");")]
    [InlineData("throw new ArgumentException(\"Key was refused: \" + [|apiKey|], nameof(apiKey));")]
    [InlineData("logger.LogInformation(\"Key {Value}\", [|apiKey.Trim()|]);")]
    [InlineData("const string signingKey = \"k9-img-7f3b1c52e8d94a06\"; logger.LogInformation(\"Key {Value}\", [|signingKey|]);")]
    [InlineData("const string signingKey = \"k9-img-7f3b1c52e8d94a06\"; logger.LogInformation($\"Key {[|signingKey|]}\");")]
    [InlineData("logger.LogInformation(\"Key {Value}\", [|password?.ToString()|]);")]
    [InlineData("logger.LogInformation(\"Key {Value}\", [|GetAccessToken()|]);")]
    [InlineData("logger.LogInformation(\"Key {Value}\", useToken ? [|apiKey|] : \"none\");")]
    [InlineData("Action f = () => logger.LogInformation(\"Key {Value}\", [|apiKey|]); f();")]
    [InlineData("logger.LogInformation(\"\"\"Key {Value}\"\"\", [|apiKey|]);")]
    [InlineData("logger.LogInformation(\"a {A} b {B} c {C} d {ApiKey}\", 1, 2, 3, [|apiKey|]);")]
    public Task A_secret_that_is_written_is_found(string statement, bool found = true) =>
        Verify.VerifyAnalyzerAsync(Method(found ? statement : statement.Replace("[|", "", System.StringComparison.Ordinal).Replace("|]", "", System.StringComparison.Ordinal)));

    [Theory]
    [InlineData("logger.LogInformation(\"The token and the password were accepted\");")]
    [InlineData("logger.LogInformation(\"Token {State}\", apiKey is null ? \"missing\" : \"set\");")]
    [InlineData("logger.LogInformation(\"Cancelled {Token}\", cancellationToken);")]
    [InlineData("logger.LogInformation(\"Used {Tokens}\", usage.TotalTokens);")]
    [InlineData("logger.LogInformation(\"Limit {MaxTokens}\", account.MaxTokens);")]
    [InlineData("logger.LogInformation(\"Length {Length}\", apiKey.Length);")]
    [InlineData("logger.LogInformation(\"Present {Present}\", password is not null);")]
    [InlineData("logger.LogInformation(\"Present {HasPassword}\", !string.IsNullOrEmpty(password));")]
    [InlineData("logger.LogInformation(\"Name {Name}\", nameof(apiKey));")]
    [InlineData("logger.LogInformation(\"Name {Name}\", ApiKeyName);")]
    [InlineData("logger.LogInformation(\"Key {ApiKey}\", Mask(apiKey));")]
    [InlineData("var masked = Mask(apiKey); logger.LogInformation(\"Key {ApiKey}\", masked);")]
    [InlineData("var token = Mask(apiKey); logger.LogInformation(\"Key {ApiKey}\", token);")]
    [InlineData("logger.LogInformation(\"Key {KeyHash}\", apiKey.GetHashCode());")]
    [InlineData("logger.LogInformation(\"Key {ApiKey}\", \"***REDACTED***\");")]
    [InlineData("logger.LogInformation(\"Flag {Flag}\", account.UseResetPassword);")]
    [InlineData("logger.LogInformation(\"Hint {PasswordHint}\", account.PasswordHint);")]
    [InlineData("logger.LogInformation(\"Piece {Piece}\", logProb.Token);")]
    [InlineData("logger.LogInformation(\"Quiet {Login}\", quiet);")]
    [InlineData("logger.LogInformation(\"Account {Account}\", account);")]
    [InlineData("logger.LogInformation(\"Set {Name}\", \"API_KEY\");")]
    [InlineData("logger.LogInformation(\"User {User}\", account.Name);")]
    [InlineData("Console.Write(\"Enter your password: \");")]
    [InlineData("Console.WriteLine($\"{nameof(apiKey)} is not set\");")]
    [InlineData("throw new InvalidOperationException(\"API_KEY is not set.\");")]
    [InlineData("throw new ArgumentNullException(nameof(password));")]
    [InlineData("var copy = account.Name; logger.LogInformation(\"Copy {Copy}\", copy);")]
    [InlineData("logger.LogInformation(\"Setting {Value}\", config[\"Image:Size\"]);")]
    [InlineData("logger.LogInformation(\"Key {ApiKey}\", Environment.ProcessId);")]
    [InlineData("activity.SetTag(\"gen_ai.request.max_tokens\", account.MaxTokens);")]
    [InlineData("string.Format(\"{0}\", apiKey);")]
    public Task What_shows_no_secret_is_silent(string statement) => Verify.VerifyAnalyzerAsync(Method(statement));

    [Fact]
    public Task A_safe_method_can_be_named_in_the_options() =>
        Verify.VerifyAnalyzerAsync(Method("logger.LogInformation(\"Key {Value}\", Conceal(apiKey)); var token = Conceal(apiKey); logger.LogInformation(\"Key {Value}\", token);"), editorConfig: "securegen.safe_methods = C.Conceal");

    [Fact]
    public Task An_added_word_names_a_secret() =>
        Verify.VerifyAnalyzerAsync(Method("var wachtwoord = account.Name; logger.LogInformation(\"{V}\", [|wachtwoord|]);"), editorConfig: "securegen.secret_words = wachtwoord");

    [Fact]
    public Task An_ignored_word_does_not() =>
        Verify.VerifyAnalyzerAsync(Method("logger.LogInformation(\"{V}\", apiKey);"), editorConfig: "securegen.ignored_words = api key");

    [Theory]
    [InlineData("Serilog", "Serilog.Log.Information(\"Key {ApiKey}\", [|apiKey|]);")]
    [InlineData("Serilog", "Serilog.Log.Logger.Warning(\"Key {@Key}\", [|apiKey|]);")]
    [InlineData("Serilog", "Serilog.Log.ForContext(\"ApiKey\", [|apiKey|]).Debug(\"Done\");")]
    [InlineData("NLog", "NLog.LogManager.GetCurrentClassLogger().Info(\"Key {0}\", [|apiKey|]);")]
    [InlineData("NLog", "NLog.LogManager.GetCurrentClassLogger().Error(\"Key \" + [|apiKey|]);")]
    public Task Other_loggers_are_sinks_too(string assembly, string statement) =>
        Verify.VerifyAnalyzerAsync($"class C {{ void M(string apiKey) {{ {statement} }} }}", ReferenceAssemblies.Net100.With(assembly));

    [Theory]
    [InlineData("log.Info([|apiKey|]);")]
    [InlineData("log.DebugFormat(\"{0}\", [|apiKey|]);")]
    public Task Log4net_is_known_by_name(string statement) => Verify.VerifyAnalyzerAsync($$"""
        namespace log4net { public interface ILog { void Info(object message); void DebugFormat(string format, object arg0); } }
        class C { void M(log4net.ILog log, string apiKey) { {{statement}} } }
        """);

    [Fact]
    public Task Console_is_a_sink_on_netstandard() =>
        Verify.VerifyCodeFixAsync(
            "using System; class C { void M(string apiKey) { Console.WriteLine(\"Key \" + [|apiKey|]); } }",
            "using System; class C { void M(string apiKey) { Console.WriteLine(\"Key \" + \"***REDACTED***\"); } }",
            references: ReferenceAssemblies.NetStandard20);

    [Theory]
    [InlineData("logger.LogInformation(\"Key {ApiKey}\", [|apiKey|]); // why", "logger.LogInformation(\"Key {ApiKey}\", \"***REDACTED***\"); // why")]
    [InlineData("logger.LogInformation($\"Key {[|apiKey|]}, {account.Name}\");", "logger.LogInformation($\"Key ***REDACTED***, {account.Name}\");")]
    [InlineData("Console.WriteLine(\"Key \" + [|apiKey|] + \".\");", "Console.WriteLine(\"Key \" + \"***REDACTED***\" + \".\");")]
    [InlineData("Console.WriteLine([|password|]); Console.WriteLine([|apiKey|]);", "Console.WriteLine(\"***REDACTED***\"); Console.WriteLine(\"***REDACTED***\");")]
    [InlineData("activity.SetTag(\"api_key\", [|apiKey|]);", "activity.SetTag(\"api_key\", \"***REDACTED***\");")]
    [InlineData("throw new InvalidOperationException($@\"Key {[|apiKey|]} was refused\");", "throw new InvalidOperationException($@\"Key ***REDACTED*** was refused\");")]
    [InlineData("logger.LogDebug(\"Login {@Login}\", [|login|]);", "logger.LogDebug(\"Login {@Login}\", \"***REDACTED***\");")]
    [InlineData("logger.LogDebug(\"Header {Value}\", [|request.Headers[\"Authorization\"]|]);", "logger.LogDebug(\"Header {Value}\", \"***REDACTED***\");")]
    public Task The_secret_is_redacted(string before, string after) => Verify.VerifyCodeFixAsync(Method(before), Method(after));

    [Theory]
    [InlineData("logger.LogInformation(\"Key {ApiKey} of {User}\", [|apiKey|], account.Name);", "logger.LogInformation(\"Key of {User}\", account.Name);")]
    [InlineData("logger.LogInformation(\"User {User}, key: {ApiKey}\", account.Name, [|apiKey|]);", "logger.LogInformation(\"User {User}, key\", account.Name);")]
    [InlineData("logger.LogInformation($\"Key {[|apiKey|]} was used\");", "logger.LogInformation($\"Key  was used\");")]
    public Task Placeholder_and_argument_go_together(string before, string after) => Verify.VerifyCodeFixAsync(Method(before), Method(after), "SGA5001.Remove");
}
