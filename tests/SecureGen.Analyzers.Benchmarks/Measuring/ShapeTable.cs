using System;
using System.Globalization;
using System.IO;
using System.Linq;
using SecureGen.Analyzers.Benchmarks.Code;

namespace SecureGen.Analyzers.Benchmarks.Measuring;

/// <summary>Prints what the flow of data costs on hard shapes: the rules with it and without it, at one, two and four times the size.</summary>
internal sealed class ShapeTable(TextWriter output)
{
    private const int Rounds = 7;
    private static readonly int[] Factors = [1, 2, 4];

    public void Measure()
    {
        foreach (var (_, size, write) in HardShapes.All)
            Least(CodeBase.Of(write(size)), Configuration.Ours);
        output.WriteLine("| shape | size | without flow, CPU ms | with flow, CPU ms | ratio | MB ratio | found |");
        output.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var (name, size, write) in HardShapes.All)
        {
            foreach (var factor in Factors)
                Print(name, size * factor, CodeBase.Of(write(size * factor)));
        }
    }

    private void Print(string name, int size, CodeBase code)
    {
        var (without, with) = (Least(code, Configuration.WithoutFlow), Least(code, Configuration.Ours));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {size:N0} | {without.Time.TotalMilliseconds:N0} | {with.Time.TotalMilliseconds:N0} | {with.Time / without.Time:F2} | {(double)with.Bytes / without.Bytes:F2} | {with.Findings} |"));
    }

    private static Cost Least(CodeBase code, Configuration configuration) =>
        Enumerable.Range(0, Rounds).Select(_ => Run.Measure(code, configuration)).Aggregate(Cost.Min);
}
