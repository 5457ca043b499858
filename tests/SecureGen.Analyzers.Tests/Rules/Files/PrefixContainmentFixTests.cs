using System.Threading.Tasks;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Files.PrefixContainment, SecureGen.Analyzers.CodeFixes.Rules.Files.PrefixContainmentFix>;

namespace SecureGen.Analyzers.Tests.Rules.Files;

public class PrefixContainmentFixTests
{
    private const string Terminated = "root.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar";

    [Theory]
    [InlineData("root", Terminated + ", StringComparison.Ordinal")]
    [InlineData("root, StringComparison.Ordinal", Terminated + ", StringComparison.Ordinal")]
    [InlineData("root, StringComparison.OrdinalIgnoreCase", Terminated + ", StringComparison.OrdinalIgnoreCase")]
    [InlineData("root, StringComparison.CurrentCultureIgnoreCase", Terminated + ", StringComparison.OrdinalIgnoreCase")]
    [InlineData("root, StringComparison.InvariantCulture", Terminated + ", StringComparison.Ordinal")]
    [InlineData("root, true, null", Terminated + ", StringComparison.OrdinalIgnoreCase")]
    [InlineData("root, false, null", Terminated + ", StringComparison.Ordinal")]
    [InlineData("root + Path.DirectorySeparatorChar", "root + Path.DirectorySeparatorChar, StringComparison.Ordinal")]
    [InlineData("root + \"/\"", "root + \"/\", StringComparison.Ordinal")]
    [InlineData("root /* base */", Terminated + " /* base */, StringComparison.Ordinal")]
    [InlineData("Path.GetFullPath(root)", "Path.GetFullPath(root).TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal")]
    [InlineData("\"/srv/files\"", "\"/srv/files\".TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal")]
    [InlineData("(root ?? \"/srv\")", "(root ?? \"/srv\").TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal")]
    public async Task The_fix_compares_ordinally_with_the_separator_in_every_tier(string arguments, string result)
    {
        foreach (var tier in new[] { ReferenceAssemblies.Net100, ReferenceAssemblies.Net80, ReferenceAssemblies.NetStandard20 })
            await Verify.VerifyCodeFixAsync(Archive("[|full.StartsWith(" + arguments + ")|]"), Archive("full.StartsWith(" + result + ")"), references: tier);
    }

    [Fact]
    public Task A_span_is_compared_with_the_separator() => Verify.VerifyCodeFixAsync(
        Archive("[|full.AsSpan().StartsWith(root)|]"), Archive("full.AsSpan().StartsWith(" + Terminated + ")"));

    [Theory]
    [InlineData("[|full.StartsWith(value: root)|]")]
    [InlineData("[|full.StartsWith(comparisonType: StringComparison.Ordinal, value: root)|]")]
    public Task Named_arguments_are_left_alone(string test) => Verify.VerifyNoCodeFixAsync(Archive(test));

    [Fact]
    public Task Several_tests_are_mended_together() => Verify.VerifyCodeFixAsync(
        Two("[|full.StartsWith(root)|]", "[|full.StartsWith(root, StringComparison.Ordinal)|]"),
        Two("full.StartsWith(" + Terminated + ", StringComparison.Ordinal)", "full.StartsWith(" + Terminated + ", StringComparison.Ordinal)"));

    private static string Archive(string test) => Two(test, "full.Length < 0");

    private static string Two(string first, string second) => $$"""
        using System;
        using System.IO;
        using System.IO.Compression;

        public class Archive
        {
            private readonly string root = Path.GetFullPath("files");

            public void Get(ZipArchiveEntry entry)
            {
                var full = Path.GetFullPath(Path.Combine(root, entry.FullName));
                // Inside?
                if ({{first}}) // yes
                    File.Delete(full);
                else if ({{second}})
                    File.Create(full);
            }
        }
        """;
}
