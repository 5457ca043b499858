using System;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using SecureGen.Analyzers.Engine;
using Xunit;

namespace SecureGen.Analyzers.Tests.Engine;

/// <summary>What a finding is known by; the finding stands in brackets.</summary>
public class FingerprintTests
{
    private const string Field = "class A\n{\n    private const string ApiKey = [|\"k9-img-7f3b\"|];\n}\n";

    [Theory]
    [InlineData("// a line above\n\nclass A\n{\n    int other;\n    private const string ApiKey = [|\"k9-img-7f3b\"|];\n}\n")]
    [InlineData("class A\r\n{\r\n    private const string ApiKey = [|\"k9-img-7f3b\"|];\r\n}\r\n")]
    [InlineData("class A {\n\tprivate const string   ApiKey=[|\"k9-img-7f3b\"|] ; }")]
    [InlineData("class A { private const string ApiKey =\n        [|\"k9-img-7f3b\"|]; }")]
    [InlineData("class A\n{\n    /// <summary>The key.</summary>\n    [Obsolete(\"no; not, this\")]\n    // Temporary\n#if DEBUG\n    private const string ApiKey = [|\"k9-img-7f3b\"|]; // for now\n}")]
    [InlineData("class A\n{\n    int a = 1; // a note; and more\n\n    private const string ApiKey = [|\"k9-img-7f3b\"|];\n}\n")]
    [InlineData("class A\n{\n    string page = \"http://a/b\"; // see http://c\n    private const string ApiKey = [|\"k9-img-7f3b\"|];\n}\n")]
    public void Moving_and_formatting_change_nothing(string text) => Assert.Equal(Of(Field), Of(text));

    [Theory]
    [InlineData("class A\n{\n    private const string ApiKey = [|\"k9-img-7f3c\"|];\n}\n")]
    [InlineData("class A\n{\n    private const string BillingKey = [|\"k9-img-7f3b\"|];\n}\n")]
    [InlineData("class A\n{\n    private string ApiKey = [|\"k9-img-7f3b\"|];\n}\n")]
    [InlineData("class A\n{\n    // private const string ApiKey =[|\"k9-img-7f3b\"|];\n}\n")]
    public void Another_value_or_another_declaration_is_another_finding(string text) => Assert.NotEqual(Of(Field).Text, Of(text).Text);

    [Theory]
    [InlineData("new Options { Name = \"a\", ApiKey = [|\"k9\"|] }", "new Options\n{\n    Name = \"b\",\n    Region = \"x\",\n    ApiKey = [|\"k9\"|],\n}")]
    [InlineData("Connect(\"a\", [|\"k9\"|]);", "Connect(\"b\",\n    [|\"k9\"|]);")]
    [InlineData("services.AddA(x).AddKey([|\"k9\"|]);", "services.AddA(y)\n    .AddB()\n    .AddKey([|\"k9\"|]);")]
    [InlineData("var s = Env(\"A\") ?? [|\"k9\"|];", "var s = Env(\"B\")\n    ?? [|\"k9\"|];")]
    public void The_items_before_it_in_a_list_do_not_count(string text, string other) => Assert.Equal(Of(text), Of(other));

    [Theory]
    [InlineData("settings[\"ApiKey\"] = [|\"k9\"|];", "settings[\"Other\"] = [|\"k9\"|];", ".cs")]
    [InlineData("{ \"ApiKey\": [|\"k9\"|] }", "{ \"Other\": [|\"k9\"|] }", ".json")]
    [InlineData("{ \"ApiKey\": \"[|k9|]\" }", "{ \"Other\": \"[|k9|]\" }", ".json")]
    [InlineData("API_KEY=[|k9|]", "OTHER=[|k9|]", ".env")]
    [InlineData("<Password>[|k9|]</Password>", "<Token>[|k9|]</Token>", ".config")]
    [InlineData("<add password=\"[|k9|]\" />", "<add token=\"[|k9|]\" />", ".config")]
    public void The_name_before_the_value_counts(string text, string other, string extension) => Assert.NotEqual(Of(text, extension).Text, Of(other, extension).Text);

