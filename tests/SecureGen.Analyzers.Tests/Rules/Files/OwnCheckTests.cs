using System.Threading.Tasks;
using Xunit;
using Dots = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Files.DotDotContainment, SecureGen.Analyzers.CodeFixes.Rules.Files.UnvalidatedPathCombineFix>;
using Prefix = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Files.PrefixContainment, SecureGen.Analyzers.CodeFixes.Rules.Files.PrefixContainmentFix>;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Files.UnvalidatedPathCombine, SecureGen.Analyzers.CodeFixes.Rules.Files.UnvalidatedPathCombineFix>;

namespace SecureGen.Analyzers.Tests.Rules.Files;

/// <summary>Checks that the code base wrote itself: each with the answer that accepts, and the answer that does not.</summary>
public class OwnCheckTests
{
    private const string Use = "System.IO.File.Delete(Path.Combine(root, name));";
    private const string Found = "System.IO.File.Delete([|Path.Combine(root, name)|]);";

    [Theory]
    [InlineData("static bool Check(string n) => !n.Contains('/');")]
    [InlineData("static bool Check(string n) { return n == Path.GetFileName(n); }")]
    [InlineData("static bool Check(string n) { if (n.Contains('/')) return false; return true; }")]
    [InlineData("static bool Check(string n) { if (string.IsNullOrEmpty(n)) return false; if (n.Contains(\"..\") || Path.IsPathRooted(n)) return false; return true; }")]
    [InlineData("static bool Check(string n) => Path.GetFileName(n) == n && n.Length > 3;")]
    [InlineData("static bool Check(string n) => Regex.IsMatch(n, @\"^[\\w-]+$\");")]
    [InlineData("static bool Check(string n) => n is \"a\" or \"b\";")]
    [InlineData("static bool Check(string n) => n switch { \"a\" => true, \"b\" => true, _ => false };")]
    [InlineData("static bool Check(string n) => Allowed.Contains(n);")]
    [InlineData("static bool Check(string n) => Inner(n); static bool Inner(string x) => !x.Contains('/');")]
    [InlineData("static bool Check(string n) => !Bad(n); static bool Bad(string x) => x.Contains('/');")]
    [InlineData("static bool Check(string n) { var full = Path.GetFullPath(Path.Combine(Root, n)); return full.StartsWith(Root + \"/\", StringComparison.Ordinal); }")]
    [InlineData("static bool Check(string n) { try { return !n.Contains('/'); } catch (ArgumentException) { return false; } }")]
    public async Task A_check_that_accepts_with_true_clears_only_that_branch(string check)
    {
        await Verify.VerifyAnalyzerAsync(Action("if (!Check(name)) return NotFound(); " + Use, check));
        await Verify.VerifyAnalyzerAsync(Action("if (Check(name)) { " + Use + " }", check));
        await Verify.VerifyAnalyzerAsync(Action("var ok = Check(name); if (ok == false) throw new InvalidOperationException(); " + Use, check));
        await Verify.VerifyAnalyzerAsync(Action("var ok = name.Length > 3; if (id > 3) ok = Check(name); if (!ok) return NotFound(); " + Found, check));
        await Verify.VerifyAnalyzerAsync(Action("var ok = false; if (id > 3) ok = Check(name); if (!ok) return NotFound(); " + Use, check));
        await Verify.VerifyAnalyzerAsync(Action("if (id < 0 || !Check(name)) return NotFound(); " + Use, check));
        await Verify.VerifyAnalyzerAsync(Action("if (Check(name)) return NotFound(); " + Found, check));
        await Verify.VerifyAnalyzerAsync(Action("if (!Check(name)) { " + Found + " }", check));
        await Verify.VerifyAnalyzerAsync(Action("Check(name); " + Found, check));
    }

    [Theory]
    [InlineData("static bool Check(string n) => n.Contains('/') || n.Contains('\\\\');")]
    [InlineData("static bool Check(string n) { if (n != Path.GetFileName(n)) return true; return false; }")]
    [InlineData("static bool Check(string n) => !Allowed.Contains(n);")]
    public async Task A_check_that_refuses_with_true_clears_the_other_branch(string check)
    {
        await Verify.VerifyAnalyzerAsync(Action("if (Check(name)) return NotFound(); " + Use, check));
        await Verify.VerifyAnalyzerAsync(Action("if (!Check(name)) return NotFound(); " + Found, check));
    }

