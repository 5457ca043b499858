using System;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;
using Microsoft.CodeAnalysis.Text;
using SecureGen.Analyzers.Configuration;
using Xunit;

namespace SecureGen.Analyzers.Tests.Configuration;

public class JsonReaderTests
{
    private const string Sample =
        """
        {
          // the address
          "Kestrel": { "Endpoints": { "Http": { "Url": "http://*:80" } }, },
          /* many
             of them */
          "Hosts": [ "a\"b", 12.5e-3, true, null, { "Name": "\u00e9\n" }, [] ],
          "Empty": {}, "Logging:LogLevel": "Debug"
        }
        """;

    [Fact]
    public void Paths_are_those_of_the_configuration() => Assert.Equal(
        ["Kestrel:Endpoints:Http:Url=http://*:80", "Hosts:0=a\"b", "Hosts:1=12.5e-3", "Hosts:2=true", "Hosts:3=", "Hosts:4:Name=é\n", "Logging:LogLevel=Debug"],
        JsonReader.Read(Sample).Settings.Select(s => s.Path + "=" + s.Value));

    [Fact]
    public void Kinds_are_told_apart() => Assert.Equal(
        [SettingKind.Text, SettingKind.Text, SettingKind.Number, SettingKind.True, SettingKind.Null, SettingKind.Text, SettingKind.Text],
        JsonReader.Read(Sample).Settings.Select(s => s.Kind));

    [Fact]
    public void Spans_are_those_of_the_values() => Assert.Equal(
        ["\"http://*:80\"", "\"a\\\"b\"", "12.5e-3", "true", "null", "\"\\u00e9\\n\"", "\"Debug\""],
        JsonReader.Read(Sample).Settings.Select(s => Sample.Substring(s.Span.Start, s.Span.Length)));

    [Fact]
    public void A_part_of_a_value_has_its_place_even_behind_escapes()
    {
        const string Text = """{ "a": "x\u0041\\b\tsecret\"" }""";
        var setting = Assert.Single(JsonReader.Read(Text).Settings);
        Assert.Equal("xA\\b\tsecret\"", setting.Value);
        Assert.Equal("secret", At(Text, setting.SpanOf(5, 6)));
        Assert.Equal("\\u0041\\\\b", At(Text, setting.SpanOf(1, 3)));
        Assert.Equal("\\\"", At(Text, setting.SpanOf(11, 1)));
    }

    [Theory]
    [InlineData("1", "", "1")]
    [InlineData("\"x\"", "", "x")]
    [InlineData("[1]", "0", "1")]
    [InlineData("\uFEFF{\"a\":1}", "a", "1")]
    [InlineData("{\r\n\"a\"\r\n:\r\n1\r\n}\r\n", "a", "1")]
    [InlineData("{\"a\":1,}", "a", "1")]
    [InlineData("{\"a\":{\"\":1}}", "a:", "1")]
    [InlineData("{\"a\":\"\\ud83d\\ude00\"}", "a", "😀")]
    [InlineData("{\"a\":1}//", "a", "1")]
    public void Reads(string text, string path, string value)
    {
        var file = JsonReader.Read(text);
        var setting = Assert.Single(file.Settings);
        Assert.Equal((path, value), (setting.Path, setting.Value));
        Assert.Null(file.Problem);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"a\"")]
    [InlineData("{\"a\":")]
    [InlineData("{\"a\":}")]
    [InlineData("{\"a\":\"x")]
    [InlineData("{\"a\":\"x\n\"}")]
    [InlineData("{\"a\":tru}")]
    [InlineData("{\"a\":1e}x")]
    [InlineData("{a:1}")]
    [InlineData("{,}")]
    [InlineData("[1 2]")]
    [InlineData("[1}")]
    [InlineData("{} {}")]
    [InlineData("{} /")]
    [InlineData("/* ")]
    [InlineData("{\"a\":\"\\")]
    [InlineData("{\"a\":\"\\u12")]
    [InlineData("\0")]
    public void What_is_no_json_is_a_problem_and_no_exception(string text) => Assert.NotNull(JsonReader.Read(text).Problem);

    [Fact]
    public void What_stands_before_the_mistake_is_read()
    {
        var file = JsonReader.Read("{ \"a\": 1, \"b\": \"x\", \"c\": oops, \"d\": 2 }");
        Assert.Equal(["a", "b"], file.Settings.Select(s => s.Path));
        Assert.Equal(25, file.Problem!.Value.Start);
    }

    [Fact]
    public void A_key_that_is_written_twice_is_read_twice() => Assert.Equal(["1", "2"], JsonReader.Read("{\"a\":1,\"a\":2}").Settings.Select(s => s.Value));

    [Fact]
    public void Lone_surrogates_are_kept() => Assert.Equal("\ud83d", JsonReader.Read("{\"a\":\"\\ud83d\"}").Settings[0].Value);

    [Fact]
    public void Deep_nesting_ends_the_reading()
    {
        Assert.Null(JsonReader.Read(Nested(JsonReader.MostDepth)).Problem);
        Assert.NotNull(JsonReader.Read(Nested(JsonReader.MostDepth + 1)).Problem);
        Assert.NotNull(JsonReader.Read(new string('[', 1_000_000)).Problem);
    }

    [Fact]
    public void A_large_file_is_read()
    {
        var text = new StringBuilder("{");
        for (var i = 0; text.Length < 20_000_000; i++)
            text.Append(CultureInfo.InvariantCulture, $"\"Key{i}\": {{ \"Value\": \"some text of ordinary length for a setting\" }},\n");
        Assert.Null(JsonReader.Read(text.Append('}').ToString()).Problem);
    }

    [Fact]
    public void Names_without_end_are_no_settings() =>
        Assert.Equal(["a"], JsonReader.Read($"{{ \"{new string('x', 5000)}\": {{ \"y\": 1 }}, \"a\": 2 }}").Settings.Select(s => s.Path));

    [Fact]
    public void Every_beginning_of_a_file_is_read_without_an_exception()
    {
        var whole = JsonReader.Read(Sample).Settings.Select(s => s.Path).ToArray();
        for (var length = 0; length <= Sample.Length; length++)
            Assert.Equal(whole.Take(JsonReader.Read(Sample[..length]).Settings.Length), JsonReader.Read(Sample[..length]).Settings.Select(s => s.Path));
    }

    [Fact]
    public void Mutated_files_are_read_without_an_exception_and_inside_their_bounds()
    {
        var random = new Random(8001);
        for (var round = 0; round < 5000; round++)
        {
            var text = Mutations.Of(Sample, random);
            foreach (var setting in JsonReader.Read(text).Settings)
                Mutations.CheckPlaces(text, setting);
        }
    }

    [Fact]
    public void Reads_what_the_framework_reads()
    {
        var random = new Random(8002);
        var options = new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };
        for (var round = 0; round < 5000; round++)
        {
            var text = Mutations.Of(Sample, random);
            bool valid;
            try
            {
                JsonDocument.Parse(text, options).Dispose();
                valid = true;
            }
            catch (Exception exception) when (exception is JsonException or ArgumentException)
            {
                valid = false;
            }

            // Ours is the more tolerant one: it may read what the framework refuses, never the other way round.
            if (valid)
                Assert.True(JsonReader.Read(text).Problem is null, text);
        }
    }

    private static string Nested(int depth) => new string('[', depth) + new string(']', depth);

    private static string At(string text, TextSpan span) => text.Substring(span.Start, span.Length);
}
