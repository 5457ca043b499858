using System.Threading.Tasks;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Cryptography.InsecureRandom, SecureGen.Analyzers.CodeFixes.Rules.Cryptography.InsecureRandomFix>;

namespace SecureGen.Analyzers.Tests.Rules.Cryptography;

public class InsecureRandomTests
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

    private static string Class(string members) => Usings + "class Sample { private static readonly Random Rng = new(); const double samplingRate = 0.1; const string Alphabet = \"abcdef0123\"; " + members + " }";

    private static string Method(string statements) => Class("async Task Work(Random random, string[] items, List<string> log) { await Task.Yield(); " + statements + " }");

    [Theory]
    [InlineData("var token = {|SGA2001:new Random().Next()|};")]
    [InlineData("Random r = new(); int pin = {|SGA2001:r.Next(10000)|};")]
    [InlineData("var otp = {|SGA2001:Random.Shared.Next(100000, 999999)|}.ToString(\"D6\");")]
    [InlineData("var resetCode = {|SGA2001:random.NextInt64()|};")]
    [InlineData("var nonce = new byte[12]; {|SGA2001:Rng.NextBytes(nonce)|};")]
    [InlineData("var salt = new byte[12]; {|SGA2001:Rng.NextBytes(salt.AsSpan())|};")]
    [InlineData("var password = new string(Enumerable.Range(0, 12).Select(_ => Alphabet[{|SGA2001:random.Next(Alphabet.Length)|}]).ToArray());")]
    [InlineData("var chars = new char[8]; for (var i = 0; i < 8; i++) chars[i] = Alphabet[{|SGA2001:random.Next(10)|}]; var apiKey = new string(chars);")]
    [InlineData("var builder = new StringBuilder(); builder.Append(Alphabet[{|SGA2001:random.Next(10)|}]); var token = builder.ToString();")]
    [InlineData("var number = {|SGA2001:random.Next()|}; var sessionId = $\"s-{number}\";")]
    [InlineData("var token = string.Join(\"\", {|SGA2001:random.GetItems(Alphabet.ToCharArray(), 8)|});")]
    [InlineData("var secret = {|SGA2001:Random.Shared.GetString(Alphabet, 16)|};")]
    [InlineData("var accessToken = {|SGA2001:Random.Shared.GetHexString(16)|};")]
    [InlineData("var x = {|SGA2001:random.Next()|}; SendCode(verificationCode: x); void SendCode(int verificationCode) { }")]
    [InlineData("var bytes = new byte[16]; {|SGA2001:random.NextBytes(bytes)|}; using var aes = Aes.Create(); aes.Key = SHA256.HashData(bytes);")]
    [InlineData("var bytes = new byte[16]; {|SGA2001:random.NextBytes(bytes)|}; var csrfToken = Convert.ToBase64String(bytes);")]
    [InlineData("var result = (Code: 1, Token: {|SGA2001:random.Next()|});")]
    [InlineData("var map = new Dictionary<string, string>(); map[\"share_token\"] = {|SGA2001:random.Next()|}.ToString();")]
    [InlineData("string inviteCode; inviteCode = \"\" + {|SGA2001:random.Next()|} + {|SGA2001:random.Next()|};")]
    [InlineData("var fileToken = {|SGA2001:random.Next()|}.ToString(\"x8\");")]
    [InlineData("var password = ((char)('a' + {|SGA2001:random.Next(26)|})).ToString();")]
    [InlineData("var passwordWeight = {|SGA2002:Rng.NextDouble()|}; var otp = (int)({|SGA2001:random.NextDouble()|} * 1000000);")]
    public Task A_value_that_must_not_be_guessed_is_found(string statements) => Verify.VerifyAnalyzerAsync(Method(statements));

    [Theory]
    [InlineData("abstract class Cipher : SymmetricAlgorithm { public override void GenerateKey() { var k = new byte[8]; {|SGA2001:Rng.NextBytes(k)|}; KeyValue = k; } public override void GenerateIV() { IVValue = new byte[8]; {|SGA2001:Rng.NextBytes(IVValue)|}; } }")]
    [InlineData("abstract class Cache { public virtual string GenerateKey() => {|SGA2002:Rng.Next()|}.ToString(); }")]
    [InlineData("string NewToken() => {|SGA2001:Rng.Next()|}.ToString();")]
    [InlineData("string GenerateOtp() { return {|SGA2001:Rng.Next(1000000)|}.ToString(\"D6\"); }")]
    [InlineData("int Pin => {|SGA2001:Rng.Next(10000)|};")]
    [InlineData("private readonly int _securityCode = {|SGA2001:new Random().Next()|};")]
    [InlineData("string MakePassword() { string Part() => {|SGA2001:Rng.Next()|}.ToString(); return Part(); }")]
    [InlineData("class TokenGenerator { string Create() => {|SGA2001:Rng.Next()|}.ToString(); }")]
    [InlineData("class OneTimeCodes { void Send() { var code = {|SGA2001:Rng.Next(1000000)|}; } }")]
    [InlineData("class Compiler { void Run() { var code = {|SGA2002:Rng.Next(1000000)|}; } }")]
    [InlineData("record Session(string SessionId); Session Open() => new Session(SessionId: {|SGA2001:Rng.Next()|}.ToString());")]
    [InlineData("Func<string> NewSecret = () => {|SGA2001:Rng.Next()|}.ToString();")]
    public Task The_member_tells_what_it_is_for(string members) => Verify.VerifyAnalyzerAsync(Class(members));

    [Theory]
    [InlineData("var jitterMs = Random.Shared.Next(0, 250); await Task.Delay(1000 + jitterMs);")]
    [InlineData("var retryAfter = TimeSpan.FromSeconds(Math.Pow(2, 3) + random.NextDouble());")]
    [InlineData("var timeout = TimeSpan.FromSeconds(30 + random.Next(10));")]
    [InlineData("random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(log));")]
    [InlineData("var sample = random.NextDouble() < 0.1;")]
    [InlineData("if (random.NextDouble() < samplingRate) log.Add(\"x\"); ")]
    [InlineData("var temperature = 0.7 + random.NextDouble() * 0.1;")]
    [InlineData("var simulated = random.NextDouble();")]
    [InlineData("var rng = new Random(1234); for (var i = 0; i < 3; i++) log.Add(rng.Next().ToString());")]
    [InlineData("var sleepTime = random.Next(5, 10); Thread.Sleep(sleepTime);")]
    [InlineData("var interval = random.Next(30, 60); using var timer = new Timer(_ => { }, null, interval, interval);")]
    [InlineData("var particleX = random.NextSingle();")]
    [InlineData("var expirySpread = TimeSpan.FromSeconds(random.Next(60));")]
    [InlineData("var animationOffset = random.NextDouble();")]
    [InlineData("var benchmarkInput = random.Next();")]
    [InlineData("var fuzzByte = random.Next(256);")]
    [InlineData("var waitTime = random.Next(100);")]
    [InlineData("var jitter = random.Next(100); await Task.Delay(jitter);")]
    [InlineData("await Task.Delay(TimeSpan.FromMilliseconds(100 + random.Next(50)));")]
    [InlineData("var delay = 2 * random.NextDouble();")]
    [InlineData("random.Shuffle(items);")]
    [InlineData("var seeded = new Random(42); var value = seeded.Next();")]
    [InlineData("var shuffled = items.OrderBy(_ => random.Next()).ToArray();")]
    [InlineData("var backoff = TimeSpan.FromSeconds(random.Next(5));")]
    [InlineData("var noise = random.NextDouble();")]
    [InlineData("var dice = Rng.Next(6);")]
    [InlineData("var hue = random.NextDouble();")]
    [InlineData("using var cancellationTokenSource = new CancellationTokenSource(random.Next(100));")]
    [InlineData("var token = RandomNumberGenerator.GetInt32(100);")]
    [InlineData("var password = RandomNumberGenerator.GetString(Alphabet, 12);")]
    [InlineData("Thread.Sleep(random.Next(100)); var retry = random.Next(3);")]
    public Task What_harms_nobody_is_silent(string statements) => Verify.VerifyAnalyzerAsync(Method(statements));

    [Theory]
    [InlineData("var imageSeed = {|SGA2002:Rng.Next()|};")]
    [InlineData("var item = items[{|SGA2002:Rng.Next(items.Length)|}];")]
    [InlineData("var maxTokens = {|SGA2002:Rng.Next(100)|};")]
    [InlineData("var statusCode = {|SGA2002:Rng.Next(100)|};")]
    [InlineData("var errorCode = {|SGA2002:Rng.Next(100)|};")]
    [InlineData("var colorCode = {|SGA2002:Rng.Next(100)|};")]
    [InlineData("var cacheKey = {|SGA2002:Rng.Next(100)|};")]
    [InlineData("var primaryKey = {|SGA2002:Rng.Next(100)|};")]
    [InlineData("var passwordHint = items[{|SGA2002:Rng.Next(3)|}];")]
    [InlineData("var tokenCount = {|SGA2002:Rng.Next(100)|};")]
    [InlineData("var a = Rng; var b = a; a = b; var x = {|SGA2002:a.Next()|};")]
    [InlineData("var x = {|SGA2002:Rng.Next()|}; log.Add(x.ToString());")]
    [InlineData("Console.WriteLine({|SGA2002:Rng.Next()|});")]
    [InlineData("if ({|SGA2002:Rng.Next(2)|} == 0) log.Add(\"token\");")]
    [InlineData("var elementId = \"el-\" + {|SGA2002:Rng.Next()|};")]
    [InlineData("var spelling = {|SGA2002:Rng.Next()|};")]
    [InlineData("var pinned = {|SGA2002:Rng.Next()|};")]
    [InlineData("var monkey = {|SGA2002:Rng.Next()|};")]
    public Task An_unclear_use_is_only_suggested(string statements) => Verify.VerifyAnalyzerAsync(Method(statements));

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
