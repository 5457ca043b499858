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
    [InlineData("securegen.threat_model = everybody")]
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
    [InlineData("securegen.threat_model = All")]
    [InlineData("")]
    public async Task A_good_or_absent_value_is_silent(string line)
    {
        var test = new Verifier { EditorConfig = line, TestCode = "class A { }" };
        Assert.Empty(await test.FindingsAsync());
    }

    [Theory]
    [InlineData("sauce My.Inbox.Subject")]
    [InlineData("source")]
    [InlineData("source Subject")]
    [InlineData("source My..Subject")]
    [InlineData("source 1My.Inbox.Subject")]
    [InlineData("sink sql My.Db.Run(")]
    [InlineData("sink sql My.Db.Run(a b)")]
    [InlineData("sink sequel My.Db.Run(text)")]
    [InlineData("sink all My.Db.Run(text)")]
    [InlineData("sink My.Db.Run(text)")]
    [InlineData("sanitizer My.Clean.Name")]
    [InlineData("sanitizer html My.Clean.Na-me")]
    [InlineData("guard My.Checks.IsSafe, My.Checks.IsFine")]
    [InlineData("guard\u0000 My.Checks.IsSafe")]
    public async Task A_line_of_the_flow_file_that_is_no_entry_is_named_with_its_place(string line)
    {
        var test = new Verifier { TestCode = "class A { }" };
        test.AdditionalFiles.Add(("SecureGen.flow.txt", "# Ours\n\nsource My.Inbox.Subject mail subject\n  " + line + "\nguard My.Checks.IsSafe\n"));
        var finding = Assert.Single(await test.FindingsAsync());
        Assert.Equal("SGA0001", finding.Id);
        Assert.StartsWith("Line 4 is ignored: '", finding.GetMessage(), System.StringComparison.Ordinal);
        Assert.Equal(3, finding.Location.GetLineSpan().StartLinePosition.Line);
        Assert.Equal(2, finding.Location.GetLineSpan().StartLinePosition.Character);
        Assert.Equal("/0/SecureGen.flow.txt", finding.Location.GetLineSpan().Path);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing")]
    [InlineData("source My.Inbox.Subject")]
    [InlineData("source My.Outer+Inner.Subject the subject of a mail")]
    [InlineData("source My.Box`1.Content")]
    [InlineData("sink sql My.Db.Run(text)\r\nsink html My.Page.Body\r\nsink path My.Job..ctor(file)")]
    [InlineData("sanitizer all My.Clean.Text\n\tsanitizer prompt My.Clean.Prompt")]
    [InlineData("guard My.Checks.IsSafe")]
    public async Task A_good_flow_file_is_silent(string content)
    {
        var test = new Verifier { TestCode = "class A { }" };
        test.AdditionalFiles.Add(("SecureGen.flow.txt", content));
        Assert.Empty(await test.FindingsAsync());
    }

    private sealed class Verifier : CSharpCodeFixTest<MalformedOption, NoFix>;
}
