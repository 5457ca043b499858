using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using SecureGen.Analyzers.Knowledge.Formats;
using SecureGen.Analyzers.Matching;
using SecureGen.Analyzers.Matching.CredentialTexts;
using Xunit;

namespace SecureGen.Analyzers.Tests.Knowledge;

/// <summary>The table of credential formats: that it is well formed, and that each line finds its credentials and nothing beside them.</summary>
public class CredentialFormatsTests
{
    private const int Seeds = 3;

    // Of these a text that is a little too long or too short is the credential of another line.
    private static readonly HashSet<string> Neighbours = new(StringComparer.Ordinal) { "paystack-secret-key" };

    // One character of the digit before it and the length of the rest are part of the mark.
    private static readonly HashSet<string> ShortMarks = new(StringComparer.Ordinal) { "azure-client-secret" };

    private static readonly Dictionary<string, CredentialShape> Shapes = CredentialFormats.All.ToDictionary(f => f.Id, f => CredentialShape.Parse(f.Shape), StringComparer.Ordinal);

    public static TheoryData<string> Ids() => Of(CredentialFormats.All);

    public static TheoryData<string> IdsWithKeyword() => Of(CredentialFormats.All.Where(f => f.Keyword is not null));

    public static TheoryData<string> IdsWithChecksum() => Of(CredentialFormats.All.Where(f => f.Checksum != Checksum.None));

