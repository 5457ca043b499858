using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using SecureGen.Analyzers.Knowledge.Formats;
using SecureGen.Analyzers.Matching;
using SecureGen.Analyzers.Matching.CredentialTexts;
using SecureGen.Analyzers.Tests.Knowledge;
using Xunit;

namespace SecureGen.Analyzers.Tests.Matching.CredentialTexts;

/// <summary>What holds of the matcher for any text, tried on texts that nearly are credentials.</summary>
public class CredentialMatcherProperties
{
    private const string Source = "https://example.com/";

    private static readonly CredentialFormat[] Formats =
    [
        new("b-prefixed", "B", "one", "bk_[alnum 12]", Source) { EntropyFloor = 1 },
        new("b-longer", "B", "two", "bk_[alnum 8-16]", Source) { EntropyFloor = 1 },
        new("b-inside", "B", "three", "b-[base64url 5-9]zQz[base64url 5-9]", Source) { EntropyFloor = 1 },
        new("b-marked", "B", "four", "[word 3][digit 1]Q~[base64url 8-10]", Source) { EntropyFloor = 1 },
        new("b-chosen", "B", "five", "[=AKB,ASB,AKBB][base32 9]", Source) { EntropyFloor = 1 },
        new("b-optional", "B", "six", "bo_[hex 8][upper 0-2][digit 2-4]", Source) { EntropyFloor = 1 },
        new("b-ended", "B", "seven", "[base64 14]==", Source) { EntropyFloor = 1 },
        new("b-checked", "B", "eight", "bc_[alnum 14]", Source) { EntropyFloor = 1, Checksum = Checksum.Crc32Base62 },
        new("b-bare", "B", "nine", "[hex 4]-[hex 8]", Source) { EntropyFloor = 1, Keyword = "bare" },
    ];

    private static readonly CredentialMatcher Matcher = new(Formats);

    private static readonly string[] Pieces =
        ["bk_", "b-", "zQz", "1Q~", "Q~", "AKB", "ASB", "AKBB", "bo_", "==", "bc_", " ", "\"", "-", "_", ".", "a", "Z", "7", "é", "\0", "\uD800", "test", "0a1B"];

    private static readonly Gen<string> Piece = Gen.OneOf(
        Gen.Elements(Pieces),
        Gen.Choose(0, int.MaxValue - 1).Select(seed => CredentialSamples.Characters("0123456789abcdefABCDEFGxyzQ_-", 1 + (seed % 14), new System.Random(seed))),
        Gen.Choose(0, int.MaxValue - 1).Select(Sample),
        Gen.Choose(0, int.MaxValue - 1).Select(Damaged));

    private static readonly Arbitrary<string> NearlyCredentials = Piece.ArrayOf().Select(pieces => string.Concat(pieces)).ToArbitrary();

    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(3000).WithEndSize(12);

    [Fact]
    public void The_matcher_finds_what_an_expression_for_each_format_finds() =>
        Prop.ForAll(NearlyCredentials, text => Matcher.Find(text) == Expected(text, hasKeyword: false)).Check(Thorough);

    [Fact]
    public void So_it_does_beside_a_word_that_a_format_asks_for() =>
        Prop.ForAll(NearlyCredentials, text => Matcher.Find(text, "bare") == (Expected(text, hasKeyword: false) ?? Expected(text, hasKeyword: true))).Check(Thorough);

    [Fact]
    public void Any_text_at_all_is_judged_without_an_exception() =>
        Prop.ForAll<string?>(text =>
        {
            CredentialMatcher.Default.Find(text ?? "");
            Matcher.Find(text ?? "", text);
        }).Check(Thorough);

    [Fact]
    public void A_match_lies_within_the_text() =>
        Prop.ForAll(NearlyCredentials, text => Matcher.Find(text, "bare") is not { } match || (match.Start >= 0 && match.Length > 0 && match.End <= text.Length)).Check(Thorough);

    private static string Sample(int seed)
    {
        var random = new System.Random(seed);
        return CredentialSamples.Draw(Formats[random.Next(Formats.Length)], random);
    }

    private static string Damaged(int seed)
    {
        var sample = Sample(seed);
        var at = seed % sample.Length;
        return (seed % 3) switch
        {
            0 => sample.Remove(at, 1),
            1 => sample.Insert(at, "x"),
            _ => sample[..at] + '-' + sample[(at + 1)..],
        };
    }

    private static CredentialMatch? Expected(string text, bool hasKeyword) => Candidates(text, hasKeyword)
        .OrderBy(match => match.Start)
        .ThenByDescending(match => match.Length)
        .Select(match => (CredentialMatch?)match)
        .FirstOrDefault();

    private static IEnumerable<CredentialMatch> Candidates(string text, bool hasKeyword)
    {
        foreach (var format in Formats.Where(format => format.Keyword is not null == hasKeyword))
        {
            var expression = new Regex("\\G" + Expression(format.Shape), RegexOptions.CultureInvariant);
            for (var start = 0; start < text.Length; start++)
            {
                if (expression.Match(text, start) is { Success: true } match && IsReal(format, text, start, match))
                    yield return new CredentialMatch(format.Provider, format.Kind, start, match.Length);
            }
        }
    }

    private static bool IsReal(CredentialFormat format, string text, int start, Match match) =>
        (format.Keyword is null || match.Value.Any(char.IsAsciiDigit))
        && CheckDigits.Agree(format.Checksum, text, start, start + match.Length)
        && !DummyText.Is(text, start + match.Groups["prefix"].Length, start + match.Length, format.EntropyFloor);

    private static string Expression(string shape)
    {
        var segments = Regex.Matches(shape, @"\[=(?<texts>[^\]]*)\]|\[(?<class>\w+) (?<count>[0-9-]+)\]|(?<text>[^\[]+)");
        var expression = new StringBuilder(Before(segments[0])).Append("(?<prefix>");
        var isPrefix = true;
        foreach (Match segment in segments)
        {
            if (isPrefix && segment.Groups["class"].Success)
            {
                expression.Append(')');
                isPrefix = false;
            }

            expression.Append(Segment(segment));
        }

        return expression.Append(After(segments[^1])).ToString();
    }

    private static string Segment(Match segment) =>
        segment.Groups["class"].Success ? Class(segment) + "{" + segment.Groups["count"].Value.Replace('-', ',') + "}"
        : segment.Groups["texts"].Success ? "(?:" + string.Join("|", segment.Groups["texts"].Value.Split(',').Select(Regex.Escape)) + ")"
        : Regex.Escape(segment.Value);

    private static string Before(Match segment) => Edge(segment, (segment.Groups["texts"].Value + segment.Value)[0]) is { } edge ? $"(?<!{edge})" : "";

    private static string After(Match segment) => Edge(segment, segment.Value[^1]) is { } edge ? $"(?!{edge})" : "";

    private static string? Edge(Match segment, char fixedCharacter) =>
        segment.Groups["class"].Success ? $"(?:{Class(segment)}|[A-Za-z0-9])" : char.IsAsciiLetterOrDigit(fixedCharacter) ? "[A-Za-z0-9]" : null;

    private static string Class(Match segment) => segment.Groups["class"].Value switch
    {
        "alnum" => "[A-Za-z0-9]",
        "base64url" => "[A-Za-z0-9_-]",
        "base64" => "[A-Za-z0-9+/]",
        "word" => "[A-Za-z0-9_]",
        "digit" => "[0-9]",
        "hex" => "[0-9a-f]",
        "upper" => "[A-Z]",
        "base32" => "[A-Z2-7]",
        var name => throw new ArgumentException(name, nameof(segment)),
    };
}
