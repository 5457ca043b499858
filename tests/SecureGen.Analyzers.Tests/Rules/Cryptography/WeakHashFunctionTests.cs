using System;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using SecureGen.Analyzers.CodeFixes.Rules.Cryptography;
using SecureGen.Analyzers.Rules.Cryptography;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Cryptography.WeakHashFunction, SecureGen.Analyzers.CodeFixes.Rules.Cryptography.WeakHashFunctionFix>;

namespace SecureGen.Analyzers.Tests.Rules.Cryptography;

public class WeakHashFunctionTests
{
    private static string Code(string body, string members = "", string type = "Store") => $$"""
        using System;
        using System.IO;
        using System.Security.Cryptography;
        using System.Security.Cryptography.X509Certificates;
        using System.Text;

        class {{type}}
        {
            {{members}}
            object? M(byte[] data, byte[] key, string password, string text, Stream stream, RSA rsa)
            {
                {{body}}
            }
        }
        """;

    [Theory]
    [InlineData("return [|MD5.HashData(Encoding.UTF8.GetBytes(password))|];")]
    [InlineData("return [|SHA1.HashData(Encoding.UTF8.GetBytes(\"salt\" + password))|];")]
    [InlineData("var bytes = Encoding.UTF8.GetBytes(password); return [|SHA1.HashData(bytes)|];")]
    [InlineData("using var md5 = [|MD5.Create()|]; return md5.ComputeHash(Encoding.UTF8.GetBytes(password));")]
    [InlineData("using (var sha = [|SHA1.Create()|]) { var passwordHash = Convert.ToBase64String(sha.ComputeHash(data)); return passwordHash; }")]
    [InlineData("using HashAlgorithm algorithm = [|new SHA1Managed()|]; var token = Convert.ToHexString(algorithm.ComputeHash(data)); return token;")]
    [InlineData("return [|new MD5CryptoServiceProvider()|].ComputeHash(Encoding.UTF8.GetBytes(password));")]
    [InlineData("return [|HMACSHA1.HashData(key, data)|];")]
    [InlineData("using var hmac = [|new HMACMD5(key)|]; return hmac.ComputeHash(data);")]
    [InlineData("using var hmac = [|new HMACSHA1 { Key = key }|]; return hmac.ComputeHash(data);")]
    [InlineData("return rsa.SignData(data, [|HashAlgorithmName.SHA1|], RSASignaturePadding.Pkcs1);")]
    [InlineData("return rsa.VerifyData(data, key, [|HashAlgorithmName.MD5|], RSASignaturePadding.Pkcs1);")]
    [InlineData("return rsa.SignData(data, [|new HashAlgorithmName(\"SHA1\")|], RSASignaturePadding.Pkcs1);")]
    [InlineData("return new CertificateRequest(\"CN=a\", rsa, [|HashAlgorithmName.SHA1|], RSASignaturePadding.Pkcs1);")]
    [InlineData("using var h = IncrementalHash.CreateHMAC([|HashAlgorithmName.SHA1|], key); return h.GetHashAndReset();")]
    [InlineData("return HashPassword(data); byte[] HashPassword(byte[] b) => [|MD5.HashData(b)|];")]
    [InlineData("return Digest(password); string Digest(string s) => Convert.ToHexString([|MD5.HashData(Encoding.UTF8.GetBytes(s))|]);")]
    [InlineData("using var h = IncrementalHash.CreateHash([|HashAlgorithmName.MD5|]); h.AppendData(Encoding.UTF8.GetBytes(password)); return h.GetHashAndReset();")]
    [InlineData("var line = $\"{text}:{password}\"; var bytes = Encoding.UTF8.GetBytes(line); return [|MD5.HashData(bytes)|];")]
    [InlineData("var passPhrase = text; return [|SHA1.HashData(Encoding.UTF8.GetBytes(passPhrase))|];")]
    [InlineData("string Sign(byte[] b) { return Convert.ToHexString([|SHA1.HashData(b)|]); } return Sign(data);")]
    [InlineData("var signature = text; return Convert.ToHexString([|MD5.HashData(data)|]) == signature;")]
    public Task A_password_a_signature_or_a_token_is_a_warning(string body) => VerifySeverity(Code(body), DiagnosticSeverity.Warning);

