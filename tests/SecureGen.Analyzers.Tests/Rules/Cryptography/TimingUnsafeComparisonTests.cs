using System.Threading.Tasks;
using SecureGen.Analyzers.CodeFixes.Rules.Cryptography;
using SecureGen.Analyzers.Rules.Cryptography;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Cryptography.TimingUnsafeComparison, SecureGen.Analyzers.CodeFixes.Rules.Cryptography.TimingUnsafeComparisonFix>;

namespace SecureGen.Analyzers.Tests.Rules.Cryptography;

public class TimingUnsafeComparisonTests
{
    private static string Code(string body) => $$"""
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Security.Cryptography;
        using System.Text;
        using Microsoft.AspNetCore.Http;
        using Microsoft.Extensions.Configuration;

        static class FieldNames { public static string Password => "pw"; }

        class Options { public string ApiKey { get; set; } = ""; public string PasswordHash { get; set; } = ""; public byte[] TokenHash { get; set; } = []; }

        class Gate(Options options, IConfiguration configuration)
        {
            bool Run(string given, string apiKey, string token, string csrfToken, byte[] key, byte[] body, byte[] signature, string? maybe, HttpRequest request, Options other, string userName, string password)
            {
                {{body}}
            }
        }
        """;

    [Theory]
    [InlineData("return [|given == options.ApiKey|];")]
    [InlineData("return [|apiKey != options.ApiKey|];")]
    [InlineData("return [|options.ApiKey.Equals(given)|];")]
    [InlineData("return [|options.ApiKey.Equals(given, StringComparison.Ordinal)|];")]
    [InlineData("return [|string.Equals(given, apiKey)|];")]
    [InlineData("return [|string.Equals(given, apiKey, StringComparison.OrdinalIgnoreCase)|];")]
    [InlineData("return [|object.Equals(given, apiKey)|];")]
    [InlineData("return [|StringComparer.Ordinal.Equals(given, apiKey)|];")]
    [InlineData("return [|EqualityComparer<string>.Default.Equals(given, apiKey)|];")]
    [InlineData("return [|string.Compare(given, apiKey, StringComparison.Ordinal) == 0|];")]
    [InlineData("return [|string.CompareOrdinal(given, apiKey) != 0|];")]
    [InlineData("return [|0 == apiKey.CompareTo(given)|];")]
    [InlineData("return [|apiKey.SequenceEqual(given)|];")]
    [InlineData("return [|apiKey.AsSpan().SequenceEqual(given)|];")]
    [InlineData("return [|request.Headers[\"X-Api-Key\"] == given|];")]
    [InlineData("return [|given == configuration[\"Api:Secret\"]|];")]
    [InlineData("return [|given == Environment.GetEnvironmentVariable(\"WEBHOOK_SECRET\")|];")]
    [InlineData("return [|csrfToken == request.Cookies[\"token\"]|];")]
    [InlineData("return [|token == request.Headers[\"X-Session-Token\"]|];")]
    [InlineData("return [|password == given|];")]
    [InlineData("return [|options.PasswordHash == given|];")]
    [InlineData("return [|options.TokenHash.SequenceEqual(SHA256.HashData(body))|];")]
    [InlineData("return [|HMACSHA256.HashData(key, body).SequenceEqual(signature)|];")]
    [InlineData("return [|Convert.ToHexString(HMACSHA256.HashData(key, body)) == given|];")]
    [InlineData("using var hmac = new HMACSHA256(key); var computed = hmac.ComputeHash(body); return [|computed.SequenceEqual(signature)|];")]
    [InlineData("using var hmac = new HMACSHA512(key); var hex = BitConverter.ToString(hmac.ComputeHash(body)).Replace(\"-\", \"\").ToLowerInvariant(); return [|hex == given|];")]
    [InlineData("var expected = \"sha256=\" + Convert.ToHexString(HMACSHA256.HashData(key, body)); return [|expected != given|];")]
    [InlineData("var expected = $\"sha256={Convert.ToBase64String(HMACSHA256.HashData(key, body))}\"; return [|given.Equals(expected)|];")]
    [InlineData("Span<byte> mac = stackalloc byte[32]; HMACSHA256.HashData(key, body, mac); return [|mac.SequenceEqual(signature)|];")]
    [InlineData("string Seal(byte[] b) => Convert.ToHexString(HMACSHA256.HashData(key, b)); return [|Seal(body) == given|];")]
    [InlineData("var derived = Rfc2898DeriveBytes.Pbkdf2(given, key, 600000, HashAlgorithmName.SHA256, 32); return [|derived.SequenceEqual(signature)|];")]
    [InlineData("return new List<string>().Any(known => [|known == apiKey|]);")]
    [InlineData("return [|given.Equals(options?.ApiKey)|];")]
    [InlineData("return ([|apiKey == given|]) is true;")]
    [InlineData("return !([|given == apiKey|]);")]
    [InlineData("var header = request.Headers[\"X-Hub-Signature-256\"].ToString(); var computed = Convert.ToHexString(HMACSHA256.HashData(key, body)).ToLowerInvariant(); return [|header.Substring(7) == computed|];")]
    [InlineData("Func<string, bool> opens = candidate => [|candidate == apiKey|]; return opens(given);")]
    [InlineData("var expectedSignature = given; return [|maybe == expectedSignature|];")]
    [InlineData("var sent = request.Headers[\"X-Api-Key\"].ToString(); var wanted = configuration[\"Api:Secret\"]; return [|sent == wanted|];")]
    [InlineData("var header = request.Headers.Authorization.ToString(); return [|header == $\"Bearer {configuration[\"AdminToken\"]}\"|];")]
    [InlineData("var apiKeys = new[] { given }; foreach (var known in apiKeys) { if ([|known == given|]) return true; } return apiKeys.Any(k => [|k == given|]);")]
    [InlineData("var mac = HMACSHA256.HashData(key, body); for (var i = 0; i < mac.Length; i++) { if ([|mac[i] != signature[i]|]) return false; } return true;")]
    [InlineData("for (var i = 0; i < apiKey.Length; i++) if ([|given[i] != apiKey[i]|]) { return false; } return true;")]
    public Task A_secret_that_is_compared_until_the_first_difference_is_found(string body) => Verify.VerifyAnalyzerAsync(Code(body));

