using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using SecureGen.Analyzers.Benchmarks.Code;
using SecureGen.Analyzers.Matching;
using SecureGen.Analyzers.Matching.CredentialTexts;

namespace SecureGen.Analyzers.Benchmarks.Measuring;

/// <summary>What it costs to ask of a literal whether it is a credential.</summary>
internal sealed class LiteralTable(TextWriter output)
{
    private const int Count = 100_000;
    private const int WarmUps = 30;
    private const int Rounds = 51;

    public void Measure()
    {
        var literals = LiteralCorpus.Generate(Count);
        var lengths = literals.Select(literal => literal.Length).Order().ToArray();
        for (var i = 0; i < WarmUps; i++)
            Pass(literals);

        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var found = Pass(literals).Found;
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        var rounds = Enumerable.Range(0, Rounds).Select(_ => Pass(literals).Nanoseconds / Count).Order().ToArray();
        var candidates = literals.Count(CredentialMatcher.Default.IsCandidate);
        output.WriteLine("| literals | median length | ns each: median round | mean round | least round | allocated bytes each | past the prefilter | found |");
        output.WriteLine("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {Count:N0} | {lengths[Count / 2]} | {rounds[Rounds / 2]:F0} | {rounds.Average():F0} | {rounds[0]:F0} | {(double)allocated / Count:F1} | {100.0 * candidates / Count:F0} % | {found} |"));
        PrintDistribution(literals);
    }

    // A single literal is too fast for the clock: each is asked about many times.
    private void PrintDistribution(string[] literals)
    {
        const int Times = 200;
        var each = literals.Where((_, i) => i % 50 == 0).Select(literal =>
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < Times; i++)
                EmbeddedCredentials.Find(literal);
            return Stopwatch.GetElapsedTime(start).TotalNanoseconds / Times;
        }).Order().ToArray();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"One literal of {each.Length:N0}, asked about {Times} times: median {each[each.Length / 2]:F0} ns, nine of ten below {each[each.Length * 9 / 10]:F0} ns, 99 of 100 below {each[each.Length * 99 / 100]:F0} ns."));
    }

    // Processor time: on a shared machine others lengthen the rest.
    private static (int Found, double Nanoseconds) Pass(string[] literals)
    {
        var found = 0;
        var start = Environment.CpuUsage.TotalTime;
        foreach (var literal in literals)
        {
            if (EmbeddedCredentials.Find(literal) is not null)
                found++;
        }

        return (found, (Environment.CpuUsage.TotalTime - start).TotalNanoseconds);
    }
}
