using System;
using System.Collections.Generic;
using System.Linq;
using SecureGen.Analyzers.Knowledge.Formats;
using SecureGen.Analyzers.Matching;
using SecureGen.Analyzers.Matching.CredentialTexts;
using SecureGen.Analyzers.Tests.Knowledge;
using Xunit;

namespace SecureGen.Analyzers.Tests.Matching.CredentialTexts;

public class CredentialMatcherTests
{
    private const string Source = "https://example.com/";

    private static readonly CredentialFormat Prefixed = new("a-prefixed", "Acme", "key", "acme_[alnum 24]", Source);
    private static readonly CredentialFormat Inside = new("a-inside", "Acme", "inner key", "ak-[base64url 10-30]Zz9Zz[base64url 10-30]", Source);
    private static readonly CredentialFormat Marked = new("a-marked", "Acme", "client secret", "[word 3][digit 1]Q~[base64url 20-24]", Source);
    private static readonly CredentialFormat Chosen = new("a-chosen", "Acme", "key id", "[=AKXA,ASXA][base32 16]", Source);
    private static readonly CredentialFormat Checked = new("a-checked", "Acme", "token", "acp_[alnum 36]", Source) { Checksum = Checksum.Crc32Base62 };
    private static readonly CredentialFormat Routed = new("a-routed", "Acme", "routed token", "acr-[base64url 27-60].[loweralnum 2][loweralnum 7]", Source) { Checksum = Checksum.Crc32Base36 };
    private static readonly CredentialFormat Bare = new("a-bare", "Bare", "key", "[hex 32]", Source) { Keyword = "bareco" };
    private static readonly CredentialFormat Grouped = new("a-grouped", "Grouped", "key", "[anyhex 8]-[anyhex 4]-[anyhex 16]", Source) { Keyword = "new grouped" };

    private static readonly CredentialFormat[] Formats = [Prefixed, Inside, Marked, Chosen, Checked, Routed, Bare, Grouped];
    private static readonly CredentialMatcher Matcher = new(Formats);

