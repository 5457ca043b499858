using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.IO;
using System.Linq;
using SecureGen.Analyzers.Benchmarks.Code;

namespace SecureGen.Analyzers.Benchmarks.Measuring;

/// <summary>Prints the least time and allocation of several runs, and the ratios to the compiler alone and to the floor: the median of the rounds, in each of which all take turns.</summary>
internal sealed class QuickTable(TextWriter output)
{
    // Time repeats badly on a shared machine, the ratio within a round well: many rounds where a run is short, few where it is long.
    private const int Rounds = 40;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public void Measure(IEnumerable<CodeBase> codeBases, ImmutableArray<Configuration> configurations)
    {
        WarmUp(configurations);
        output.WriteLine("| code | lines | analyzers | CPU ms | CPU / none | CPU / floor | MB | MB / none | MB / floor | findings |");
        output.WriteLine("| --- | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var code in codeBases)
            Print(code, configurations, Measured(code, configurations));
    }

    // The first runs load and compile what the others find ready.
    private static void WarmUp(ImmutableArray<Configuration> configurations)
    {
        var code = CodeBase.Generate(5_000);
        foreach (var configuration in configurations)
        {
            for (var round = 0; round < 3; round++)
                Run.Measure(code, configuration);
        }
    }

    private static ImmutableArray<List<Cost>> Measured(CodeBase code, ImmutableArray<Configuration> configurations)
    {
        var costs = configurations.Select(configuration => new List<Cost> { Run.Measure(code, configuration) }).ToImmutableArray();
        var spent = costs.Select(cost => cost[0].Time).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < costs.Length; i++)
            {
                if (spent[i] > Patience)
                    continue;

                costs[i].Add(Run.Measure(code, configurations[i]));
                spent[i] += costs[i][^1].Time;
            }
        }

        return costs;
    }

    private void Print(CodeBase code, ImmutableArray<Configuration> configurations, ImmutableArray<List<Cost>> costs)
    {
        var (none, floor) = (costs[0], costs[1]);
        foreach (var (configuration, rounds) in configurations.Zip(costs))
        {
            var least = rounds.Aggregate(Cost.Min);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {code.Name} | {code.Lines:N0} | {configuration.Name} | {least.Time.TotalMilliseconds:N0} | {Ratio(rounds, none):F2} | {Ratio(rounds, floor):F2} | {least.Bytes / 1e6:N0} | {(double)least.Bytes / none.Min(cost => cost.Bytes):F2} | {(double)least.Bytes / floor.Min(cost => cost.Bytes):F2} | {least.Findings:N0} |"));
        }

        foreach (var (configuration, rounds) in configurations.Zip(costs).Where(pair => pair.Second[0].Crashes > 0))
            output.WriteLine($"{configuration.Name}: {rounds[0].Crashes} analyzer exceptions");
        if (code.Errors > 0)
            output.WriteLine($"{code.Name} has {code.Errors} errors of compilation: what did not bind was not analyzed.");
    }

    private static double Ratio(List<Cost> rounds, List<Cost> to)
    {
        var ratios = rounds.Zip(to, (cost, other) => cost.Time / other.Time).Order().ToArray();
        return ratios[ratios.Length / 2];
    }
}
