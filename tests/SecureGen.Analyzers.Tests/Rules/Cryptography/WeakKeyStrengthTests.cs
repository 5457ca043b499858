using System.Threading.Tasks;
using SecureGen.Analyzers.CodeFixes.Rules.Cryptography;
using SecureGen.Analyzers.Rules.Cryptography;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Cryptography.WeakKeyStrength, SecureGen.Analyzers.CodeFixes.Rules.Cryptography.WeakKeyStrengthFix>;

namespace SecureGen.Analyzers.Tests.Rules.Cryptography;

public class WeakKeyStrengthTests
{
    private static string Code(string body, string members = "", string type = "Accounts") => $$"""
        #pragma warning disable SYSLIB0060, SYSLIB0041, CS0618
        using System;
        using System.Security.Cryptography;
        using Microsoft.AspNetCore.Cryptography.KeyDerivation;
        using Microsoft.AspNetCore.Identity;

        class {{type}}
        {
            {{members}}
            object? M(string password, byte[] salt, byte[] masterKey, int stored, HashAlgorithmName hash, RSA rsa, bool strong)
            {
                {{body}}
            }
        }
        """;

    [Theory]
    [InlineData("return [|new Rfc2898DeriveBytes(password, salt)|];")]
    [InlineData("return [|new Rfc2898DeriveBytes(password, 16)|];")]
    [InlineData("return new Rfc2898DeriveBytes(password, salt, [|10000|]);")]
    [InlineData("return new Rfc2898DeriveBytes(password, salt, [|10000|], HashAlgorithmName.SHA1);")]
    [InlineData("return new Rfc2898DeriveBytes(password, salt, [|100_000|], HashAlgorithmName.SHA256);")]
    [InlineData("return Rfc2898DeriveBytes.Pbkdf2(password, salt, [|310_000|], HashAlgorithmName.SHA256, 32);")]
    [InlineData("return Rfc2898DeriveBytes.Pbkdf2(password, salt, [|100_000|], HashAlgorithmName.SHA512, 64);")]
    [InlineData("return Rfc2898DeriveBytes.Pbkdf2(password, salt, [|600_000|], HashAlgorithmName.SHA1, 20);")]
    [InlineData("return Rfc2898DeriveBytes.Pbkdf2(password, salt, [|2_000_000|], HashAlgorithmName.MD5, 16);")]
    [InlineData("return Rfc2898DeriveBytes.Pbkdf2(password, salt, hashAlgorithm: hash, iterations: [|1000|], outputLength: 32);")]
    [InlineData("return KeyDerivation.Pbkdf2(password, salt, KeyDerivationPrf.HMACSHA1, [|10000|], 32);")]
    [InlineData("return KeyDerivation.Pbkdf2(password, salt, KeyDerivationPrf.HMACSHA256, iterationCount: [|100000|], numBytesRequested: 32);")]
    [InlineData("const int Rounds = 5000; return Rfc2898DeriveBytes.Pbkdf2(password, salt, [|Rounds|], HashAlgorithmName.SHA256, 32);")]
    [InlineData("var rounds = 10 * 1000; return Rfc2898DeriveBytes.Pbkdf2(password, salt, [|rounds|], HashAlgorithmName.SHA256, 32);")]
    [InlineData("using var d = new Rfc2898DeriveBytes(password, salt, stored, hash); d.IterationCount = [|1000|]; return d.GetBytes(32);")]
    [InlineData("return new PasswordHasherOptions { IterationCount = [|10000|] };")]
    [InlineData("return [|new PasswordDeriveBytes(password, salt)|];")]
    [InlineData("return RSA.Create([|1024|]);")]
    [InlineData("return new RSACryptoServiceProvider([|1024|]);")]
    [InlineData("rsa.KeySize = [|512|]; return rsa;")]
    [InlineData("return new RSACryptoServiceProvider([|1024|]) { PersistKeyInCsp = false };")]
    [InlineData("return DSA.Create([|1024|]);")]
    [InlineData("return new DSACryptoServiceProvider { KeySize = [|1024|] };")]
    [InlineData("var size = 1024; return RSA.Create([|size|]);")]
    [InlineData("var algorithm = HashAlgorithmName.SHA256; return Rfc2898DeriveBytes.Pbkdf2(password, salt, [|310_000|], algorithm, 32);")]
    [InlineData("byte[] Derive(int rounds = 10_000) => Rfc2898DeriveBytes.Pbkdf2(password, salt, [|rounds|], HashAlgorithmName.SHA256, 32); return Derive();")]
    [InlineData("return ECDsa.Create([|ECCurve.NamedCurves.brainpoolP160r1|]);")]
    [InlineData("return ECDsa.Create(ECCurve.CreateFromFriendlyName([|\"secp192r1\"|]));")]
    [InlineData("return ECDiffieHellman.Create(ECCurve.CreateFromValue([|\"1.2.840.10045.3.1.1\"|]));")]
    public Task A_fast_derivation_and_a_short_key_are_found(string body) => Verify.VerifyAnalyzerAsync(Code(body));

