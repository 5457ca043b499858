using System;
using System.Linq;
using SecureGen.Analyzers.Configuration;
using SecureGen.Analyzers.Engine;
using Xunit;

namespace SecureGen.Analyzers.Tests.Configuration;

public class BaselineFileTests
{
    private const string Good = """
        {
          "version": 1,
          "findings": [
            { "id": "SGA1001", "file": "Api/Client.cs", "fingerprint": "0123456789-abcd" },
            { "id": "SGA1001", "file": "Api/Client.cs", "fingerprint": "9876543210-abcd", "count": 3, "justification": "Test key {of} \"ours\"" },
            { "id": "SGA2001", "file": "..\\Shared\\Codes.cs", "fingerprint": "0123456789-abcd" }
          ]
        }
        """;

    [Fact]
    public void Every_entry_is_read()
    {
        var file = BaselineFile.Parse(Good);
        Assert.Empty(file.Problems);
        Assert.Equal(
            [
                new(new("SGA1001", "Api/Client.cs", "0123456789-abcd"), 1, null),
                new(new("SGA1001", "Api/Client.cs", "9876543210-abcd"), 3, "Test key {of} \"ours\""),
                new BaselineEntry(new("SGA2001", "../Shared/Codes.cs", "0123456789-abcd"), 1, null),
            ],
            file.Entries);
    }

    [Theory]
    [InlineData("SGA1001", "Api/Client.cs", "9876543210-abcd", 3, true)]
    [InlineData("SGA1001", "api/client.cs", "9876543210-abcd", 1, true)]
    [InlineData("SGA1001", "Api/Client.cs", "9876543210-abcd", 4, false)]
    [InlineData("SGA1001", "Api/Client.cs", "9876543210-abce", 1, false)]
    [InlineData("SGA1003", "Api/Client.cs", "9876543210-abcd", 1, false)]
    [InlineData("SGA1001", "Client.cs", "9876543210-abcd", 1, false)]
    [InlineData("SGA2001", "../Shared/Codes.cs", "0123456789-abcd", 1, true)]
    public void The_first_findings_of_an_entry_are_accepted(string id, string file, string fingerprint, int occurrence, bool accepted) =>
        Assert.Equal(accepted, BaselineFile.Parse(Good).Accepts(id, file, new Fingerprint(fingerprint, occurrence)));

    [Fact]
    public void Wherever_the_file_is_cut_off_the_entries_before_count_and_one_problem_is_named()
    {
        var whole = BaselineFile.Parse(Good).Entries.ToArray();
        var ends = Enumerable.Range(0, Good.Length).Where(i => Good[i] == '}' && (Good[i - 1] == ' ')).Select(i => i + 1).ToArray();
        for (var length = 0; length < Good.Length; length++)
        {
            var file = BaselineFile.Parse(Good[..length]);
            Assert.Equal(whole.Take(ends.Count(end => end <= length)), file.Entries);
            Assert.Single(file.Problems);
            Assert.InRange(file.Problems[0].Span.End, 0, length);
        }
    }

    [Fact]
    public void No_damage_makes_it_throw_or_accept_more()
    {
        var random = new Random(17);
        var whole = BaselineFile.Parse(Good).Entries.Select(e => e.Key.Fingerprint).ToHashSet();
        for (var i = 0; i < 4000; i++)
        {
            var text = Mutations.Of(Good, random);
            var file = BaselineFile.Parse(text);
            Assert.All(file.Problems, problem => Assert.InRange(problem.Span.End, 0, text.Length));
            Assert.True(file.Entries.Count <= 4, text);
        }
    }

