using System;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using SecureGen.Analyzers.Rules.Files;
using Xunit;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Files.UnvalidatedPathCombine, SecureGen.Analyzers.CodeFixes.Rules.Files.UnvalidatedPathCombineFix>;

namespace SecureGen.Analyzers.Tests.Flow;

/// <summary>Shapes of code on which analyses of flow are known to take minutes: each has to come to an end, and where it is within the budget, to the right one.</summary>
public class ShapesTests
{
    private const string Sink = "File.Delete([|Path.Combine(\"root\", name)|]);";

    [Fact]
    public Task A_thousand_calls_in_one_method() =>
        Verify.VerifyAnalyzerAsync(Action(Repeat(1096, i => $"Log({i}, name);") + Sink, "void Log(int i, string n) => Console.WriteLine(n + i);"));

    [Fact]
    public Task Five_hundred_ifs_in_a_row() =>
        Verify.VerifyAnalyzerAsync(Action(Repeat(500, i => $"if (id == {i}) Console.WriteLine(name);") + Sink));

    [Fact]
    public Task A_switch_of_three_hundred_cases() =>
        Verify.VerifyAnalyzerAsync(Action("switch (id) {" + Repeat(300, i => $"case {i}: Console.WriteLine(name); break;") + "}" + Sink));

    [Fact]
    public Task Sixty_nested_loops_and_ifs() =>
        Verify.VerifyAnalyzerAsync(Action(Repeat(30, i => $"for (var i{i} = 0; i{i} < id; i{i}++) if (id > {i}) {{") + Sink + new string('}', 30)));

    [Fact]
    public Task Two_thousand_concatenations_in_one_expression() =>
        Verify.VerifyAnalyzerAsync(Action("var text = \"\"" + Repeat(2000, i => $" + id") + "; Console.WriteLine(text);" + Sink));

    [Fact]
    public Task Five_thousand_lines_of_assignments() =>
        Verify.VerifyAnalyzerAsync(Action(Repeat(5000, i => $"var v{i} = \"x{i}\";\n") + Sink));

    [Fact]
    public Task A_chain_of_copies_keeps_the_danger() =>
        Verify.VerifyAnalyzerAsync(Action("var c0 = name;" + Repeat(300, i => $"var c{i + 1} = c{i};") + "File.Delete([|Path.Combine(\"root\", c300)|]);"));

    private static string Repeat(int count, Func<int, FormattableString> line) =>
        string.Concat(Enumerable.Range(0, count).Select(i => line(i).ToString(CultureInfo.InvariantCulture)));

    private static string Action(string body, string members = "") => $$"""
        using System;
        using System.IO;
        using Microsoft.AspNetCore.Mvc;

        [ApiController]
        public class FilesController
        {
            public void Get(string name, int id)
            {
                {{body}}
            }

            {{members}}
        }
        """;
}
