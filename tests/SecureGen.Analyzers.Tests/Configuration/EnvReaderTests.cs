using System;
using System.Linq;
using SecureGen.Analyzers.Configuration;
using Xunit;

namespace SecureGen.Analyzers.Tests.Configuration;

public class EnvReaderTests
{
    private const string Sample = "# comment\n\nexport API_HOST=localhost # the host\r\nNAME = \"a \\\"b\\\"\\n\" # x\nKEY='line 1\nline 2'\nConnectionStrings__Main=Server=db;Password=p#1\nEMPTY=\nno assignment\nURL=http://x/#top\n";

    [Fact]
    public void Names_and_values_are_those_the_process_gets() => Assert.Equal(
        ["API_HOST=localhost", "NAME=a \"b\"\n", "KEY=line 1\nline 2", "ConnectionStrings:Main=Server=db;Password=p#1", "EMPTY=", "URL=http://x/#top"],
        EnvReader.Read(Sample).Settings.Select(s => s.Path + "=" + s.Value));

    [Fact]
    public void Places_are_those_of_the_values() => Assert.Equal(
        ["localhost", "a \\\"b\\\"\\n", "line 1\nline 2", "Server=db;Password=p#1", "", "http://x/#top"],
        EnvReader.Read(Sample).Settings.Select(s => Sample.Substring(s.Content.Start, s.Content.Length)));

    [Theory]
    [InlineData("A=1", "1")]
    [InlineData("\uFEFFA=1", "1")]
    [InlineData("A= 1 ", "1")]
    [InlineData("A=\"1", "1")]
    [InlineData("A='1\nB=2", "1")]
    [InlineData("A='it''s", "it")]
    [InlineData("A=\"x\\", "x\\")]
    [InlineData("A=`x\"y'`", "x\"y'")]
    [InlineData("A=# none", "")]
    [InlineData("A=x#y", "x#y")]
    [InlineData("  export   A=x", "x")]
    [InlineData("A==", "=")]
    [InlineData("A='a\\nb'", "a\\nb")]
    public void Reads(string text, string value) => Assert.Equal(("A", value), (EnvReader.Read(text).Settings[0].Path, EnvReader.Read(text).Settings[0].Value));

    [Theory]
    [InlineData("")]
    [InlineData("=x")]
    [InlineData("# A=1")]
    [InlineData("A")]
    [InlineData("A B=1")]
    [InlineData("\0\0=1")]
    public void What_is_no_assignment_is_passed_over(string text) => Assert.Empty(EnvReader.Read(text).Settings);

    [Fact]
    public void Lines_behind_a_bad_one_are_read() => Assert.Equal(["A", "C"], EnvReader.Read("A=1\n???\nC=3").Settings.Select(s => s.Path));

    [Fact]
    public void Every_beginning_of_a_file_is_read_without_an_exception()
    {
        for (var length = 0; length <= Sample.Length; length++)
            Assert.All(EnvReader.Read(Sample[..length]).Settings, s => Mutations.CheckPlaces(Sample[..length], s));
    }

    [Fact]
    public void Mutated_files_are_read_without_an_exception_and_inside_their_bounds()
    {
        var random = new Random(8003);
        for (var round = 0; round < 5000; round++)
        {
            var text = Mutations.Of(Sample, random);
            foreach (var setting in EnvReader.Read(text).Settings)
                Mutations.CheckPlaces(text, setting);
        }
    }

    [Fact]
    public void A_large_file_is_read() =>
        Assert.Equal(500_000, EnvReader.Read(string.Concat(Enumerable.Repeat("SOME_NAME_OF_ORDINARY_LENGTH=\"some text\" # of some kind\n", 500_000))).Settings.Length);
}
