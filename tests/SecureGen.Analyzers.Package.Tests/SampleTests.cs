using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Xunit;

namespace SecureGen.Analyzers.Package.Tests;

/// <summary>The sample service as it is, and after its fixes: findings, behaviour, and behaviour again.</summary>
[Collection(PackageCollection.Name)]
public class SampleTests(PackageFixture package)
{
    // Not a secret of the source: the partners' tokens are signed by somebody else.
    private static readonly Dictionary<string, string> Partners = new() { ["Partners__TokenSigningKey"] = SampleAttacks.TokenSigningKey };

    [Fact]
    public async Task The_findings_are_those_expected_and_the_fixes_close_the_holes()
    {
        var folder = package.CopySample("ImageGen.Api");
        var (build, findings, _) = await package.BuildAsync(folder);
        Assert.True(build.ExitCode == 0, build.Output);
        Assert.DoesNotMatch("warning (?!SGA)", build.Output);
        var expected = File.ReadLines(Path.Combine(folder, "expected-findings.txt")).Where(l => l.Length > 0 && l[0] != '#');
        Assert.Equal(expected.Order(StringComparer.Ordinal), findings.Select(f => $"{f.File}({f.Line}): {f.Id}").Order(StringComparer.Ordinal));

        await using (var vulnerable = await SampleService.StartAsync(package, folder, Partners))
        {
            Assert.NotNull(vulnerable);
            var attacks = await ServesAsync(vulnerable);
            foreach (var (rule, works) in SampleAttacks.All)
                Assert.True(await works(attacks), $"{rule}: the sample is to show the hole.\n{vulnerable.Log}");
        }

        Assert.True(await TrustsAnImpostorAsync(folder, Partners), "SGA3002: the sample is to show the hole.");

        // One rule is fixed after the other, in no order: a path that is contained may show that its name is still the sender's.
        for (var pass = 0; pass < 2; pass++)
        {
            var format = await package.FormatAsync(folder, "--severity info");
            Assert.True(format.ExitCode == 0, format.Output);
        }

        HardenByHand(folder);
        (build, findings, _) = await package.BuildAsync(folder, "-warnaserror");
        Assert.True(build.ExitCode == 0, build.Output);
        Assert.Empty(findings);

        // Without its secrets the hardened service does not come up.
        Assert.Null(await SampleService.StartAsync(package, folder, Partners));
        await using var hardened = await SampleService.StartAsync(package, folder, Secrets(folder));
        Assert.True(hardened is not null, "The hardened service does not start with its secrets set.");
        var repelled = await ServesAsync(hardened);
        Assert.Equal(1, await repelled.SearchJobsAsync("ada"));
        foreach (var (rule, works) in SampleAttacks.All)
            Assert.False(await works(repelled), $"{rule}: the fixes are to close the hole.\n{hardened.Log}");
        Assert.DoesNotContain("value-of-", hardened.Log, StringComparison.Ordinal);
        Assert.False(await TrustsAnImpostorAsync(folder, Secrets(folder)), "SGA3002: the fixes are to close the hole.");
    }

    // What the service is there for, with its holes and without.
    private static async Task<SampleAttacks> ServesAsync(SampleService service)
    {
        var client = new SampleAttacks(service);
        Assert.True(await service.ReturnsPngAsync(), service.Log);
        Assert.True(await client.TurnsPagesAsync(), service.Log);
        Assert.True(await client.TakesFormsAsync(), service.Log);
        Assert.True(await client.LetsPartnersInAsync(), service.Log);
        return client;
    }

    // The hosted model is asked for the image, and somebody else answers.
    private async Task<bool> TrustsAnImpostorAsync(string folder, Dictionary<string, string> environment)
    {
        using var impostor = new Impostor();
        await using var service = await SampleService.StartAsync(package, folder, new Dictionary<string, string>(environment) { ["Generation__Provider"] = "Http", ["Generation__Endpoint"] = impostor.Address });
        Assert.NotNull(service);
        Assert.False(await service.ReturnsPngAsync());
        return (await impostor.HeardAsync()).Contains("X-Api-Key: ", StringComparison.OrdinalIgnoreCase);
    }

    // What has no fix, and what the light bulb offers: bulk fixing leaves files that are not code alone.
    private static void HardenByHand(string folder)
    {
        Replace("appsettings.json", "\"AllowedHosts\": \"*\"", "\"AllowedHosts\": \"localhost;127.0.0.1\"");
        Replace("appsettings.json", "\"ApiKey\": \"cdn-6b20f1e97a4c\"", "\"ApiKey\": \"\"");
        Replace(Path.Combine("Properties", "launchSettings.json"), "http://0.0.0.0:5080", "http://localhost:5080");
        Replace(Path.Combine("Presets", "PresetEndpoints.cs"), "Type.GetType(document.Root?.Attribute(\"class\")?.Value ?? \"\") ?? typeof(StylePreset)", "document.Root?.Element(\"Colors\") is null ? typeof(StylePreset) : typeof(PalettePreset)");

        void Replace(string file, string old, string secure)
        {
            var path = Path.Combine(folder, file);
            var text = File.ReadAllText(path);
            Assert.Contains(old, text, StringComparison.Ordinal);
            File.WriteAllText(path, text.Replace(old, secure, StringComparison.Ordinal));
        }
    }

    // Every variable that the hardened source asks for, and the configuration keys it reads.
    private static Dictionary<string, string> Secrets(string folder)
    {
        var names = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains(Path.DirectorySeparatorChar + "obj" + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            .SelectMany(f => Regex.Matches(File.ReadAllText(f), "InvalidOperationException\\(\"([A-Za-z0-9_:]+) is not set").Select(m => m.Groups[1].Value));
        return names.Distinct().ToDictionary(n => n.Replace(":", "__", StringComparison.Ordinal), n => "value-of-" + n);
    }
}
