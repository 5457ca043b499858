using System.Threading.Tasks;
using Xunit;
using Dots = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Files.DotDotContainment, SecureGen.Analyzers.CodeFixes.Rules.Files.UnvalidatedPathCombineFix>;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Files.UnvalidatedPathCombine, SecureGen.Analyzers.CodeFixes.Rules.Files.UnvalidatedPathCombineFix>;

namespace SecureGen.Analyzers.Tests.Rules.Files;

/// <summary>Each guard holds on the branch it accepts, in every way code leaves; its twin uses the name on the other branch.</summary>
public class GuardTests
{
    private const string Use = "System.IO.File.Delete(Path.Combine(root, name));";
    private const string Found = "System.IO.File.Delete([|Path.Combine(root, name)|]);";

    [Theory]
    [InlineData("name == Path.GetFileName(name)")]
    [InlineData("Path.GetFileName(name) == name")]
    [InlineData("string.Equals(name, Path.GetFileName(name), StringComparison.Ordinal)")]
    [InlineData("name.Equals(Path.GetFileName(name), StringComparison.Ordinal)")]
    [InlineData("Allowed.Contains(name)")]
    [InlineData("Regex.IsMatch(name, @\"^[a-z0-9_-]+\\.png$\")")]
    [InlineData("Regex.IsMatch(name, @\"\\A[a-z]+\\z\")")]
    [InlineData("SafeName.IsMatch(name)")]
    [InlineData("name.All(char.IsLetterOrDigit)")]
    [InlineData("name is \"a\" or \"b\"")]
    [InlineData("name == \"a\" || name == \"b\"")]
    [InlineData("!name.Contains('/')")]
    [InlineData("!(name.Contains(\"..\") || Path.IsPathRooted(name))")]
    [InlineData("!name.Contains(\"..\") && !Path.IsPathRooted(name)")]
    [InlineData("!name.Contains(\"..\") && name.IndexOfAny(Path.GetInvalidFileNameChars()) < 0")]
    [InlineData("name.IndexOfAny(new[] { '/', '\\\\' }) < 0")]
    [InlineData("Path.GetFullPath(Path.Combine(root, name)).StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal)")]
    public async Task A_guard_holds_where_it_accepts(string guard)
    {
        await Verify.VerifyAnalyzerAsync(FileCases.Action("if (!(" + guard + ")) return NotFound(); " + Use));
        await Verify.VerifyAnalyzerAsync(FileCases.Action("if (!(" + guard + ")) throw new InvalidOperationException(); " + Use));
        await Verify.VerifyAnalyzerAsync(FileCases.Action("if (" + guard + ") { " + Use + " } else { return NotFound(); }"));
        await Verify.VerifyAnalyzerAsync(FileCases.Action("while (true) { if (!(" + guard + ")) break; " + Use + " }"));
        await Verify.VerifyAnalyzerAsync(FileCases.Action("for (var i = 0; i < 3; i++) { if (!(" + guard + ")) continue; " + Use + " }"));
        await Verify.VerifyAnalyzerAsync(FileCases.Action("var ok = " + guard + "; if (!ok) return NotFound(); " + Use));
        await Verify.VerifyAnalyzerAsync(FileCases.Action("var path = (" + guard + ") ? Path.Combine(root, name) : root; System.IO.File.Delete(path);"));
        await Verify.VerifyAnalyzerAsync(FileCases.Action("switch (" + guard + ") { case true: " + Use + " break; default: return NotFound(); }"));
        await Verify.VerifyAnalyzerAsync(FileCases.Action("try { if (!(" + guard + ")) return NotFound(); " + Use + " } catch (IOException) { return NotFound(); }"));
    }

    [Theory]
    [InlineData("name == Path.GetFileName(name)")]
    [InlineData("Allowed.Contains(name)")]
    [InlineData("Regex.IsMatch(name, @\"^[a-z]+$\")")]
    [InlineData("name.All(char.IsLetterOrDigit)")]
    [InlineData("name is \"a\" or \"b\"")]
    [InlineData("!name.Contains('/')")]
    public async Task The_branch_it_refuses_is_found(string guard)
    {
        await Verify.VerifyAnalyzerAsync(FileCases.Action("if (" + guard + ") return NotFound(); " + Found));
        await Verify.VerifyAnalyzerAsync(FileCases.Action("if (!(" + guard + ")) { " + Found + " }"));
        await Verify.VerifyAnalyzerAsync(FileCases.Action("if (!(" + guard + ")) { Console.WriteLine(); } " + Found));
        await Verify.VerifyAnalyzerAsync(FileCases.Action("if (id > 3 && !(" + guard + ")) return NotFound(); " + Found));
        await Verify.VerifyAnalyzerAsync(FileCases.Action("try { if (!(" + guard + ")) throw new InvalidOperationException(); } catch (InvalidOperationException) { } " + Found));
    }

    [Theory]
    [InlineData("Regex.IsMatch(name, \"[a-z]+\")")]
    [InlineData("Regex.IsMatch(name, \"^[a-z]+\")")]
    [InlineData("Regex.IsMatch(name, \"^.+$\")")]
    [InlineData("Regex.IsMatch(name, @\"^[a-z/]+$\")")]
    [InlineData("Regex.IsMatch(name, @\"^[^/]+|x$\")")]
    [InlineData("name.EndsWith(\".png\")")]
    [InlineData("name.Length < 100")]
    [InlineData("name != null")]
    [InlineData("!string.IsNullOrWhiteSpace(name)")]
    [InlineData("name is { Length: > 3 }")]
    [InlineData("System.IO.File.Exists(Path.Combine(root, name))")]
    [InlineData("Path.HasExtension(name)")]
    [InlineData("Path.GetExtension(name) == \".png\"")]
    [InlineData("ModelState.IsValid")]
    [InlineData("User.Identity!.IsAuthenticated")]
    [InlineData("!Path.IsPathRooted(name)")]
    public Task What_looks_like_a_guard_and_is_none_is_found(string guard) => Verify.VerifyAnalyzerAsync(FileCases.Action("if (!(" + guard + ")) return NotFound(); " + Found));

    [Theory]
    [InlineData("if ([|name.Contains(\"..\")|]) throw new ArgumentException(); ")]
    [InlineData("if (![|name.Contains(\"..\")|]) { } else return NotFound(); ")]
    [InlineData("if ([|name.Contains(\"..\\\\\")|]) return NotFound(); ")]
    [InlineData("if ([|name.IndexOfAny(Path.GetInvalidPathChars())|] >= 0) return NotFound(); ")]
    [InlineData("if ([|name.IndexOfAny(Path.GetInvalidFileNameChars())|] != -1) return NotFound(); ")]
    [InlineData("if ([|name.Contains(\"..\")|] == true) return NotFound(); ")]
    [InlineData("if (id < 0 || [|name.Contains(\"..\")|]) return NotFound(); ")]
    [InlineData("if (name.Length == 0) return NotFound(); if ([|name.Contains(\"..\")|]) return NotFound(); ")]
    [InlineData("name = [|name.Replace(\"..\", string.Empty)|]; ")]
    [InlineData("name = [|name.Replace(\"..\\\\\", \"\")|]; ")]
    [InlineData("var bad = [|name.Contains(\"..\")|]; if (bad) throw new ArgumentException(); ")]
    [InlineData("while ([|name.Contains(\"..\")|]) return NotFound(); ")]
    public Task A_test_of_dots_alone_is_found(string guard) => Dots.VerifyAnalyzerAsync(FileCases.Action(guard + Use));
}
