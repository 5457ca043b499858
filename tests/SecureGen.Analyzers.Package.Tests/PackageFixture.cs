using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace SecureGen.Analyzers.Package.Tests;

/// <summary>One finding in a SARIF log.</summary>
public sealed record Finding(string Id, string File, int Line, string Level);

/// <summary>What a command printed and how it ended.</summary>
public sealed record Outcome(int ExitCode, string Output);

/// <summary>Packs the package once, into a feed of its own, and makes projects that know no other feed and no other package folder.</summary>
public sealed class PackageFixture : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    public static string Repository { get; } = Metadata("RepositoryRoot");

    public string Root { get; } = Directory.CreateTempSubdirectory("securegen-package-").FullName;

    public string PackageFile => Directory.GetFiles(Path.Combine(Root, "feed"), "*.nupkg").Single();

    private string Version => Path.GetFileNameWithoutExtension(PackageFile)["SecureGen.Analyzers.".Length..];

    public async Task InitializeAsync()
    {
        var packed = await RunAsync(Repository, $"pack src/SecureGen.Analyzers.Package -c {Metadata("Configuration")} --no-build -o \"{Path.Combine(Root, "feed")}\"");
        Assert.True(packed.ExitCode == 0, packed.Output);
        File.WriteAllText(Path.Combine(Root, "nuget.config"), """
            <configuration>
              <packageSources><clear /><add key="local" value="feed" /></packageSources>
            </configuration>
            """);

        // Nothing of the repository may reach the consumers.
        File.WriteAllText(Path.Combine(Root, "Directory.Build.props"), "<Project />");
        File.WriteAllText(Path.Combine(Root, "Directory.Packages.props"), "<Project />");
    }

    public Task DisposeAsync()
    {
        try
        {
            Directory.Delete(Root, recursive: true);
        }
        catch (IOException)
        {
            // A process that is still ending holds a file; the folder is temporary anyway.
        }

        return Task.CompletedTask;
    }

    /// <summary>A project that references the package, with the files given.</summary>
    public string Create(string name, string sdk, params (string Name, string Content)[] files)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Root, name)).FullName;
        File.WriteAllText(Path.Combine(folder, Path.GetFileName(name) + ".csproj"), $"""
            <Project Sdk="{sdk}">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <OutputType>Exe</OutputType>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <UseAppHost>false</UseAppHost>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="SecureGen.Analyzers" Version="{Version}" PrivateAssets="all" />
              </ItemGroup>
            </Project>
            """);
        foreach (var (file, content) in files)
            File.WriteAllText(Path.Combine(folder, file), content);
        return folder;
    }

    /// <summary>A copy of the sample that has the analyzers from the package.</summary>
    public string CopySample(string name)
    {
        var source = Path.Combine(Repository, "samples", "ImageGen.Api");
        var folder = Create(name, "Microsoft.NET.Sdk.Web");
        foreach (var assembly in new[] { "Microsoft.Extensions.AI.Abstractions", "Microsoft.IdentityModel.JsonWebTokens", "Microsoft.IdentityModel.Tokens" })
            Reference(Path.Combine(folder, name + ".csproj"), assembly);
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(source, file);
            if (relative.EndsWith(".csproj", StringComparison.Ordinal) || relative.Split(Path.DirectorySeparatorChar)[0] is "bin" or "obj" or "data")
                continue;
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, relative))!);
            File.Copy(file, Path.Combine(folder, relative));
        }

        return folder;
    }

    // The feed has our package alone: what else the sample needs comes from beside the tests.
    private static void Reference(string project, string assembly) => File.WriteAllText(project, File.ReadAllText(project).Replace(
        "</Project>",
        $"""  <ItemGroup><Reference Include="{assembly}" HintPath="{Path.Combine(AppContext.BaseDirectory, assembly + ".dll")}" /></ItemGroup></Project>""",
        StringComparison.Ordinal));

    /// <summary>Builds from scratch and reads the findings that are not suppressed.</summary>
    public async Task<(Outcome Build, IReadOnlyList<Finding> Findings, JsonElement Run)> BuildAsync(string folder, string arguments = "")
    {
        var sarif = Path.Combine(folder, "findings.sarif");
        var build = await RunAsync(folder, $"build --no-incremental \"-p:ErrorLog={sarif}%2Cversion=2.1\" {arguments}");
        if (!File.Exists(sarif))
            return (build, [], default);

        using var document = JsonDocument.Parse(await File.ReadAllTextAsync(sarif));
        var run = document.RootElement.GetProperty("runs")[0].Clone();
        var findings = run.GetProperty("results").EnumerateArray()
            .Where(r => r.GetProperty("ruleId").GetString()!.StartsWith("SGA", StringComparison.Ordinal) && !r.TryGetProperty("suppressions", out _))
            .Select(r => Read(r, folder))
            .OrderBy(f => f.File, StringComparer.Ordinal).ThenBy(f => f.Line).ThenBy(f => f.Id, StringComparer.Ordinal).ToArray();
        return (build, findings, run);
    }

    public Task<Outcome> FormatAsync(string folder, string arguments = "") => RunAsync(folder, $"format analyzers --no-restore {arguments}");

    public async Task<Outcome> RunAsync(string folder, string arguments)
    {
        using var process = Start(folder, "dotnet", arguments, new Dictionary<string, string>());
        var output = new StringBuilder();
        var reading = Task.WhenAll(Drain(process.StandardOutput, output), Drain(process.StandardError, output));
        if (await Task.WhenAny(reading, Task.Delay(Limit)) != reading)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"dotnet {arguments} took more than {Limit}:\n{output}");
        }

        await process.WaitForExitAsync();
        return new Outcome(process.ExitCode, output.ToString());
    }

    /// <summary>Starts a process without servers that would outlive it and without the machine's own package folder.</summary>
    public Process Start(string folder, string file, string arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(file, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        if (folder != Repository)
            start.Environment["NUGET_PACKAGES"] = Path.Combine(Root, "packages");
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        foreach (var inherited in start.Environment.Keys.Where(k => k.StartsWith("MSBUILD", StringComparison.Ordinal) && k != "MSBUILDDISABLENODEREUSE").ToArray())
            start.Environment.Remove(inherited);
        foreach (var (key, value) in environment)
            start.Environment[key] = value;
        return Process.Start(start)!;
    }

    private static async Task Drain(StreamReader reader, StringBuilder output)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (output)
                output.AppendLine(line);
        }
    }

    private static Finding Read(JsonElement result, string folder)
    {
        var level = result.TryGetProperty("level", out var value) ? value.GetString()! : "warning";
        if (!result.TryGetProperty("locations", out var locations) || locations.GetArrayLength() == 0)
            return new Finding(result.GetProperty("ruleId").GetString()!, "", 0, level);
        var physical = locations[0].GetProperty("physicalLocation");
        var path = new Uri(new Uri("file://" + folder + "/"), physical.GetProperty("artifactLocation").GetProperty("uri").GetString()!).LocalPath;
        return new Finding(
            result.GetProperty("ruleId").GetString()!,
            Path.GetRelativePath(folder, path).Replace('\\', '/'),
            physical.GetProperty("region").GetProperty("startLine").GetInt32(),
            level);
    }

    private static string Metadata(string key) => typeof(PackageFixture).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}

[CollectionDefinition(Name)]
public sealed class PackageCollection : ICollectionFixture<PackageFixture>
{
    public const string Name = "package";
}
