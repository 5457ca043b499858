using System.Threading.Tasks;
using SecureGen.Analyzers.CodeFixes.Rules.Cryptography;
using SecureGen.Analyzers.Rules.Cryptography;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Cryptography.WeakCipher, SecureGen.Analyzers.CodeFixes.Rules.Cryptography.WeakCipherFix>;

namespace SecureGen.Analyzers.Tests.Rules.Cryptography;

public class WeakCipherTests
{
    private static string Code(string body, string members = "", string type = "Store") => $$"""
        #pragma warning disable SYSLIB0021, SYSLIB0022, SYSLIB0045, CS0618
        using System;
        using System.Security.Cryptography;

        class {{type}}
        {
            {{members}}
            object? M(byte[] data, byte[] key, byte[] iv, Aes aes, CipherMode mode, bool flag)
            {
                {{body}}
            }
        }
        """;

    [Theory]
    [InlineData("return [|DES.Create()|];")]
    [InlineData("using var des = [|TripleDES.Create()|]; return des.CreateEncryptor(key, iv);")]
    [InlineData("return [|RC2.Create()|];")]
    [InlineData("return [|new DESCryptoServiceProvider()|];")]
    [InlineData("using SymmetricAlgorithm a = [|new TripleDESCryptoServiceProvider { Key = key }|]; return a.CreateEncryptor();")]
    [InlineData("RC2CryptoServiceProvider rc = [|new()|]; return rc;")]
    [InlineData("return [|SymmetricAlgorithm.Create(\"DES\")|];")]
    [InlineData("return [|SymmetricAlgorithm.Create(\"3DES\")|];")]
    [InlineData("const string Name = \"System.Security.Cryptography.RC2\"; return [|CryptoConfig.CreateFromName(Name)|];")]
    [InlineData("aes.Mode = [|CipherMode.ECB|]; return aes;")]
    [InlineData("return new AesManaged { Key = key, Mode = [|CipherMode.ECB|] };")]
    [InlineData("aes.Mode = flag ? CipherMode.CBC : [|CipherMode.ECB|]; return aes;")]
    [InlineData("var chosen = [|CipherMode.ECB|]; aes.Mode = chosen; return aes;")]
    [InlineData("return Make();", "object Make(CipherMode m = [|CipherMode.ECB|]) => m;")]
    [InlineData("return [|aes.EncryptEcb(data, PaddingMode.PKCS7)|];")]
    [InlineData("return [|aes.DecryptEcb(data, PaddingMode.PKCS7)|];")]
    [InlineData("aes.Padding = [|PaddingMode.None|]; return aes.CreateEncryptor();")]
    [InlineData("aes.Mode = CipherMode.CBC; aes.Padding = [|PaddingMode.None|]; return aes.CreateEncryptor(key, iv);")]
    [InlineData("return aes.EncryptCbc(data, iv, [|PaddingMode.None|]);")]
    [InlineData("return [|new RC4()|];", "class RC4 { }")]
    [InlineData("return [|new RC4Engine()|];", "class RC4Engine { }")]
    public Task A_broken_cipher_or_mode_is_found(string body, string members = "") => Verify.VerifyAnalyzerAsync(Code(body, members));

    [Theory]
    [InlineData("return Aes.Create();")]
    [InlineData("aes.Mode = CipherMode.CBC; aes.Padding = PaddingMode.PKCS7; return aes.CreateEncryptor();")]
    [InlineData("return new AesGcm(key, 16);")]
    [InlineData("if (aes.Mode == CipherMode.ECB) throw new InvalidOperationException(); return null;")]
    [InlineData("if (mode is CipherMode.ECB) return null; return mode;")]
    [InlineData("switch (mode) { case CipherMode.ECB: return null; default: return mode; }")]
    [InlineData("CipherMode Parse(string s) => s switch { \"ecb\" => CipherMode.ECB, _ => CipherMode.CBC }; return Parse(\"cbc\");")]
    [InlineData("return nameof(CipherMode.ECB) + nameof(DES);")]
    [InlineData("aes.Padding = PaddingMode.None; return aes.CreateDecryptor();")]
    [InlineData("aes.Padding = PaddingMode.None; Array.Resize(ref data, data.Length + 16 - data.Length % 16); return aes.CreateEncryptor();")]
    [InlineData("aes.Mode = CipherMode.CFB; aes.Padding = PaddingMode.None; return aes.CreateEncryptor();")]
    [InlineData("return aes.DecryptCbc(data, iv, PaddingMode.None);")]
    [InlineData("return SymmetricAlgorithm.Create(\"AES\");")]
    [InlineData("return new DES();", "class DES { }")]
    [InlineData("return typeof(TripleDES);")]
    public Task Strong_ciphers_comparisons_and_names_are_silent(string body, string members = "") => Verify.VerifyAnalyzerAsync(Code(body, members));

