using System;
using System.Linq;
using System.Text.RegularExpressions;
using SecureGen.Analyzers.Matching.Patterns;
using Xunit;

namespace SecureGen.Analyzers.Tests.Matching.Patterns;

public class PatternTests
{
    [Theory]
    [InlineData("^(a+)+$")]
    [InlineData("^(a*)*$")]
    [InlineData("^(a|aa)+$")]
    [InlineData(@"^(\w+\s?)*$")]
    [InlineData(@"^(\d+,?)+$")]
    [InlineData(@"(x+x+)+y")]
    [InlineData(@"^([a-zA-Z0-9])(([\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+[.]{1}(([a-z]{2,3})|([a-z]{2,3}[.]{1}[a-z]{2,3}))$")]
    [InlineData(@"^(\d{1,3},?)+$")]
    [InlineData(@"^([a-z]{2,63}\.?)+$")]
    [InlineData(@"^(?:(?:a+)b?)+$")]
    [InlineData(@"^(?<name>\w+-?)+:$")]
    [InlineData(@"^(.+)+$")]
    [InlineData(@"((a+)+b)*c?")]
    [InlineData(@"^(?>(a+)+b)")]
    [InlineData(@"^([^,]*,?)*;$")]
    [InlineData(@"^(a?a?)*$")]
    [InlineData(@"^(a+){20,}$")]
    [InlineData("^ ( a+ # ones\n )+ $", RegexOptions.IgnorePatternWhitespace)]
    public void A_repetition_that_takes_the_same_text_in_two_ways_is_found(string pattern, RegexOptions options = RegexOptions.None) =>
        Assert.NotNull(Backtracking.Exponential(Parsed(pattern, options)));

    [Theory]
    [InlineData("^a+$")]
    [InlineData("^[a-z0-9_]{1,64}$")]
    [InlineData("^(a|b)*$")]
    [InlineData("^(ab|ac)*$")]
    [InlineData("^(a+b)+$")]
    [InlineData(@"^(\d+,)*\d+$")]
    [InlineData(@"^[a-z]+(-[a-z]+)*$")]
    [InlineData(@"^\w+([-+.']\w+)*@\w+([-.]\w+)*\.\w+([-.]\w+)*$")]
    [InlineData(@"^(\d{3},)+$")]
    [InlineData(@"^(\d{3})+$")]
    [InlineData("^(?>a+)+$")]
    [InlineData("(a+)+")]
    [InlineData("^(a+)*")]
    [InlineData(@"^(?:(?!-->).)*$")]
    [InlineData(@"^([\s\S]+)+$")]
    [InlineData(@"(?s)^(.*)*$")]
    [InlineData(@"^(\b\w+\b\s*)+$")]
    [InlineData(@"^(""(\\.|[^""\\])*"")*$")]
    [InlineData(@"^(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}$")]
    [InlineData(@"^([0-9A-F]{2}:){5}[0-9A-F]{2}$")]
    [InlineData(@"^(a+){1,3}$")]
    [InlineData(@"^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]+$")]
    [InlineData(@"(?:\p{L}+\P{L})+$")]
    [InlineData(@"(\w+\s*)+\w")]
    [InlineData("^(a|a)*$")]
    [InlineData(@"^(\s|\u0020)*$")]
    [InlineData(@"^(?:[a-z]|[A-Z]|\w)+!$")]
    [InlineData("(?i)^(a|A|[ab])*$")]
    public void A_repetition_with_one_way_is_not(string pattern) => Assert.Null(Backtracking.Exponential(Parsed(pattern)));

    [Theory]
    [InlineData(@"^[^@\s]+@[^@\s]+\.[^@\s]+$", @"[^@\s]+\.[^@\s]+")]
    [InlineData(@"^\s*(.*?)\s*$", @".*?)\s*")]
    [InlineData("<a.*>.*</a>.*;", ".*</a>.*")]
    [InlineData("(.*a){12}$", ".*")]
    [InlineData("x|.*,.*,.*y", ".*,.*")]
    [InlineData(@"^\w+\d*:", @"\w+\d*")]
    public void Two_repetitions_that_share_a_text_are_found(string pattern, string expected)
    {
        var (first, last) = Assert.NotNull(Backtracking.Polynomial(Parsed(pattern)));
        Assert.Equal(expected, pattern[first.Start..last.End]);
    }

    [Theory]
    [InlineData("^[a-z]+-[a-z]+$")]
    [InlineData(@"^\d+\d+\d+x$")]
    [InlineData(@"^\d+\.\d+\.\d+$")]
    [InlineData(@"\s+$")]
    [InlineData(@"^\w+\s*=\s*\d+$")]
    [InlineData(@"\w+\w*")]
    [InlineData(@"^(?>\w+)\d*$")]
    [InlineData(@"^\w+\b\w+$")]
    [InlineData(@"^\w{1,20}\d+$")]
    [InlineData("^(?:[^<]*<br>)*$")]
    public void Two_repetitions_that_share_nothing_are_not(string pattern) => Assert.Null(Backtracking.Polynomial(Parsed(pattern)));

    [Theory]
    [InlineData(40, 4)]
    [InlineData(25, 2)]
    public void Copies_of_nothing_end(int depth, int copies)
    {
        var pattern = new string('(', depth) + string.Concat(Enumerable.Repeat("){" + copies + "}", depth)) + "*b";
        var parsed = PatternParser.Parse(pattern, RegexOptions.None);
        if (parsed is not null)
            Assert.Null(Backtracking.Exponential(parsed));
    }