    [Theory]
    [InlineData("private const int Rounds = 10_000;", "Rounds")]
    [InlineData("private static readonly int Rounds = 10_000;", "Rounds")]
    [InlineData("private int _rounds = 10_000;", "_rounds")]
    [InlineData("private static int Rounds => 10_000;", "Rounds")]
    [InlineData("public int Rounds { get; } = 10_000;", "Rounds")]
    public Task The_number_is_followed_to_where_it_stands(string member, string name) =>
        Verify.VerifyAnalyzerAsync(Code($"return Rfc2898DeriveBytes.Pbkdf2(password, salt, [|{name}|], HashAlgorithmName.SHA256, 32);", member));

    [Theory]
    [InlineData("return Rfc2898DeriveBytes.Pbkdf2(password, salt, 600_000, HashAlgorithmName.SHA256, 32);")]
    [InlineData("return Rfc2898DeriveBytes.Pbkdf2(password, salt, 210_000, HashAlgorithmName.SHA512, 64);")]
    [InlineData("return new Rfc2898DeriveBytes(password, salt, 1_300_000);")]
    [InlineData("return KeyDerivation.Pbkdf2(password, salt, KeyDerivationPrf.HMACSHA256, 600000, 32);")]
    [InlineData("return Rfc2898DeriveBytes.Pbkdf2(password, salt, stored, HashAlgorithmName.SHA256, 32);")]
    [InlineData("return Rfc2898DeriveBytes.Pbkdf2(password, salt, 300_000, hash, 32);")]
    [InlineData("return Rfc2898DeriveBytes.Pbkdf2(masterKey, salt, 1, HashAlgorithmName.SHA256, 32);")]
    [InlineData("var rounds = 1000; if (strong) rounds = 600_000; return Rfc2898DeriveBytes.Pbkdf2(password, salt, rounds, HashAlgorithmName.SHA256, 32);")]
    [InlineData("return new PasswordHasherOptions { IterationCount = 220_000 };")]
    [InlineData("return new PasswordHasherOptions();")]
    [InlineData("return RSA.Create(2048);")]
    [InlineData("return RSA.Create();")]
    [InlineData("return new RSACryptoServiceProvider();")]
    [InlineData("return rsa.KeySize < 1024 ? null : rsa;")]
    [InlineData("return RSA.Create(stored);")]
    [InlineData("var aes = Aes.Create(); aes.KeySize = 128; return aes;")]
    [InlineData("return ECDsa.Create(ECCurve.NamedCurves.nistP256);")]
    [InlineData("return ECDsa.Create(ECCurve.CreateFromFriendlyName(\"brainpoolP256r1\"));")]
    [InlineData("return ECDsa.Create(ECCurve.CreateFromFriendlyName(\"Curve25519\"));")]
    public Task What_is_strong_enough_or_not_laid_down_is_silent(string body) => Verify.VerifyAnalyzerAsync(Code(body));

    [Theory]
    [InlineData("Scrypt")]
    [InlineData("ScramSha256Authenticator")]
    [InlineData("Bip39")]
    public Task Numbers_that_a_protocol_lays_down_are_silent(string type) =>
        Verify.VerifyAnalyzerAsync(Code("return Rfc2898DeriveBytes.Pbkdf2(password, salt, 2048, HashAlgorithmName.SHA512, 64);", type: type));

