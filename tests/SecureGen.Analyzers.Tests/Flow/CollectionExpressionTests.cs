using System.Threading.Tasks;
using Xunit;
using Commands = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Injection.CommandInjection, SecureGen.Analyzers.Tests.Verification.NoFix>;
using Paths = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Files.UnvalidatedPathCombine, SecureGen.Analyzers.Tests.Verification.NoFix>;

namespace SecureGen.Analyzers.Tests.Flow;

/// <summary>A list holds what its elements hold, also where the compiler makes it for the last parameter.</summary>
public class CollectionExpressionTests
{
    [Theory]
    [InlineData("File.Delete([|Path.Combine(\"a\", \"b\", \"c\", \"d\", name)|]);")]
    [InlineData("string[] parts = [\"a\", name]; File.Delete([|Path.Combine(parts)|]);")]
    [InlineData("string[] last = [name]; string[] parts = [\"a\", .. last]; File.Delete([|Path.Combine(parts)|]);")]
    [InlineData("List<string> parts = [\"a\", name]; File.Delete([|\"root/\" + parts[1]|]);")]
    [InlineData("foreach (string part in (string[])[name]) File.Delete([|\"root/\" + part|]);")]
    public Task What_is_put_into_a_list_stays_in_it(string body) => Paths.VerifyAnalyzerAsync(Action(body));

    [Theory]
    [InlineData("File.Delete(Path.Combine(\"a\", \"b\", \"c\", \"d\", Path.GetFileName(name)));")]
    [InlineData("string[] parts = [\"a\", \"b\"]; File.Delete(Path.Combine(parts));")]
    [InlineData("int[] lengths = [name.Length]; File.Delete(\"root/\" + lengths[0]);")]
    public Task A_list_of_harmless_elements_is_silent(string body) => Paths.VerifyAnalyzerAsync(Action(body));

    [Theory]
    [InlineData("Process.Start(\"git\", [\"clone\", name]);")]
    [InlineData("Process.Start(\"git\", new[] { \"clone\", name });")]
    [InlineData("Process.Start(new ProcessStartInfo(\"git\", [\"clone\", name]));")]
    public Task Arguments_that_are_passed_one_by_one_are_no_command_line(string body) => Commands.VerifyAnalyzerAsync(Action(body));

    [Fact]
    public Task Arguments_in_one_text_are() => Commands.VerifyAnalyzerAsync(Action("Process.Start(\"git\", [|\"clone \" + name|]);"));

    private static string Action(string body) => $$"""
        using System.Collections.Generic;
        using System.Diagnostics;
        using System.IO;
        using Microsoft.AspNetCore.Mvc;

        [ApiController]
        public class FilesController
        {
            public void Get(string name)
            {
                {{body}}
            }
        }
        """;
}