    [Theory]
    [InlineData("AesCtr")]
    [InlineData("AesCmac")]
    [InlineData("KeyWrap")]
    public Task Single_blocks_that_another_mode_is_built_from_are_silent(string type) =>
        Verify.VerifyAnalyzerAsync(Code("aes.Mode = CipherMode.ECB; aes.Padding = PaddingMode.None; return aes.EncryptEcb(data, PaddingMode.None);", type: type));

    [Theory]
    [InlineData("using var a = [|DES.Create()|]; return a.CreateEncryptor();", "using var a = Aes.Create(); return a.CreateEncryptor();")]
    [InlineData("using TripleDES a = [|TripleDES.Create()|]; a.GenerateKey(); return a.CreateEncryptor();", "using Aes a = Aes.Create(); a.GenerateKey(); return a.CreateEncryptor();")]
    [InlineData("using SymmetricAlgorithm a = [|new RC2CryptoServiceProvider()|]; return a.CreateEncryptor();", "using SymmetricAlgorithm a = Aes.Create(); return a.CreateEncryptor();")]
    [InlineData("aes.Mode = [|CipherMode.ECB|]; aes.IV = iv; return aes.CreateEncryptor();", "aes.Mode = CipherMode.CBC; aes.IV = iv; return aes.CreateEncryptor();")]
    [InlineData("aes.Mode = /* was CBC */ [|CipherMode.ECB|]; return aes.CreateEncryptor(key, iv);", "aes.Mode = /* was CBC */ CipherMode.CBC; return aes.CreateEncryptor(key, iv);")]
    [InlineData("aes.Padding = [|PaddingMode.None|]; return aes.CreateEncryptor();", "aes.Padding = PaddingMode.PKCS7; return aes.CreateEncryptor();")]
    [InlineData("using var a = [|DES.Create()|]; using var b = [|RC2.Create()|]; return (a.CreateEncryptor(), b.CreateEncryptor());", "using var a = Aes.Create(); using var b = Aes.Create(); return (a.CreateEncryptor(), b.CreateEncryptor());")]
    public Task The_fix_takes_what_is_strong(string body, string result) => Verify.VerifyCodeFixAsync(Code(body), Code(result));

    [Fact]
    public Task Libraries_are_fixed_too() => Verify.VerifyCodeFixAsync(
        "using System.Security.Cryptography; class A { ICryptoTransform M() { using (var des = [|TripleDES.Create()|]) return des.CreateEncryptor(); } }",
        "using System.Security.Cryptography; class A { ICryptoTransform M() { using (var des = Aes.Create()) return des.CreateEncryptor(); } }",
        references: ReferenceAssemblies.NetStandard20);

    [Theory]
    [InlineData("using var a = [|DES.Create()|]; a.Key = key; return a.CreateEncryptor();")]
    [InlineData("using var a = [|TripleDES.Create()|]; return a.CreateEncryptor(key, iv);")]
    [InlineData("return [|new TripleDESCryptoServiceProvider { Key = key }|];")]
    [InlineData("aes.Mode = [|CipherMode.ECB|]; return aes.CreateEncryptor();")]
    [InlineData("return [|aes.EncryptEcb(data, PaddingMode.PKCS7)|];")]
    [InlineData("var a = [|DES.Create()|]; return Use(a); object Use(DES d) => d;")]
    public Task No_fix_where_a_key_a_vector_or_a_type_comes_from_elsewhere(string body) => Verify.VerifyNoCodeFixAsync(Code(body));

    [Theory]
    [InlineData("return DES.")]
    [InlineData("aes.Mode = CipherMode.")]
    [InlineData("return SymmetricAlgorithm.Create(")]
    public Task Half_typed_code_is_silent(string body) => Verify.VerifyAnalyzerAsync(Code(body), compiles: false);
}
