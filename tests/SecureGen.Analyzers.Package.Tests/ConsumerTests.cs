using System;
using System.IO.Compression;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace SecureGen.Analyzers.Package.Tests;

/// <summary>The package in a project of somebody else's.</summary>
[Collection(PackageCollection.Name)]
public class ConsumerTests(PackageFixture package)
{
    private const string Mistakes = """
        var code = new Random().Next(100000, 999999);
        var oneTimePassword = new Random().Next(100000, 999999).ToString();
        var apiKey = "k9-img-7f3b1c52e8d94a06";
        var secret = Environment.GetEnvironmentVariable("SESSION_SECRET") ?? "dev-secret-4b7e19c0d25f";
        var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Any, 0x1F90);
        Console.WriteLine("key " + apiKey);
        Console.WriteLine(code + oneTimePassword.Length + secret.Length + listener.ToString());

        """;

    [Fact]
    public void The_package_holds_exactly_what_it_should()
    {
        using var zip = ZipFile.OpenRead(package.PackageFile);
        var content = zip.Entries.Select(e => e.FullName).Where(n => !n.StartsWith("_rels", StringComparison.Ordinal) && !n.StartsWith("package/", StringComparison.Ordinal) && n != "[Content_Types].xml").Order(StringComparer.Ordinal);
        Assert.Equal(
            [
                "README.md",
                "SecureGen.Analyzers.nuspec",
                "analyzers/dotnet/cs/SecureGen.Analyzers.CodeFixes.dll",
                "analyzers/dotnet/cs/SecureGen.Analyzers.dll",
                "build/SecureGen.Analyzers.targets",
                "buildMultiTargeting/SecureGen.Analyzers.targets",
                "buildTransitive/SecureGen.Analyzers.targets",
                "icon.png",
                "presets/none.globalconfig",
                "presets/relaxed.globalconfig",
                "presets/strict.globalconfig",
                "targets/SecureGen.Baseline.targets",
                "targets/SecureGen.Configuration.targets",
                "tasks/netstandard2.0/SecureGen.Analyzers.Tasks.dll",
            ],
            content);
        using var nuspec = new System.IO.StreamReader(zip.GetEntry("SecureGen.Analyzers.nuspec")!.Open());
        var text = nuspec.ReadToEnd();
        Assert.Contains("<developmentDependency>true</developmentDependency>", text, StringComparison.Ordinal);
        Assert.Contains("<icon>icon.png</icon>", text, StringComparison.Ordinal);
        Assert.Contains("<license type=\"expression\">MIT</license>", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<dependency ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Findings_carry_lines_tags_and_help_links_and_fail_a_strict_build()
    {
        var folder = package.Create("console", "Microsoft.NET.Sdk", ("Program.cs", Mistakes));
        var (build, findings, run) = await package.BuildAsync(folder);
        Assert.True(build.ExitCode == 0, build.Output);
        Assert.Equal([("SGA2001", 2), ("SGA1001", 3), ("SGA1003", 4), ("SGA3001", 5), ("SGA5001", 6)], findings.Where(f => f.Level == "warning" && f.Line > 1).Select(f => (f.Id, f.Line)));
        var rule = run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().Single(r => r.GetProperty("id").GetString() == "SGA1001");
        Assert.EndsWith("docs-rules/SGA1001.md", rule.GetProperty("helpUri").GetString(), StringComparison.Ordinal);
        Assert.Contains("external/cwe/cwe-798", rule.GetProperty("properties").GetProperty("tags").EnumerateArray().Select(t => t.GetString()));

        var (strict, _, _) = await package.BuildAsync(folder, "-warnaserror");
        Assert.NotEqual(0, strict.ExitCode);
        Assert.Contains("error SGA1001", strict.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_modes_do_what_they_say()
    {
        var folder = package.Create("modes", "Microsoft.NET.Sdk", ("Program.cs", Mistakes + "var dice = new Random();\nConsole.WriteLine(dice.Next(6));\n"));
        var usual = (await package.BuildAsync(folder)).Findings;
        Assert.Contains(usual, f => f.Id == "SGA2002" && f.Level == "note");

        var strict = (await package.BuildAsync(folder, "-p:SecureGenMode=Strict")).Findings;
        Assert.Equal(usual.Select(f => (f.Id, f.Line)), strict.Select(f => (f.Id, f.Line)));
        Assert.All(strict, f => Assert.Equal("warning", f.Level));

        var relaxed = (await package.BuildAsync(folder, "-p:SecureGenMode=relaxed")).Findings;
        Assert.All(relaxed, f => Assert.Equal(f.Id is "SGA1001" or "SGA1003" ? "warning" : "note", f.Level));
        Assert.Contains(relaxed, f => f.Level == "note");

        Assert.Empty((await package.BuildAsync(folder, "-p:SecureGenMode=None")).Findings);

        var mistyped = await package.BuildAsync(folder, "-p:SecureGenMode=Stict");
        Assert.Contains("'Stict' is not one of Default, Strict, Relaxed, None", mistyped.Build.Output, StringComparison.Ordinal);
        Assert.Equal(usual, mistyped.Findings);
    }

    [Fact]
    public async Task Fixing_in_bulk_gives_a_project_that_builds_clean()
    {
        var folder = package.Create("format", "Microsoft.NET.Sdk", ("Program.cs", Mistakes));
        Assert.NotEmpty((await package.BuildAsync(folder)).Findings);
        var format = await package.FormatAsync(folder, "--severity info");
        Assert.True(format.ExitCode == 0, format.Output);
        var (build, findings, _) = await package.BuildAsync(folder, "-warnaserror");
        Assert.True(build.ExitCode == 0, build.Output + await System.IO.File.ReadAllTextAsync(System.IO.Path.Combine(folder, "Program.cs")));
        Assert.Empty(findings);
    }
}