    [Theory]
    [InlineData("""{ "file": "A.cs", "fingerprint": "0123456789-abcd" }""")]
    [InlineData("""{ "id": "SGA1001", "fingerprint": "0123456789-abcd" }""")]
    [InlineData("""{ "id": "SGA1001", "file": "A.cs" }""")]
    [InlineData("""{ "id": "SGA1001", "file": "", "fingerprint": "0123456789-abcd" }""")]
    [InlineData("""{ "id": "SGA1001", "file": "A.cs", "fingerprint": "0123" }""")]
    [InlineData("""{ "id": "SGA1001", "file": "A.cs", "fingerprint": "0123456789-abcd", "count": 0 }""")]
    [InlineData("""{ "id": "SGA1001", "file": "A.cs", "fingerprint": "0123456789-abcd", "count": "2" }""")]
    [InlineData("""{ "id": "SGA1001", "file": "A.cs", "fingerprint": "0123456789-abcd", "count": 1.5 }""")]
    [InlineData("""{ "id": "SGA1001", "file": "A.cs", "fingerprint": "0123456789-abcd", "count": 99999999999 }""")]
    [InlineData("""{ "id": "SGA1001", "file": "A.cs", "fingerprint": "0123456789-abcd", "cuont": 2 }""")]
    [InlineData("""{ "id": "SGA0001", "file": "A.cs", "fingerprint": "0123456789-abcd" }""")]
    [InlineData("""{ "id": "CA5350", "file": "A.cs", "fingerprint": "0123456789-abcd" }""")]
    [InlineData("""{ "id": "SGA1001", "file": ["A.cs"], "fingerprint": "0123456789-abcd" }""")]
    [InlineData("\"SGA1001\"")]
    [InlineData("null")]
    public void An_entry_that_cannot_be_read_is_a_problem_and_the_next_one_counts(string entry)
    {
        var text = $$"""{ "version": 1, "findings": [ {{entry}}, { "id": "SGA2001", "file": "B.cs", "fingerprint": "0123456789-abcd" } ] }""";
        var file = BaselineFile.Parse(text);
        Assert.Equal("SGA2001", Assert.Single(file.Entries).Key.Id);
        Assert.Single(file.Problems);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]", 0)]
    [InlineData("{}", 0)]
    [InlineData("[ { \"id\": \"SGA1001\" } ]")]
    [InlineData("\"SecureGen\"")]
    [InlineData("{ \"version\": 2, \"findings\": [ { \"id\": \"SGA1001\", \"file\": \"A.cs\", \"fingerprint\": \"0123456789-abcd\" } ] }")]
    [InlineData("{ \"version\": 1, \"findings\": { \"id\": \"SGA1001\" } }")]
    [InlineData("{ \"version\": 1, \"results\": 1 }")]
    public void Another_file_accepts_nothing(string text, int problems = 1)
    {
        var file = BaselineFile.Parse(text);
        Assert.Empty(file.Entries);
        Assert.Equal(problems, file.Problems.Count);
    }

    [Fact]
    public void A_merge_that_was_not_finished_is_a_problem_where_it_begins()
    {
        var text = Good.Replace("    { \"id\": \"SGA2001\"", "<<<<<<< HEAD\n    { \"id\": \"SGA2001\"", StringComparison.Ordinal);
        var file = BaselineFile.Parse(text);
        Assert.Equal(2, file.Entries.Count);
        Assert.Equal("<<<<<<< HEAD", text.Substring(Assert.Single(file.Problems).Span.Start, 12));
    }

    [Fact]
    public void The_greater_count_holds_where_an_entry_stands_twice()
    {
        const string Entry = "{ \"id\": \"SGA1001\", \"file\": \"A.cs\", \"fingerprint\": \"0123456789-abcd\"";
        var file = BaselineFile.Parse("{ \"findings\": [" + Entry + ", \"count\": 2 }," + Entry + "} ] }");
        Assert.Equal(2, Assert.Single(file.Entries).Count);
    }

    [Theory]
    [InlineData("/r/p/A.cs", "/r/p/SecureGen.baseline.json", "A.cs")]
    [InlineData("/r/p/Api/A.cs", "/r/p/SecureGen.baseline.json", "Api/A.cs")]
    [InlineData("/r/q/Api/A.cs", "/r/p/SecureGen.baseline.json", "../q/Api/A.cs")]
    [InlineData("C:\\r\\p\\Api\\A.cs", "c:\\R\\p\\SecureGen.baseline.json", "Api/A.cs")]
    [InlineData("C:\\r\\A.cs", "C:\\r\\p\\SecureGen.baseline.json", "../A.cs")]
    [InlineData("D:\\r\\A.cs", "C:\\r\\p\\SecureGen.baseline.json", null)]
    public void A_file_is_named_from_the_folder_of_the_baseline(string file, string baseline, string? expected) =>
        Assert.Equal(expected, BaselineFile.NameOf(file, baseline));
}
