using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Running;
using Microsoft.CodeAnalysis;

namespace SecureGen.Analyzers.Benchmarks;

/// <summary>
/// <c>--quick [lines...]</c> prints a Markdown table of ratios in one process; <c>--folder PATH</c> does it on the C# of a
/// folder and lists our findings; anything else goes to BenchmarkDotNet.
/// </summary>
public static class Program
{
    private const int Rounds = 5;

    public static void Main(string[] args)
    {
        if (args is ["--quick", .. var sizes])
            Quick(sizes.Length == 0 ? [10_000, 50_000, 200_000] : [.. sizes.Select(s => int.Parse(s, CultureInfo.InvariantCulture))]);
        else if (args is ["--folder", var folder, ..])
            OnFolder(folder);
        else
            BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
    }

    private static void Quick(IEnumerable<int> sizes)
    {
        Console.WriteLine("| Lines | Analyzers | CPU | Allocated | CPU / none | CPU / floor | Allocated / none | Allocated / floor |");
        Console.WriteLine("| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var size in sizes)
            Table(Corpus.Generate(size), Configurations.Names);
    }

    private static void OnFolder(string folder)
    {
        var trees = Corpus.Read(folder);
        Table(trees, ["none", "floor", "SecureGen"]);
        foreach (var finding in Configurations.Findings(trees))
            Console.WriteLine(finding);
    }

    private static void Table(IReadOnlyList<SyntaxTree> trees, string[] names)
    {
        var lines = trees.Sum(t => t.GetText().Lines.Count);
        var sets = names.ToDictionary(n => n, Configurations.Analyzers);
        var rounds = lines > 100_000 ? 3 : Rounds;
        var best = names.ToDictionary(n => n, _ => (Cpu: double.MaxValue, Bytes: long.MaxValue));

        // One round runs every set in turn, so that a slow spell of the machine falls on all of them.
        for (var round = 0; round <= rounds; round++)
        {
            foreach (var name in names)
            {
                GC.Collect();
                var cpu = Process.GetCurrentProcess().TotalProcessorTime;
                var bytes = GC.GetTotalAllocatedBytes(precise: true);
                Configurations.Run(trees, name, sets[name]);
                var spent = (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds;
                var allocated = GC.GetTotalAllocatedBytes(precise: true) - bytes;
                if (round > 0)
                    best[name] = (Math.Min(best[name].Cpu, spent), Math.Min(best[name].Bytes, allocated));
            }
        }

        foreach (var name in names)
        {
            var (cpu, bytes) = best[name];
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {lines:N0} | {name} | {cpu:F2} s | {bytes / 1e6:N0} MB | {cpu / best["none"].Cpu:F2} | {cpu / best["floor"].Cpu:F2} | {bytes / (double)best["none"].Bytes:F2} | {bytes / (double)best["floor"].Bytes:F2} |"));
        }
    }
}

[MemoryDiagnoser]
public class AnalysisBenchmarks
{
    private IReadOnlyList<SyntaxTree> _trees = [];

    [Params(10_000, 50_000, 200_000)]
    public int Lines { get; set; }

    [ParamsSource(nameof(Names))]
    public string Analyzers { get; set; } = "none";

    public static IEnumerable<string> Names => Configurations.Names;

    [GlobalSetup]
    public void Setup() => _trees = Corpus.Generate(Lines);

    [Benchmark]
    public int Analyze() => Configurations.Run(_trees, Analyzers, Configurations.Analyzers(Analyzers));
}