    [Theory]
    [InlineData("return apiKey == null;")]
    [InlineData("return apiKey == \"\" || apiKey == string.Empty;")]
    [InlineData("return string.IsNullOrEmpty(apiKey);")]
    [InlineData("return apiKey.Length == given.Length;")]
    [InlineData("return password == userName;")]
    [InlineData("var confirmPassword = given; return password == confirmPassword;")]
    [InlineData("var newPassword = given; return password != newPassword;")]
    [InlineData("var oldApiKey = given; return apiKey == oldApiKey;")]
    [InlineData("return options.ApiKey == other.ApiKey;")]
    [InlineData("var passwordMask = given; return password == passwordMask;")]
    [InlineData("var current = given; return token == current;")]
    [InlineData("var lastToken = given; return token == lastToken;")]
    [InlineData("var key2 = given; return userName == key2;")]
    [InlineData("var etag = Convert.ToHexString(SHA256.HashData(body)); return etag == request.Headers.IfNoneMatch;")]
    [InlineData("var hash = SHA256.HashData(body); return hash.SequenceEqual(signature);")]
    [InlineData("var fileHash = given; return fileHash == userName;")]
    [InlineData("return signature.SequenceEqual(body);")]
    [InlineData("return CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(key, body), signature);")]
    [InlineData("return new List<Options>().AsQueryable().Any(o => o.ApiKey == apiKey);")]
    [InlineData("return new List<string> { given }.Select(t => string.Compare(t, apiKey)).Any();")]
    [InlineData("return new Dictionary<string, string>().ContainsKey(apiKey);")]
    [InlineData("return new[] { 1 }.SequenceEqual(new[] { 2 });")]
    [InlineData("var connectionString = given; return connectionString == userName;")]
    [InlineData("return new KeyValuePair<string, string>(given, given).Key == password;")]
    [InlineData("return given == FieldNames.Password;")]
    [InlineData("if (options.ApiKey != apiKey) options.ApiKey = apiKey; return true;")]
    [InlineData("int apiKeyCount = 1; return apiKeyCount == given.Length;")]
    [InlineData("var password2 = given; return password == password2;")]
    [InlineData("var commonPasswords = new[] { given }; foreach (var word in commonPasswords) if (word == password) return false; return !commonPasswords.Any(p => p.Equals(password));")]
    [InlineData("for (var i = 0; i < given.Length; i++) if (given[i] != userName[i]) return false; return apiKey[0] == apiKey[1] && apiKey[0] == '-';")]
    [InlineData("var mac = HMACSHA256.HashData(key, body); var differs = 0; for (var i = 0; i < mac.Length; i++) { differs |= mac[i] ^ signature[i]; } return differs == 0;")]
    public Task What_lets_nobody_in_is_silent(string body) => Verify.VerifyAnalyzerAsync(Code(body));

    [Fact]
    public Task Equality_of_objects_is_silent() => Verify.VerifyAnalyzerAsync(
        "record Credential(string ApiKey) { public virtual bool Equals(Credential? other) => other is not null && ApiKey == other.ApiKey; public override int GetHashCode() => 0; } class Key { string secretKey = \"\"; public bool Equals(Key k) => secretKey == k.ToString(); }");

