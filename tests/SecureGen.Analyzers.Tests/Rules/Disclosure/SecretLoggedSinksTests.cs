using System.Threading.Tasks;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Disclosure.SecretLogged, SecureGen.Analyzers.CodeFixes.Rules.Disclosure.SecretLoggedFix>;

namespace SecureGen.Analyzers.Tests.Rules.Disclosure;

/// <summary>Sinks that are declared in one place and called in another, and the spellings of a fix in each kind of string.</summary>
public class SecretLoggedSinksTests
{
    // The generator is not run here: the other half of a partial method stands where it would write it.
    private static string Generated(string declaration, string call) => $$"""
        using System;
        using Microsoft.Extensions.Logging;

        static partial class Log
        {
            {{declaration}};
            {{declaration[(declaration.IndexOf(']') + 1)..].Replace("[|", "").Replace("|]", "").Trim()}} { }
        }

        class C
        {
            void M(ILogger logger, string apiKey, string user, int maxTokens) { {{call}} }
        }
        """;

    [Theory]
    [InlineData("[LoggerMessage(1, LogLevel.Information, \"Key {ApiKey}\")] public static partial void Used(ILogger logger, string apiKey)", "Log.Used(logger, [|apiKey|]);")]
    [InlineData("[LoggerMessage(EventId = 1, Level = LogLevel.Debug, Message = \"{Value} of {User}\")] public static partial void Used(this ILogger logger, string value, string user)", "logger.Used([|apiKey|], user);")]
    [InlineData("[LoggerMessage(1, LogLevel.Information, \"Key {ApiKey}\")] public static partial void Used(ILogger logger, string apiKey)", "Log.Used(apiKey: [|Environment.GetEnvironmentVariable(\"API_KEY\")|]!, logger: logger);")]
    public Task A_call_of_a_generated_log_method_writes_its_arguments(string declaration, string call) => Verify.VerifyAnalyzerAsync(Generated(declaration, call));

    [Theory]
    [InlineData("[LoggerMessage(1, LogLevel.Information, \"Used {MaxTokens}\")] public static partial void Used(ILogger logger, int maxTokens)", "Log.Used(logger, maxTokens);")]
    [InlineData("[LoggerMessage(1, LogLevel.Information, \"The token of {User} was accepted\")] public static partial void Used(ILogger logger, string user)", "Log.Used(logger, user);")]
    [InlineData("[LoggerMessage(1, LogLevel.Information, \"{Name} is not set\")] public static partial void Used(ILogger logger, string name)", "Log.Used(logger, nameof(apiKey));")]
    public Task A_generated_log_method_that_is_given_no_secret_is_silent(string declaration, string call) => Verify.VerifyAnalyzerAsync(Generated(declaration, call));

    [Theory]
    [InlineData("Used(logger, [|apiKey|], null);")]
    [InlineData("Used(logger, user, null);")]
    [InlineData("Scope(logger, [|apiKey|]);")]
    public Task A_delegate_of_LoggerMessage_Define_writes_what_it_is_given(string call) => Verify.VerifyAnalyzerAsync($$"""
        using System;
        using Microsoft.Extensions.Logging;

        class C
        {
            private static readonly Action<ILogger, string, Exception?> Used = LoggerMessage.Define<string>(LogLevel.Information, new EventId(1), "Used {Value}");
            private static readonly Func<ILogger, string, IDisposable?> Scope = LoggerMessage.DefineScope<string>("In {Value}");

            void M(ILogger logger, string apiKey, string user) { {{call}} }
        }
        """);

    [Theory]
    [InlineData("WriteEvent(1, [|apiKey|]);")]
    [InlineData("WriteEvent(1, user, [|apiKey|]);")]
    [InlineData("WriteEvent(1, user);")]
    [InlineData("WriteEvent(1, maxTokens);")]
    public Task An_event_source_is_a_sink(string statement) => Verify.VerifyAnalyzerAsync($$"""
        using System.Diagnostics.Tracing;

        sealed class Events : EventSource
        {
            [Event(1)]
            public void Started(string user, string apiKey, int maxTokens) { {{statement}} }
        }
        """);

