using System.Threading.Tasks;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Cryptography.InsecureRandom, SecureGen.Analyzers.CodeFixes.Rules.Cryptography.InsecureRandomFix>;

namespace SecureGen.Analyzers.Tests.Rules.Cryptography;

public class InsecureRandomFixTests
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Linq;
        using System.Security.Cryptography;
        using System.Text;
        using System.Threading;
        using System.Threading.Tasks;

        """;

    private static string Class(string members) => Usings + "class Sample { private static readonly Random Rng = new(); const string Alphabet = \"abcdef0123\"; " + members + " }";

    private static string Method(string statements) => Class("async Task Work(Random random, string[] items, List<string> log) { await Task.Yield(); " + statements + " }");

    [Theory]
    [InlineData("var token = {|SGA2001:Random.Shared.Next()|};", "var token = RandomNumberGenerator.GetInt32(int.MaxValue);")]
    [InlineData("var pin = {|SGA2001:random.Next(10000)|}; /* four digits */", "var pin = RandomNumberGenerator.GetInt32(10000); /* four digits */")]
    [InlineData("var otp = {|SGA2001:random.Next(minValue: 1, maxValue: /* all */ 9999)|};", "var otp = RandomNumberGenerator.GetInt32(1, /* all */ 9999);")]
    [InlineData("var otp = {|SGA2001:Random.Shared.Next(1, items.Length)|};", "var otp = RandomNumberGenerator.GetInt32(1, items.Length);")]
    [InlineData("var nonce = new byte[12]; {|SGA2001:random.NextBytes(nonce)|};", "var nonce = new byte[12]; RandomNumberGenerator.Fill(nonce);")]
    [InlineData("var token = {|SGA2001:random.GetItems(Alphabet.ToCharArray(), 8)|};", "var token = RandomNumberGenerator.GetItems(Alphabet.ToCharArray(), 8);")]
    [InlineData("var secret = {|SGA2001:Random.Shared.GetString(Alphabet, 16)|};", "var secret = RandomNumberGenerator.GetString(Alphabet, 16);")]
    [InlineData("var accessToken = {|SGA2001:Random.Shared.GetHexString(16)|};", "var accessToken = RandomNumberGenerator.GetHexString(16);")]
    [InlineData("var otp = (int)({|SGA2001:random.NextDouble()|} * 100);", "var otp = (int)(((BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8), 0) >> 11) * (1.0 / (1UL << 53))) * 100);")]
    [InlineData("var otp = {|SGA2001:random.NextSingle()|};", "var otp = RandomNumberGenerator.GetInt32(1 << 24) * (1.0f / (1 << 24));")]
    [InlineData("var resetCode = {|SGA2001:random.NextInt64()|};", "var resetCode = (long)(BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8), 0) >> 1);")]
    public Task The_call_of_the_same_meaning_takes_its_place(string before, string after) => Verify.VerifyCodeFixAsync(Method(before), Method(after));

    [Fact]
    public Task A_local_goes_with_its_last_use() => Verify.VerifyCodeFixAsync(
        """
        using System;

        class C
        {
            string M()
            {
                var random = new Random();
                var token = {|SGA2001:random.Next()|};
                var pin = {|SGA2001:random.Next(10)|};
                return token + "" + pin;
            }
        }
        """,
        """
        using System;
        using System.Security.Cryptography;

        class C
        {
            string M()
            {
                var token = RandomNumberGenerator.GetInt32(int.MaxValue);
                var pin = RandomNumberGenerator.GetInt32(10);
                return token + "" + pin;
            }
        }
        """);

    [Fact]
    public Task A_field_goes_with_the_line_that_set_it_apart() => Verify.VerifyCodeFixAsync(
        """
        using System;

        class Exports
        {
            private static readonly Random Names = new();

            // For the backup.
            public string NewToken() => [|Names.Next()|].ToString();
        }
        """,
        """
        using System;
        using System.Security.Cryptography;

        class Exports
        {
            // For the backup.
            public string NewToken() => RandomNumberGenerator.GetInt32(int.MaxValue).ToString();
        }
        """);

    [Fact]
    public Task A_field_that_is_still_used_stays() => Verify.VerifyCodeFixAsync(
        """
        using System;
        using System.Security.Cryptography;

        class C
        {
            private readonly Random _random = new();

            int NewToken() => {|SGA2001:_random.Next()|};

            int Jitter() => _random.Next(10);
        }
        """,
        """
        using System;
        using System.Security.Cryptography;

        class C
        {
            private readonly Random _random = new();

            int NewToken() => RandomNumberGenerator.GetInt32(int.MaxValue);

            int Jitter() => _random.Next(10);
        }
        """);

    [Fact]
    public Task Top_level_code_is_fixed_on_net8() => Verify.VerifyCodeFixAsync(
        "using System;\n\nvar token = {|SGA2001:new Random().Next()|};\nConsole.WriteLine(token);\n",
        "using System;\nusing System.Security.Cryptography;\n\nvar token = RandomNumberGenerator.GetInt32(int.MaxValue);\nConsole.WriteLine(token);\n",
        references: ReferenceAssemblies.Net80);

    [Theory]
    [InlineData("class C { int NewToken() => {|SGA2001:new System.Random().Next()|}; }")]
    [InlineData("class C { void Fill(byte[] salt) => {|SGA2001:new System.Random().NextBytes(salt)|}; }")]
    [InlineData("class C { double Nonce() => {|SGA2001:new System.Random().NextDouble()|}; }")]
    public Task A_framework_without_the_api_gets_no_fix(string source) => Verify.VerifyNoCodeFixAsync(source, ReferenceAssemblies.NetStandard20);

    [Theory]
    [InlineData("class C { System.Random Get() => new(); int NewToken() => {|SGA2001:Get().Next()|}; }")]
    [InlineData("class C { int NewToken(System.Random r) => {|SGA2001:r.Next(maxValue: 9, minValue: 1)|}; }")]
    [InlineData("class C { long NewToken() => {|SGA2001:System.Random.Shared.NextInt64(10)|}; }")]
    public Task What_cannot_be_replaced_in_place_gets_no_fix(string source) => Verify.VerifyNoCodeFixAsync(source);

    [Fact]
    public Task A_buffer_is_filled_by_a_generator_that_is_given_back_where_there_is_no_static_one() => Verify.VerifyCodeFixAsync(
        """
        using System;

        class C
        {
            byte[] NewSalt(string generator)
            {
                var random = new Random();
                var salt = new byte[16];
                {|SGA2001:random.NextBytes(salt)|}; // sixteen bytes
                return salt;
            }
        }
        """,
        """
        using System;
        using System.Security.Cryptography;

        class C
        {
            byte[] NewSalt(string generator)
            {
                var salt = new byte[16];
                using (var generator2 = RandomNumberGenerator.Create())
                {
                    generator2.GetBytes(salt);
                } // sixteen bytes
                return salt;
            }
        }
        """,
        references: ReferenceAssemblies.NetStandard20);
}
