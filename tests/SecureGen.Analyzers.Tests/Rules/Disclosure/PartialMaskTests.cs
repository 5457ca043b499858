using System.Threading.Tasks;
using SecureGen.Analyzers.CodeFixes.Rules.Disclosure;
using SecureGen.Analyzers.Rules.Disclosure;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Disclosure.PartialMask, SecureGen.Analyzers.CodeFixes.Rules.Disclosure.PartialMaskFix>;

namespace SecureGen.Analyzers.Tests.Rules.Disclosure;

public class PartialMaskTests
{
    private static string Method(string statements) => $$"""
        using System;
        using System.Linq;

        class C
        {
            private readonly string _clientSecret = "";

            string M(string apiKey, string password, string name, int visible)
            {
                {{statements}}
            }
        }
        """;

    [Theory]
    [InlineData("return [|apiKey[..4] + \"...\" + apiKey[^4..]|];")]
    [InlineData("return [|$\"{apiKey[..4]}...{apiKey[^4..]}\"|];")]
    [InlineData("return [|apiKey.Substring(0, 4) + \"****\" + apiKey.Substring(apiKey.Length - 4)|];")]
    [InlineData("return [|string.Concat(apiKey.AsSpan(0, 6).ToString(), \"***\")|];")]
    [InlineData("return [|string.Format(\"{0}***{1}\", apiKey[..3], apiKey[^3..])|];")]
    [InlineData("return [|_clientSecret[..8] + \"\\u2026\"|];")]
    [InlineData("return [|\"****\" + password[^4..]|];")]
    [InlineData("return [|$\"{password[0]}****{password[^1]}\"|];")]
    [InlineData("return [|new string('*', 4) + apiKey[4..]|];")]
    [InlineData("const int shown = 5; return [|apiKey[..shown] + \"...\"|];")]
    [InlineData("var first = apiKey[..4]; var last = apiKey[^4..]; return [|first + \"...\" + last|];")]
    [InlineData("Console.WriteLine([|apiKey.Substring(0, apiKey.Length - 4) + \"****\"|]); return [|password.Substring(0, password.Length / 2) + \"****\"|];")]
    [InlineData("object shown = [|apiKey.Substring(0, 10) + \"...\"|]; Console.WriteLine(\"{0}\", (object)([|apiKey[..9] + \"...\"|])); return name;")]
    [InlineData("return apiKey.Length > 8 ? [|apiKey[..4] + \"...\" + apiKey[^4..]|] : \"***\";")]
    [InlineData("if (apiKey.Length < 10) return \"***\"; return [|apiKey[..4] + \"...\" + apiKey[^4..]|];")]
    [InlineData("if (string.IsNullOrEmpty(apiKey)) return \"\"; return [|apiKey[..4] + \"...\" + apiKey[^4..]|];")]
    [InlineData("Console.WriteLine([|$\"Key {apiKey[..4]}...{apiKey[^4..]} for {name}\"|]); return name;")]
    [InlineData("return Mask(name); static string Mask(string value) => value; string MaskKey(string apiKey) => [|apiKey[..5] + \"***\"|];")]
    public Task A_mask_that_leaves_most_of_a_short_secret_is_found(string statements) => Verify.VerifyAnalyzerAsync(Method(statements));

    [Fact]
    public Task What_a_method_masks_is_a_secret() => Verify.VerifyAnalyzerAsync(
        "static class C { public static string MaskApiKey(string value) => [|value[..4] + \"...\" + value[^4..]|]; public static string Shorten(string value) => value[..4] + \"...\" + value[^4..]; }");

    [Theory]
    [InlineData("return apiKey.Length >= 24 ? apiKey[..4] + \"...\" + apiKey[^4..] : \"***\";")]
    [InlineData("if (apiKey.Length < 16) return \"***\"; return apiKey[..4] + \"...\" + apiKey[^4..];")]
    [InlineData("if (string.IsNullOrEmpty(apiKey) || apiKey.Length <= 15) { return \"***\"; } return $\"{apiKey[..4]}...{apiKey[^4..]}\";")]
    [InlineData("if (!(apiKey.Length > 32)) throw new ArgumentException(); return $\"{apiKey[..4]}...{apiKey[^4..]}\";")]
    [InlineData("return apiKey is { Length: > 32 } ? apiKey[..4] + \"...\" + apiKey[^4..] : \"***\";")]
    [InlineData("return apiKey.Length switch { > 32 => apiKey[..4] + \"...\" + apiKey[^4..], _ => \"***\" };")]
    [InlineData("if (apiKey.Length < visible) return \"***\"; return apiKey[..4] + \"...\" + apiKey[^4..];")]
    [InlineData("return \"****\" + apiKey[^4..];")]
    [InlineData("return apiKey[..3] + \"***\";")]
    [InlineData("return name[..4] + \"...\" + name[^4..];")]
    [InlineData("return apiKey[..visible] + \"...\" + apiKey[^visible..];")]
    [InlineData("return \"Bearer \" + apiKey[4..];")]
    [InlineData("return apiKey[..8];")]
    [InlineData("return new string('*', apiKey.Length);")]
    [InlineData("return \"...\" + apiKey.Length;")]
    [InlineData("return $\"{name[..4]}... {apiKey.Length > 4}\";")]
    public Task Long_secrets_few_characters_and_other_texts_are_silent(string statements) => Verify.VerifyAnalyzerAsync(Method(statements));

    [Theory]
    [InlineData("return [|apiKey[..4] + \"...\" + apiKey[^4..]|]; // short", "return \"***REDACTED***\"; // short")]
    [InlineData("return [|$\"{apiKey[..4]}...{apiKey[^4..]}\"|];", "return \"***REDACTED***\";")]
    [InlineData("Console.WriteLine([|$\"Key {apiKey[..4]}...{apiKey[^4..]} for {name}\"|]); return name;", "Console.WriteLine($\"Key ***REDACTED*** for {name}\"); return name;")]
    [InlineData("return [|\"****\" + password[^4..]|] ?? [|apiKey.Substring(0, 8) + \"***\"|];", "return \"***REDACTED***\" ?? \"***REDACTED***\";")]
    public Task The_fix_shows_nothing(string statements, string result) => Verify.VerifyCodeFixAsync(Method(statements), Method(result));

    [Theory]
    [InlineData("return [|\"Key \" + apiKey[..4] + \"...\" + apiKey[^4..]|];")]
    [InlineData("return [|name + apiKey[..8] + \"...\"|];")]
    [InlineData("return [|apiKey[..4] /* first */ + \"...\" + apiKey[^4..]|];")]
    public Task No_fix_where_other_text_or_a_comment_would_be_lost(string statements) => Verify.VerifyNoCodeFixAsync(Method(statements));

    [Fact]
    public Task Older_frameworks_have_no_ranges() => Verify.VerifyAnalyzerAsync(
        "class C { string M(string apiKey) => [|apiKey.Substring(0, 4) + \"...\" + apiKey.Substring(apiKey.Length - 4, 4)|]; }", ReferenceAssemblies.NetStandard20);

    [Theory]
    [InlineData("return apiKey[..] + \"...\" + apiKey[^;")]
    [InlineData("return $\"{apiKey[..4]}...{apiKey[^")]
    public Task Half_typed_code_throws_nothing(string statements) =>
        new CSharpCodeFixTest<PartialMask, PartialMaskFix> { TestCode = Method(statements), RequireCompilable = false }.FindingsAsync();
}