    [Theory]
    [InlineData("return [|MD5.HashData(data)|];")]
    [InlineData("return [|SHA1.HashData(stream)|];")]
    [InlineData("using var md5 = [|MD5.Create()|]; return Convert.ToHexString(md5.ComputeHash(stream));")]
    [InlineData("var etag = Convert.ToHexString([|MD5.HashData(data)|]); return etag;")]
    [InlineData("return Digest(text); string Digest(string s) => Convert.ToHexString([|MD5.HashData(Encoding.UTF8.GetBytes(s))|]);")]
    [InlineData("var methodSignature = Convert.ToHexString([|MD5.HashData(data)|]); return methodSignature;")]
    [InlineData("using var h = IncrementalHash.CreateHash([|HashAlgorithmName.SHA1|]); h.AppendData(data); return h.GetHashAndReset();")]
    [InlineData("var cacheKey = \"page:\" + Convert.ToHexString([|MD5.HashData(Encoding.UTF8.GetBytes(text))|]); return cacheKey;")]
    [InlineData("byte[] PublicKeyToken() => [|SHA1.HashData(data)|]; return PublicKeyToken();")]
    [InlineData("var checksum = [|SHA1.HashData(data)|]; return checksum;")]
    [InlineData("return new Guid([|MD5.HashData(data)|]);")]
    [InlineData("string GravatarUrl(string email) => Convert.ToHexString([|MD5.HashData(Encoding.UTF8.GetBytes(email))|]); return GravatarUrl(text);")]
    [InlineData("int Totp(byte[] secret, byte[] counter) => [|HMACSHA1.HashData(secret, counter)|][19] & 15; return Totp(key, data);")]
    [InlineData("using var h = IncrementalHash.CreateHash([|HashAlgorithmName.MD5|]); return h;")]
    [InlineData("return CryptographicOperations.HashData([|HashAlgorithmName.SHA1|], data);")]
    [InlineData("HashAlgorithm Pick(string name) => name == \"md5\" ? [|MD5.Create()|] : SHA256.Create(); return Pick(text);")]
    [InlineData("return ((X509Certificate2)null!).GetCertHashString([|HashAlgorithmName.SHA1|]);")]
    public Task A_checksum_and_what_a_protocol_lays_down_is_a_suggestion(string body) => VerifySeverity(Code(body), DiagnosticSeverity.Info);

    [Theory]
    [InlineData("return SHA256.HashData(Encoding.UTF8.GetBytes(password));")]
    [InlineData("using var hmac = new HMACSHA256(key); return hmac.ComputeHash(data);")]
    [InlineData("return rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);")]
    [InlineData("var name = HashAlgorithmName.SHA256; if (name == HashAlgorithmName.SHA1) return null; return name;")]
    [InlineData("return HashAlgorithmName.SHA256.Equals(HashAlgorithmName.MD5);")]
    [InlineData("return rsa.Encrypt(data, RSAEncryptionPadding.OaepSHA1);")]
    [InlineData("return RSAEncryptionPadding.CreateOaep(HashAlgorithmName.SHA1);")]
    [InlineData("return Rfc2898DeriveBytes.Pbkdf2(password, key, 1300000, HashAlgorithmName.SHA1, 32);")]
    [InlineData("return HashAlgorithm.Create(\"SHA256\");")]
    [InlineData("return HashAlgorithm.Create(text);")]
    [InlineData("return typeof(MD5).Name + nameof(SHA1);")]
    [InlineData("return data is object and not MD5;")]
    [InlineData("return Own.MD5.HashData(data);", "class Own { public class MD5 { public static byte[] HashData(byte[] b) => b; } }")]
    public Task Strong_hashes_names_and_comparisons_are_silent(string body, string members = "") => Verify.VerifyAnalyzerAsync("#pragma warning disable SYSLIB0045\n" + Code(body, members));