    [Theory]
    [InlineData("source.TraceEvent(TraceEventType.Error, 1, \"Key {0}\", [|apiKey|]);")]
    [InlineData("source.TraceInformation(\"Key \" + [|apiKey|]);")]
    [InlineData("source.TraceData(TraceEventType.Error, 1, [|apiKey|]);")]
    [InlineData("activity.AddEvent(new ActivityEvent($\"used {[|apiKey|]}\"));")]
    [InlineData("activity.AddEvent(new ActivityEvent(\"used\", tags: new ActivityTagsCollection { [\"key\"] = [|apiKey|] }));")]
    [InlineData("activity.AddBaggage(\"k\", [|apiKey|]);")]
    [InlineData("activity.SetStatus(ActivityStatusCode.Error, $\"{[|apiKey|]} refused\");")]
    [InlineData("Console.Out.WriteLineAsync([|apiKey|]);")]
    [InlineData("Debug.Assert(user != \"\", $\"for {[|apiKey|]}\");")]
    [InlineData("Debug.Print(\"{0}\", [|apiKey|]);")]
    [InlineData("Console.Write(\"{0} {1}\", user, [|apiKey|]);")]
    [InlineData("Console.WriteLine(\"{0} {1}\", new object[] { user, [|apiKey|] });")]
    [InlineData("Console.WriteLine(format: \"{0}\", arg0: [|apiKey|]);")]
    [InlineData("Console.WriteLine($\"\"\"key {[|apiKey|]}\"\"\");")]
    [InlineData("Console.WriteLine($\"{[|apiKey|],-20}\");")]
    [InlineData("Console.WriteLine(string.Join(\", \", user, [|apiKey|]));")]
    [InlineData("Console.WriteLine(new StringBuilder(\"key \").Append([|apiKey|]).ToString());")]
    [InlineData("var text = \"key \" + apiKey; Console.WriteLine([|text|]);")]
    [InlineData("var text = $\"key {apiKey}\"; Console.WriteLine([|text|]);")]
    [InlineData("var pair = (user, apiKey); Console.WriteLine([|pair|]);")]
    [InlineData("Console.WriteLine(new { user, [|apiKey|] });")]
    [InlineData("Console.WriteLine((user, [|apiKey|]));")]
    [InlineData("throw new InvalidOperationException(string.Format(\"{0}\", [|apiKey|]));")]
    [InlineData("throw new Failure([|apiKey|]);")]
    [InlineData("Console.WriteLine([|Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(apiKey))|]);")]
    [InlineData("Console.WriteLine([|apiKey ?? \"none\"|]);")]
    [InlineData("Console.WriteLine(user switch { \"a\" => [|apiKey|], _ => \"\" });")]
    public Task What_is_written_by_another_way_is_found(string statement) => Verify.VerifyAnalyzerAsync(Statement(statement));

    [Theory]
    [InlineData("source.TraceEvent(TraceEventType.Error, 1, \"Key {0}\", user);")]
    [InlineData("source.TraceInformation(\"The api key was refused\");")]
    [InlineData("activity.AddEvent(new ActivityEvent(\"token issued\"));")]
    [InlineData("activity.SetTag(\"token_count\", maxTokens);")]
    [InlineData("Debug.Assert(apiKey != null);")]
    [InlineData("Debug.Assert(apiKey.Length > 3, \"too short\");")]
    [InlineData("Console.WriteLine(apiKey == user);")]
    [InlineData("Console.WriteLine(apiKey is null ? \"no key\" : \"key set\");")]
    [InlineData("Console.WriteLine(string.IsNullOrEmpty(apiKey) ? \"no\" : \"yes\");")]
    [InlineData("Console.WriteLine(apiKey.StartsWith(\"sk-\"));")]
    [InlineData("Console.WriteLine(Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(apiKey))));")]
    [InlineData("var apiKeyId = user; Console.WriteLine(apiKeyId);")]
    [InlineData("Console.WriteLine(apiKey.Contains('-'));")]
    [InlineData("Console.WriteLine(new { user, HasKey = apiKey.Length > 0 });")]
    [InlineData("throw new ArgumentException(\"The key is too short\", nameof(apiKey));")]
    [InlineData("throw new ArgumentNullException(\"apiKey\", \"Give an api key\");")]
    public Task What_writes_no_secret_by_these_ways_is_silent(string statement) => Verify.VerifyAnalyzerAsync(Statement(statement));