    [Fact]
    public void An_id_names_one_format()
    {
        Assert.Empty(CredentialFormats.All.GroupBy(f => f.Id, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key));
        Assert.Empty(CredentialFormats.All.GroupBy(f => (f.Shape, f.Keyword)).Where(g => g.Count() > 1).Select(g => g.Key));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_line_is_well_formed(string id)
    {
        var format = Format(id);

        Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)+$", id);
        Assert.StartsWith(Kebab(format.Provider) + "-", id, StringComparison.Ordinal);
        Assert.Matches("^(?:[a-z]|API|OAuth|SDK|SMTP|SCIM|CA|DevOps|Entra|[A-Z])", format.Kind);
        Assert.True(Uri.TryCreate(format.Source, UriKind.Absolute, out var source) && source.Scheme == Uri.UriSchemeHttps, format.Source);
        Assert.InRange(CredentialShape.Parse(format.Shape).Longest, 16, 8192);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_shape_has_a_mark_or_the_format_a_keyword(string id)
    {
        var format = Format(id);
        var shape = CredentialShape.Parse(format.Shape);

        if (format.Keyword is { } keyword)
            Assert.Matches("^(?=.{3})[a-z]{2,}( [a-z]{2,}){0,2}$", keyword);
        else if (!ShortMarks.Contains(id))
            Assert.True(shape.Segments.Where(s => s.IsText).Sum(s => s.Shortest) >= 3 && shape.Anchor >= 0, format.Shape);
    }

    // The first text that stands is taken for the one meant.
    [Theory]
    [MemberData(nameof(Ids))]
    public void No_text_of_a_choice_hides_a_longer_one(string id)
    {
        foreach (var segment in Shape(Format(id)).Segments.Where(s => s.IsText))
        {
            for (var i = 0; i < segment.Texts.Count; i++)
                Assert.DoesNotContain(segment.Texts.Skip(i + 1), later => later.StartsWith(segment.Texts[i], StringComparison.Ordinal));
        }
    }

    [Fact]
    public void At_least_120_providers_are_known() => Assert.True(Providers().Count >= 120, $"{Providers().Count}");

    [Theory]
    [InlineData("OpenAI")]
    [InlineData("Anthropic")]
    [InlineData("Google")]
    [InlineData("Hugging Face")]
    [InlineData("Replicate")]
    [InlineData("fal")]
    [InlineData("ElevenLabs")]
    [InlineData("Stability AI")]
    [InlineData("Cohere")]
    [InlineData("Mistral")]
    [InlineData("Groq")]
    [InlineData("Together AI")]
    [InlineData("Perplexity")]
    [InlineData("DeepSeek")]
    [InlineData("xAI")]
    [InlineData("Azure OpenAI")]
    [InlineData("Azure AI services")]
    public void The_services_of_generative_AI_are_among_them(string provider) => Assert.Contains(provider, Providers());

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_credential_of_the_format_is_found_under_its_provider(string id)
    {
        var format = Format(id);
        for (var seed = 1; seed <= Seeds; seed++)
        {
            foreach (var sample in new[] { Make(format, seed, s => s.Shortest), Make(format, seed, s => s.Longest), CredentialSamples.Of(format, seed) })
            {
                var match = Find(sample, format.Keyword);
                Assert.True(match is not null, $"A {id} of {sample.Length} characters is not found.");
                Assert.Equal((format.Provider, 0, sample.Length), (match.Value.Provider, match.Value.Start, match.Value.Length));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void One_character_less_or_more_is_another_text(string id)
    {
        var format = Format(id);
        var last = LastClass(format);
        for (var seed = 1; seed <= Seeds; seed++)
        {
            Silent(format, Make(format, seed, s => s == last ? s.Shortest - 1 : s.Shortest));
            Silent(format, Make(format, seed, s => s == last ? s.Longest + 1 : s.Longest));
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_character_outside_of_the_class_makes_another_text(string id)
    {
        var format = Format(id);
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var sample = Make(format, seed, s => s.Shortest);
            var (start, segment) = LongestClass(format);
            var at = start + (segment.Shortest / 2);
            Silent(format, sample[..at] + Outside(segment) + sample[(at + 1)..]);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_dummy_in_the_shape_is_silent(string id)
    {
        var format = Format(id);

        Silent(format, Fill(format, s => s.Alphabet[^1..]));
        Silent(format, Fill(format, s => s.Alphabet[..1]));
        Silent(format, Fill(format, s => s.Alphabet[..Math.Min(3, s.Alphabet.Length)]));
    }

    [Theory]
    [MemberData(nameof(IdsWithKeyword))]
    public void Without_its_keyword_a_shape_says_nothing(string id)
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            Assert.Null(Find(CredentialSamples.Of(id, seed), null));
            Assert.Null(Find(CredentialSamples.Of(id, seed), "payload"));
        }
    }

    [Theory]
    [MemberData(nameof(IdsWithChecksum))]
    public void Wrong_check_digits_are_no_credential(string id)
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var sample = CredentialSamples.Of(id, seed);
            Silent(Format(id), sample[..^1] + (sample[^1] == '0' ? '1' : '0'));
            Silent(Format(id), sample[..^8] + (sample[^8] == 'a' ? 'b' : 'a') + sample[^7..]);
        }
    }

    // A floor that real keys do not reach makes misses by chance.
    [Theory]
    [MemberData(nameof(Ids))]
    public void The_entropy_floor_lets_nearly_all_credentials_pass(string id)
    {
        const int Drawings = 200;
        var format = Format(id);
        var random = new Random(17);

        var low = Enumerable.Range(0, Drawings).Select(_ => CredentialSamples.Draw(format, random))
            .Count(s => DummyText.Entropy(s, CredentialSamples.BehindMark(format, s), s.Length) < format.EntropyFloor);

        Assert.True(low <= Drawings / 50, $"{low} of {Drawings} are below the floor of {format.EntropyFloor}.");
    }

    [Theory]
    [InlineData("disk-0a1b2c3d4e5f60718293a4b5c6d7e8f9", null)]
    [InlineData("task-sk-list-item--highlighted-for-keyboard-navigation", null)]
    [InlineData("cache-key-d41d8cd98f00b204e9800998ecf8427e", null)]
    [InlineData("api-key-header-name", null)]
    [InlineData("re_frameworkNameAndVersionNumber", null)]
    [InlineData("pat-eu1-component__element--modifier", null)]
    [InlineData("pa-spacing-inline-start-responsive-large-screen", null)]
    [InlineData("pa-7-md-6-lg-5-xl-4-text-primary-bg-surface-1x", null)]
    [InlineData("fw_applicationSettingsReader", null)]
    [InlineData("re_Customer_NotificationTemplateNames", null)]
    [InlineData("re_Password_resetTokenConfirmation2", null)]
    [InlineData("private_configurationFileLocation01=", null)]
    [InlineData("skey_authenticationtoken", null)]
    [InlineData("favico-d41d8cd98f00b204e9800998ecf8427e", null)]
    [InlineData("m0-da39a3ee5e6b4b0d3255bfef95601890afd80709", null)]
    [InlineData("cs_0123456789", null)]
    [InlineData("cioApplicationInsightsConfigurationSet", null)]
    [InlineData("key_resourceNotFoundDescription", null)]
    [InlineData("secret_management_documentation_link_for_administrators", null)]
    [InlineData("secret-rotation-policy-description-resource-key1", null)]
    [InlineData("hf_transformersModelRepositoryNameForTests", null)]
    [InlineData("up_migrationAddsTheIndexOnNames1", null)]
    [InlineData("rnd_numberGeneratorForTheSimulation1", null)]
    [InlineData("API-VERSIONING", null)]
    [InlineData("hvs.HandlerVirtualServiceForTests", null)]
    [InlineData("6f9619ff-8b86-d011-b42d-00c04fc964ff", null)]
    [InlineData("api-6f9619ff-8b86-d011-b42d-00c04fc964ff", null)]
    [InlineData("da39a3ee5e6b4b0d3255bfef95601890afd80709", null)]
    [InlineData("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", null)]
    [InlineData("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", null)]
    [InlineData("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", null)]
    [InlineData("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", null)]
    [InlineData("https://docs.example.org/a/b?sig=none&sv=2022-11-02", null)]
    [InlineData("AKIA" + "IOSFODNN7EXAMPLE", null)]
    [InlineData("wJalrXUtnFEMI" + "/K7MDENG/bPxRfiCYEXAMPLEKEY", "AwsSecret")]
    [InlineData("PublicKeyToken=b77a5c561934e089", "AwsAssembly")]
    [InlineData("Microsoft.Extensions.Configuration.Json, Version=10.0.0.0, Culture=neutral, PublicKeyToken=adb9793829ddae60", null)]
    [InlineData("arn:aws:iam::123456789012:role/service-role/lambda", "Aws")]
    [InlineData("arn:aws:iam::aws:policy/service-role/AWSFaultInjectionSimulatorEC2Access", null)]
    [InlineData("AmazonRoute53AutoNamingFullAccess/Policy1", "AwsSecretsManagerPolicy")]
    [InlineData("/aws/service/canonical/ubuntu/server/22.04/stable/current/amd64/hvm/ebs-gp2/ami-id", "Aws")]
    [InlineData("aws/containers/services/production/image", "Aws")]
    [InlineData("da39a3ee5e6b4b0d3255bfef95601890afd80709", "AwsCommit")]
    [InlineData("MicrosoftExtensionsHostingAbstractions12", "CohereAssembly")]
    [InlineData("https://github.com/DataDog/dd-trace-dotnet/commit/da39a3ee5e6b4b0d3255bfef95601890afd80709", null)]
    [InlineData("x-datadog-trace-id: 0af7651916cd43dd8448eb211c80319c", null)]
    [InlineData("https://raw.example.org/wandb/wandb/blob/da39a3ee5e6b4b0d3255bfef95601890afd80709/setup.py", null)]
    [InlineData("postmark message id 6f9619ff-8b86-d011-b42d-00c04fc964ff", null)]
    public void Ordinary_text_is_silent(string text, string? nearby) => Assert.Null(Find(text, nearby));

    [Fact]
    public void Base64_of_files_is_silent()
    {
        var bytes = new byte[1 << 20];
        new Random(11).NextBytes(bytes);

        Assert.Null(Find(Convert.ToBase64String(bytes), null));
        Assert.Null(Find(Convert.ToHexString(bytes), null));
        Assert.Null(Find(string.Concat(Enumerable.Repeat("/EAAAAEAA+", 4000)), null));
    }

    // Account numbers stand beside the keys of the account and look alike.
    [Fact]
    public void The_public_identifiers_of_a_provider_are_silent()
    {
        var hex = CredentialSamples.Characters("0123456789abcdef", 32, new Random(5));
        var letters = CredentialSamples.Characters("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", 28, new Random(5));

        Assert.Null(Find("AC" + hex, "TwilioAccountSid"));
        Assert.Null(Find("pub" + hex, "DatadogClientToken"));
        Assert.Null(Find("mob-6f9619ff-8b86-d011-b42d-00c04fc964ff", "LaunchDarklyMobileKey"));
        Assert.Null(Find(hex, "CloudflareZoneId"));
        Assert.Null(Find(hex, "AlgoliaSearchKey"));
        Assert.Null(Find(hex, "SpotifyClientId"));
        Assert.Null(Find("pk_live_" + letters + letters, "StripePublishableKey"));
        Assert.Null(Find("pk_test_" + letters, "StripePublishableKey"));
        Assert.Null(Find("rzp_live_" + letters[..14], "RazorpayKeyId"));
        Assert.Null(Find("phc_" + letters + letters[..15], "PostHogProjectKey"));
        Assert.Null(Find("https://" + hex + "@o" + "450001.ingest.sentry.io/4500012", "SentryDsn"));
        Assert.Null(Find("sb_publishable_" + letters + "abc", "SupabaseKey"));
    }

    [Fact]
    public void A_key_of_the_first_shape_is_OpenAIs_only_with_its_mark()
    {
        Assert.Equal("OpenAI", Find(CredentialSamples.Of("openai-user-key"), null)?.Provider);
        Assert.Equal("Stability AI", Find(CredentialSamples.Of("stability-ai-api-key"), null)?.Provider);
        Assert.Equal("Paystack", Find(CredentialSamples.Of("paystack-secret-key"), null)?.Provider);
        Assert.Equal("Stripe", Find(CredentialSamples.Of("stripe-secret-key"), null)?.Provider);
    }

    private static CredentialMatch? Find(string text, string? nearby) => CredentialMatcher.Default.Find(text, nearby);

    private static void Silent(CredentialFormat format, string text)
    {
        var match = Find(text, format.Keyword);
        if (match is not null && Neighbours.Contains(format.Id))
            Assert.NotEqual(format.Provider, match.Value.Provider);
        else
            Assert.True(match is null, $"{match?.Name} at {match?.Start}, of {match?.Length} characters");
    }

    // A credential whose parts have the lengths asked for.
    private static string Make(CredentialFormat format, int seed, Func<CredentialShape.Segment, int> length)
    {
        var random = new Random(seed);
        for (var attempt = 0; attempt < 200; attempt++)
        {
            var sample = Compose(format, s => CredentialSamples.Characters(s.Alphabet, length(s), random));
            if (!DummyText.Is(sample, CredentialSamples.BehindMark(format, sample), sample.Length, format.EntropyFloor) && sample.Any(char.IsDigit))
                return sample;
        }

        throw new InvalidOperationException($"No {format.Id} passes for random.");
    }

    private static string Fill(CredentialFormat format, Func<CredentialShape.Segment, string> pattern) =>
        Compose(format, s => string.Concat(Enumerable.Range(0, s.Longest).Select(i => pattern(s)[i % pattern(s).Length])));

    private static string Compose(CredentialFormat format, Func<CredentialShape.Segment, string> characters)
    {
        var text = new StringBuilder();
        foreach (var segment in Shape(format).Segments)
            text.Append(segment.IsText ? segment.Texts[0] : characters(segment));
        var sample = text.ToString();
        var width = CheckDigits.WidthOf(format.Checksum);
        return width == 0 ? sample : sample[..^width] + CheckDigits.Of(format.Checksum, sample, 0, sample.Length - width);
    }

    private static CredentialShape.Segment LastClass(CredentialFormat format) => Shape(format).Segments.Last(s => !s.IsText);

    private static (int Start, CredentialShape.Segment Segment) LongestClass(CredentialFormat format)
    {
        var segments = Shape(format).Segments;
        var longest = segments.Where(s => !s.IsText).MaxBy(s => s.Shortest)!;
        return (segments.TakeWhile(s => s != longest).Sum(s => s.IsText ? s.Texts[0].Length : s.Shortest), longest);
    }

    private static char Outside(CredentialShape.Segment segment) => "gzGZ9_ ".First(c => !segment.Characters.Contains(c));

    private static CredentialShape Shape(CredentialFormat format) => Shapes[format.Id];

    private static CredentialFormat Format(string id) => CredentialFormats.All.Single(f => f.Id == id);

    private static HashSet<string> Providers() => CredentialFormats.All.Select(f => f.Provider).ToHashSet(StringComparer.Ordinal);

    private static string Kebab(string text) => Regex.Replace(text.ToLowerInvariant(), "[^a-z0-9]+", "-").Trim('-');

    private static TheoryData<string> Of(IEnumerable<CredentialFormat> formats)
    {
        var ids = new TheoryData<string>();
        foreach (var format in formats)
            ids.Add(format.Id);
        return ids;
    }
}
