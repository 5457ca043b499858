using System;
using System.IO;
using System.Linq;
using BenchmarkDotNet.Running;
using SecureGen.Analyzers.Benchmarks.Code;
using SecureGen.Analyzers.Benchmarks.Measuring;

// --quick [lines...]     one Markdown table of generated code, some minutes for the default sizes
// --ours [lines...]      the same without the peers
// --rules [lines]        the time in each rule's own callbacks
// --shapes               what the flow of data costs on code that is hard on it
// --literals             what it costs to ask of a literal whether it is a credential
// --cold                 what analyzers add to the first compilation of a tiny project
// --folder PATH          the table for the C# of a folder
// --peers PATH           the same with the peers
// --findings PATH        our findings in the C# of a folder
// anything else          BenchmarkDotNet's own options, an hour
switch (args)
{
    case [("--quick" or "--ours") and var mode, .. var lines]:
        int[] sizes = lines.Length == 0 ? [10_000, 50_000] : [.. lines.Select(int.Parse)];
        new QuickTable(Console.Out).Measure(sizes.Select(CodeBase.Generate), mode == "--quick" ? Configuration.All : Configuration.OursAlone);
        break;
    case ["--rules", .. var lines]:
        foreach (var (rule, time) in Run.Callbacks(CodeBase.Generate(lines is [var count] ? int.Parse(count) : 10_000)))
            Console.WriteLine($"{rule,-24} {time,8:N1} ms");
        break;
    case ["--shapes"]:
        new ShapeTable(Console.Out).Measure();
        break;
    case ["--literals"]:
        new LiteralTable(Console.Out).Measure();
        break;
    case ["--cold"]:
        new ColdCompiler(Console.Out).Measure();
        break;
    case [("--folder" or "--peers") and var mode, var folder] when Directory.Exists(folder):
        new QuickTable(Console.Out).Measure([CodeBase.Read(folder)], mode == "--peers" ? Configuration.All : Configuration.OursAlone);
        break;
    case ["--findings", var folder] when Directory.Exists(folder):
        var code = CodeBase.Read(folder);
        foreach (var finding in Run.Findings(code))
            Console.WriteLine(finding);
        Console.WriteLine($"{code.Lines:N0} lines, {code.Errors:N0} errors of compilation");
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(AnalysisBenchmarks).Assembly).Run(args);
        break;
}