    [Theory]
    [InlineData("return [|HashAlgorithm.Create(\"MD5\")|];")]
    [InlineData("return [|HashAlgorithm.Create(\"System.Security.Cryptography.SHA1\")|];")]
    [InlineData("return [|CryptoConfig.CreateFromName(\"SHA\")|];")]
    [InlineData("const string Name = \"sha1\"; return [|HashAlgorithm.Create(Name)|];")]
    public Task A_hash_that_is_made_by_its_name_is_found(string body) => Verify.VerifyAnalyzerAsync("#pragma warning disable SYSLIB0045\n" + Code(body));

    [Fact]
    public Task The_name_of_the_type_and_a_field_count() => VerifySeverity(
        Code("return null;", "private readonly MD5 _md5 = [|MD5.Create()|]; byte[] Make(byte[] b) => _md5.ComputeHash(b);", "PasswordHasher"), DiagnosticSeverity.Warning);

    [Theory]
    [InlineData("none", null)]
    [InlineData("error", DiagnosticSeverity.Error)]
    [InlineData("suggestion", DiagnosticSeverity.Info)]
    public async Task The_severity_that_is_set_rules_for_both(string severity, DiagnosticSeverity? expected)
    {
        var both = Code("var etag = MD5.HashData(data); return SHA1.HashData(Encoding.UTF8.GetBytes(password));");
        var findings = await FindingsAsync(both, severity);
        Assert.Equal(expected is null ? [] : [expected.Value, expected.Value], findings.Select(f => f.Severity));
    }

    [Theory]
    [InlineData("return [|MD5.HashData(data)|];", "return SHA256.HashData(data);")]
    [InlineData("return [|SHA1.HashData(/* all */ stream)|];", "return SHA256.HashData(/* all */ stream);")]
    [InlineData("using var md5 = [|MD5.Create()|]; return md5.ComputeHash(data);", "using var md5 = SHA256.Create(); return md5.ComputeHash(data);")]
    [InlineData("using MD5 md5 = [|MD5.Create()|]; return md5.ComputeHash(data);", "using SHA256 md5 = SHA256.Create(); return md5.ComputeHash(data);")]
    [InlineData("using HashAlgorithm h = [|SHA1.Create()|]; return h.ComputeHash(data);", "using HashAlgorithm h = SHA256.Create(); return h.ComputeHash(data);")]
    [InlineData("return [|new SHA1Managed()|].ComputeHash(data);", "return SHA256.Create().ComputeHash(data);")]
    [InlineData("using var hmac = [|new HMACSHA1(key)|]; return hmac.ComputeHash(data);", "using var hmac = new HMACSHA256(key); return hmac.ComputeHash(data);")]
    [InlineData("using HMACSHA1 hmac = [|new(key)|]; return hmac.ComputeHash(data);", "using HMACSHA256 hmac = new(key); return hmac.ComputeHash(data);")]
    [InlineData("return [|HMACMD5.HashData(key, data)|];", "return HMACSHA256.HashData(key, data);")]
    [InlineData("return rsa.SignData(data, [|HashAlgorithmName.SHA1|], RSASignaturePadding.Pkcs1);", "return rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);")]
    [InlineData("return ([|MD5.HashData(data)|], [|SHA1.HashData(data)|]);", "return (SHA256.HashData(data), SHA256.HashData(data));")]
    public Task The_fix_takes_the_strong_hash_in_the_same_form(string body, string result) => Verify.VerifyCodeFixAsync(Code(body), Code(result));

    [Fact]
    public Task A_private_field_is_declared_anew() => Verify.VerifyCodeFixAsync(
        Code("return _md5.ComputeHash(data);", "private readonly MD5 _md5 = [|MD5.Create()|];"), Code("return _md5.ComputeHash(data);", "private readonly SHA256 _md5 = SHA256.Create();"));

