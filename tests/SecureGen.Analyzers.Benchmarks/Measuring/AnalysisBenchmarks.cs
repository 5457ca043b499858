using System;
using System.Collections.Generic;
using System.Linq;
using BenchmarkDotNet.Attributes;
using SecureGen.Analyzers.Benchmarks.Code;

namespace SecureGen.Analyzers.Benchmarks.Measuring;

[InProcess]
[MemoryDiagnoser]
[MinColumn]
[IterationCount(5)]
[WarmupCount(1)]
[InvocationCount(1)]
public class AnalysisBenchmarks
{
    /// <summary>Names the folder to analyze in place of the generated code.</summary>
    public const string FolderVariable = "SECUREGEN_BENCHMARK_FOLDER";

    private static readonly string? Folder = Environment.GetEnvironmentVariable(FolderVariable);

    private CodeBase? _code;
    private Configuration? _configuration;

    public static IEnumerable<int> Sizes => Folder is null ? [10_000, 50_000, 200_000] : [0];

    public static IEnumerable<string> Names => Configuration.All.Select(configuration => configuration.Name);

    [ParamsSource(nameof(Sizes))]
    public int Lines { get; set; }

    [ParamsSource(nameof(Names))]
    public string Analyzers { get; set; } = "";

    [GlobalSetup]
    public void SetUp()
    {
        _code = Folder is null ? CodeBase.Generate(Lines) : CodeBase.Read(Folder);
        _configuration = Configuration.All.Single(configuration => configuration.Name == Analyzers);
    }

    [Benchmark]
    public int Analyze() => Run.Once(_code!, _configuration!).Length;
}
