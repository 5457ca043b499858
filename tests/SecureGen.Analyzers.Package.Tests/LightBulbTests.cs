using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using Xunit;

namespace SecureGen.Analyzers.Package.Tests;

/// <summary>What an IDE shows to whoever clicks on a finding of the sample.</summary>
public class LightBulbTests
{
    private const string Expectation = "light-bulb.txt";

    // Which types a serializer may make is for the program to say.
    private static readonly string[] WithoutFix = ["SGA6006"];

    [Fact]
    public async Task Each_finding_of_the_sample_offers_its_fixes_by_title()
    {
        using var bulb = new LightBulb(Path.Combine(PackageFixture.Repository, "samples", "ImageGen.Api"), [Built("SecureGen.Analyzers"), Built("SecureGen.Analyzers.CodeFixes")]);
        var documents = bulb.Documents.ToDictionary(d => d.FilePath!);
        var offered = new List<string>();
        foreach (var finding in (await bulb.FindingsAsync()).OrderBy(f => f.Id, StringComparer.Ordinal).ThenBy(f => f.Location.GetLineSpan().Path, StringComparer.Ordinal).ThenBy(f => f.Location.SourceSpan.Start))
        {
            var place = finding.Location.GetLineSpan();
            var titles = await bulb.TitlesAsync(finding.Id, documents[place.Path], finding.Location.SourceSpan);
            Assert.True(titles.Count > 0 != WithoutFix.Contains(finding.Id), $"What is offered for {finding} is not what is expected: {string.Join(" | ", titles)}");
            offered.Add($"{finding.Id} {place.Path.TrimStart('/')}({place.StartLinePosition.Line + 1}): {(titles.Count == 0 ? "by hand" : string.Join(" | ", titles.Distinct()))}");
        }

        var expectation = Path.Combine(PackageFixture.Repository, "tests", "SecureGen.Analyzers.Package.Tests", Expectation);
        if (Environment.GetEnvironmentVariable("SECUREGEN_UPDATE") == "1")
            await File.WriteAllLinesAsync(expectation, offered);
        Assert.Equal(await File.ReadAllLinesAsync(expectation), offered);
    }

    private static string Built(string project) =>
        Path.Combine(PackageFixture.Repository, "src", project, "bin", Configuration, "netstandard2.0", project + ".dll");

    private static string Configuration => typeof(LightBulbTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Configuration").Value!;
}