    [Fact]
    public Task A_setter_that_asks_whether_anything_changes_is_silent() => Verify.VerifyAnalyzerAsync(
        "class Login { string _password = \"\"; public string Password { get => _password; set { if (_password == value) return; _password = value; } } }");

    [Theory]
    [InlineData("return [|given == apiKey|];", "return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(apiKey));")]
    [InlineData("return [|given != apiKey|];", "return !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(apiKey));")]
    [InlineData("return [|maybe == apiKey|];", "return maybe != null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(maybe), Encoding.UTF8.GetBytes(apiKey));")]
    [InlineData("return [|maybe != apiKey|];", "return !(maybe != null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(maybe), Encoding.UTF8.GetBytes(apiKey)));")]
    [InlineData("return given.Length > 3 || [|maybe == apiKey|];", "return given.Length > 3 || maybe != null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(maybe), Encoding.UTF8.GetBytes(apiKey));")]
    [InlineData("return [|given == (configuration[\"Api:Secret\"] ?? throw new InvalidOperationException())|];", "return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(configuration[\"Api:Secret\"] ?? throw new InvalidOperationException()));")]
    [InlineData("return [|configuration[\"Api:Secret\"] == given|];", "return configuration[\"Api:Secret\"] != null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(configuration[\"Api:Secret\"]), Encoding.UTF8.GetBytes(given));")]
    [InlineData("return [|apiKey.Equals(given, StringComparison.OrdinalIgnoreCase)|];", "return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(apiKey.ToUpperInvariant()), Encoding.UTF8.GetBytes(given.ToUpperInvariant()));")]
    [InlineData("return [|string.CompareOrdinal(given, apiKey) != 0|];", "return !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(apiKey));")]
    [InlineData("return [|HMACSHA256.HashData(key, body).SequenceEqual(signature)|];", "return CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(key, body), signature);")]
    [InlineData("Span<byte> mac = stackalloc byte[32]; HMACSHA256.HashData(key, body, mac); return ![|mac.SequenceEqual(signature)|];", "Span<byte> mac = stackalloc byte[32]; HMACSHA256.HashData(key, body, mac); return !CryptographicOperations.FixedTimeEquals(mac, signature);")]
    [InlineData("return [|Convert.ToHexString(HMACSHA256.HashData(key, body)) == given|];", "return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Convert.ToHexString(HMACSHA256.HashData(key, body))), Encoding.UTF8.GetBytes(given));")]
    [InlineData("return [|request.Headers[\"X-Api-Key\"] == given|];", "return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(request.Headers[\"X-Api-Key\"].ToString()), Encoding.UTF8.GetBytes(given));")]
    [InlineData("return [|given == apiKey|] && [|given != options.ApiKey|]; // both", "return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(apiKey)) && !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(options.ApiKey)); // both")]
    public Task The_fix_compares_in_fixed_time(string body, string result) => Verify.VerifyCodeFixAsync(Code(body), Code(result));

    [Fact]
    public Task The_fix_imports_what_it_needs() => Verify.VerifyCodeFixAsync(
        "public class Gate { public bool Opens(string apiKey, string given) => [|apiKey == given|]; }",
        "using System.Security.Cryptography;\nusing System.Text;\n\npublic class Gate { public bool Opens(string apiKey, string given) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(apiKey), Encoding.UTF8.GetBytes(given)); }",
        references: ReferenceAssemblies.Net80);

    [Theory]
    [InlineData("return [|apiKey.CompareTo(given) == 0|];")]
    [InlineData("return [|string.Equals(apiKey, given, StringComparison.CurrentCulture)|];")]
    [InlineData("return [|apiKey == Find()|]; string? Find() => null;")]
    [InlineData("var i = 0; while (i < 9) { if ([|given[i] != apiKey[i]|]) return false; i++; } return true;")]
    public Task No_fix_where_the_meaning_would_change(string body) => Verify.VerifyNoCodeFixAsync(Code(body));

    [Fact]
    public Task No_fix_where_the_framework_has_no_such_comparison() => Verify.VerifyNoCodeFixAsync(
        "public class Gate { public bool Opens(string apiKey, string given) => [|apiKey == given|]; }", ReferenceAssemblies.NetStandard20);

    [Theory]
    [InlineData("return apiKey ==")]
    [InlineData("return apiKey.Equals(")]
    [InlineData("return string.Compare(apiKey) == 0;")]
    public Task Half_typed_code_is_silent(string body) => Verify.VerifyAnalyzerAsync(Code(body), compiles: false);
}
