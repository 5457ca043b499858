using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SecureGen.Analyzers.Benchmarks.Code;

namespace SecureGen.Analyzers.Benchmarks.Measuring;

/// <summary>One compilation of a code base with one set of analyzers: all diagnostics, as a build asks for them, without the emit.</summary>
internal static class Run
{
    public static ImmutableArray<Diagnostic> Once(CodeBase code, Configuration configuration)
    {
        var compilation = code.Compile(configuration.Severities);
        if (configuration.Analyzers.IsEmpty)
            return compilation.GetDiagnostics();

        var options = new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false);
        return compilation.WithAnalyzers(configuration.Analyzers, options).GetAllDiagnosticsAsync(CancellationToken.None).GetAwaiter().GetResult();
    }

    /// <summary>Our findings in the code, a line each, by rule.</summary>
    public static IEnumerable<string> Findings(CodeBase code) => Once(code, Configuration.Ours)
        .Where(diagnostic => Configuration.Ours.Severities.ContainsKey(diagnostic.Id))
        .OrderBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)
        .ThenBy(diagnostic => diagnostic.Location.SourceTree?.FilePath, StringComparer.Ordinal)
        .ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start)
        .Select(diagnostic => diagnostic.ToString());

    /// <summary>The time each rule's callbacks took when it runs alone, as the driver counts it, in milliseconds; the least of several runs.</summary>
    public static IEnumerable<(string Rule, double Time)> Callbacks(CodeBase code)
    {
        var least = new SortedDictionary<string, double>(StringComparer.Ordinal);
        for (var round = 0; round < 25; round++)
        {
            var options = new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: true);
            var result = code.Compile(Configuration.Apart.Severities).WithAnalyzers(Configuration.Apart.Analyzers, options)
                .GetAnalysisResultAsync(CancellationToken.None).GetAwaiter().GetResult();
            foreach (var (analyzer, telemetry) in result.AnalyzerTelemetryInfo)
            {
                var (rule, time) = (analyzer.GetType().Name, telemetry.ExecutionTime.TotalMilliseconds);
                least[rule] = least.TryGetValue(rule, out var known) ? Math.Min(known, time) : time;
            }
        }

        return least.Select(pair => (pair.Key, pair.Value));
    }

    /// <summary>Processor time of all threads and bytes they allocated.</summary>
    public static Cost Measure(CodeBase code, Configuration configuration)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var time = Environment.CpuUsage.TotalTime;
        var diagnostics = Once(code, configuration);
        return new Cost(
            Environment.CpuUsage.TotalTime - time,
            GC.GetTotalAllocatedBytes(precise: true) - allocated,
            diagnostics.Count(diagnostic => configuration.Severities.ContainsKey(diagnostic.Id)),
            diagnostics.Count(diagnostic => diagnostic.Id == "AD0001"));
    }
}

internal readonly record struct Cost(TimeSpan Time, long Bytes, int Findings, int Crashes)
{
    public static Cost Min(Cost left, Cost right) => left with
    {
        Time = left.Time < right.Time ? left.Time : right.Time,
        Bytes = Math.Min(left.Bytes, right.Bytes),
    };
}
