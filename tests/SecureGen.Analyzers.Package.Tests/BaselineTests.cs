using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace SecureGen.Analyzers.Package.Tests;

/// <summary>An old code base accepts what it has and hears of what is new.</summary>
[Collection(PackageCollection.Name)]
public class BaselineTests(PackageFixture package)
{
    private const string Secret = "k9-img-7f3b1c52e8d94a06";

    private const string Mistakes = $"""
        var spelling = new Random().Next(6);
        var oneTimePassword = new Random().Next(100000, 999999).ToString();
        var apiKey = "{Secret}";
        #pragma warning disable SGA5001 // The log is ours.
        Console.WriteLine("key " + apiKey);
        #pragma warning restore SGA5001
        Console.WriteLine(spelling + oneTimePassword.Length);

        """;

    [Fact]
    public async Task Accepted_findings_are_silent_until_their_code_changes_and_new_ones_are_not()
    {
        var folder = package.Create("accepted", "Microsoft.NET.Sdk", ("Program.cs", Mistakes));
        var program = Path.Combine(folder, "Program.cs");
        Assert.Equal(2, (await package.BuildAsync(folder)).Findings.Count(f => f.Level == "warning"));

        var accepting = await AcceptAsync(folder);
        Assert.True(accepting.ExitCode == 0, accepting.Output);
        Assert.DoesNotContain("warning SGA", accepting.Output, StringComparison.Ordinal);
        Assert.Contains("accepts 3 findings, 3 of them new; 0 entries dropped", accepting.Output, StringComparison.Ordinal);
        var baseline = await File.ReadAllTextAsync(Path.Combine(folder, "SecureGen.baseline.json"));
        Assert.DoesNotContain(Secret[..4], baseline, StringComparison.Ordinal);
        Assert.DoesNotContain("SGA5001", baseline, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(folder, "obj", "SecureGen")));

        var (clean, findings, run) = await package.BuildAsync(folder, "-warnaserror");
        Assert.True(clean.ExitCode == 0, clean.Output);
        Assert.Empty(findings);
        Assert.Equal(["SGA1001", "SGA2001", "SGA2002"], Accepted(run));

        Assert.True((await package.FormatAsync(folder, "--severity info")).ExitCode == 0);
        Assert.Equal(Mistakes, await File.ReadAllTextAsync(program));

        await File.WriteAllTextAsync(program, "// Moved\n\n" + Mistakes.Replace("var apiKey = ", "var apiKey =\n        ", StringComparison.Ordinal));
        Assert.Empty((await package.BuildAsync(folder, "-warnaserror")).Findings);

        await File.WriteAllTextAsync(program, Mistakes.Replace("94a06", "94a07", StringComparison.Ordinal));
        Assert.Equal([("SGA1001", 3)], (await package.BuildAsync(folder)).Findings.Select(f => (f.Id, f.Line)));

        await File.WriteAllTextAsync(program, Mistakes + $"{{ Func<string> other = () => {{ var apiKey = \"{Secret}\"; return apiKey; }}; }}\n");
        Assert.Equal([("SGA1001", 8)], (await package.BuildAsync(folder)).Findings.Select(f => (f.Id, f.Line)));