    [Theory]
    [InlineData("(")]
    [InlineData(")")]
    [InlineData("[")]
    [InlineData("[a")]
    [InlineData(@"\")]
    [InlineData("a**")]
    [InlineData("*a")]
    [InlineData("(?")]
    [InlineData("(?<")]
    [InlineData("(?<a-b>x)")]
    [InlineData("(?(a)b|c)")]
    [InlineData(@"\p{")]
    [InlineData(@"\u12")]
    [InlineData("[z-a]")]
    [InlineData("[[:alpha:]]")]
    [InlineData("(?q)a")]
    [InlineData(@"[\")]
    [InlineData("(?#")]
    public void What_is_not_understood_is_unknown(string pattern) => Assert.Null(PatternParser.Parse(pattern, RegexOptions.None));

    [Fact]
    public void No_text_makes_the_parser_throw_and_what_it_accepts_the_framework_accepts()
    {
        const string Alphabet = @"ab01\[]^$.|?*+(){},-:<>=!#wdsxupkAzZ ";
        var random = new Random(6007);
        var accepted = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var pattern = new string([.. Enumerable.Range(0, random.Next(1, 16)).Select(_ => Alphabet[random.Next(Alphabet.Length)])]);
            if (PatternParser.Parse(pattern, RegexOptions.None) is not { } parsed)
                continue;
            accepted++;
            Assert.All(parsed.DescendantsAndSelf(), node => Assert.InRange(node.End, node.Start, pattern.Length));
            Backtracking.Exponential(parsed);
            Backtracking.Polynomial(parsed);
            Anchoring.Of(parsed, true);
            if (!pattern.Contains('\\', StringComparison.Ordinal))
                _ = new Regex(pattern);
        }

        Assert.InRange(accepted, 1000, 20_000);
    }

    // The proof is the engine, with the time of a match limited.
    [Theory]
    [InlineData("^(a+)+$", "a")]
    [InlineData("^(a|aa)+$", "a")]
    [InlineData(@"^(\w+\s?)*$", "a")]
    [InlineData(@"^(\d{1,3},?)+$", "1")]
    [InlineData(@"^(a?a?)*$", "a")]
    public void The_engine_agrees(string pattern, string pump)
    {
        var text = string.Concat(Enumerable.Repeat(pump, 5000)) + "!";
        Assert.Throws<RegexMatchTimeoutException>(() => Regex.IsMatch(text, pattern, RegexOptions.None, TimeSpan.FromMilliseconds(500)));
        Assert.False(Regex.IsMatch(text, pattern, RegexOptions.NonBacktracking));
    }

    [Theory]
    [InlineData(@"\A[a-z]+\z", nameof(Anchored.Enough))]
    [InlineData(@"^[a-z]+\z", nameof(Anchored.Enough))]
    [InlineData("^[a-z]+$", nameof(Anchored.UpToFinalNewline))]
    [InlineData(@"\A[a-z]+\Z", nameof(Anchored.UpToFinalNewline))]
    [InlineData("^(?:[a-z]+|[0-9]+)$", nameof(Anchored.UpToFinalNewline))]
    [InlineData("^(?:[a-z]+$)", nameof(Anchored.UpToFinalNewline))]
    [InlineData("^[^<>]+$", nameof(Anchored.Enough))]
    [InlineData(@"^[a-z]+\s*$", nameof(Anchored.Enough))]
    [InlineData("^a|b$", nameof(Anchored.OuterAlternativesOnly))]
    [InlineData("^a|b|c$", nameof(Anchored.OuterAlternativesOnly))]
    [InlineData("^a$|^b$", nameof(Anchored.UpToFinalNewline))]
    [InlineData("[a-z]+", nameof(Anchored.Missing))]
    [InlineData("^[a-z]+", nameof(Anchored.Missing))]
    [InlineData("[a-z]+$", nameof(Anchored.Missing))]
    [InlineData(@"\w+@\w+\.\w+", nameof(Anchored.Missing))]
    [InlineData("[a-z]{3,10}", nameof(Anchored.Missing))]
    [InlineData("(?m)^[a-z]+$", nameof(Anchored.Missing))]
    [InlineData("^https?://", nameof(Anchored.Enough))]
    [InlineData("^<.*", nameof(Anchored.Enough))]
    [InlineData("[A-Z]", nameof(Anchored.Enough))]
    [InlineData("error", nameof(Anchored.Enough))]
    [InlineData(@"^#include\s+", nameof(Anchored.Enough))]
    [InlineData("(?=^[a-z]+$).+", nameof(Anchored.Enough))]
    [InlineData(@"^(?=.*\d)[a-z\d]{8,}$", nameof(Anchored.UpToFinalNewline))]
    public void Anchors_are_judged_on_the_pattern(string pattern, string expected) =>
        Assert.Equal(expected, Anchoring.Of(Parsed(pattern), isNamed: false).ToString());

    private static PatternNode Parsed(string pattern, RegexOptions options = RegexOptions.None)
    {
        _ = new Regex(pattern, options);
        return PatternParser.Parse(pattern, options) ?? throw new InvalidOperationException(pattern + " is not understood.");
    }
}
