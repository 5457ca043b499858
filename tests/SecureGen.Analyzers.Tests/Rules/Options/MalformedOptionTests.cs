using System.Threading.Tasks;
using SecureGen.Analyzers.Rules.Options;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;

namespace SecureGen.Analyzers.Tests.Rules.Options;

public class MalformedOptionTests
{
    [Theory]
    [InlineData("securegen.secret_words = wacht*woord")]
    [InlineData("securegen.ignored_words = a b, ,c")]
    [InlineData("securegen.safe_methods = 1Mask")]
    [InlineData("securegen.safe_methods = Mask()")]
    [InlineData("securegen.environment_prefix = 9LIVES")]
    [InlineData("securegen.environment_prefix = MY-APP")]
    [InlineData("securegen.relax_test_projects = yes")]
    public async Task A_malformed_value_is_named_once(string line)
    {
        var test = new Verifier { EditorConfig = line };
        test.Sources.Add(("A.cs", "class A { }"));
        test.Sources.Add(("B.cs", "class B { }"));
        var finding = Assert.Single(await test.FindingsAsync());
        Assert.Equal("SGA0001", finding.Id);
        Assert.Contains(line.Split('=')[0].Trim(), finding.GetMessage(), System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("securegen.secret_words = wachtwoord, api geheim")]
    [InlineData("securegen.ignored_words =")]
    [InlineData("securegen.safe_methods = Mask, Redactor.Hide")]
    [InlineData("securegen.environment_prefix = IMAGEGEN_")]
    [InlineData("securegen.relax_test_projects = False")]
    [InlineData("")]
    public async Task A_good_or_absent_value_is_silent(string line)
    {
        var test = new Verifier { EditorConfig = line, TestCode = "class A { }" };
        Assert.Empty(await test.FindingsAsync());
    }

    private sealed class Verifier : CSharpCodeFixTest<MalformedOption, NoFix>;
}
