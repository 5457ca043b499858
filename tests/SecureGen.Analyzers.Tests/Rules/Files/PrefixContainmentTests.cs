using System.Threading.Tasks;
using Xunit;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Files.PrefixContainment, SecureGen.Analyzers.CodeFixes.Rules.Files.PrefixContainmentFix>;

namespace SecureGen.Analyzers.Tests.Rules.Files;

public class PrefixContainmentTests
{
    private const string Full = "var full = Path.GetFullPath(Path.Combine(root, name)); ";
    private const string Use = " System.IO.File.Delete(full);";

    [Theory]
    [InlineData("if (![|full.StartsWith(root)|]) return NotFound();")]
    [InlineData("if (![|full.StartsWith(root, StringComparison.Ordinal)|]) return NotFound();")]
    [InlineData("if (![|full.StartsWith(root, StringComparison.OrdinalIgnoreCase)|]) throw new InvalidOperationException();")]
    [InlineData("if (![|full.StartsWith(root + Path.DirectorySeparatorChar)|]) return NotFound();")]
    [InlineData("if (![|full.StartsWith(root + \"/\", StringComparison.CurrentCulture)|]) return NotFound();")]
    [InlineData("if (![|full.StartsWith(root + \"/\", StringComparison.InvariantCulture)|]) return NotFound();")]
    [InlineData("if (![|full.StartsWith(Root)|]) return NotFound();")]
    [InlineData("if (![|full.StartsWith(\"/srv/files\", StringComparison.Ordinal)|]) return NotFound();")]
    [InlineData("var r = Path.GetFullPath(root); if (![|full.StartsWith(r, StringComparison.Ordinal)|]) return NotFound();")]
    [InlineData("if (![|full.StartsWith(Path.GetFullPath(root), StringComparison.Ordinal)|]) return NotFound();")]
    [InlineData("var ok = [|full.StartsWith(root, StringComparison.Ordinal)|]; if (!ok) return NotFound();")]
    [InlineData("if ([|full.StartsWith(root, StringComparison.Ordinal)|] == false) return NotFound();")]
    [InlineData("if (id > 3 || ![|full.StartsWith(root, StringComparison.Ordinal)|]) return NotFound();")]
    [InlineData("var r = root.TrimEnd('/'); if (![|full.StartsWith(r, StringComparison.Ordinal)|]) return NotFound();")]
    [InlineData("var r = Path.GetFullPath(root).TrimEnd(Path.DirectorySeparatorChar); if (![|full.StartsWith(r)|]) throw new UnauthorizedAccessException();")]
    [InlineData("if (![|full.StartsWith(root.TrimEnd(Path.DirectorySeparatorChar), StringComparison.Ordinal)|]) return NotFound();")]
    [InlineData("if (![|full.StartsWith(Path.Combine(root, \"sub\"), StringComparison.Ordinal)|]) return NotFound();")]
    [InlineData("if (![|full.StartsWith(root, true, null)|]) return NotFound();")]
    [InlineData("if (![|full.ToLowerInvariant().StartsWith(root.ToLowerInvariant())|]) return NotFound();")]
    [InlineData("if ([|full.StartsWith(root, StringComparison.Ordinal)|]) { System.IO.File.ReadAllText(full); }")]
    [InlineData("var inside = [|full.StartsWith(root, StringComparison.Ordinal)|]; if (!inside) throw new InvalidOperationException();")]
    [InlineData("if (!([|full.StartsWith(root, StringComparison.Ordinal)|] && id > 0)) return NotFound();")]
    [InlineData("if (string.IsNullOrEmpty(name) || ![|full.StartsWith(root)|]) return NotFound();")]
    [InlineData("if ([|full.StartsWith(root)|] is false) return NotFound();")]
    [InlineData("if (![|full.StartsWith($\"{root}\", StringComparison.Ordinal)|]) return NotFound();")]
    [InlineData("string r = root; if (![|full.StartsWith(r)|]) return NotFound();")]
    public Task A_prefix_that_a_sibling_directory_passes_is_found(string guard) => Verify.VerifyAnalyzerAsync(FileCases.Action(Full + guard + Use));

