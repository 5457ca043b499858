using System.Threading.Tasks;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Cryptography.InsecureRandom, SecureGen.Analyzers.CodeFixes.Rules.Cryptography.InsecureRandomFix>;

namespace SecureGen.Analyzers.Tests.Rules.Cryptography;

public class InsecureRandomTests
{
    private const string Usings = """
        using System;
        using System.Buffers;
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
    [InlineData("var token = {|SGA2001:new Random().Next()|};")]
    [InlineData("Random r = new(); int pin = {|SGA2001:r.Next(10000)|};")]
    [InlineData("var otp = {|SGA2001:Random.Shared.Next(100000, 999999)|}.ToString(\"D6\");")]
    [InlineData("var resetCode = {|SGA2001:random.NextInt64()|};")]
    [InlineData("var nonce = new byte[12]; {|SGA2001:Rng.NextBytes(nonce)|};")]
    [InlineData("var salt = new byte[12]; {|SGA2001:Rng.NextBytes(salt.AsSpan())|};")]
    [InlineData("var salt = new byte[12]; {|SGA2001:Rng.NextBytes(salt.AsSpan()[..8])|};")]
    [InlineData("Span<byte> iv = stackalloc byte[16]; {|SGA2001:Rng.NextBytes(iv)|};")]
    [InlineData("var key = new byte[32]; {|SGA2001:Rng.NextBytes(key)|};")]
    [InlineData("Memory<byte> secret = new byte[32]; {|SGA2001:Rng.NextBytes(secret.Span)|};")]
    [InlineData("var password = new string(Enumerable.Range(0, 12).Select(_ => Alphabet[{|SGA2001:random.Next(Alphabet.Length)|}]).ToArray());")]
    [InlineData("var chars = new char[8]; for (var i = 0; i < 8; i++) chars[i] = Alphabet[{|SGA2001:random.Next(10)|}]; var apiKey = new string(chars);")]
    [InlineData("Span<char> chars = stackalloc char[8]; for (var i = 0; i < 8; i++) chars[i] = Alphabet[{|SGA2001:Rng.Next(10)|}]; var apiKey = new string(chars);")]
    [InlineData("var builder = new StringBuilder(); builder.Append(Alphabet[{|SGA2001:random.Next(10)|}]); var token = builder.ToString();")]
    [InlineData("var builder = new StringBuilder(); builder.Append($\"{{|SGA2001:Rng.Next(10)|}}-\"); var token = builder.ToString();")]
    [InlineData("var token = new StringBuilder().Append({|SGA2001:Rng.Next(10)|}).Append('x').ToString();")]
    [InlineData("var token = string.Create(null, $\"{{|SGA2001:Rng.Next(10)|}}\");")]
    [InlineData("var token = string.Create(16, Rng, (span, rng) => { for (var i = 0; i < span.Length; i++) span[i] = Alphabet[{|SGA2001:rng.Next(10)|}]; });")]
    [InlineData("var list = new List<char>(); list.Add(Alphabet[{|SGA2001:Rng.Next(10)|}]); var password = string.Concat(list);")]
    [InlineData("var number = {|SGA2001:random.Next()|}; var sessionId = $\"s-{number}\";")]
    [InlineData("var token = string.Join(\"\", {|SGA2001:random.GetItems(Alphabet.ToCharArray(), 8)|});")]
    [InlineData("var digits = new char[6]; {|SGA2001:Rng.GetItems(Alphabet.AsSpan(), digits)|}; var otp = new string(digits);")]
    [InlineData("var password = Alphabet.ToCharArray(); {|SGA2001:Rng.Shuffle(password)|};")]
    [InlineData("var secret = {|SGA2001:Random.Shared.GetString(Alphabet, 16)|};")]
    [InlineData("var accessToken = {|SGA2001:Random.Shared.GetHexString(16)|};")]
    [InlineData("var x = {|SGA2001:random.Next()|}; SendCode(verificationCode: x); void SendCode(int verificationCode) { }")]
    [InlineData("var bytes = new byte[16]; {|SGA2001:random.NextBytes(bytes)|}; using var aes = Aes.Create(); aes.Key = SHA256.HashData(bytes);")]
    [InlineData("var bytes = new byte[16]; {|SGA2001:Rng.NextBytes(bytes)|}; using var hmac = new HMACSHA256(bytes);")]
    [InlineData("var bytes = new byte[16]; {|SGA2001:Rng.NextBytes(bytes)|}; using var aes = Aes.Create(); aes.CreateEncryptor(aes.Key, bytes);")]
    [InlineData("var bytes = new byte[16]; {|SGA2001:random.NextBytes(bytes)|}; var csrfToken = Convert.ToBase64String(bytes);")]
    [InlineData("var bytes = new byte[16]; {|SGA2001:Rng.NextBytes(bytes)|}; var sessionId = new Guid(bytes);")]
    [InlineData("var bytes = new byte[16]; {|SGA2001:Rng.NextBytes(bytes)|}; var salt = new byte[20]; bytes.CopyTo(salt, 0);")]
    [InlineData("var bytes = new byte[16]; {|SGA2001:Rng.NextBytes(bytes)|}; var salt = new byte[20]; Buffer.BlockCopy(bytes, 0, salt, 0, 16);")]
    [InlineData("var result = (Code: 1, Token: {|SGA2001:random.Next()|});")]
    [InlineData("var map = new Dictionary<string, string>(); map[\"share_token\"] = {|SGA2001:random.Next()|}.ToString();")]
    [InlineData("var map = new Dictionary<string, int>(); map.TryAdd(\"otp:\" + items[0], {|SGA2001:Rng.Next(9)|});")]
    [InlineData("string inviteCode; inviteCode = \"\" + {|SGA2001:random.Next()|} + {|SGA2001:random.Next()|};")]
    [InlineData("var fileToken = {|SGA2001:random.Next()|}.ToString(\"x8\");")]
    [InlineData("var password = ((char)('a' + {|SGA2001:random.Next(26)|})).ToString();")]
    [InlineData("var password = \"\"; for (var i = 0; i < 8; i++) password += {|SGA2001:Rng.Next(2)|} == 0 ? 'a' : 'b';")]
    [InlineData("var passphrase = items[{|SGA2001:Rng.Next(items.Length)|}] + \"-\" + items[{|SGA2001:Rng.Next(items.Length)|}];")]
    [InlineData("var passwordWeight = {|SGA2002:Rng.NextDouble()|}; var otp = (int)({|SGA2001:Rng.NextDouble()|} * 1000000);")]
    [InlineData("var code = {|SGA2001:Rng.Next(100000, 999999)|};")]
    [InlineData("var code = {|SGA2001:Rng.Next(1_000_000)|}.ToString(\"D6\"); log.Add(code);")]
    [InlineData("var pinNumber = {|SGA2001:Rng.Next(10000)|};")]
    [InlineData("var serverSecret = {|SGA2001:Rng.Next()|};")]
    [InlineData("Func<int> next = () => {|SGA2001:Rng.Next()|}; var token = next();")]
    [InlineData("Func<int> next = {|SGA2001:Rng.Next|}; var token = next();")]
    [InlineData("var r = new Random(Guid.NewGuid().GetHashCode()); var token = {|SGA2001:r.Next()|};")]
    [InlineData("var r = new Random(42); var token = {|SGA2001:r.Next()|};")]
    [InlineData("var token = Part(); string Part() => {|SGA2001:Rng.Next()|}.ToString();")]
    [InlineData("File.WriteAllText(Path.Combine(Path.GetTempPath(), {|SGA2001:Rng.Next()|} + \".txt\"), \"x\");")]
    [InlineData("var name = $\"upload-{{|SGA2001:Rng.Next()|}}\"; using var file = new FileStream(name, FileMode.CreateNew);")]
    [InlineData("var tempFile = \"t\" + {|SGA2001:Rng.Next()|};")]
    public Task A_value_that_must_not_be_guessed_is_found(string statements) => Verify.VerifyAnalyzerAsync(Method(statements));

    [Theory]
    [InlineData("abstract class Cipher : SymmetricAlgorithm { public override void GenerateKey() { var k = new byte[8]; {|SGA2001:Rng.NextBytes(k)|}; KeyValue = k; } public override void GenerateIV() { IVValue = new byte[8]; {|SGA2001:Rng.NextBytes(IVValue)|}; } }")]
    [InlineData("abstract class Cache { public virtual string GenerateKey() => {|SGA2002:Rng.Next()|}.ToString(); }")]
    [InlineData("string NewToken() => {|SGA2001:Rng.Next()|}.ToString();")]
    [InlineData("string GenerateOtp() { return {|SGA2001:Rng.Next(1000000)|}.ToString(\"D6\"); }")]
    [InlineData("int Pin => {|SGA2001:Rng.Next(10000)|};")]
    [InlineData("IEnumerable<char> Password() { while (true) yield return Alphabet[{|SGA2001:Rng.Next(10)|}]; }")]
    [InlineData("private readonly int _securityCode = {|SGA2001:new Random().Next()|};")]
    [InlineData("int ResetCode { get; } = {|SGA2001:new Random().Next()|};")]
    [InlineData("string MakePassword() { string Part() => {|SGA2001:Rng.Next()|}.ToString(); return Part(); }")]
    [InlineData("class TokenGenerator { string Create() => {|SGA2001:Rng.Next()|}.ToString(); }")]
    [InlineData("class OneTimeCodes { void Send() { var code = {|SGA2001:Rng.Next(1000)|}; } }")]
    [InlineData("class Compiler { void Run() { var code = {|SGA2002:Rng.Next(1000)|}; } }")]
    [InlineData("record Session(string SessionId); Session Open() => new Session(SessionId: {|SGA2001:Rng.Next()|}.ToString());")]
    [InlineData("record Otp(int Value); Otp Make() => new({|SGA2001:Rng.Next()|});")]
    [InlineData("class User { public string? Password { get; set; } } User Make() => new() { Password = {|SGA2001:Rng.Next()|}.ToString() };")]
    [InlineData("Func<string> NewSecret = () => {|SGA2001:Rng.Next()|}.ToString();")]
    [InlineData("class Keys(Random rng) { byte[] Make() { var key = new byte[16]; {|SGA2001:rng.NextBytes(key)|}; return key; } }")]
    [InlineData("void Fill(byte[] buffer) => {|SGA2001:Rng.NextBytes(buffer)|}; void Use() { var salt = new byte[8]; Fill(salt); }")]
    [InlineData("private readonly byte[] _buffer = new byte[8]; string Make() { {|SGA2001:Rng.NextBytes(_buffer)|}; var token = Convert.ToBase64String(_buffer); return token; }")]
    public Task The_member_tells_what_it_is_for(string members) => Verify.VerifyAnalyzerAsync(Class(members));

    [Theory]
    [InlineData("private string RandomString(int n) => new(Enumerable.Range(0, n).Select(_ => Alphabet[{|SGA2001:Rng.Next(10)|}]).ToArray()); void Use() { var password = RandomString(8); }")]
    [InlineData("private static string RandomString(Random random, int n) { var s = \"\"; while (n-- > 0) s += Alphabet[{|SGA2001:random.Next(10)|}]; return s; } string NewToken() => RandomString(new Random(), 8);")]
    [InlineData("private int Number() => {|SGA2001:Rng.Next()|}; private string Text() => Number().ToString(); void Use() { var otp = Text(); }")]
    [InlineData("private string RandomString(int n) => {|SGA2002:Rng.Next(n)|}.ToString(); void Use() { var title = RandomString(8); }")]
    [InlineData("private string RandomString(int n) => {|SGA2002:Rng.Next(n)|}.ToString(); class Other { string RandomString(int n) => \"\"; void Use() { var password = RandomString(8); } }")]
    [InlineData("private int Number() => Rng.Next(); void Use() { var delay = Number(); }")]
    [InlineData("private int A() => B() + {|SGA2002:Rng.Next()|}; private int B() => A() + {|SGA2002:Rng.Next()|};")]
    public Task A_helper_is_judged_by_where_its_result_goes(string members) => Verify.VerifyAnalyzerAsync(Class(members));

    [Fact]
    public Task A_helper_is_followed_into_the_other_files_of_its_type() => new Test
    {
        Sources =
        {
            ("Helper.cs", "using System; partial class C { private static readonly Random Rng = new(); private string Text() => {|SGA2001:Rng.Next()|}.ToString(); }"),
            ("Use.cs", "partial class C { string NewPassword() => Text(); }"),
        },
    }.RunAsync();

    [Theory]
    [InlineData("var jitterMs = Random.Shared.Next(0, 250); await Task.Delay(1000 + jitterMs);")]
    [InlineData("var retryAfter = TimeSpan.FromSeconds(Math.Pow(2, 3) + Rng.NextDouble());")]
    [InlineData("var timeout = TimeSpan.FromSeconds(30 + Rng.Next(10));")]
    [InlineData("var pause = TimeSpan.FromSeconds(30 + Rng.Next(10)); log.Add(pause.ToString());")]
    [InlineData("Rng.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(log));")]
    [InlineData("var sample = Rng.NextDouble() < 0.1;")]
    [InlineData("const double samplingRate = 0.1; if (Rng.NextDouble() < samplingRate) log.Add(\"x\"); ")]
    [InlineData("var temperature = 0.7 + Rng.NextDouble() * 0.1;")]
    [InlineData("var topP = 0.7 + Rng.NextDouble() * 0.1;")]
    [InlineData("var options = new { Temperature = Rng.NextDouble(), TopP = Rng.NextDouble(), Seed = Rng.NextInt64() };")]
    [InlineData("var simulated = Rng.NextDouble();")]
    [InlineData("var rng = new Random(1234); for (var i = 0; i < 3; i++) log.Add(rng.Next().ToString());")]
    [InlineData("var rng = new Random(1234); var other = rng; log.Add(other.Next().ToString());")]
    [InlineData("var sleepTime = Rng.Next(5, 10); Thread.Sleep(sleepTime);")]
    [InlineData("Thread.Sleep(Rng.Next(5, 10));")]
    [InlineData("var interval = Rng.Next(30, 60); using var timer = new Timer(_ => { }, null, interval, interval);")]
    [InlineData("var particleX = Rng.NextSingle();")]
    [InlineData("var position = new System.Numerics.Vector3(Rng.NextSingle(), Rng.NextSingle(), 0);")]
    [InlineData("var expirySpread = TimeSpan.FromSeconds(Rng.Next(60));")]
    [InlineData("var expires = DateTimeOffset.UtcNow.AddSeconds(Rng.Next(60));")]
    [InlineData("var tokenExpiry = DateTime.UtcNow.AddSeconds(Rng.Next(60));")]
    [InlineData("var animationOffset = Rng.NextDouble();")]
    [InlineData("var benchmarkInput = Rng.Next();")]
    [InlineData("var fuzzByte = Rng.Next(256);")]
    [InlineData("var waitTime = Rng.Next(100);")]
    [InlineData("await Task.Delay(TimeSpan.FromMilliseconds(100 + Rng.Next(50)));")]
    [InlineData("var delay = 2 * Rng.NextDouble();")]
    [InlineData("Rng.Shuffle(items);")]
    [InlineData("var seeded = new Random(42); var value = seeded.Next();")]
    [InlineData("var shuffled = items.OrderBy(_ => Rng.Next()).ToArray();")]
    [InlineData("var backoff = TimeSpan.FromSeconds(Rng.Next(5));")]
    [InlineData("var noise = Rng.NextDouble();")]
    [InlineData("var dice = Rng.Next(6);")]
    [InlineData("var enemyDamage = Rng.Next(6);")]
    [InlineData("var hue = Rng.NextDouble();")]
    [InlineData("var backgroundColor = \"#\" + Rng.Next(0x1000000).ToString(\"x6\");")]
    [InlineData("var color = System.Drawing.Color.FromArgb(Rng.Next(256), Rng.Next(256), Rng.Next(256));")]
    [InlineData("var server = items[Rng.Next(items.Length)];")]
    [InlineData("var replica = items.ElementAt(Rng.Next(items.Length));")]
    [InlineData("var listenPort = Rng.Next(49152, 65536);")]
    [InlineData("var imageSeed = Rng.Next();")]
    [InlineData("var elementId = \"el-\" + Rng.Next();")]
    [InlineData("using var cancellationTokenSource = new CancellationTokenSource(Rng.Next(100));")]
    [InlineData("var fakePassword = Rng.Next().ToString();")]
    [InlineData("var token = RandomNumberGenerator.GetInt32(100);")]
    [InlineData("var password = RandomNumberGenerator.GetString(Alphabet, 12);")]
    [InlineData("var password = random.ToString();")]
    public Task What_harms_nobody_is_silent(string statements) => Verify.VerifyAnalyzerAsync(Method(statements));

    [Theory]
    [InlineData("class DemoData { string Password() => Rng.Next().ToString(); }")]
    [InlineData("class Users { void Fill() { void MakeFakeUser() { var password = Rng.Next(); } } string FakePassword() => Rng.Next().ToString(); }")]
    [InlineData("class TokenSimulation { void Step() { var token = Rng.Next(); } }")]
    [InlineData("class PaintingBenchmarks { int Value() => Rng.Next(); }")]
    [InlineData("class Physics { readonly Random _random; Physics(int seed) => _random = new Random(seed); double Step() => _random.NextDouble(); }")]
    [InlineData("class Physics { readonly Random _random; Physics(Random random) { _random = random; } double Step() => _random.NextDouble(); }")]
    [InlineData("class Physics(Random? random) { readonly Random _random = random ?? new Random(); double Step() => _random.NextDouble(); }")]
    [InlineData("class Physics { Random Source { get; } = new(7); double Step() => Source.NextDouble(); }")]
    [InlineData("class Deck { void Shuffle(int[] cards) { for (var i = 0; i < cards.Length; i++) { var j = Rng.Next(i + 1); (cards[i], cards[j]) = (cards[j], cards[i]); } } int ShuffledIndex() => Rng.Next(); }")]
    public Task What_only_makes_believe_or_repeats_itself_is_silent(string members) => Verify.VerifyAnalyzerAsync(Class(members));

    [Theory]
    [InlineData("var item = items[{|SGA2002:Rng.Next(items.Length)|}];")]
    [InlineData("var maxTokens = {|SGA2002:Rng.Next(100)|};")]
    [InlineData("var statusCode = {|SGA2002:Rng.Next(100)|};")]
    [InlineData("var errorCode = {|SGA2002:Rng.Next(1000)|};")]
    [InlineData("var colorCode = {|SGA2002:Rng.Next(100)|};")]
    [InlineData("var code = {|SGA2002:Rng.Next(17)|};")]
    [InlineData("var cacheKey = {|SGA2002:Rng.Next(100)|};")]
    [InlineData("var primaryKey = {|SGA2002:Rng.Next(100)|};")]
    [InlineData("var passwordHint = items[{|SGA2002:Rng.Next(3)|}];")]
    [InlineData("var tokenCount = {|SGA2002:Rng.Next(100)|};")]
    [InlineData("var passwordLength = {|SGA2002:Rng.Next(8, 12)|};")]
    [InlineData("var tokenBucket = {|SGA2002:Rng.Next(8)|};")]
    [InlineData("var nextToken = items[{|SGA2002:Rng.Next(8)|}];")]
    [InlineData("var apiKeys = items; var apiKey = apiKeys[{|SGA2002:Rng.Next(apiKeys.Length)|}];")]
    [InlineData("var accounts = new[] { new { Token = \"\" } }; var token = accounts[{|SGA2002:Rng.Next(1)|}].Token;")]
    [InlineData("var accounts = new[] { new { Token = \"\" } }; var account = accounts.ElementAt({|SGA2002:Rng.Next(1)|}); var token = account.Token;")]
    [InlineData("var useToken = {|SGA2002:Rng.Next(2)|} == 0;")]
    [InlineData("var password = {|SGA2002:Rng.Next(2)|} == 0 ? items[0] : items[1];")]
    [InlineData("var secretKind = (DayOfWeek)({|SGA2002:Rng.Next(7)|});")]
    [InlineData("var lines = File.ReadAllLines($\"quotes{{|SGA2002:Rng.Next(5)|}}.txt\");")]
    [InlineData("File.Delete(items[{|SGA2002:Rng.Next(5)|}]);")]
    [InlineData("File.WriteAllText(\"x\", {|SGA2002:Rng.Next(5)|}.ToString());")]
    [InlineData("var a = Rng; var b = a; a = b; var x = {|SGA2002:a.Next()|};")]
    [InlineData("var r = new Random(Environment.TickCount); var x = {|SGA2002:r.Next()|};")]
    [InlineData("var r = new Random(Guid.NewGuid().GetHashCode()); var x = {|SGA2002:r.Next()|};")]
    [InlineData("var x = {|SGA2002:Rng.Next()|}; log.Add(x.ToString());")]
    [InlineData("Console.WriteLine({|SGA2002:Rng.Next()|});")]
    [InlineData("if ({|SGA2002:Rng.Next(2)|} == 0) log.Add(\"token\");")]
    [InlineData("var spelling = {|SGA2002:Rng.Next()|};")]
    [InlineData("var pinned = {|SGA2002:Rng.Next()|};")]
    [InlineData("var monkey = {|SGA2002:Rng.Next()|};")]
    [InlineData("var gpioPin = {|SGA2002:Rng.Next(8)|};")]
    [InlineData("Refresh({|SGA2002:Rng.Next(8)|}); void Refresh(int depth) { }")]
    [InlineData("RefreshToken({|SGA2002:Rng.Next(8)|}); void RefreshToken(int depth) { }")]
    public Task An_unclear_use_is_only_suggested(string statements) => Verify.VerifyAnalyzerAsync(Method(statements));

    [Theory]
    [InlineData("class PasswordService { int PickServer() => Rng.Next(); }")]
    [InlineData("class TokenBucketLimiter { int Refill() => {|SGA2002:Rng.Next()|}; }")]
    [InlineData("class TokenService { string RequestId() => {|SGA2002:Rng.Next()|}.ToString(); }")]
    [InlineData("class TokenSampler { int NextToken(float[] probabilities) { var r = {|SGA2002:Rng.NextDouble()|}; return r < probabilities[0] ? 0 : 1; } }")]
    [InlineData("bool IsTokenKept() => {|SGA2002:Rng.Next(2)|} == 0;")]
    public Task A_type_of_secrets_has_members_for_other_things(string members) => Verify.VerifyAnalyzerAsync(Class(members));

    private sealed class Test : Verification.CSharpCodeFixTest<SecureGen.Analyzers.Rules.Cryptography.InsecureRandom, SecureGen.Analyzers.CodeFixes.Rules.Cryptography.InsecureRandomFix>;
}