    public static TheoryData<string, int> Samples()
    {
        var samples = new TheoryData<string, int>();
        foreach (var format in Formats)
        {
            for (var seed = 1; seed <= 5; seed++)
                samples.Add(format.Id, seed);
        }

        return samples;
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_credential_is_found_alone_and_within_text(string id, int seed)
    {
        var format = Formats.Single(format => format.Id == id);
        var sample = CredentialSamples.Of(format, seed);

        Assert.Equal((0, sample.Length), Found(sample, format.Keyword));
        Assert.Equal((9, sample.Length), Found($"the key: {sample}, or not", format.Keyword));
        Assert.Equal((1, sample.Length), Found($"\"{sample}\"", format.Keyword));
        Assert.Equal((4, sample.Length), Found($"é é {sample} é", format.Keyword));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Neighbours_of_its_own_class_make_it_part_of_something_else(string id, int seed)
    {
        var format = Formats.Single(format => format.Id == id);
        var sample = CredentialSamples.Of(format, seed);

        Assert.Null(Find("a" + sample, format.Keyword));
        if (CredentialShape.Parse(format.Shape).Segments is [.., { Longest: var most, Shortest: var least }] && most == least)
            Assert.Null(Find(sample + "a", format.Keyword));
        Assert.Null(Find(sample[1..], format.Keyword));
    }

    [Theory]
    [InlineData("a-checked")]
    [InlineData("a-routed")]
    public void Wrong_check_digits_are_none(string id)
    {
        var sample = CredentialSamples.Of(Formats.Single(format => format.Id == id));
        var other = sample[^1] == 'a' ? 'b' : 'a';

        Assert.NotNull(Find(sample));
        Assert.Null(Find(sample[..^1] + other));
    }

    // Shown by GitHub where it explains them.
    [Fact]
    public void Check_digits_are_those_that_GitHub_publishes() =>
        Assert.Equal("0mLq17", CheckDigits.Of(Checksum.Crc32Base62, "ghp_" + "zQWBuTSOoRi4A9sp" + "HcVY5ncnsDkxkJ", 0, 34));

    [Theory]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("abcdefghijklmnopqrstuvwx")]
    [InlineData("123456789012345678901234")]
    [InlineData("a1b2c3d4a1b2c3d4a1b2c3d4")]
    [InlineData("YOURKEYHERE8s7d6f5g4h3j2")]
    [InlineData("8s7dEXAMPLE9x8c7v6b5n4m3")]
    [InlineData("8s7dqwerty9x8c7v6b5n4m3k")]
    [InlineData("XXXXXXXXXXXXXXXXXXXXXXXX")]
    [InlineData("9s8xXXXx7v6b5n4m3k2j1h0g")]
    [InlineData("000000000000000000000000")]
    [InlineData("aabbaabbccaabbaabbccaacc")]
    public void What_a_person_typed_is_a_dummy(string body) => Assert.Null(Find("acme_" + body));

    [Fact]
    public void A_bare_format_needs_its_word_nearby()
    {
        var sample = CredentialSamples.Of(Bare);

        Assert.Null(Find(sample));
        Assert.Null(Find(sample, "hash"));
        Assert.NotNull(Find(sample, "bareCoApiKey"));
        Assert.NotNull(Find(sample, "BARECO_KEY"));
        Assert.Null(Find(sample, "subareconic"));
        Assert.NotNull(Find("bareco_key=" + sample));
        Assert.NotNull(Find("https://bareco.example/?key=" + sample));
        Assert.Null(Find(sample + " bareco"));
        Assert.Null(Find("bareco" + new string(' ', 100) + "x " + sample));
        Assert.NotNull(Find(CredentialSamples.Of(Grouped), "NewGroupedKey"));
        Assert.NotNull(Find(CredentialSamples.Of(Grouped), "NEW_GROUPED_KEY"));
        Assert.Null(Find(CredentialSamples.Of(Grouped), "GroupedNew"));
    }

    [Fact]
    public void The_first_of_several_is_found()
    {
        var first = CredentialSamples.Of(Marked);
        var second = CredentialSamples.Of(Prefixed);

        Assert.Equal("client secret", Matcher.Find($"{first} {second}")?.Kind);
        Assert.Equal("key", Matcher.Find($"{second} {first}")?.Kind);
    }

    [Theory]
    [InlineData("")]
    [InlineData("acme_")]
    [InlineData("acme_acme_acme_acme_acme_acme_")]
    [InlineData("The quick brown fox jumps over the lazy dog.")]
    [InlineData("Configuration.Binder.ConfigurationBinderExtensions")]
    [InlineData("d41d8cd98f00b204e9800998ecf8427e")]
    [InlineData("3f2504e0-4f89-11d3-9a0c-0305e82c3301")]
    public void Other_text_is_none(string text) => Assert.Null(Find(text));

    public static TheoryData<string> Repeated =>
        new("acme_", "ak-", "Zz9Zz", "1Q~", "AKXA", "acp_", "acr-", "abc1Q~", "ak-aaaaaaaaaaaaZz9Zz", "bareco=", "0", "Z", "0123456789abcdef", "acme_acr-.Q~", "[", "ak-abcdefghij Zz9Zz");

    [Theory]
    [MemberData(nameof(Repeated))]
    public void The_steps_are_linear_in_the_text(string piece)
    {
        var longest = Formats.Max(format => CredentialShape.Parse(format.Shape).Longest);
        var text = string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length));

        Matcher.Find(text, "bareco", out var steps);
        Assert.InRange(steps, 0, 3L * longest * text.Length / Math.Min(piece.Length, 3));

        Matcher.Find(text[..(text.Length / 2)], "bareco", out var half);
        Assert.InRange(steps, 0, (3 * half) + 1000);
    }

    [Fact]
    public void The_table_compiles_and_each_format_can_be_found()
    {
        foreach (var format in CredentialFormats.All)
            Assert.True(CredentialShape.Parse(format.Shape).Anchor >= 0 || format.Keyword is not null, format.Id);
        Assert.Equal(CredentialFormats.All.Length, CredentialFormats.All.Select(format => format.Id).Distinct().Count());
        Assert.Null(CredentialMatcher.Default.Find("nothing"));
    }

    private static CredentialMatch? Find(string text, string? nearby = null) => Matcher.Find(text, nearby);

    private static (int Start, int Length) Found(string text, string? nearby) => Find(text, nearby) is { } match ? (match.Start, match.Length) : (-1, 0);
}
