using System.Threading.Tasks;
using Xunit;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Files.DotDotContainment, SecureGen.Analyzers.CodeFixes.Rules.Files.UnvalidatedPathCombineFix>;

namespace SecureGen.Analyzers.Tests.Rules.Files;

public class DotDotContainmentTests
{
    private const string Use = " System.IO.File.Delete(Path.Combine(root, name));";

    [Theory]
    [InlineData("if ([|name.Contains(\"..\")|]) return NotFound();")]
    [InlineData("if ([|name.Contains(\"../\")|]) throw new InvalidOperationException();")]
    [InlineData("if ([|name.Contains(\"..\", StringComparison.Ordinal)|]) return NotFound();")]
    [InlineData("if ([|name.IndexOf(\"..\")|] >= 0) return NotFound();")]
    [InlineData("if ([|name.IndexOf(\"..\", StringComparison.Ordinal)|] != -1) return NotFound();")]
    [InlineData("if ([|name.StartsWith(\"..\")|]) return NotFound();")]
    [InlineData("if ([|name.StartsWith(\"../\", StringComparison.Ordinal)|]) return NotFound();")]
    [InlineData("name = [|name.Replace(\"..\", \"\")|];")]
    [InlineData("name = [|name.Replace(\"../\", \"\")|].Trim();")]
    [InlineData("if ([|name.IndexOfAny(Path.GetInvalidFileNameChars())|] >= 0) return NotFound();")]
    [InlineData("if ([|name.Split('/').Contains(\"..\")|]) return NotFound();")]
    [InlineData("if (string.IsNullOrEmpty(name) || [|name.Contains(\"..\")|]) return NotFound();")]
    [InlineData("bool bad = [|name.Contains(\"..\")|]; if (bad) return NotFound();")]
    [InlineData("if ([|name.Contains(\"..\\\\\")|]) return NotFound();")]
    [InlineData("if (name is null || [|name.Contains(\"..\")|]) return BadRequest();")]
    [InlineData("if ([|name.Contains(\"..\")|] == true) return NotFound();")]
    [InlineData("if (![|name.Contains(\"..\")|]) { } else return NotFound();")]
    [InlineData("if ([|name.IndexOf(\"..\")|] > -1) throw new ArgumentException();")]
    [InlineData("if ([|name.EndsWith(\"..\")|]) return NotFound();")]
    [InlineData("if ([|name.Contains(\"/..\")|]) return NotFound();")]
    [InlineData("if ([|name.Split(Path.DirectorySeparatorChar).Any(p => p == \"..\")|]) return NotFound();")]
    [InlineData("name = [|name.Replace(\"..\", string.Empty)|];")]
    [InlineData("var clean = name.Trim(); if ([|clean.Contains(\"..\")|]) return NotFound();")]
    [InlineData("if ([|name.IndexOfAny(Path.GetInvalidPathChars())|] != -1) return NotFound();")]
    [InlineData("switch ([|name.Contains(\"..\")|]) { case true: return NotFound(); }")]
    public Task A_test_of_dots_before_the_path_is_used_is_found(string guard) => Verify.VerifyAnalyzerAsync(FileCases.Action(guard + Use));

    [Theory]
    [InlineData("if (name.Contains(\"..\") || Path.IsPathRooted(name)) return NotFound();")]
    [InlineData("if (name.Contains(\"..\") || name.Contains('/')) return NotFound();")]
    [InlineData("if (name.Contains(\"..\") || name.IndexOfAny(Path.GetInvalidFileNameChars()) >= 0) return NotFound();")]
    [InlineData("name = Path.GetFileName(name); if (name.Contains(\"..\")) return NotFound();")]
    [InlineData("if (name.Contains(\"..\")) return NotFound(); name = Path.GetFileName(name);")]
    [InlineData("if (name.Contains(\"..\") || !Allowed.Contains(name)) return NotFound();")]
    [InlineData("if (name.Contains(\"..\")) return NotFound(); if (!Path.GetFullPath(Path.Combine(root, name)).StartsWith(RootWithSeparator, StringComparison.Ordinal)) return NotFound();")]
    [InlineData("if (injected.Contains(\"..\")) return NotFound();")]
    [InlineData("if (model.Name.Contains(\"..\")) return NotFound();")]
    [InlineData("if (name.Contains(\"...\") ) { } name = \"x\";")]
    [InlineData("if (name.Contains(\"..\")) Console.WriteLine();")]
    [InlineData("name = name.Replace('/', '_');")]
    [InlineData("if (name.Contains(\"..\") || name.IndexOf(Path.DirectorySeparatorChar) >= 0) return NotFound();")]
    [InlineData("if (name.Contains(\"..\") || Path.IsPathFullyQualified(name)) return NotFound();")]
    [InlineData("if (name.Contains(\"..\") || !int.TryParse(name, out _)) return NotFound(); name = \"1\";")]
    [InlineData("if (name.Contains(\"..\") || Path.GetFileName(name) != name) return NotFound();")]
    [InlineData("if (name.Contains(\"..\") || !Regex.IsMatch(name, @\"^[a-z]+$\")) return NotFound();")]
    [InlineData("if (name.Contains(\"..\")) return NotFound(); name = key.ToString();")]
    [InlineData("if (name.Contains(\"..\")) name = \"default\"; else name = \"other\";")]
    [InlineData("if (name.Contains(\"..\")) return NotFound(); if (!SafeName.IsMatch(name)) return NotFound();")]
    [InlineData("if (name.Contains(\"..\")) return NotFound(); if (!IsSafe(name)) return NotFound();")]
    [InlineData("if (name.Contains(\"..\")) return NotFound(); EnsureSafe(name);")]
    [InlineData("if (name.Contains(\"..\")) return NotFound(); name = Clean(name);")]
    [InlineData("name = name.Replace(\"..\", \"\"); name = Path.GetFileName(name);")]
    [InlineData("if (root.Contains(\"..\")) return NotFound(); name = \"x\";")]
    public Task A_test_that_does_not_stand_alone_is_silent(string guard) => Verify.VerifyAnalyzerAsync(FileCases.Action(guard + Use));

    [Fact]
    public Task The_fix_takes_the_file_name_where_the_path_is_built() => Verify.VerifyCodeFixAsync(
        FileCases.Action("if ([|name.Contains(\"..\")|]) return NotFound();" + Use),
        FileCases.Action("if (name.Contains(\"..\")) return NotFound(); System.IO.File.Delete(Path.Combine(root, Path.GetFileName(name)));"),
        "SGA4001.FileName");
}
