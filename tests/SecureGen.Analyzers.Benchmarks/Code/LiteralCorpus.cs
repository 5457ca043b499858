using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace SecureGen.Analyzers.Benchmarks.Code;

/// <summary>Texts as they stand in code, in about the shares in which they do.</summary>
internal static class LiteralCorpus
{
    private const int Seed = 1;

    private static readonly string[] Words =
    [
        "the", "value", "of", "configuration", "request", "was", "not", "found", "invalid", "argument", "image", "service", "failed", "to", "load", "is", "required", "user", "could",
        "be", "parsed", "from", "response", "expected", "authentication", "token", "must", "contain", "at", "least", "one", "item", "unable", "connect", "server", "in", "type",
    ];

    private static readonly (int Share, Func<Random, string> Make)[] Kinds =
    [
        (14, random => Word(random)),
        (24, random => Sentence(random, 4, 12)),
        (5, random => Sentence(random, 3, 8) + " {0}: '{1}'"),
        (9, random => string.Join('.', Many(random, 2, 5, Pascal))),
        (6, random => string.Join('_', Many(random, 2, 5, Word))),
        (8, random => "SELECT " + string.Join(", ", Many(random, 2, 6, Pascal)) + " FROM " + Pascal(random) + " WHERE " + Pascal(random) + " = @" + Word(random)),
        (7, random => $"https://{Word(random)}.contoso.com/{string.Join('/', Many(random, 1, 4, Word))}?{Word(random)}={random.Next(100)}"),
        (6, random => "/" + string.Join('/', Many(random, 2, 5, Word))),
        (3, random => $"C:\\{string.Join('\\', Many(random, 2, 5, Pascal))}\\{Word(random)}.json"),
        (5, random => "{" + string.Join(",", Many(random, 2, 5, r => $"\"{Word(r)}\":\"{Word(r)}\"")) + "}"),
        (3, random => $"<{Word(random)} name=\"{Word(random)}\">{Sentence(random, 1, 4)}</{Word(random)}>"),
        (3, random => new Guid(Bytes(random, 16)).ToString()),
        (2, random => Convert.ToHexString(Bytes(random, 20)).ToLowerInvariant()),
        (1, random => Convert.ToHexString(Bytes(random, 32))),
        (1, random => "sha512-" + Convert.ToBase64String(Bytes(random, 64))),
        (1, random => Convert.ToBase64String(Bytes(random, random.Next(60, 2000)))),
        (2, random => $"^[a-z0-9]{{1,{random.Next(9)}}}\\.{Word(random)}$"),
    ];

    public static string[] Generate(int count)
    {
        var random = new Random(Seed);
        var total = Kinds.Sum(kind => kind.Share);
        return [.. Enumerable.Range(0, count).Select(_ => Draw(random, random.Next(total)))];
    }

    private static string Draw(Random random, int ticket)
    {
        foreach (var (share, make) in Kinds)
        {
            if (ticket < share)
                return make(random);
            ticket -= share;
        }

        throw new InvalidOperationException();
    }

    private static string Word(Random random) => Words[random.Next(Words.Length)];

    private static string Pascal(Random random) => string.Concat(Many(random, 1, 3, Word).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    private static string Sentence(Random random, int least, int most)
    {
        var text = new StringBuilder(string.Join(' ', Many(random, least, most, Word))).Append('.');
        text[0] = char.ToUpperInvariant(text[0]);
        return text.ToString();
    }

    private static IEnumerable<string> Many(Random random, int least, int most, Func<Random, string> make) =>
        Enumerable.Range(0, random.Next(least, most + 1)).Select(_ => make(random)).ToArray();

    private static byte[] Bytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
