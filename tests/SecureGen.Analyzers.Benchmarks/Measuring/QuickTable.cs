using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.IO;
using System.Linq;
using SecureGen.Analyzers.Benchmarks.Code;

namespace SecureGen.Analyzers.Benchmarks.Measuring;

/// <summary>Prints the least time and allocation of several runs as ratios to the compiler alone and to the floor.</summary>
internal sealed class QuickTable(TextWriter output)
{
    // Time repeats badly on a shared machine, its minimum well: many rounds where a run is short, few where it is long.
    private const int Rounds = 25;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(12);

    public void Measure(IEnumerable<CodeBase> codeBases, ImmutableArray<Configuration> configurations)
    {
        WarmUp(configurations);
        output.WriteLine("| code | lines | analyzers | CPU ms | CPU / none | CPU / floor | MB | MB / none | MB / floor | findings |");
        output.WriteLine("| --- | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var code in codeBases)
            Print(code, configurations, Least(code, configurations));
    }

    // Until the runtime has compiled the hot methods a second time, the time of a run is mostly its compiler's.
    private static void WarmUp(ImmutableArray<Configuration> configurations)
    {
        var code = CodeBase.Generate(5_000);
        foreach (var configuration in configurations)
        {
            var spent = TimeSpan.Zero;
            while (spent < Patience / 2)
                spent += Run.Measure(code, configuration).Time;
        }
    }

    // Configurations take turns: what else the machine does then meets all of them.
    private static ImmutableArray<Cost> Least(CodeBase code, ImmutableArray<Configuration> configurations)
    {
        var costs = configurations.Select(configuration => Run.Measure(code, configuration)).ToArray();
        var spent = costs.Select(cost => cost.Time).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < costs.Length; i++)
            {
                if (spent[i] > Patience)
                    continue;

                var cost = Run.Measure(code, configurations[i]);
                costs[i] = Cost.Min(costs[i], cost);
                spent[i] += cost.Time;
            }
        }

        return [.. costs];
    }

    private void Print(CodeBase code, ImmutableArray<Configuration> configurations, ImmutableArray<Cost> costs)
    {
        var (none, floor) = (costs[0], costs[1]);
        foreach (var (configuration, cost) in configurations.Zip(costs))
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {code.Name} | {code.Lines:N0} | {configuration.Name} | {cost.Time.TotalMilliseconds:N0} | {cost.Time / none.Time:F2} | {cost.Time / floor.Time:F2} | {cost.Bytes / 1e6:N0} | {(double)cost.Bytes / none.Bytes:F2} | {(double)cost.Bytes / floor.Bytes:F2} | {cost.Findings:N0} |"));
        }

        foreach (var (configuration, cost) in configurations.Zip(costs).Where(pair => pair.Second.Crashes > 0))
            output.WriteLine($"{configuration.Name}: {cost.Crashes} analyzer exceptions");
        if (code.Errors > 0)
            output.WriteLine($"{code.Name} has {code.Errors} errors of compilation: what did not bind was not analyzed.");
    }
}