        await File.WriteAllTextAsync(program, "var spelling = new Random().Next(6);\nConsole.WriteLine(spelling);\n");
        var rewriting = await AcceptAsync(folder);
        Assert.Contains("Program.cs: SGA1001 is no longer found", rewriting.Output, StringComparison.Ordinal);
        Assert.Contains("accepts 1 finding, 0 of them new; 2 entries dropped", rewriting.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("SGA1001", await File.ReadAllTextAsync(Path.Combine(folder, "SecureGen.baseline.json")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_check_writes_nothing_and_fails_where_the_file_is_not_exact()
    {
        var folder = package.Create("checked", "Microsoft.NET.Sdk", ("Program.cs", Mistakes));
        var baseline = Path.Combine(folder, "SecureGen.baseline.json");
        var missing = await AcceptAsync(folder, "-p:SecureGenBaselineCheck=true");
        Assert.NotEqual(0, missing.ExitCode);
        Assert.Contains("error SecureGenBaseline: Program.cs: SGA1001 is not in the baseline", missing.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(baseline));

        await AcceptAsync(folder);
        var exact = await AcceptAsync(folder, "-p:SecureGenBaselineCheck=true");
        Assert.True(exact.ExitCode == 0, exact.Output);

        await File.WriteAllTextAsync(Path.Combine(folder, "Program.cs"), Mistakes.Replace(Secret, "", StringComparison.Ordinal));
        var before = await File.ReadAllTextAsync(baseline);
        var stale = await AcceptAsync(folder, "-p:SecureGenBaselineCheck=true");
        Assert.NotEqual(0, stale.ExitCode);
        Assert.Contains("error SecureGenBaseline: Program.cs: SGA1001 is no longer found", stale.Output, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllTextAsync(baseline));
    }

    [Fact]
    public async Task A_build_after_it_says_what_it_would_have_said()
    {
        var folder = package.Create("after", "Microsoft.NET.Sdk", ("Program.cs", Mistakes));
        await package.RunAsync(folder, "build");
        await File.AppendAllTextAsync(Path.Combine(folder, "Program.cs"), "Console.WriteLine(\"key \" + apiKey);\n");
        await AcceptAsync(folder, "-p:SecureGenBaselineCheck=true");
        Assert.Contains("warning SGA5001", (await package.RunAsync(folder, "build")).Output, StringComparison.Ordinal);

        await AcceptAsync(folder);
        Assert.DoesNotContain("warning SGA", (await package.RunAsync(folder, "build")).Output, StringComparison.Ordinal);

        File.Delete(Path.Combine(folder, "SecureGen.baseline.json"));
        Assert.Contains("warning SGA5001", (await package.RunAsync(folder, "build")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_project_of_a_solution_that_treats_findings_as_errors_has_one_file_for_all_its_frameworks()
    {
        var root = Directory.CreateDirectory(Path.Combine(package.Root, "solution")).FullName;
        var library = package.Create("solution/Library", "Microsoft.NET.Sdk", ("Keys.cs", $$"""
            public static class Keys
            {
                public static string Of()
                {
            #if WINDOWS
                    var apiKey = "{{Secret}}";
            #else
                    var password = "{{Secret}}";
            #endif
            #if WINDOWS
                    return apiKey;
            #else
                    return password;
            #endif
                }
            }

            """));
        Rewrite(Path.Combine(library, "Library.csproj"), p => p
            .Replace("<TargetFramework>net10.0</TargetFramework>", "<TargetFrameworks>net10.0;net10.0-windows</TargetFrameworks><EnableWindowsTargeting>true</EnableWindowsTargeting><DisableTransitiveFrameworkReferenceDownloads>true</DisableTransitiveFrameworkReferenceDownloads>", StringComparison.Ordinal)
            .Replace("<OutputType>Exe</OutputType>", "<TreatWarningsAsErrors>true</TreatWarningsAsErrors>", StringComparison.Ordinal));
        await File.WriteAllTextAsync(Path.Combine(library, ".editorconfig"), "root = true\n[*.cs]\ndotnet_diagnostic.SGA1001.severity = error\n");
        var service = package.Create("solution/Service", "Microsoft.NET.Sdk", ("Program.cs", Mistakes + "Console.WriteLine(Keys.Of());\n"));
        Rewrite(Path.Combine(service, "Service.csproj"), p => p.Replace("<ItemGroup>", "<ItemGroup><ProjectReference Include=\"../Library/Library.csproj\" />", StringComparison.Ordinal));
        await package.RunAsync(root, "new sln -n All --format sln");
        await package.RunAsync(root, "sln add Library Service");

        // The library's findings do not fail the service that wants a baseline, nor are they lost.
        Assert.True((await AcceptAsync(service)).ExitCode == 0);
        Assert.Contains("error SGA1001", (await package.RunAsync(library, "build")).Output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(library, "SecureGen.baseline.json")));
        File.Delete(Path.Combine(service, "SecureGen.baseline.json"));

        var accepting = await AcceptAsync(root);
        Assert.True(accepting.ExitCode == 0, accepting.Output);
        var entries = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(library, "SecureGen.baseline.json"))).RootElement.GetProperty("findings").EnumerateArray();
        Assert.Equal(["SGA1001 Keys.cs", "SGA1001 Keys.cs"], entries.Select(e => e.GetProperty("id").GetString() + " " + e.GetProperty("file").GetString()));
        var clean = await package.RunAsync(root, "build -warnaserror");
        Assert.True(clean.ExitCode == 0, clean.Output);

        var single = await AcceptAsync(library, "-f net10.0");
        Assert.NotEqual(0, single.ExitCode);
        Assert.Contains("run SecureGenBaseline without a framework", single.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_analyzers_or_with_errors_in_the_code_nothing_is_written()
    {
        var folder = package.Create("broken", "Microsoft.NET.Sdk", ("Program.cs", Mistakes + "Console.WriteLine(nothing);\n"));
        var broken = await AcceptAsync(folder);
        Assert.NotEqual(0, broken.ExitCode);
        Assert.Contains("error CS0103", broken.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder, "SecureGen.baseline.json")));

        await File.WriteAllTextAsync(Path.Combine(folder, "Program.cs"), Mistakes);
        var idle = await AcceptAsync(folder, "-p:RunAnalyzers=false");
        Assert.NotEqual(0, idle.ExitCode);
        Assert.Contains("Analyzers are switched off", idle.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder, "SecureGen.baseline.json")));
    }

    private Task<Outcome> AcceptAsync(string folder, string arguments = "") => package.RunAsync(folder, "build -t:SecureGenBaseline " + arguments);

    private static string[] Accepted(JsonElement run) =>
        [.. run.GetProperty("results").EnumerateArray()
            .Where(r => r.TryGetProperty("suppressions", out var s) && s[0].GetProperty("properties").GetProperty("suppressionType").GetString()!.Contains("Accepted in SecureGen.baseline.json", StringComparison.Ordinal))
            .Select(r => r.GetProperty("ruleId").GetString()!).Order(StringComparer.Ordinal)];

    private static void Rewrite(string project, Func<string, string> change) => File.WriteAllText(project, change(File.ReadAllText(project)));
}