    [Theory]
    [InlineData("{ \"ApiKey\": [|\"k9\"|] }", "{\n  // ours\n  \"Name\": \"a\",\n  \"ApiKey\":\n    [|\"k9\"|]\n}", ".json")]
    [InlineData("A=1\nAPI_KEY=[|k9|]", "A=2\n\n# ours\nAPI_KEY = [|k9|]", ".env")]
    [InlineData("<a>\n  <b c=\"[|k9|]\" />\n</a>", "<a d=\"e\">\n\n      <b   c=\"[|k9|]\" /></a>", ".config")]
    public void A_configuration_file_may_be_formatted_too(string text, string other, string extension) => Assert.Equal(Of(text, extension), Of(other, extension));

    [Fact]
    public void Copies_are_counted_from_the_top_and_only_copies()
    {
        const string Text = "Use([|1|]); Use( [|1|] );\nUse([|2|]); Other([|1|]);\nUse(\n  [|1|]); string s = \"Use(1)\";";
        var spans = Spans(Text, out var source);
        var prints = spans.Select(span => Fingerprint.Of(source, span, "A.cs")).ToArray();
        Assert.Equal([1, 2, 1, 1, 3], prints.Select(p => p.Occurrence));
        Assert.Equal(3, prints.Select(p => p.Text).Distinct().Count());
    }

    [Fact]
    public void The_same_value_has_the_same_digits_wherever_it_stands()
    {
        Assert.Equal(Value("var a = [|\"k9\"|];"), Value("Use(b, [|\"k9\"|]);"));
        Assert.NotEqual(Value("var a = [|\"k9\"|];"), Value("var a = [|\"k8\"|];"));
        Assert.Equal(4, Value("var a = [|\"k9\"|];").Length);

        static string Value(string text) => Of(text).Text.Split('-')[1];
    }

    [Theory]
    [InlineData("Login(\"one\" + [|password|]);", "Login(\"two\" + [|password|]);")]
    [InlineData("Open($\"Password=one{[|x|]}\");", "Open($\"Password=two{[|x|]}\");")]
    [InlineData("var s = \"user=a;pwd=one [|two|]\";", "var s = \"user=a;pwd=six [|two|]\";")]
    [InlineData("Use(\"a\" + \"one[|two|]\");", "Use(\"b\" + \"six[|two|]\");")]
    [InlineData("Use(@\"c:\\\" + \"one[|two|]\");", "Use(@\"c:\\\" + \"six[|two|]\");")]
    public void No_text_in_quotes_goes_into_the_long_hash(string text, string other) => Assert.Equal(Of(text).Text, Of(other).Text);

    [Fact]
    public void Any_span_of_any_text_has_a_fingerprint()
    {
        foreach (var text in new[] { "", "\"", "\\\"", "//", "[\n]\n", "\r\n\r\n\"a\n\\\"b\" // \"c\n#\n/* \"\n\"", Field })
        {
            for (var start = 0; start <= text.Length; start++)
            {
                for (var end = start; end <= text.Length; end++)
                {
                    foreach (var extension in new[] { ".cs", ".json", ".config", "" })
                        Assert.True(Fingerprint.IsWellFormed(Fingerprint.Of(text, TextSpan.FromBounds(start, end), "a" + extension).Text));
                }
            }
        }
    }

    [Theory]
    [InlineData("0123456789-abcd", true)]
    [InlineData("0123456789abcde", false)]
    [InlineData("0123456789-abc", false)]
    [InlineData("0123456789-ABCD", false)]
    [InlineData("0123456789-abcg", false)]
    [InlineData("", false)]
    public void A_fingerprint_is_told_from_other_text(string text, bool expected) => Assert.Equal(expected, Fingerprint.IsWellFormed(text));

    private static Fingerprint Of(string marked, string extension = ".cs") => Fingerprint.Of(Text(marked, out var span), span, "A" + extension);

    private static string Text(string marked, out TextSpan span)
    {
        span = Assert.Single(Spans(marked, out var text));
        return text;
    }

    private static TextSpan[] Spans(string marked, out string text)
    {
        var spans = new System.Collections.Generic.List<TextSpan>();
        for (var open = marked.IndexOf("[|", StringComparison.Ordinal); open >= 0; open = marked.IndexOf("[|", StringComparison.Ordinal))
        {
            marked = marked.Remove(open, 2);
            var close = marked.IndexOf("|]", StringComparison.Ordinal);
            marked = marked.Remove(close, 2);
            spans.Add(TextSpan.FromBounds(open, close));
        }

        text = marked;
        return [.. spans];
    }
}
