using System.Threading.Tasks;
using Xunit;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Files.UnvalidatedPathCombine, SecureGen.Analyzers.CodeFixes.Rules.Files.UnvalidatedPathCombineFix>;
using Dots = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Files.DotDotContainment, SecureGen.Analyzers.CodeFixes.Rules.Files.UnvalidatedPathCombineFix>;
using Prefix = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Files.PrefixContainment, SecureGen.Analyzers.CodeFixes.Rules.Files.PrefixContainmentFix>;

namespace SecureGen.Analyzers.Tests.Rules.Files;

/// <summary>Names that resemble the framework's, texts that resemble a guard, and fixes of wrong guards.</summary>
public class ResemblanceTests
{
    private const string Use = "System.IO.File.Delete(Path.Combine(root, name));";
    private const string Found = "System.IO.File.Delete([|Path.Combine(root, name)|]);";

    [Theory]
    [InlineData("var chars = Path.GetInvalidFileNameChars(); if (name.Contains(\"..\") || name.IndexOfAny(chars) >= 0) return NotFound(); " + Use)]
    [InlineData("if (name.Any(c => c == '/' || c == '\\\\')) return NotFound(); " + Use)]
    [InlineData("if (name.Any(c => !char.IsLetterOrDigit(c))) return NotFound(); " + Use)]
    [InlineData("name = Regex.Replace(name, @\"[^a-z]\", \"_\"); " + Use)]
    [InlineData("name = string.Concat(name.Where(char.IsLetterOrDigit)); " + Use)]
    [InlineData("name = string.Join(\"_\", name.Split(Path.GetInvalidFileNameChars())); " + Use)]
    [InlineData("name = Uri.EscapeDataString(name); " + Use)]
    [InlineData("name = Convert.ToHexString(Encoding.UTF8.GetBytes(name)); " + Use)]
    [InlineData("foreach (var c in Path.GetInvalidFileNameChars()) name = name.Replace(c, '_'); if (name.Contains(\"..\")) return NotFound(); " + Use)]
    public Task Text_without_a_separator_is_silent(string body) => Verify.VerifyAnalyzerAsync(FileCases.Action(body));

    [Theory]
    [InlineData("name = Uri.UnescapeDataString(name); " + Found)]
    [InlineData("name = name.Replace('\\\\', '/'); " + Found)]
    [InlineData("name = name.Trim('/'); " + Found)]
    [InlineData("name = name.TrimStart('/', '\\\\'); " + Found)]
    [InlineData("name = name.Normalize(); " + Found)]
    [InlineData("name = name[1..]; " + Found)]
    [InlineData("name = Path.ChangeExtension(name, \".png\"); " + Found)]
    [InlineData("if (Path.GetFileName(name) == name) name = model.Name; " + Found)]
    public Task Text_that_keeps_its_separators_is_found(string body) => Verify.VerifyAnalyzerAsync(FileCases.Action(body));

    [Fact]
    public Task A_type_of_that_name_is_not_the_framework_s() => Verify.VerifyAnalyzerAsync("""
        using Microsoft.AspNetCore.Mvc;

        public static class Path { public static string Combine(string a, string b) => a + b; }
        public static class Store { public static void Delete(string key) { } }

        public class FilesController : ControllerBase
        {
            public void Get(string name) => Store.Delete(Path.Combine("a", name));
        }
        """);

    [Theory]
    [InlineData("if ([|name.Contains(\"..\")|]) return NotFound(); System.IO.File.Delete(root + \"/\" + name);", "if (name.Contains(\"..\")) return NotFound(); System.IO.File.Delete(ResolveContainedPath(root + \"/\", \"./\" + name));")]
    [InlineData("if ([|name.Contains(\"..\")|]) return NotFound(); System.IO.File.Delete(Path.Join(root, name));", "if (name.Contains(\"..\")) return NotFound(); System.IO.File.Delete(ResolveContainedPath(root, Path.Join(\".\", name)));")]
    [InlineData("if ([|name.Contains(\"..\")|]) return NotFound(); System.IO.File.Delete($\"{root}/{name}\");", "if (name.Contains(\"..\")) return NotFound(); System.IO.File.Delete(ResolveContainedPath($\"{root}/\", $\"./{name}\"));")]
    public Task A_wrong_guard_is_mended_where_the_path_is_built(string body, string result) => Dots.VerifyCodeFixAsync(
        FileCases.Action(body),
        FileCases.Action(result).Replace("    private static string Clean(string value) => Path.GetFileName(value);", "    private static string Clean(string value) => Path.GetFileName(value);\n\n    " + ContainedPathFixTests.Helper.Replace("\n", "\n    ").Replace("\n    \n", "\n\n")),
        "SGA4001.Contain");

    [Theory]
    [InlineData("if (full.Length > 3 && [|full.StartsWith(root, StringComparison.Ordinal)|]) System.IO.File.Delete(full);")]
    [InlineData("if (![|full.StartsWith(root, true, null)|]) return NotFound(); System.IO.File.Delete(full);")]
    [InlineData("if (![|full.AsSpan().StartsWith(root)|]) return NotFound(); System.IO.File.Delete(full);")]
    [InlineData("while (![|full.StartsWith(root)|]) return NotFound(); System.IO.File.Delete(full);")]
    [InlineData("var ok = [|full.StartsWith(root)|] && id > 3; if (!ok) return NotFound(); System.IO.File.Delete(full);")]
    [InlineData("try { if (![|full.StartsWith(root)|]) return NotFound(); System.IO.File.Delete(full); } catch (IOException) { }")]
    [InlineData("foreach (var i in Allowed) { if (![|full.StartsWith(root)|]) continue; System.IO.File.Delete(full); }")]
    [InlineData("switch ([|full.StartsWith(root)|]) { case true: System.IO.File.Delete(full); break; }")]
    public Task A_wrong_prefix_is_found_however_code_leaves(string body) => Prefix.VerifyAnalyzerAsync(FileCases.Action("var full = Path.GetFullPath(Path.Combine(root, name)); " + body));
}
