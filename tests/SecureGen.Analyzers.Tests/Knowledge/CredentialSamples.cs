using System;
using System.Linq;
using System.Text;
using SecureGen.Analyzers.Knowledge.Formats;
using SecureGen.Analyzers.Matching;
using SecureGen.Analyzers.Matching.CredentialTexts;

namespace SecureGen.Analyzers.Tests.Knowledge;

/// <summary>Credentials made from their formats, so that none has to be written down.</summary>
internal static class CredentialSamples
{
    private const int MostAttempts = 200;

    /// <summary>A credential of the format, the same for the same seed, that no filter of dummies takes for one.</summary>
    public static string Of(CredentialFormat format, int seed = 1)
    {
        var random = new Random(seed);
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var sample = Draw(format, random);
            if (!DummyText.Is(sample, BehindMark(format, sample), sample.Length, format.EntropyFloor))
                return sample;
        }

        throw new InvalidOperationException($"No sample of {format.Id} passes for random; is its entropy floor too high?");
    }

    /// <summary>As <see cref="Of"/>, from the id in the table.</summary>
    public static string Of(string id, int seed = 1) => Of(CredentialFormats.All.Single(format => format.Id == id), seed);

    /// <summary>One drawing, dummy or not.</summary>
    public static string Draw(CredentialFormat format, Random random)
    {
        var text = new StringBuilder();
        foreach (var segment in CredentialShape.Parse(format.Shape).Segments)
        {
            if (segment.IsText)
                text.Append(segment.Texts[random.Next(segment.Texts.Count)]);
            else
                text.Append(Characters(segment.Alphabet, random.Next(segment.Shortest, segment.Longest + 1), random));
        }

        var sample = text.ToString();
        var width = CheckDigits.WidthOf(format.Checksum);
        return width == 0 ? sample : sample[..^width] + CheckDigits.Of(format.Checksum, sample, 0, sample.Length - width);
    }

    /// <summary>Random characters of an alphabet.</summary>
    public static string Characters(string alphabet, int count, Random random) =>
        string.Create(count, (alphabet, random), static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = source.alphabet[source.random.Next(source.alphabet.Length)];
        });

    /// <summary>Where the fixed text ends with which the credential begins: what follows has to look random.</summary>
    public static int BehindMark(CredentialFormat format, string sample)
    {
        var at = 0;
        foreach (var segment in CredentialShape.Parse(format.Shape).Segments)
        {
            if (!segment.IsText)
                break;
            at += segment.Texts.First(text => string.CompareOrdinal(sample, at, text, 0, text.Length) == 0).Length;
        }

        return at;
    }
}
