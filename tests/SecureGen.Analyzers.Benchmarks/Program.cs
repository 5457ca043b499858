using System;
using System.IO;
using System.Linq;
using BenchmarkDotNet.Running;
using SecureGen.Analyzers.Benchmarks.Code;
using SecureGen.Analyzers.Benchmarks.Measuring;

// --quick [lines...]     one Markdown table of generated code, two minutes for the default sizes
// --folder PATH          the same for the C# of a folder, and our findings in it
// --peers PATH           the same with the peers
// anything else          BenchmarkDotNet's own options, an hour
switch (args)
{
    case ["--quick", .. var lines]:
        int[] sizes = lines.Length == 0 ? [10_000, 50_000] : [.. lines.Select(int.Parse)];
        new QuickTable(Console.Out).Measure(sizes.Select(CodeBase.Generate), Configuration.All);
        break;
    case [("--folder" or "--peers") and var scope, var folder] when Directory.Exists(folder):
        var code = CodeBase.Read(folder);
        new QuickTable(Console.Out).Measure([code], scope == "--peers" ? Configuration.All : Configuration.OursAlone);
        foreach (var finding in Run.Findings(code))
            Console.WriteLine(finding);
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(AnalysisBenchmarks).Assembly).Run(args);
        break;
}
