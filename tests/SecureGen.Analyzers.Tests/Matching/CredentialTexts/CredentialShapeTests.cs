using System;
using System.Linq;
using SecureGen.Analyzers.Matching;
using SecureGen.Analyzers.Matching.CredentialTexts;
using Xunit;

namespace SecureGen.Analyzers.Tests.Matching.CredentialTexts;

public class CredentialShapeTests
{
    [Fact]
    public void A_shape_is_read_into_its_segments()
    {
        var shape = CredentialShape.Parse("key_[alnum 22]_[hex 3-5][=a,bc]");

        Assert.Equal(5, shape.Segments.Length);
        Assert.Equal(["key_"], shape.Segments[0].Texts);
        Assert.Equal((22, 22), (shape.Segments[1].Shortest, shape.Segments[1].Longest));
        Assert.Equal((3, 5), (shape.Segments[3].Shortest, shape.Segments[3].Longest));
        Assert.Equal(["a", "bc"], shape.Segments[4].Texts);
        Assert.Equal((31, 34), (shape.Shortest, shape.Longest));
        Assert.Equal(0, shape.Anchor);
    }

    [Theory]
    [InlineData("sk-[alnum 20]T3BlbkFJ[alnum 20]", 2)]
    [InlineData("[word 3]8Q~[word 31]", 1)]
    [InlineData("[=AKIA,ASIA][base32 16]", 0)]
    [InlineData("[hex 32]", -1)]
    [InlineData("[hex 8]-[hex 4]", -1)]
    public void The_longest_fixed_text_is_the_anchor(string text, int anchor) => Assert.Equal(anchor, CredentialShape.Parse(text).Anchor);

    [Theory]
    [InlineData("")]
    [InlineData("a[")]
    [InlineData("a[hex]")]
    [InlineData("a[hex 0]")]
    [InlineData("a[hex 5-3]")]
    [InlineData("a[hex -3]")]
    [InlineData("a[hex 1-2-3]")]
    [InlineData("a[octal 8]")]
    [InlineData("a[=]")]
    [InlineData("a[=b,]")]
    [InlineData("a[hex 8")]
    public void A_malformed_shape_says_so(string text) => Assert.Throws<FormatException>(() => CredentialShape.Parse(text));

    [Theory]
    [InlineData("digit", 10)]
    [InlineData("hex", 16)]
    [InlineData("HEX", 16)]
    [InlineData("anyhex", 22)]
    [InlineData("lower", 26)]
    [InlineData("upper", 26)]
    [InlineData("alpha", 52)]
    [InlineData("alnum", 62)]
    [InlineData("loweralnum", 36)]
    [InlineData("upperalnum", 36)]
    [InlineData("base32", 32)]
    [InlineData("base64", 64)]
    [InlineData("base64url", 64)]
    [InlineData("word", 63)]
    public void A_class_has_its_characters(string name, int count)
    {
        var segment = Assert.Single(CredentialShape.Parse($"[{name} 1]").Segments);

        Assert.Equal(count, segment.Alphabet.Distinct().Count());
        Assert.Equal(count, Enumerable.Range(0, 300).Count(c => segment.Characters.Contains((char)c)));
    }
}