    [Theory]
    [InlineData("static bool Check(string n) => !string.IsNullOrEmpty(n);")]
    [InlineData("static bool Check(string n) => n is not null && n.Length < 100;")]
    [InlineData("static bool Check(string n) => System.IO.File.Exists(n);")]
    [InlineData("static bool Check(string n) => n != null && n != \"\";")]
    [InlineData("static bool Check(string n) { Console.WriteLine(n); return true; }")]
    [InlineData("static bool Check(string n) => true;")]
    public Task A_check_that_asks_whether_it_is_there_shows_nothing(string check) =>
        Verify.VerifyAnalyzerAsync(Action("if (!Check(name)) return NotFound(); " + Found, check));

    [Theory]
    [InlineData("static bool Check(string n) { foreach (var c in n) { if (!char.IsLetterOrDigit(c)) return false; } return true; }")]
    [InlineData("static bool Check(string n) => Uri.CheckHostName(n) == UriHostNameType.Dns;")]
    [InlineData("static bool Check(string n) => Lookup(n); static extern bool Lookup(string n);")]
    public Task A_check_that_looks_in_another_way_is_believed(string check) =>
        Verify.VerifyAnalyzerAsync(Action("if (!Check(name)) return NotFound(); " + Use, check));

    [Theory]
    [InlineData("static void Check(string n) { if (n.Contains('/')) throw new ArgumentException(n); }")]
    [InlineData("static void Check(string n) { if (n == Path.GetFileName(n)) return; throw new ArgumentException(n); }")]
    [InlineData("static void Check(string n) { if (!IsLeaf(n)) { throw new ArgumentException(n); } } static bool IsLeaf(string n) => n == Path.GetFileName(n);")]
    [InlineData("static void Check(string n) { foreach (var c in n) { if (!char.IsLetterOrDigit(c)) throw new ArgumentException(n); } }")]
    [InlineData("static string Check(string n) { if (n.Contains('/')) throw new ArgumentException(n); return n; }")]
    public Task A_method_that_throws_for_what_leaves_clears(string check) => Verify.VerifyAnalyzerAsync(Action("Check(name); " + Use, check));

    [Theory]
    [InlineData("static void Check(string n) { if (n == null) throw new ArgumentNullException(nameof(n)); }")]
    [InlineData("static void Check(string n) { if (string.IsNullOrWhiteSpace(n)) throw new ArgumentException(n); }")]
    [InlineData("static void Check(string n) => _ = n ?? throw new ArgumentNullException(nameof(n));")]
    [InlineData("static void Check(string n) { ArgumentNullException.ThrowIfNull(n); if (Root.Length == 0) throw new InvalidOperationException(); }")]
    [InlineData("static void Check(string n) { if (Root.Length == 0) throw new InvalidOperationException(n); }")]
    [InlineData("static void Check(string n) { if (!System.IO.File.Exists(n)) throw new FileNotFoundException(n); }")]
    [InlineData("static void Check(string n) { if (n.Length > 100) throw new ArgumentException(n); }")]
    [InlineData("static void Check(string n) { }")]
    public Task A_method_that_throws_for_something_else_clears_nothing(string check) => Verify.VerifyAnalyzerAsync(Action("Check(name); " + Found, check));

    [Theory]
    [InlineData("static async Task<bool> Check(string n) { await Task.Yield(); return !n.Contains('/'); }")]
    [InlineData("static Task<bool> Check(string n) => Task.FromResult(!n.Contains('/'));")]
    public Task An_asynchronous_check_is_followed(string check) => Verify.VerifyAnalyzerAsync(Action("if (!Check(name).Result) return NotFound(); " + Use, check));

