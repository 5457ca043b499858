using System.Threading.Tasks;
using Xunit;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Disclosure.SecretLogged, SecureGen.Analyzers.CodeFixes.Rules.Disclosure.SecretLoggedFix>;

namespace SecureGen.Analyzers.Tests.Rules.Disclosure;

/// <summary>Secrets that reach a log inside of something else: encoded, in a record, in a collection, in a builder, through locals.</summary>
public class SecretLoggedCarriersTests
{
    [Theory]
    [InlineData("logger.LogInformation(\"k {K}\", [|Convert.ToBase64String(_signingKey)|]);")]
    [InlineData("logger.LogInformation(\"k {K}\", [|BitConverter.ToString(_signingKey)|]);")]
    [InlineData("logger.LogInformation(\"k {K}\", [|Convert.ToHexString(_signingKey)|]);")]
    [InlineData("logger.LogInformation(\"k {K}\", [|Encoding.UTF8.GetString(_signingKey)|]);")]
    [InlineData("logger.LogInformation(\"k {Json}\", [|JsonSerializer.Serialize(options)|]);")]
    [InlineData("Console.WriteLine([|Uri.EscapeDataString(apiKey)|]);")]
    [InlineData("Console.WriteLine([|apiKey.PadLeft(30)|]);")]
    [InlineData("logger.LogInformation(\"k {K}\", [|configuration.GetSection(\"OpenAI\").Get<Options>()!.ApiKey|]);")]
    [InlineData("using var scope = logger.BeginScope(new Dictionary<string, object> { [\"ApiKey\"] = [|apiKey|] });")]
    [InlineData("using var scope = logger.BeginScope(new Dictionary<string, object> { { \"ApiKey\", [|apiKey|] }, { \"User\", user } });")]
    [InlineData("using var scope = logger.BeginScope(new List<KeyValuePair<string, object>> { new(\"k\", [|apiKey|]) });")]
    [InlineData("using var scope = logger.BeginScope(new Dictionary<string, object> { [\"ApiKey\"] = [|user|] });")]
    [InlineData("var state = new Dictionary<string, object> { [\"ApiKey\"] = apiKey }; using var scope = logger.BeginScope([|state|]);")]
    [InlineData("logger.LogInformation(\"x {L}\", [|outer|]);")]
    [InlineData("logger.LogInformation(\"x {L}\", [|derived|]);")]
    [InlineData("logger.LogInformation(\"x {L}\", [|login with { User = \"a\" }|]);")]
    [InlineData("logger.LogInformation(\"x {@L}\", [|logins|]);")]
    [InlineData("var text = new StringBuilder(); text.Append(\"key \").Append(apiKey); Console.WriteLine([|text|]);")]
    [InlineData("Console.WriteLine(string.Join(\",\", new[] { [|apiKey|] }));")]
    [InlineData("activity.AddEvent(new ActivityEvent(\"x\", tags: new ActivityTagsCollection { { \"k\", [|apiKey|] } }));")]
    [InlineData("var bearer = await GetTokenAsync(); logger.LogInformation(\"x {K}\", [|bearer|]);")]
    [InlineData("string text = \"\"; text += apiKey; logger.LogInformation([|text|]);")]
    [InlineData("var kept = new Dictionary<string, string> { [\"ApiKey\"] = apiKey }; logger.LogInformation(\"x {D}\", [|kept[\"ApiKey\"]|]);")]
    [InlineData("if (apiKey is { } k) logger.LogInformation(\"x {K}\", [|k|]);")]
    public Task A_secret_inside_of_something_else_is_found(string statement) => Verify.VerifyAnalyzerAsync(Method(statement));

    [Theory]
    [InlineData("logger.LogInformation(\"k {K}\", string.IsNullOrWhiteSpace(configuration[\"OpenAI:ApiKey\"]) ? \"missing\" : \"present\");")]
    [InlineData("logger.LogInformation(\"k {K}\", new string('*', apiKey.Length));")]
    [InlineData("logger.LogInformation(\"k {K}\", apiKey.Substring(0, 3) + \"***\");")]
    [InlineData("using var scope = logger.BeginScope(new Dictionary<string, object> { [\"ApiKeyName\"] = user });")]
    [InlineData("using var scope = logger.BeginScope(new Dictionary<string, object> { [nameof(apiKey)] = apiKey.Length });")]
    [InlineData("logger.LogInformation(\"x {L}\", login with { Password = \"***\" });")]
    [InlineData("logger.LogInformation(\"x {N}\", logins.Count);")]
    [InlineData("logger.LogInformation(\"x {L}\", quiet);")]
    [InlineData("using var writer = new StringWriter(); writer.WriteLine(apiKey);")]
    [InlineData("Console.WriteLine(apiKey.IndexOf('-'));")]
    [InlineData("logger.LogInformation(\"x {K}\", request.Query[\"page\"]);")]
    [InlineData("logger.LogInformation(\"{ApiKey}\", apiKey is null ? \"no\" : \"yes\");")]
    [InlineData("logger.LogInformation(\"{ApiKey}\", \"set\");")]
    [InlineData("logger.LogInformation(\"{Token}\", 3);")]
    public Task What_tells_nothing_of_it_is_silent(string statement) => Verify.VerifyAnalyzerAsync(Method(statement));

    private static string Method(string statement) => $$"""
        using System;
        using System.Collections.Generic;
        using System.Diagnostics;
        using System.IO;
        using System.Linq;
        using System.Text;
        using System.Text.Json;
        using System.Threading.Tasks;
        using Microsoft.AspNetCore.Http;
        using Microsoft.Extensions.Configuration;
        using Microsoft.Extensions.Logging;

        class Options { public string ApiKey { get; set; } = ""; }
        record Login(string User, string Password);
        record Outer(Login Login, string Trace);
        record Base(string Password);
        record Derived(string Password, string Name) : Base(Password);
        record Quiet(string Password) { public override string ToString() => nameof(Quiet); }

        class Service(IConfiguration configuration, ILogger<Service> logger)
        {
            private readonly byte[] _signingKey = Encoding.UTF8.GetBytes(configuration["Signing"]!);

            async Task M(string apiKey, string user, Options options, Login login, Outer outer, Derived derived, Quiet quiet, List<Login> logins, HttpRequest request, Activity activity)
            {
                await Task.Yield();
                {{statement}}
            }

            Task<string> GetTokenAsync() => Task.FromResult("");
        }
        """;
}
