using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using SecureGen.Analyzers.Engine;

namespace SecureGen.Analyzers.Benchmarks.Measuring;

/// <summary>What analyzers add to the one compilation of a tiny project by a compiler process that has just started: mostly their loading and JIT.</summary>
internal sealed class ColdCompiler(TextWriter output)
{
    private const int Rounds = 15;

    private const string Program = """
        using System;
        using System.IO;
        using System.Linq;

        var names = args.Length > 0 ? args : ["world"];
        foreach (var name in names.Where(name => name.Length > 0))
            Console.WriteLine($"Hello, {name}!");
        File.WriteAllLines("names.txt", names);
        """;

    private static readonly string Sdk = Metadata("Sdk");

    public void Measure()
    {
        var folder = Directory.CreateTempSubdirectory("cold").FullName;
        try
        {
            Print(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private void Print(string folder)
    {
        (string Name, string[] Analyzers)[] sets =
        [
            ("no analyzers", []),
            ("SecureGen.Analyzers", [typeof(SecurityAnalyzer).Assembly.Location]),
            ("SonarAnalyzer.CSharp", Metadata("Sonar").Split(';')),
            ("SDK analyzers", Metadata("NetAnalyzers").Split(';')),
            ("SecurityCodeScan.VS2019", Metadata("SecurityCodeScan").Split(';')),
        ];
        var times = sets.Select(_ => new List<double>()).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < sets.Length; i++)
                times[i].Add(Compile(folder, sets[i].Analyzers).TotalSeconds);
        }

        output.WriteLine("| analyzers, default rules | least CPU s | added | median CPU s | added |");
        output.WriteLine("| --- | ---: | ---: | ---: | ---: |");
        for (var i = 0; i < sets.Length; i++)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {sets[i].Name} | {times[i].Min():F2} | {times[i].Min() - times[0].Min():F2} | {Median(times[i]):F2} | {Median(times[i]) - Median(times[0]):F2} |"));
        }
    }

    private static TimeSpan Compile(string folder, string[] analyzers)
    {
        var source = Path.Combine(folder, "Program.cs");
        File.WriteAllText(source, Program);
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) && path.Contains("Microsoft.NETCore.App", StringComparison.Ordinal));
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { "exec", Path.Combine(Sdk, "Roslyn", "bincore", "csc.dll"), "-noconfig", "-nologo", $"-out:{Path.Combine(folder, "tiny.dll")}", source },
        };
        foreach (var argument in references.Select(path => "-reference:" + path).Concat(analyzers.Select(path => "-analyzer:" + path)))
            start.ArgumentList.Add(argument);
        var before = ChildrenTime();
        using var process = Process.Start(start)!;
        var text = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException(text);
        return OperatingSystem.IsWindows() ? process.TotalProcessorTime : ChildrenTime() - before;
    }

    // Only Windows still knows the time of a process that has ended; Linux adds it up for the parent, in hundredths of a second.
    private static TimeSpan ChildrenTime()
    {
        if (OperatingSystem.IsWindows())
            return TimeSpan.Zero;
        var fields = File.ReadAllText("/proc/self/stat").Split(") ")[1].Split(' ');
        return TimeSpan.FromMilliseconds(10 * (long.Parse(fields[13], CultureInfo.InvariantCulture) + long.Parse(fields[14], CultureInfo.InvariantCulture)));
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static string Metadata(string key) => typeof(ColdCompiler).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