    [Fact]
    public Task Libraries_are_fixed_too() => Verify.VerifyCodeFixAsync(
        "using System.Security.Cryptography; class A { byte[] M(byte[] d) { using (var sha = [|SHA1.Create()|]) return sha.ComputeHash(d); } }",
        "using System.Security.Cryptography; class A { byte[] M(byte[] d) { using (var sha = SHA256.Create()) return sha.ComputeHash(d); } }",
        references: ReferenceAssemblies.NetStandard20);

    [Theory]
    [InlineData("return new Guid([|MD5.HashData(data)|]);")]
    [InlineData("Span<byte> hash = stackalloc byte[16]; [|MD5.HashData(data, hash)|]; return null;")]
    [InlineData("return Convert.ToHexString([|MD5.HashData(data)|]).PadLeft(32, '0');")]
    [InlineData("int Totp(byte[] b) => [|HMACSHA1.HashData(key, b)|].Length; return Totp(data);")]
    [InlineData("return Take([|MD5.Create()|]); object Take(MD5 m) => m;")]
    [InlineData("var md5 = [|MD5.Create()|]; return Take(md5); object Take(MD5 m) => m;")]
    [InlineData("return [|new HMACSHA1(key, true)|];")]
    [InlineData("string WebSocketAccept(string s) => Convert.ToBase64String([|SHA1.HashData(Encoding.ASCII.GetBytes(s))|]); return WebSocketAccept(text);")]
    [InlineData("var contentMD5 = Convert.ToBase64String([|MD5.HashData(data)|]); return contentMD5;")]
    public Task No_fix_where_the_size_the_type_or_the_protocol_depends_on_it(string body) => Verify.VerifyNoCodeFixAsync("#pragma warning disable SYSLIB0033, CS0618\n" + Code(body));

    [Theory]
    [InlineData("return MD5.")]
    [InlineData("return MD5.Hash(data);")]
    [InlineData("HashAlgorithm.Create();")]
    public Task Half_typed_code_is_silent(string body) => Verify.VerifyAnalyzerAsync(Code(body), compiles: false);

    private static async Task VerifySeverity(string source, DiagnosticSeverity severity)
    {
        await Verify.VerifyAnalyzerAsync(source);
        var findings = await FindingsAsync(source.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal), null);
        Assert.All(findings, finding => Assert.Equal(severity, finding.Severity));
        Assert.NotEmpty(findings);
    }

    // As a build sees it: the verifier raises every finding to a warning.
    private static async Task<ImmutableArray<Diagnostic>> FindingsAsync(string source, string? severity)
    {
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);
        var tree = CSharpSyntaxTree.ParseText(source, path: "/0/Test.cs");
        if (severity is not null)
            options = options.WithSyntaxTreeOptionsProvider(new Severity(severity));
        var compilation = CSharpCompilation.Create("Hashes", [tree], ReferenceAssemblies.Net100.References, options);
        return await compilation.WithAnalyzers([new WeakHashFunction()]).GetAnalyzerDiagnosticsAsync();
    }

    private sealed class Severity(string text) : SyntaxTreeOptionsProvider
    {
        private readonly ReportDiagnostic _severity = text switch { "none" => ReportDiagnostic.Suppress, "error" => ReportDiagnostic.Error, _ => ReportDiagnostic.Info };

        public override GeneratedKind IsGenerated(SyntaxTree tree, System.Threading.CancellationToken cancellationToken) => GeneratedKind.NotGenerated;

        public override bool TryGetDiagnosticValue(SyntaxTree tree, string diagnosticId, System.Threading.CancellationToken cancellationToken, out ReportDiagnostic severity)
        {
            severity = _severity;
            return diagnosticId == "SGA2004";
        }

        public override bool TryGetGlobalDiagnosticValue(string diagnosticId, System.Threading.CancellationToken cancellationToken, out ReportDiagnostic severity)
        {
            severity = ReportDiagnostic.Default;
            return false;
        }
    }
}