    [Theory]
    [InlineData("Console.WriteLine($\"\"\"key {[|apiKey|]} \"quoted\" \"\"\");", "Console.WriteLine($\"\"\"key ***REDACTED*** \"quoted\" \"\"\");")]
    [InlineData("Console.WriteLine($$\"\"\"{key} {{[|apiKey|]}}\"\"\");", "Console.WriteLine($$\"\"\"{key} ***REDACTED***\"\"\");")]
    [InlineData("Console.WriteLine($@\"c:\\{[|apiKey|]}\");", "Console.WriteLine($@\"c:\\***REDACTED***\");")]
    [InlineData("Console.WriteLine($\"{[|apiKey|],-20}|{user}\");", "Console.WriteLine($\"***REDACTED***|{user}\");")]
    [InlineData("Console.WriteLine(format: \"{0}\", arg0: [|apiKey|]);", "Console.WriteLine(format: \"{0}\", arg0: \"***REDACTED***\");")]
    [InlineData("Console.WriteLine(\"{0} {1}\", new object[] { user, [|apiKey|] });", "Console.WriteLine(\"{0} {1}\", new object[] { user, \"***REDACTED***\" });")]
    [InlineData("Console.WriteLine(\"{0} {1}\", [|apiKey|], [|password|]);", "Console.WriteLine(\"{0} {1}\", \"***REDACTED***\", \"***REDACTED***\");")]
    [InlineData("Console.WriteLine($\"{[|apiKey|]}/{[|password|]}\");", "Console.WriteLine($\"***REDACTED***/***REDACTED***\");")]
    [InlineData("Console.WriteLine(new { user, [|apiKey|] });", "Console.WriteLine(new { user, apiKey = \"***REDACTED***\" });")]
    [InlineData("Console.WriteLine((user, [|apiKey|]));", "Console.WriteLine((user, \"***REDACTED***\"));")]
    [InlineData("Console.WriteLine(\"key: \" /* the key */ + [|apiKey|]);", "Console.WriteLine(\"key: \" /* the key */ + \"***REDACTED***\");")]
    public Task A_secret_is_redacted_in_any_kind_of_string(string before, string after) => Verify.VerifyCodeFixAsync(Statement(before), Statement(after));

    [Fact]
    public Task Two_secrets_of_one_template_go_with_their_placeholders() => Verify.VerifyCodeFixAsync(
        Statement("logger.LogInformation(\"User {User} key {ApiKey} password {Password}\", user, [|apiKey|], [|password|]);"),
        Statement("logger.LogInformation(\"User {User} key password\", user);"),
        "SGA5001.Remove");

    [Theory]
    [InlineData("netstandard2.0")]
    [InlineData("net8.0")]
    [InlineData("net10.0")]
    public async Task Both_fixes_compile_on_every_framework(string framework)
    {
        const string Library = "namespace Serilog { public static class Log { public static void Information(string messageTemplate, params object[] propertyValues) { } } }\n";
        const string Before = Library + "class C { void M(string apiKey, string user) { Serilog.Log.Information(\"User {User}, key {ApiKey}\", user, [|apiKey|]); System.Console.WriteLine($\"{[|apiKey|]}.\"); } }";
        var tier = ReferenceAssemblies.Tier(framework);
        await Verify.VerifyCodeFixAsync(Before, Library + "class C { void M(string apiKey, string user) { Serilog.Log.Information(\"User {User}, key {ApiKey}\", user, \"***REDACTED***\"); System.Console.WriteLine($\"***REDACTED***.\"); } }", "SGA5001.Redact", tier);
        await Verify.VerifyCodeFixAsync(Before, Library + "class C { void M(string apiKey, string user) { Serilog.Log.Information(\"User {User}, key\", user); System.Console.WriteLine($\".\"); } }", "SGA5001.Remove", tier);
    }

    private static string Statement(string statement) => $$"""
        using System;
        using System.Diagnostics;
        using System.Security.Cryptography;
        using System.Text;
        using Microsoft.Extensions.Logging;

        class Failure : Exception { public Failure(string message) : base(message) { } }

        class C
        {
            void M(TraceSource source, Activity activity, ILogger logger, string apiKey, string password, string user, int maxTokens) { {{statement}} }
        }
        """;
}