    [Theory]
    [InlineData("if (!full.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal)) return NotFound();")]
    [InlineData("if (!full.StartsWith(root + \"/\", StringComparison.Ordinal)) return NotFound();")]
    [InlineData("if (!full.StartsWith($\"{root}{Path.DirectorySeparatorChar}\", StringComparison.Ordinal)) return NotFound();")]
    [InlineData("if (!full.StartsWith(RootWithSeparator, StringComparison.OrdinalIgnoreCase)) return NotFound();")]
    [InlineData("if (!full.AsSpan().StartsWith(RootWithSeparator)) return NotFound();")]
    [InlineData("if (!full.StartsWith(\"/srv/files/\", StringComparison.Ordinal)) return NotFound();")]
    [InlineData("if (full != root && !full.StartsWith(root + '/', StringComparison.Ordinal)) return NotFound();")]
    [InlineData("if (name.StartsWith(root)) return NotFound();")]
    [InlineData("if (!Allowed.Contains(name) && !full.StartsWith(RootWithSeparator, StringComparison.Ordinal)) return NotFound();")]
    [InlineData("full = root; if (!full.StartsWith(root)) return NotFound();")]
    [InlineData("if (full.StartsWith(root)) { } full = \"/x\";")]
    [InlineData("name = \"x\"; if (!full.StartsWith(RootWithSeparator, StringComparison.Ordinal)) return NotFound();")]
    [InlineData("if (!full.StartsWith(Path.GetFullPath(root) + Path.DirectorySeparatorChar, StringComparison.Ordinal)) return NotFound();")]
    [InlineData("var r = Path.GetFullPath(root) + \"/\"; if (!full.StartsWith(r, StringComparison.Ordinal)) throw new UnauthorizedAccessException();")]
    [InlineData("if (!full.StartsWith(Path.TrimEndingDirectorySeparator(root) + Path.DirectorySeparatorChar, StringComparison.Ordinal)) return NotFound();")]
    [InlineData("var r = root; if (!Path.EndsInDirectorySeparator(r)) r += Path.DirectorySeparatorChar; if (!full.StartsWith(r, StringComparison.Ordinal)) return NotFound();")]
    [InlineData("if (full.StartsWith(RootWithSeparator, StringComparison.Ordinal) == false) return NotFound();")]
    [InlineData("if (full.StartsWith(RootWithSeparator, StringComparison.Ordinal) is not true) return NotFound();")]
    [InlineData("var relative = Path.GetRelativePath(root, full); if (relative.StartsWith(\"..\", StringComparison.Ordinal) || Path.IsPathRooted(relative)) return NotFound();")]
    [InlineData("if (Path.GetDirectoryName(full) != root) return NotFound();")]
    [InlineData("if (!string.Equals(Path.GetDirectoryName(full), root, StringComparison.Ordinal)) return NotFound();")]
    [InlineData("if (name != Path.GetFileName(name)) return NotFound();")]
    [InlineData("if (!full.StartsWith(string.Concat(root, \"/\"), StringComparison.Ordinal)) return NotFound();")]
    [InlineData("if (!full.AsSpan().StartsWith(RootWithSeparator.AsSpan(), StringComparison.Ordinal)) return NotFound();")]
    [InlineData("if (injected.StartsWith(root)) return NotFound(); full = \"/x\";")]
    [InlineData("var prefix = root + Path.AltDirectorySeparatorChar; if (!full.StartsWith(prefix, StringComparison.Ordinal)) return NotFound();")]
    public Task A_right_prefix_and_other_tests_are_silent(string guard) => Verify.VerifyAnalyzerAsync(FileCases.Action(Full + guard + Use));

    [Theory]
    [InlineData("[|full.StartsWith(root)|]", "full.StartsWith(root.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal)")]
    [InlineData("[|full.StartsWith(root, StringComparison.OrdinalIgnoreCase)|]", "full.StartsWith(root.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.OrdinalIgnoreCase)")]
    [InlineData("[|full.StartsWith(root + Path.DirectorySeparatorChar)|]", "full.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal)")]
    public Task The_fix_compares_ordinally_with_the_separator(string test, string result) => Verify.VerifyCodeFixAsync(
        FileCases.Action(Full + "if (!" + test + ") return NotFound();" + Use),
        FileCases.Action(Full + "if (!" + result + ") return NotFound();" + Use));
}
