using System.Threading.Tasks;
using SecureGen.Analyzers.CodeFixes.Rules.Secrets;
using SecureGen.Analyzers.Rules.Secrets;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Secrets.HardcodedCryptographicKey, SecureGen.Analyzers.CodeFixes.Rules.Secrets.HardcodedCryptographicKeyFix>;
using VerifySecret = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Secrets.HardcodedSecret, SecureGen.Analyzers.CodeFixes.Rules.Secrets.HardcodedSecretFix>;

namespace SecureGen.Analyzers.Tests.Rules.Secrets;

public class HardcodedCryptographicKeyTests
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Linq;
        using System.Security.Cryptography;
        using System.Text;
        using Microsoft.AspNetCore.Cryptography.KeyDerivation;
        using Microsoft.Extensions.Configuration;

        """;

    [Theory]
    [InlineData("aes.Key = Encoding.UTF8.GetBytes([|\"0123456789abcdef\"|]);")]
    [InlineData("aes.Key = [|\"0123456789abcdef\"u8|].ToArray();")]
    [InlineData("aes.Key = Convert.FromBase64String([|\"aHVudGVyMmh1bnRlcjI=\"|]);")]
    [InlineData("aes.Key = Convert.FromHexString([|\"00112233445566778899aabbccddeeff\"|]);")]
    [InlineData("aes.Key = [|new byte[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 }|];")]
    [InlineData("aes.Key = [|[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]|];")]
    [InlineData("aes.Key = [|new byte[32]|];")]
    [InlineData("aes.IV = [|new byte[16]|];")]
    [InlineData("aes.IV = [|new byte[16]|]; aes.Mode = CipherMode.CBC;")]
    [InlineData("var iv = new byte[16]; aes.IV = [|iv|]; output.Write(iv, 0, iv.Length);")]
    [InlineData("byte[] iv = { 1, 2, 3, 4, 5, 6, 7, 8 }; aes.IV = [|iv|];")]
    [InlineData("aes.IV = [|new byte[aes.BlockSize / 8]|];")]
    [InlineData("aes.IV = [|new byte[aes.BlockSize >> 3]|];")]
    [InlineData("var nonce = new byte[AesGcm.NonceByteSizes.MaxSize]; using var gcm = new AesGcm(key, 16); gcm.Encrypt([|nonce|], data, cipher, tag);")]
    [InlineData("aes.Key = Encoding.UTF8.GetBytes([|data.Length switch { 0 => \"0123456789abcdef\", _ => \"fedcba9876543210\" }|]);")]
    [InlineData("aes.Key = SHA256.HashData(Encoding.UTF8.GetBytes([|\"a phrase\"|]));")]
    [InlineData("using var sha = SHA256.Create(); aes.Key = sha.ComputeHash(Encoding.UTF8.GetBytes([|\"a phrase\"|]));")]
    [InlineData("aes.Key = Encoding.UTF8.GetBytes([|\"short\"|].PadRight(32, '0'));")]
    [InlineData("aes.Key = Encoding.UTF8.GetBytes([|\"0123456789abcdef0123\"|].Substring(0, 16));")]
    [InlineData("aes.Key = Encoding.UTF8.GetBytes([|\"0123456789abcdef0123\"|][..16]);")]
    [InlineData("aes.Key = [|Enumerable.Repeat((byte)7, 16)|].ToArray();")]
    [InlineData("aes.Key = SHA256.HashData([|\"a phrase\"u8|])[..16];")]
    [InlineData("aes.Key = Encoding.ASCII.GetBytes([|new char[] { 'a', 'b' }|]);")]
    [InlineData("aes.Key = Guid.Parse([|\"6f9619ff-8b86-d011-b42d-00cf4fc964ff\"|]).ToByteArray();")]
    [InlineData("var e = aes.CreateEncryptor(key, [|new byte[16]|]);")]
    [InlineData("var e = aes.CreateEncryptor(rgbIV: [|new byte[16]|], rgbKey: Encoding.UTF8.GetBytes([|\"0123456789abcdef\"|]));")]
    [InlineData("var d = aes.CreateDecryptor(key, [|new byte[16]|]);")]
    [InlineData("var c = aes.EncryptCbc(data, [|new byte[16]|]);")]
    [InlineData("ReadOnlySpan<byte> iv = stackalloc byte[16]; var c = aes.EncryptCbc(data, [|iv|]);")]
    [InlineData("using var other = new AesManaged { Key = Encoding.UTF8.GetBytes([|\"0123456789abcdef\"|]), IV = [|new byte[16]|] };")]
    [InlineData("Rijndael r = new RijndaelManaged(); r.IV = [|new byte[16]|];")]
    [InlineData("TripleDES t = TripleDES.Create(); t.Key = [|\"0123456789abcdef01234567\"u8|].ToArray();")]
    [InlineData("using AesGcm gcm = new(Encoding.UTF8.GetBytes([|\"0123456789abcdef\"|]), 16);")]
    [InlineData("using var gcm = new AesGcm(key, 16); gcm.Encrypt([|new byte[12]|], data, cipher, tag);")]
    [InlineData("using var gcm = new AesGcm(key, 16); gcm.Decrypt([|new byte[12]|], cipher, tag, data);")]
    [InlineData("using var ccm = new AesCcm([|\"0123456789abcdef\"u8|]); byte[] nonce = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]; ccm.Encrypt([|nonce|], data, cipher, tag);")]
    [InlineData("using var c = new ChaCha20Poly1305([|new byte[32]|]);")]
    [InlineData("using var c = new ChaCha20Poly1305(key); Span<byte> nonce = stackalloc byte[12]; c.Encrypt([|nonce|], data, cipher, tag);")]
    [InlineData("using var h = new HMACSHA256(Encoding.UTF8.GetBytes([|\"your-256-bit-secret\"|]));")]
    [InlineData("using var h = new HMACSHA512([|Array.Empty<byte>()|]);")]
    [InlineData("var m = HMACSHA256.HashData([|\"0123456789abcdef\"u8|], data);")]
    [InlineData("var m = HMACSHA256.HashData(source: data, key: [|\"0123456789abcdef\"u8|]);")]
    [InlineData("HMAC h = new HMACSHA1(); h.Key = Encoding.UTF8.GetBytes([|\"abc\"|]);")]
    [InlineData("using var i = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, [|\"0123456789abcdef\"u8|]);")]
    [InlineData("using var k = new Kmac256([|\"0123456789abcdef\"u8|]);")]
    [InlineData("var k = HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes([|\"a phrase\"|]), 32);")]
    [InlineData("using var d = new Rfc2898DeriveBytes(text, [|new byte[] { 1, 2, 3, 4, 5, 6, 7, 8 }|], 600_000, HashAlgorithmName.SHA256);")]
    [InlineData("using var d = new Rfc2898DeriveBytes([|\"hunter2\"|], salt, 600_000, HashAlgorithmName.SHA256);")]
    [InlineData("var h = Rfc2898DeriveBytes.Pbkdf2(text, Encoding.UTF8.GetBytes([|\"my salt!\"|]), 600_000, HashAlgorithmName.SHA256, 32);")]
    [InlineData("var h = Rfc2898DeriveBytes.Pbkdf2([|\"hunter2\"|], salt, 600_000, HashAlgorithmName.SHA256, 32);")]
    [InlineData("var h = KeyDerivation.Pbkdf2(text, [|new byte[16]|], KeyDerivationPrf.HMACSHA256, 600_000, 32);")]
    [InlineData("using var d = new PasswordDeriveBytes(text, [|new byte[8]|]);")]
    [InlineData("using var rsa = RSA.Create(); rsa.ImportPkcs8PrivateKey([|new byte[] { 0x30, 0x82 }|], out _);")]
    [InlineData("const string phrase = \"0123456789abcdef\"; aes.Key = [|Encoding.UTF8.GetBytes(phrase)|];")]
    [InlineData("var phrase = \"0123456789abcdef\"; var bytes = Encoding.UTF8.GetBytes(phrase); aes.Key = [|bytes|];")]
    [InlineData("byte[] Make() => new byte[16]; aes.IV = [|Make()|];")]
    [InlineData("var a = new byte[16]; aes.Key = [|a|]; aes.IV = a;")]
    [InlineData("Action run = () => aes.Key = Encoding.UTF8.GetBytes([|\"0123456789abcdef\"|]);")]
    [InlineData("aes.Key = Encoding.UTF8.GetBytes([|\"\"\"0123456789abcdef\"\"\"|]);")]
    [InlineData("aes.Key = Encoding.UTF8.GetBytes([|\"01234567\" + \"89abcdef\"|]);")]
    [InlineData("const string Tail = \"89abcdef\"; aes.Key = Encoding.UTF8.GetBytes([|$\"01234567{Tail}\"|]);")]
    public Task A_constant_key_iv_nonce_or_salt_is_found(string statement) => Verify.VerifyAnalyzerAsync(Body(statement));

    [Theory]
    [InlineData("aes.Key = key;")]
    [InlineData("aes.Key = Convert.FromBase64String(configuration[\"Encryption:Key\"]!);")]
    [InlineData("aes.Key = Encoding.UTF8.GetBytes(Environment.GetEnvironmentVariable(\"ENCRYPTION_KEY\")!);")]
    [InlineData("aes.Key = Convert.FromBase64String(Environment.GetEnvironmentVariable(\"ENCRYPTION_KEY\") ?? \"aHVudGVyMmh1bnRlcjI=\");")]
    [InlineData("aes.IV = RandomNumberGenerator.GetBytes(16);")]
    [InlineData("var iv = new byte[16]; RandomNumberGenerator.Fill(iv); aes.IV = iv;")]
    [InlineData("var iv = new byte[16]; using (var rng = RandomNumberGenerator.Create()) rng.GetBytes(iv); aes.IV = iv;")]
    [InlineData("var iv = new byte[16]; RandomNumberGenerator.Fill(iv.AsSpan(0, 16)); aes.IV = iv;")]
    [InlineData("Span<byte> nonce = stackalloc byte[12]; RandomNumberGenerator.Fill(nonce); using var gcm = new AesGcm(key, 16); gcm.Encrypt(nonce, data, cipher, tag);")]
    [InlineData("Span<byte> nonce = stackalloc byte[12]; System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(nonce, Counter()); using var gcm = new AesGcm(key, 16); gcm.Encrypt(nonce, data, cipher, tag);")]
    [InlineData("Span<byte> nonce = stackalloc byte[12]; BitConverter.TryWriteBytes(nonce, Counter()); using var gcm = new AesGcm(key, 16); gcm.Encrypt(nonce, data, cipher, tag);")]
    [InlineData("var nonce = new byte[12]; BitConverter.GetBytes(Counter()).CopyTo(nonce, 0); using var gcm = new AesGcm(key, 16); gcm.Encrypt(nonce, data, cipher, tag);")]
    [InlineData("var iv = new byte[16]; output.Read(iv, 0, 16); aes.IV = iv;")]
    [InlineData("var iv = new byte[16]; output.ReadExactly(iv); aes.IV = iv;")]
    [InlineData("var iv = new byte[16]; Array.Copy(data, iv, 16); aes.IV = iv;")]
    [InlineData("var iv = new byte[16]; Array.Copy(data, 0, iv, 0, 16); aes.IV = iv;")]
    [InlineData("var iv = new byte[16]; Buffer.BlockCopy(data, 0, iv, 0, 16); aes.IV = iv;")]
    [InlineData("var iv = new byte[16]; data.AsSpan(0, 16).CopyTo(iv); aes.IV = iv;")]
    [InlineData("var iv = new byte[16]; for (var i = 0; i < 16; i++) iv[i] = data[i]; aes.IV = iv;")]
    [InlineData("var iv = new byte[16]; iv = data; aes.IV = iv;")]
    [InlineData("var iv = new byte[16]; Prepare(iv); aes.IV = iv;")]
    [InlineData("var iv = new byte[16]; WriteCounter(iv); aes.IV = iv;")]
    [InlineData("var iv = new byte[16]; var view = iv.AsSpan(); RandomNumberGenerator.Fill(view); aes.IV = iv;")]
    [InlineData("var iv = new byte[16]; new MemoryStream(iv).Write(data); aes.IV = iv;")]
    [InlineData("var iv = new byte[length]; aes.IV = iv;")]
    [InlineData("var iv = new byte[aes.BlockSize / 8]; RandomNumberGenerator.Fill(iv); aes.IV = iv;")]
    [InlineData("var iv = new byte[aes.BlockSize / 8]; output.ReadExactly(iv); aes.IV = iv;")]
    [InlineData("aes.Key = length switch { 0 => key, _ => new byte[16] };")]
    [InlineData("Span<byte> next = new byte[16]; foreach (ref var b in next) b = data[0]; var c = aes.EncryptCbc(data, next);")]
    [InlineData("aes.IV = data[..16];")]
    [InlineData("aes.Mode = CipherMode.ECB; aes.IV = new byte[16];")]
    [InlineData("using var other = new AesManaged { Key = key, Mode = CipherMode.ECB, IV = new byte[16] };")]
    [InlineData("using var gcm = new AesGcm(key, 16); gcm.Encrypt(RandomNumberGenerator.GetBytes(12), data, cipher, tag, \"v1\"u8);")]
    [InlineData("var k = HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, salt: [], info: \"session\"u8.ToArray());")]
    [InlineData("var k = HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, salt: Encoding.UTF8.GetBytes(\"my application\"), info: null);")]
    [InlineData("using var h = new HMACSHA256(key); var m = h.ComputeHash(Encoding.UTF8.GetBytes(\"a message\"));")]
    [InlineData("var m = HMACSHA256.HashData(key, \"a message\"u8);")]
    [InlineData("var digest = SHA256.HashData(Encoding.UTF8.GetBytes(\"a message\"));")]
    [InlineData("using var h = new HMACSHA256();")]
    [InlineData("var h = Rfc2898DeriveBytes.Pbkdf2(text, RandomNumberGenerator.GetBytes(16), 600_000, HashAlgorithmName.SHA256, 32);")]
    [InlineData("using var d = new Rfc2898DeriveBytes(text, 16, 600_000, HashAlgorithmName.SHA256);")]
    [InlineData("var e = aes.CreateEncryptor(key, null);")]
    [InlineData("aes.Key = new byte[] { 1, 2, (byte)length };")]
    [InlineData("aes.Key = Encoding.UTF8.GetBytes(\"prefix\" + text);")]
    [InlineData("aes.Key = Encoding.UTF8.GetBytes($\"{text}:suffix\");")]
    [InlineData("aes.Key = SHA256.HashData(Encoding.UTF8.GetBytes(text));")]
    [InlineData("aes.Key = HMACSHA256.HashData(key, \"encryption\"u8);")]
    [InlineData("aes.Key = Encoding.UTF8.GetBytes(Read(\"ENCRYPTION_KEY\"));")]
    [InlineData("aes.Key = text.Length > 3 ? Encoding.UTF8.GetBytes(\"0123456789abcdef\") : key;")]
    [InlineData("void Set(byte[] k) { aes.Key = k; } Set(\"0123456789abcdef\"u8.ToArray()); Set(key);")]
    [InlineData("byte[] k = { 1, 2, 3 }; RandomNumberGenerator.Fill(k); aes.Key = k;")]
    [InlineData("var dictionary = new Dictionary<string, byte[]> { [\"Key\"] = new byte[16] };")]
    [InlineData("var entry = new Entry { Key = new byte[16], IV = new byte[16] };")]
    [InlineData("var signingKey = \"hunter2hunter2\"; using var h = new HMACSHA256(Encoding.UTF8.GetBytes(signingKey));")]
    public Task What_is_read_made_or_public_is_silent(string statement) => Verify.VerifyAnalyzerAsync(Body(statement));

    [Theory]
    [InlineData("class C { static readonly byte[] Iv = { 1, 2, 3, 4 }; void M(Aes aes) { aes.IV = [|Iv|]; } void N(Aes aes) { aes.IV = Iv; } }")]
    [InlineData("class C { private static readonly byte[] K = Encoding.UTF8.GetBytes(\"0123456789abcdef\"); HMACSHA256 M() => new([|K|]); }")]
    [InlineData("class C { const string Phrase = \"0123456789abcdef\"; HMACSHA256 M() => new([|Encoding.UTF8.GetBytes(Phrase)|]); }")]
    [InlineData("class C { byte[] K { get; } = [1, 2, 3, 4]; HMACSHA256 M() => new([|K|]); }")]
    [InlineData("class C { static ReadOnlySpan<byte> K => \"0123456789abcdef\"u8; byte[] M(byte[] data) => HMACSHA256.HashData([|K|], data); }")]
    [InlineData("class C { static byte[] K() { return Encoding.UTF8.GetBytes(\"0123456789abcdef\"); } HMACSHA256 M() => new([|K()|]); }")]
    [InlineData("class C { byte[] _iv = new byte[16]; void M(Aes aes) => aes.IV = [|_iv|]; }")]
    [InlineData("static class K { public static readonly byte[] Bytes = { 1, 2, 3 }; } class C { HMACSHA256 M() => new([|K.Bytes|]); }")]
    [InlineData("class C { static readonly byte[] Key = SHA256.HashData(\"a phrase\"u8); byte[] M(byte[] data, byte[] tag) { var nonce = new byte[12]; using var a = new AesGcm([|Key|], 16); a.Encrypt([|nonce|], data, data, tag); return [.. nonce, .. data]; } AesGcm N() => new(Key, 16); }")]
    [InlineData("record Sealed(byte[] Nonce, byte[] Data); class C { Sealed M(AesGcm a, byte[] data, byte[] tag) { var nonce = new byte[12]; a.Encrypt([|nonce|], data, data, tag); return new Sealed(nonce, data); } }")]
    [InlineData("class Sealed { public byte[]? Nonce { get; set; } } class C { Sealed M(AesGcm a, byte[] data, byte[] tag) { var nonce = new byte[12]; a.Encrypt([|nonce|], data, data, tag); return new Sealed { Nonce = nonce }; } }")]
    [InlineData("class C { readonly byte[] _k; C() => _k = Encoding.UTF8.GetBytes(\"0123456789abcdef\"); HMACSHA256 M() => new([|_k|]); }")]
    [InlineData("class C { byte[] K { get; } C() { K = new byte[] { 1, 2, 3 }; } HMACSHA256 M() => new([|K|]); }")]
    [InlineData("class C { static readonly byte[] K; static C() { K = new byte[] { 1, 2, 3 }; } HMACSHA256 M() => new([|K|]); }")]
    [InlineData("class C { private static string phrase = \"0123456789abcdef\"; HMACSHA256 M() => new([|Encoding.UTF8.GetBytes(phrase)|]); }")]
    [InlineData("class C { static byte[] K { get { return new byte[] { 1, 2, 3 }; } } HMACSHA256 M() => new([|K|]); }")]
    [InlineData("class C { HMACSHA256 M() { byte[] k = Encoding.UTF8.GetBytes(\"0123\"); Array.Resize(ref k, 32); return new([|k|]); } }")]
    [InlineData("class C { class Inner { public byte[] M(byte[] d) => HMACSHA256.HashData([|K|], d); } private static readonly byte[] K = { 1, 2, 3 }; }")]
    [InlineData("class C(string text) { readonly HMACSHA256 _h = new(Encoding.UTF8.GetBytes([|\"0123456789abcdef\"|])); int M() => text.Length; }")]
    [InlineData("record R(Aes Aes) { public void M() => Aes.Key = [|new byte[32]|]; }")]
    [InlineData("partial class C { void M(Aes aes) => aes.IV = [|Iv|]; } partial class C { static readonly byte[] Iv = { 1, 2, 3 }; }")]
    [InlineData("using var aes = Aes.Create();\naes.Key = Encoding.UTF8.GetBytes([|\"0123456789abcdef\"|]);")]
    public Task Constants_are_found_behind_members(string source) => Verify.VerifyAnalyzerAsync(Usings + source);

    // Where an editor asks about the caller's line, the sink in another method is not run: the build names these, and no light bulb does.
    [Theory]
    [InlineData("class C { void M(Aes aes) { void Set(byte[] k) { aes.Key = k; } Set([|\"0123456789abcdef\"u8|].ToArray()); } }")]
    [InlineData("class C { byte[] M(byte[] data) => Sign(data, Encoding.UTF8.GetBytes([|\"0123456789abcdef\"|])); private static byte[] Sign(byte[] data, byte[] with) => HMACSHA256.HashData(with, data); }")]
    public Task Constants_are_found_at_the_callers_of_a_sink(string source) =>
        new CSharpCodeFixTest<HardcodedCryptographicKey, HardcodedCryptographicKeyFix> { TestCode = Usings + source, IsFoundInEditor = false }.RunAsync();

    [Theory]
    [InlineData("class C { byte[] _iv = new byte[16]; public C() => RandomNumberGenerator.Fill(_iv); void M(Aes aes) => aes.IV = _iv; }")]
    [InlineData("class C { byte[] _k = { 1, 2 }; public C(byte[] k) => _k = k; HMACSHA256 M() => new(_k); }")]
    [InlineData("class C { readonly byte[] _k; public C(byte[] k) => _k = k; HMACSHA256 M() => new(_k); }")]
    [InlineData("class C { readonly byte[] _k; C() => _k = new byte[] { 1, 2, 3 }; C(byte[] k) => _k = k; HMACSHA256 M() => new(_k); }")]
    [InlineData("class C { readonly byte[] _k; C() { _k = new byte[32]; RandomNumberGenerator.Fill(_k); } HMACSHA256 M() => new(_k); }")]
    [InlineData("class C { HMACSHA256 M(byte[] d) { byte[] k = new byte[32]; Array.Resize(ref k, 64); d.CopyTo(k, 0); return new(k); } }")]
    [InlineData("class C(byte[] key) { HMACSHA256 M() => new(key); }")]
    [InlineData("class C { public byte[] K { get; set; } = { 1, 2 }; HMACSHA256 M() => new(K); }")]
    [InlineData("class C { protected virtual byte[] K() => new byte[] { 1, 2 }; HMACSHA256 M() => new(K()); }")]
    [InlineData("class C { public static byte[] Sign(byte[] data, byte[] with) => HMACSHA256.HashData(with, data); static byte[] M(byte[] d) => Sign(d, \"0123456789abcdef\"u8.ToArray()); }")]
    [InlineData("class C { private static byte[] Sign(byte[] data, byte[] with) => HMACSHA256.HashData(with, data); Func<byte[], byte[], byte[]> F = Sign; byte[] M(byte[] d) => Sign(d, \"0123456789abcdef\"u8.ToArray()); }")]
    [InlineData("class C { static readonly byte[] SigningKey = Encoding.UTF8.GetBytes(\"hunter2hunter2\"); HMACSHA256 M() => new(SigningKey); }")]
    [InlineData("class Table { public byte[] Key; public void M() => Key = new byte[16]; }")]
    public Task Members_that_others_set_and_secrets_found_by_name_are_silent(string source) => Verify.VerifyAnalyzerAsync(Usings + source);

    [Theory]
    [InlineData("aes.Key = Encoding.UTF8.GetBytes(\"a1b2c3d4e5f6a1b2\");")]
    [InlineData("var e = aes.CreateEncryptor(Convert.FromBase64String(\"aHVudGVyMmh1bnRlcjI=\"), null);")]
    [InlineData("var h = Rfc2898DeriveBytes.Pbkdf2(\"hunter2\", salt, 600_000, HashAlgorithmName.SHA256, 32);")]
    [InlineData("var h = Rfc2898DeriveBytes.Pbkdf2(text, \"a1b2c3d4e5f6\"u8, 600_000, HashAlgorithmName.SHA256, 32);")]
    public Task What_goes_into_a_cryptographic_call_is_not_found_by_name_as_well(string statement) => VerifySecret.VerifyAnalyzerAsync(Body(statement));

    [Fact]
    public Task A_key_for_tokens_is_found() =>
        Verify.VerifyAnalyzerAsync(
            Usings + "class C { object M() => new Microsoft.IdentityModel.Tokens.SymmetricSecurityKey(Encoding.UTF8.GetBytes([|\"your-256-bit-secret\"|])); }",
            ReferenceAssemblies.Net100.With("Microsoft.IdentityModel.Tokens"));

    [Theory]
    [InlineData("namespace JWT.Builder { public class JwtBuilder { public JwtBuilder WithSecret(params string[] secrets) => this; } } class C { object M() => new JWT.Builder.JwtBuilder().WithSecret([|\"a phrase\"|]); }")]
    [InlineData("namespace Jose { public static class JWT { public static string Encode(object payload, object key, int alg) => \"\"; } } class C { string M(object p) => Jose.JWT.Encode(p, Encoding.UTF8.GetBytes([|\"a phrase\"|]), 1); }")]
    [InlineData("namespace Org.BouncyCastle.Crypto.Parameters { public class KeyParameter { public KeyParameter(byte[] key) { } } } class C { object M() => new Org.BouncyCastle.Crypto.Parameters.KeyParameter([|new byte[16]|]); }")]
    public Task Libraries_are_known_by_the_names_of_their_types(string source) => Verify.VerifyAnalyzerAsync(Usings + source);

    [Fact]
    public Task What_is_found_by_its_format_is_not_found_as_a_key_as_well() =>
        Verify.VerifyAnalyzerAsync(Body("aes.Key = Encoding.UTF8.GetBytes(\"" + SecureGen.Analyzers.Tests.Knowledge.CredentialSamples.Of("github-personal-access-token") + "\");"));

    [Fact]
    public async Task A_private_key_in_Base64_is_found_by_its_format()
    {
        using var rsa = System.Security.Cryptography.RSA.Create(1024);
        await Verify.VerifyAnalyzerAsync(Body("using var rsa = RSA.Create(); rsa.ImportPkcs8PrivateKey(Convert.FromBase64String(\"" + System.Convert.ToBase64String(rsa.ExportPkcs8PrivateKey()) + "\"), out _);"));
    }

    [Fact]
    public Task In_a_test_project_constants_are_test_vectors() =>
        Verify.VerifyAnalyzerAsync(Body("aes.Key = Encoding.UTF8.GetBytes(\"0123456789abcdef\"); aes.IV = new byte[16];"), ReferenceAssemblies.Net100.With("xunit.core"));

    [Fact]
    public Task The_option_judges_test_projects_like_any_other() =>
        Verify.VerifyAnalyzerAsync(Body("aes.IV = [|new byte[16]|];"), ReferenceAssemblies.Net100.With("xunit.core"), "securegen.relax_test_projects = false");

    [Theory]
    [InlineData("using System.Security.Cryptography; class C { void M(Aes aes) { aes.Key = ; aes.IV = new byte[; aes.CreateEncryptor(, new byte[]); } }")]
    [InlineData("using System.Security.Cryptography; class C { byte[] K => K; byte[] F() => F(); byte[] _a = _a; void M(Aes aes) { var x = x; aes.Key = K; aes.IV = F(); aes.Key = _a; aes.Key = x; aes.Key = stackalloc; new HMACSHA256(")]
    public Task Half_typed_code_is_no_reason_to_fail(string source) => Verify.VerifyAnalyzerAsync(source, compiles: false);

    private const string Few = "using System;\nusing System.Security.Cryptography;\nusing System.Text;\n";

    private const string OrThrow = "Environment.GetEnvironmentVariable(\"SIGNING_KEY\") ?? throw new InvalidOperationException(\"SIGNING_KEY is not set.\")";

    [Theory]
    [InlineData("class C { HMACSHA256 M() => new HMACSHA256(Encoding.UTF8.GetBytes([|\"a phrase\"|])); }", "class C { HMACSHA256 M() => new HMACSHA256(Encoding.UTF8.GetBytes(" + OrThrow + ")); }")]
    [InlineData("class C { HMACSHA256 M() => new HMACSHA256(Convert.FromBase64String([|\"aHVudGVyMmh1bnRlcjI=\"|])); }", "class C { HMACSHA256 M() => new HMACSHA256(Convert.FromBase64String(" + OrThrow + ")); }")]
    [InlineData("class C { HMACSHA256 M() => new HMACSHA256([|new byte[] { 1, 2, 3 }|]); }", "class C { HMACSHA256 M() => new HMACSHA256(Convert.FromBase64String(" + OrThrow + ")); }")]
    [InlineData("class C { static readonly byte[] K = { 1, 2, 3 }; HMACSHA256 M() => new HMACSHA256([|K|]); }", "class C { static readonly byte[] K = Convert.FromBase64String(" + OrThrow + "); HMACSHA256 M() => new HMACSHA256(K); }")]
    [InlineData("class C { const string K = \"a phrase\"; HMACSHA256 M() => new HMACSHA256([|Encoding.UTF8.GetBytes(K)|]); }", "class C { static readonly string K = " + OrThrow + "; HMACSHA256 M() => new HMACSHA256(Encoding.UTF8.GetBytes(K)); }")]
    [InlineData("class C { readonly byte[] _k; C() { _k = new byte[] { 1, 2, 3 }; } HMACSHA256 M() => new HMACSHA256([|_k|]); }", "class C { readonly byte[] _k; C() { _k = Convert.FromBase64String(" + OrThrow + "); } HMACSHA256 M() => new HMACSHA256(_k); }")]
    [InlineData("class C { HMACSHA256 M() => new HMACSHA256(Encoding.UTF8.GetBytes([|\"a phrase\"|].PadRight(32))); }", "class C { HMACSHA256 M() => new HMACSHA256(Encoding.UTF8.GetBytes((" + OrThrow + ").PadRight(32))); }")]
    [InlineData("class C { HMACSHA256 M() => new HMACSHA256(Encoding.UTF8.GetBytes([|new[] { 'a', 'b' }|])); }", "class C { HMACSHA256 M() => new HMACSHA256(Encoding.UTF8.GetBytes((" + OrThrow + ").ToCharArray())); }")]
    [InlineData("class C { HMACSHA256 M() { var h = new HMACSHA256(); h.Key = /* why */ [|new byte[64]|]; // later\n return h; } }", "class C { HMACSHA256 M() { var h = new HMACSHA256(); h.Key = /* why */ Convert.FromBase64String(" + OrThrow + "); // later\n return h; } }")]
    public async Task A_key_is_read_from_the_environment_on_every_framework(string source, string expected)
    {
        foreach (var tier in new[] { ReferenceAssemblies.NetStandard20, ReferenceAssemblies.Net80, ReferenceAssemblies.Net100 })
            await Verify.VerifyCodeFixAsync(Few + source, Few + expected, references: tier);
    }

    [Theory]
    [InlineData("class C { byte[] M(byte[] data) => HMACSHA256.HashData([|\"a phrase\"u8|], data); }", "class C { byte[] M(byte[] data) => HMACSHA256.HashData(Encoding.UTF8.GetBytes(" + OrThrow + "), data); }")]
    [InlineData("class C { HMACSHA256 M() => new([|\"a phrase\"u8|].ToArray()); }", "class C { HMACSHA256 M() => new(Encoding.UTF8.GetBytes(" + OrThrow + ")); }")]
    [InlineData("class C { HMACSHA256 M() => new([|[1, 2, 3]|]); }", "class C { HMACSHA256 M() => new(Convert.FromBase64String(" + OrThrow + ")); }")]
    [InlineData("class C { void M(byte[] data, Span<byte> mac) { ReadOnlySpan<byte> k = stackalloc byte[] { 1, 2, 3 }; HMACSHA256.HashData([|k|], data, mac); } }", "class C { void M(byte[] data, Span<byte> mac) { ReadOnlySpan<byte> k = Convert.FromBase64String(" + OrThrow + "); HMACSHA256.HashData(k, data, mac); } }")]
    [InlineData("class C { void M(Aes aes) => aes.Key = [|new byte[32]|]; }", "class C { void M(Aes aes) => aes.Key = Convert.FromBase64String(Environment.GetEnvironmentVariable(\"ENCRYPTION_KEY\") ?? throw new InvalidOperationException(\"ENCRYPTION_KEY is not set.\")); }")]
    [InlineData("class C { static readonly byte[] ShareLink = { 1, 2, 3 }; HMACSHA256 M() => new([|ShareLink|]); }", "class C { static readonly byte[] ShareLink = Convert.FromBase64String(Environment.GetEnvironmentVariable(\"SHARE_LINK\") ?? throw new InvalidOperationException(\"SHARE_LINK is not set.\")); HMACSHA256 M() => new(ShareLink); }")]
    [InlineData("class C { byte[] M(byte[] salt) => Rfc2898DeriveBytes.Pbkdf2([|\"hunter2\"|], salt, 600_000, HashAlgorithmName.SHA256, 32); }", "class C { byte[] M(byte[] salt) => Rfc2898DeriveBytes.Pbkdf2(Environment.GetEnvironmentVariable(\"ENCRYPTION_PASSWORD\") ?? throw new InvalidOperationException(\"ENCRYPTION_PASSWORD is not set.\"), salt, 600_000, HashAlgorithmName.SHA256, 32); }")]
    public Task A_key_in_a_newer_form_is_read_from_the_environment(string source, string expected) => Verify.VerifyCodeFixAsync(Few + source, Few + expected);

    [Theory]
    [InlineData("class C { void M(Aes aes) { aes.IV = [|new byte[16]|]; } }", "class C { void M(Aes aes) { aes.IV = RandomNumberGenerator.GetBytes(16); } }")]
    [InlineData("class C { void M(Aes aes) { aes.IV = Encoding.UTF8.GetBytes([|\"0123456789abcdef\"|]); } }", "class C { void M(Aes aes) { aes.IV = RandomNumberGenerator.GetBytes(16); } }")]
    [InlineData("class C { void M(Aes aes) { aes.IV = [|new byte[aes.BlockSize / 8]|]; } }", "class C { void M(Aes aes) { aes.IV = RandomNumberGenerator.GetBytes(16); } }")]
    [InlineData("class C { void M(TripleDES des) { des.IV = [|new byte[des.BlockSize / 8]|]; } }", "class C { void M(TripleDES des) { des.IV = RandomNumberGenerator.GetBytes(8); } }")]
    [InlineData("class C { object M(DES des, byte[] key) => des.CreateEncryptor(key, Encoding.UTF8.GetBytes([|\"0123456789\"|].Substring(0, 8))); }", "class C { object M(DES des, byte[] key) => des.CreateEncryptor(key, RandomNumberGenerator.GetBytes(8)); }")]
    [InlineData("class C { object M(Aes aes, byte[] key) => aes.CreateEncryptor(key, [|new byte[16]|]); }", "class C { object M(Aes aes, byte[] key) => aes.CreateEncryptor(key, RandomNumberGenerator.GetBytes(16)); }")]
    [InlineData("class C { byte[] M(byte[] key, byte[] data, byte[] tag) { var nonce = new byte[12]; new AesGcm(key, 16).Encrypt([|nonce|], data, data, tag); return nonce; } void Decrypt() { } }", "class C { byte[] M(byte[] key, byte[] data, byte[] tag) { var nonce = RandomNumberGenerator.GetBytes(12); new AesGcm(key, 16).Encrypt(nonce, data, data, tag); return nonce; } void Decrypt() { } }")]
    [InlineData("class C { void M(ChaCha20Poly1305 c, byte[] data, byte[] tag) { Span<byte> nonce = stackalloc byte[12]; c.Encrypt([|nonce|], data, data, tag); } }", "class C { void M(ChaCha20Poly1305 c, byte[] data, byte[] tag) { Span<byte> nonce = RandomNumberGenerator.GetBytes(12); c.Encrypt(nonce, data, data, tag); } }")]
    [InlineData("class C { byte[] M(string text) => Rfc2898DeriveBytes.Pbkdf2(text, [|\"my salt!\"u8|].ToArray(), 600_000, HashAlgorithmName.SHA256, 32); }", "class C { byte[] M(string text) => Rfc2898DeriveBytes.Pbkdf2(text, RandomNumberGenerator.GetBytes(8), 600_000, HashAlgorithmName.SHA256, 32); }")]
    [InlineData("class C { byte[] M(string text) => Rfc2898DeriveBytes.Pbkdf2(text, Encoding.UTF8.GetBytes([|\"salt\"|]), 600_000, HashAlgorithmName.SHA256, 32); }", "class C { byte[] M(string text) => Rfc2898DeriveBytes.Pbkdf2(text, RandomNumberGenerator.GetBytes(16), 600_000, HashAlgorithmName.SHA256, 32); }")]
    public async Task An_iv_a_nonce_or_a_salt_is_made_anew(string source, string expected)
    {
        foreach (var tier in new[] { ReferenceAssemblies.Net80, ReferenceAssemblies.Net100 })
            await Verify.VerifyCodeFixAsync(Few + source, Few + expected, references: tier);
    }

    [Fact]
    public Task Before_dotnet_6_the_algorithm_makes_its_iv() =>
        Verify.VerifyCodeFixAsync(
            "using System.Security.Cryptography;\nclass C { void M(Aes aes) { aes.IV = [|new byte[16]|]; // fixed\n } }",
            "using System.Security.Cryptography;\nclass C { void M(Aes aes) { aes.GenerateIV(); // fixed\n } }",
            references: ReferenceAssemblies.NetStandard20);

    [Fact]
    public Task Before_dotnet_6_a_local_is_filled() =>
        Verify.VerifyCodeFixAsync(
            """
            using System.Security.Cryptography;

            class C
            {
                byte[] M(string text, int count)
                {
                    var salt = new byte[] { 1, 2, 3, 4, 5, 6, 7, 8 }; // fixed
                    return new Rfc2898DeriveBytes(text, [|salt|], count).GetBytes(32);
                }
            }
            """,
            """
            using System.Security.Cryptography;

            class C
            {
                byte[] M(string text, int count)
                {
                    var salt = new byte[8]; // fixed
                    using (var generator = RandomNumberGenerator.Create())
                    {
                        generator.GetBytes(salt);
                    }
                    return new Rfc2898DeriveBytes(text, salt, count).GetBytes(32);
                }
            }
            """,
            references: ReferenceAssemblies.NetStandard20);

    [Fact]
    public Task All_findings_of_a_document_are_fixed_at_once_and_the_imports_are_added() =>
        Verify.VerifyCodeFixAsync(
            """
            class C
            {
                object M(System.Security.Cryptography.Aes aes) => aes.CreateEncryptor([|new byte[32]|], [|new byte[16]|]);
            }
            """,
            """
            using System;
            using System.Security.Cryptography;

            class C
            {
                object M(System.Security.Cryptography.Aes aes) => aes.CreateEncryptor(Convert.FromBase64String(Environment.GetEnvironmentVariable("ENCRYPTION_KEY") ?? throw new InvalidOperationException("ENCRYPTION_KEY is not set.")), RandomNumberGenerator.GetBytes(16));
            }
            """);

    [Theory]
    [InlineData("class C { object M(Aes aes, byte[] key) => aes.CreateDecryptor(key, [|new byte[16]|]); }")]
    [InlineData("class C { HMACSHA256 M(bool isOld) => new([|isOld ? new byte[] { 1, 2 } : new byte[] { 3, 4 }|]); }")]
    [InlineData("class C { object M(SymmetricAlgorithm any, byte[] key) => any.CreateEncryptor(key, [|new byte[any.BlockSize / 8]|]); }")]
    [InlineData("class C { void Encrypt(Aes aes) { aes.IV = [|new byte[16]|]; } object Decrypt(Aes aes) => aes.CreateDecryptor(); }")]
    [InlineData("class C { bool Verify(string text, byte[] known) => CryptographicOperations.FixedTimeEquals(known, Rfc2898DeriveBytes.Pbkdf2(text, [|new byte[16]|], 600_000, HashAlgorithmName.SHA256, 32)); }")]
    [InlineData("class C { void M(AesGcm a, byte[][] messages, byte[] tag) { var nonce = new byte[12]; foreach (var m in messages) a.Encrypt([|nonce|], m, m, tag); } }")]
    [InlineData("class C { byte[] M(AesGcm a, byte[] first, byte[] second, byte[] tag) { var nonce = new byte[12]; a.Encrypt([|nonce|], first, first, tag); a.Encrypt(nonce, second, second, tag); return nonce; } }")]
    [InlineData("class C { static readonly byte[] Iv = new byte[16]; private void M(Aes aes) { aes.IV = [|Iv|]; } }")]
    [InlineData("class C { void M(Aes aes) { aes.IV = [|Make()|]; } static byte[] Make() => new byte[16]; }")]
    [InlineData("static class K { public static readonly byte[] Bytes = { 1, 2, 3 }; } class C { HMACSHA256 M() => new([|K.Bytes|]); }")]
    [InlineData("class C { const string K = \"a phrase\"; void N(string x = K) { } HMACSHA256 M() => new([|Encoding.UTF8.GetBytes(K)|]); }")]
    public Task Where_the_constant_is_needed_elsewhere_no_fix_is_offered(string source) => Verify.VerifyNoCodeFixAsync(Few + source);

    private static string Body(string statement) => Usings + $$"""
        #pragma warning disable SYSLIB0021, SYSLIB0022, SYSLIB0053, SYSLIB0060, CS0618
        class Entry { public byte[]? Key { get; set; } public byte[]? IV { get; set; } }
        class Program
        {
            static long Counter() => DateTime.Now.Ticks;
            static string Read(string name) => Environment.GetEnvironmentVariable(name)!;
            static void Prepare(byte[] buffer) => buffer[0] = 1;
            static void WriteCounter(Span<byte> buffer) => buffer[0] = 1;

            void M(Aes aes, byte[] key, byte[] data, byte[] cipher, byte[] tag, byte[] salt, string text, int length, Stream output, IConfiguration configuration)
            {
                {{statement}}
            }
        }
        """;
}