    [Theory]
    [InlineData("return [|new Rfc2898DeriveBytes(password, salt)|];", "return new Rfc2898DeriveBytes(password, salt, 600_000, HashAlgorithmName.SHA256);")]
    [InlineData("return new Rfc2898DeriveBytes(password, salt, [|10000|] /* old */);", "return new Rfc2898DeriveBytes(password, salt, 600_000 /* old */, HashAlgorithmName.SHA256);")]
    [InlineData("return new Rfc2898DeriveBytes(password, salt, [|10000|], HashAlgorithmName.SHA1);", "return new Rfc2898DeriveBytes(password, salt, 600_000, HashAlgorithmName.SHA256);")]
    [InlineData("return Rfc2898DeriveBytes.Pbkdf2(password, salt, [|310_000|], HashAlgorithmName.SHA256, 32);", "return Rfc2898DeriveBytes.Pbkdf2(password, salt, 600_000, HashAlgorithmName.SHA256, 32);")]
    [InlineData("return Rfc2898DeriveBytes.Pbkdf2(password, salt, [|100_000|], HashAlgorithmName.SHA512, 64);", "return Rfc2898DeriveBytes.Pbkdf2(password, salt, 220_000, HashAlgorithmName.SHA512, 64);")]
    [InlineData("return KeyDerivation.Pbkdf2(password, salt, KeyDerivationPrf.HMACSHA1, [|10000|], 32);", "return KeyDerivation.Pbkdf2(password, salt, KeyDerivationPrf.HMACSHA256, 600_000, 32);")]
    [InlineData("const int Rounds = 5000; return Rfc2898DeriveBytes.Pbkdf2(password, salt, [|Rounds|], HashAlgorithmName.SHA256, 32);", "const int Rounds = 600_000; return Rfc2898DeriveBytes.Pbkdf2(password, salt, Rounds, HashAlgorithmName.SHA256, 32);")]
    [InlineData("return new PasswordHasherOptions { IterationCount = [|10000|] };", "return new PasswordHasherOptions { IterationCount = 220_000 };")]
    [InlineData("return (RSA.Create([|1024|]), new RSACryptoServiceProvider([|512|]));", "return (RSA.Create(3072), new RSACryptoServiceProvider(3072));")]
    [InlineData("return ECDsa.Create([|ECCurve.NamedCurves.brainpoolP160r1|]);", "return ECDsa.Create(ECCurve.NamedCurves.nistP256);")]
    [InlineData("return ECDsa.Create(ECCurve.CreateFromFriendlyName([|\"secp192r1\"|]));", "return ECDsa.Create(ECCurve.CreateFromFriendlyName(\"nistP256\"));")]
    public Task The_fix_writes_the_numbers_of_today(string body, string result) => Verify.VerifyCodeFixAsync(Code(body), Code(result));

    [Fact]
    public Task A_constant_that_two_calls_share_is_raised_once() => Verify.VerifyCodeFixAsync(
        Code("return (Rfc2898DeriveBytes.Pbkdf2(password, salt, [|Rounds|], HashAlgorithmName.SHA256, 32), Rfc2898DeriveBytes.Pbkdf2(password, salt, [|Rounds|], HashAlgorithmName.SHA256, 32));", "private const int Rounds = 10_000; // of 2015"),
        Code("return (Rfc2898DeriveBytes.Pbkdf2(password, salt, Rounds, HashAlgorithmName.SHA256, 32), Rfc2898DeriveBytes.Pbkdf2(password, salt, Rounds, HashAlgorithmName.SHA256, 32));", "private const int Rounds = 600_000; // of 2015"));

    [Fact]
    public Task Where_no_constructor_takes_a_hash_the_number_is_that_of_SHA_1() => Verify.VerifyCodeFixAsync(
        "using System.Security.Cryptography; class A { byte[] M(string p, byte[] s) { using (var d = new Rfc2898DeriveBytes(p, s, [|1000|])) return d.GetBytes(20); } }",
        "using System.Security.Cryptography; class A { byte[] M(string p, byte[] s) { using (var d = new Rfc2898DeriveBytes(p, s, 1_400_000)) return d.GetBytes(20); } }",
        references: ReferenceAssemblies.NetStandard20);

    [Theory]
    [InlineData("return [|new PasswordDeriveBytes(password, salt)|];")]
    [InlineData("return new Rfc2898DeriveBytes(salt: salt, password: password, iterations: [|1000|]);")]
    public Task No_fix_where_the_call_is_another(string body) => Verify.VerifyNoCodeFixAsync(Code(body));

    [Theory]
    [InlineData("return new Rfc2898DeriveBytes(password,")]
    [InlineData("return RSA.Create(")]
    [InlineData("rsa.KeySize =")]
    public Task Half_typed_code_is_silent(string body) => Verify.VerifyAnalyzerAsync(Code(body), compiles: false);
}
