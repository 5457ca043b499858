using System;
using System.IO;
using System.Linq;
using BenchmarkDotNet.Running;
using SecureGen.Analyzers.Benchmarks.Code;
using SecureGen.Analyzers.Benchmarks.Measuring;

// --quick [folder] prints one Markdown table; without it BenchmarkDotNet measures, which takes an hour.
// A folder is analyzed in place of the generated code; --lines 10000,50000 chooses other sizes of that.
var folder = args.FirstOrDefault(Directory.Exists);
if (!args.Contains("--quick"))
{
    Environment.SetEnvironmentVariable(AnalysisBenchmarks.FolderVariable, folder is null ? null : Path.GetFullPath(folder));
    BenchmarkRunner.Run<AnalysisBenchmarks>();
    return;
}

var sizes = args.SkipWhile(argument => argument != "--lines").Skip(1).FirstOrDefault()?.Split(',').Select(int.Parse).ToArray() ?? [10_000, 50_000];
var codeBases = folder is null ? sizes.Select(CodeBase.Generate) : [CodeBase.Read(folder)];
new QuickTable(Console.Out).Measure(codeBases);
