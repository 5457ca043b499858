using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace SecureGen.Analyzers.Package.Tests;

/// <summary>The package shows the compiler the configuration beside a project.</summary>
[Collection(PackageCollection.Name)]
public class ConfigurationFileTests(PackageFixture package)
{
    private const string Program = "WebApplication.CreateBuilder(args).Build().Run();\n";

    private const string Settings = """
        {
          "Logging": { "LogLevel": { "Default": "Information" } },
          "ImageApi": {
            "ApiKey": "k9-img-7f3b1c52e8d94a06"
          },
          "Urls": "http://0.0.0.0:5000"
        }

        """;

    private static readonly string[] Expected =
    [
        ".env(2): SGA8001",
        "Directory.Packages.props(3): SGA8004",
        "Properties/launchSettings.json(3): SGA8002",
        "appsettings.Production.json(2): SGA8003",
        "appsettings.json(4): SGA8001",
        "appsettings.json(6): SGA8002",
        "service.env(1): SGA8001",
        "web.config(3): SGA8001",
    ];

    [Fact]
    public async Task Findings_stand_in_the_files_beside_the_project_at_their_lines()
    {
        var folder = Create("settings");
        var (build, findings, run) = await package.BuildAsync(folder);
        Assert.True(build.ExitCode == 0, build.Output);
        Assert.Equal(Expected, Lines(findings));
        Assert.Contains(Path.Combine(folder, "appsettings.json") + "(4,16): warning SGA8001", build.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("k9-img-7f3b1c52e8d94a06", build.Output + run, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_project_lists_itself_is_found_once_and_default_items_are_not_needed()
    {
        var folder = Create("listed");
        Change(folder, p => p
            .Replace("</PropertyGroup>", "<EnableDefaultItems>false</EnableDefaultItems></PropertyGroup>", StringComparison.Ordinal)
            .Replace("<ItemGroup>", "<ItemGroup><Compile Include=\"Program.cs\" /><AdditionalFiles Include=\"appsettings.json\" /><AdditionalFiles Include=\"$(MSBuildThisFileDirectory)web.config\" />", StringComparison.Ordinal));
        Assert.Equal(Expected, Lines((await package.BuildAsync(folder)).Findings));
    }

    [Fact]
    public async Task They_are_left_alone_where_the_property_says_so()
    {
        var folder = Create("unread");
        Assert.Empty((await package.BuildAsync(folder, "-p:SecureGenConfigurationFiles=false")).Findings);

        Change(folder, p => p
            .Replace("</PropertyGroup>", "<SecureGenConfigurationFiles>false</SecureGenConfigurationFiles></PropertyGroup>", StringComparison.Ordinal)
            .Replace("<ItemGroup>", "<ItemGroup><AdditionalFiles Include=\"web.config\" />", StringComparison.Ordinal));
        Assert.Equal(["web.config(3): SGA8001"], Lines((await package.BuildAsync(folder)).Findings));
    }

    [Fact]
    public async Task A_global_configuration_sets_their_severity_and_an_editorconfig_does_not()
    {
        var folder = Create("severity");
        await File.WriteAllTextAsync(Path.Combine(folder, ".editorconfig"), "root = true\n[*]\ndotnet_diagnostic.SGA8001.severity = error\n[*.json]\ndotnet_diagnostic.SGA8002.severity = none\n");
        Assert.Equal(Expected, Lines((await package.BuildAsync(folder)).Findings.Where(f => f.Level is "warning" or "note")));

        await File.WriteAllTextAsync(Path.Combine(folder, ".globalconfig"), "is_global = true\ndotnet_diagnostic.SGA8001.severity = error\ndotnet_diagnostic.SGA8002.severity = none\n");
        var (build, findings, _) = await package.BuildAsync(folder);
        Assert.NotEqual(0, build.ExitCode);
        Assert.Equal(Expected.Where(e => !e.EndsWith("SGA8002", StringComparison.Ordinal)), Lines(findings));
        Assert.All(findings, f => Assert.Equal(f.Id == "SGA8001", f.Level == "error"));
    }

    [Fact]
    public async Task A_build_that_is_up_to_date_looks_again_when_one_of_them_changes_appears_or_goes()
    {
        var folder = Create("again");
        var settings = Path.Combine(folder, "appsettings.json");
        Assert.Contains("appsettings.json(4,", (await package.RunAsync(folder, "build")).Output, StringComparison.Ordinal);
        Assert.DoesNotContain("warning SGA", (await package.RunAsync(folder, "build")).Output, StringComparison.Ordinal);

        await File.WriteAllTextAsync(settings, "\n" + Settings);
        Assert.Contains("appsettings.json(5,", (await package.RunAsync(folder, "build")).Output, StringComparison.Ordinal);

        File.Delete(settings);
        var gone = (await package.RunAsync(folder, "build")).Output;
        Assert.DoesNotContain("appsettings.json(", gone, StringComparison.Ordinal);
        Assert.Contains("web.config(3,", gone, StringComparison.Ordinal);

        await File.WriteAllTextAsync(Path.Combine(folder, "appsettings.Staging.json"), Settings);
        Assert.Contains("appsettings.Staging.json(4,", (await package.RunAsync(folder, "build")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_baseline_accepts_findings_in_them()
    {
        var folder = Create("acceptedsettings");
        var accepting = await package.RunAsync(folder, "build -t:SecureGenBaseline");
        Assert.True(accepting.ExitCode == 0, accepting.Output);
        Assert.Contains($"accepts {Expected.Length} findings", accepting.Output, StringComparison.Ordinal);
        var (clean, findings, _) = await package.BuildAsync(folder, "-warnaserror");
        Assert.True(clean.ExitCode == 0, clean.Output);
        Assert.Empty(findings);

        await File.WriteAllTextAsync(Path.Combine(folder, "appsettings.json"), Settings.Replace("\"ImageApi\": {", "\"ImageApi\": {\n    // Ours\n    \"Name\": \"images\",", StringComparison.Ordinal));
        Assert.Empty((await package.BuildAsync(folder)).Findings);

        await File.WriteAllTextAsync(Path.Combine(folder, "appsettings.json"), Settings.Replace("94a06", "94a07", StringComparison.Ordinal));
        Assert.Equal(["appsettings.json(4): SGA8001"], Lines((await package.BuildAsync(folder)).Findings));
    }

    private string Create(string name)
    {
        var folder = Path.Combine(package.Root, name);
        Directory.CreateDirectory(Path.Combine(folder, "Properties"));
        package.Create(
            name,
            "Microsoft.NET.Sdk.Web",
            ("Program.cs", Program),
            ("appsettings.json", Settings),
            ("appsettings.Production.json", "{\n  \"DetailedErrors\": true\n}\n"),
            (".env", "NAME=images\nIMAGE_API_KEY=k9-img-7f3b1c52e8d94a06\n"),
            ("service.env", "IMAGE_API_KEY=k9-img-7f3b1c52e8d94a06\n"),
            ("web.config", "<configuration>\n  <appSettings>\n    <add key=\"ImageApiKey\" value=\"k9-img-7f3b1c52e8d94a06\" />\n  </appSettings>\n</configuration>\n"),
            ("Properties/launchSettings.json", "{ \"profiles\": { \"images\": {\n  \"commandName\": \"Project\",\n  \"applicationUrl\": \"http://0.0.0.0:5080\"\n} } }\n"),
            ("Directory.Packages.props", "<Project>\n  <ItemGroup>\n    <PackageVersion Include=\"Contoso.Images\" Version=\"2.*\" />\n  </ItemGroup>\n</Project>\n"));
        return folder;
    }

    private static void Change(string folder, Func<string, string> change)
    {
        var project = Directory.GetFiles(folder, "*.csproj").Single();
        File.WriteAllText(project, change(File.ReadAllText(project)));
    }

    private static IEnumerable<string> Lines(IEnumerable<Finding> findings) => findings.Select(f => $"{f.File}({f.Line}): {f.Id}").Order(StringComparer.Ordinal);
}
