using SecureGen.Analyzers.Matching;
using Xunit;

namespace SecureGen.Analyzers.Tests.Matching;

public class WordsTests
{
    [Theory]
    [InlineData("apiKey", "api key")]
    [InlineData("APIKey", "api key")]
    [InlineData("API_KEY", "api key")]
    [InlineData("X-Api-Key", "x api key")]
    [InlineData("Jwt:Key", "jwt key")]
    [InlineData("Db__Password", "db password")]
    [InlineData("gen_ai.usage", "gen ai usage")]
    [InlineData("_field", "field")]
    [InlineData("sha256Hash", "sha hash")]
    [InlineData("APIs", "apis")]
    [InlineData("PublicURLs", "public urls")]
    [InlineData("userID", "user id")]
    [InlineData("key2Value", "key value")]
    [InlineData("éclairÉtoile", "éclair étoile")]
    [InlineData("", "")]
    [InlineData("123", "")]
    public void A_name_is_split_at_its_humps_and_separators(string name, string words) => Assert.Equal(words, string.Join(' ', Words.Split(name)));
}