    [Theory]
    [InlineData("static bool Inside(string r, string full) => full.StartsWith(r);")]
    [InlineData("static bool Inside(string r, string full) { if (full.StartsWith(r, StringComparison.Ordinal)) return true; return false; }")]
    public Task A_wrong_prefix_in_a_check_is_found_at_its_call(string check) => Prefix.VerifyAnalyzerAsync(Action(
        "var full = Path.GetFullPath(Path.Combine(root, name)); if (![|Inside(root, full)|]) return NotFound(); System.IO.File.Delete(full);", check));

    [Theory]
    [InlineData("static bool Inside(string r, string full) => full.StartsWith(r + \"/\", StringComparison.Ordinal);")]
    [InlineData("static bool Inside(string r, string full) => !Path.GetRelativePath(r, full).StartsWith(\"..\", StringComparison.Ordinal);")]
    public async Task A_right_prefix_in_a_check_is_silent(string check)
    {
        var source = Action("var full = Path.GetFullPath(Path.Combine(root, name)); if (!Inside(root, full)) return NotFound(); System.IO.File.Delete(full);", check);
        await Prefix.VerifyAnalyzerAsync(source);
        await Verify.VerifyAnalyzerAsync(source);
    }

    [Fact]
    public Task The_root_that_a_check_is_given_counts() => Prefix.VerifyAnalyzerAsync(Action(
        "var full = Path.GetFullPath(Path.Combine(root, name)); if (!Inside(root + \"/\", full)) return NotFound(); System.IO.File.Delete(full); if (![|Inside(root, Path.GetFullPath(model.Name))|]) return NotFound(); System.IO.File.Delete(model.Name);",
        "static bool Inside(string r, string full) => full.StartsWith(r, StringComparison.Ordinal);"));

    [Theory]
    [InlineData("static bool Check(string n) => !n.Contains(\"..\");", "if (![|Check(name)|]) return NotFound(); ")]
    [InlineData("static void Check(string n) { if (n.Contains(\"..\")) throw new ArgumentException(n); }", "[|Check(name)|]; ")]
    public Task A_test_of_dots_in_a_check_is_found_at_its_call(string check, string guard) => Dots.VerifyAnalyzerAsync(Action(guard + Use, check));

    [Fact]
    public Task A_local_function_and_an_extension_are_checks_too() => Verify.VerifyAnalyzerAsync("""
        using System.IO;
        using Microsoft.AspNetCore.Mvc;

        public static class Names
        {
            public static bool IsLeaf(this string name) => name == Path.GetFileName(name);
        }

        public class FilesController : ControllerBase
        {
            public void Get(string name, string other, string third)
            {
                if (name.IsLeaf()) System.IO.File.Delete(Path.Combine("/srv", name));
                if (!name.IsLeaf()) System.IO.File.Delete([|Path.Combine("/srv", name)|]);
                if (Local(other)) System.IO.File.Delete(Path.Combine("/srv", other));
                if (!Local(third)) System.IO.File.Delete([|Path.Combine("/srv", third)|]);
                bool Local(string n) => !n.Contains('/');
            }
        }
        """);

    [Fact]
    public Task A_check_without_a_body_is_believed() => Verify.VerifyAnalyzerAsync("""
        using System.IO;
        using Microsoft.AspNetCore.Mvc;

        public interface INames { bool IsFine(string name); void Ensure(string name); }

        public class FilesController(INames names) : ControllerBase
        {
            public void Get(string name)
            {
                if (names.IsFine(name)) System.IO.File.Delete(Path.Combine("/srv", name));
            }
        }
        """);

    [Fact]
    public Task A_check_that_calls_itself_ends() => Verify.VerifyAnalyzerAsync(Action(
        "if (!Check(name)) return NotFound(); " + Use, "static bool Check(string n) => n.Length > 3 ? Check(n.Substring(1)) : !n.Contains('/');"));

    [Fact]
    public Task An_untrusted_base_directory_of_the_helper_is_found() => Verify.VerifyAnalyzerAsync(Action(
        "System.IO.File.Delete([|Resolve([|Path.Combine(root, name)|], model.Name)|]);", "static string Resolve(string baseDirectory, string relativePath) => baseDirectory + relativePath;"));

    private static string Action(string body, string check) => FileCases.Action(body).Replace("private static string Clean(", check + "\n\n    private static string Clean(");
}
