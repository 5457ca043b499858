using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace SecureGen.Analyzers.Package.Tests;

/// <summary>The sample service as it is, and after its fixes: findings, behaviour, and behaviour again.</summary>
[Collection(PackageCollection.Name)]
public class SampleTests(PackageFixture package)
{
    private const string Outside = "SECRET-OUTSIDE-THE-ROOT";

    private static readonly byte[] PngSignature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    [Fact]
    public async Task The_findings_are_those_expected_and_the_fixes_close_the_holes()
    {
        var folder = package.CopySample("ImageGen.Api");
        var (build, findings, _) = await package.BuildAsync(folder);
        Assert.True(build.ExitCode == 0, build.Output);
        var expected = File.ReadLines(Path.Combine(folder, "expected-findings.txt")).Where(l => l.Length > 0 && l[0] != '#');
        Assert.Equal(expected.Order(StringComparer.Ordinal), findings.Select(f => $"{f.File}({f.Line}): {f.Id}").Order(StringComparer.Ordinal));

        await using (var vulnerable = await Service.StartAsync(package, folder, new Dictionary<string, string>()))
        {
            Assert.NotNull(vulnerable);
            Assert.True(await vulnerable.ReturnsPngAsync());
            Assert.True(vulnerable.ListensOnEveryInterface());
            Assert.Contains(Outside, await vulnerable.TraverseAsync(), StringComparison.Ordinal);
            Assert.Contains("adm-local-51fd0c9e7b2a", vulnerable.Log, StringComparison.Ordinal);
            Assert.Contains(InternalServer.Answer, await vulnerable.FetchFromInsideAsync(), StringComparison.Ordinal);
            Assert.Equal(3, await vulnerable.InjectSqlAsync());
            Assert.True(await vulnerable.WritesWhereTheModelSaysAsync());
            Assert.True(await vulnerable.HidesOnePromptTwiceAlikeAsync());
        }

        // One rule is fixed after the other, in no order: a path that is contained may show that its name is still the sender's.
        for (var pass = 0; pass < 2; pass++)
        {
            var format = await package.FormatAsync(folder, "--severity info");
            Assert.True(format.ExitCode == 0, format.Output);
        }

        HardenConfiguration(folder);
        (build, findings, _) = await package.BuildAsync(folder, "-warnaserror");
        Assert.True(build.ExitCode == 0, build.Output);
        Assert.Empty(findings);

        // Without its secrets the hardened service does not come up.
        Assert.Null(await Service.StartAsync(package, folder, new Dictionary<string, string>()));
        await using var hardened = await Service.StartAsync(package, folder, Secrets(folder));
        Assert.True(hardened is not null, "The hardened service does not start with its secrets set.");
        Assert.True(await hardened.ReturnsPngAsync(), hardened.Log);
        Assert.False(hardened.ListensOnEveryInterface());
        Assert.DoesNotContain(Outside, await hardened.TraverseAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("value-of-", hardened.Log, StringComparison.Ordinal);
        Assert.DoesNotContain(InternalServer.Answer, await hardened.FetchFromInsideAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await hardened.InjectSqlAsync());
        Assert.Equal(1, await hardened.SearchJobsAsync("ada"));
        Assert.False(await hardened.WritesWhereTheModelSaysAsync());
        Assert.False(await hardened.HidesOnePromptTwiceAlikeAsync());
    }

    // By hand, what the light bulb offers: bulk fixing leaves files that are not code alone.
    private static void HardenConfiguration(string folder)
    {
        Replace("appsettings.json", "\"AllowedHosts\": \"*\"", "\"AllowedHosts\": \"localhost;127.0.0.1\"");
        Replace("appsettings.json", "\"ApiKey\": \"cdn-6b20f1e97a4c\"", "\"ApiKey\": \"\"");
        Replace(Path.Combine("Properties", "launchSettings.json"), "http://0.0.0.0:5080", "http://localhost:5080");

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
            .SelectMany(f => System.Text.RegularExpressions.Regex.Matches(File.ReadAllText(f), "InvalidOperationException\\(\"([A-Za-z0-9_:]+) is not set").Select(m => m.Groups[1].Value));
        return names.Distinct().ToDictionary(n => n.Replace(":", "__", StringComparison.Ordinal), n => "value-of-" + n);
    }

    private sealed class Service : IAsyncDisposable
    {
        private readonly Process _process;
        private readonly string _folder;
        private readonly int _port;
        private readonly StringBuilder _log = new();
        private readonly HttpClient _client;

        private Service(Process process, string folder, int port)
        {
            (_process, _folder, _port) = (process, folder, port);
            _client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(20) };
            process.OutputDataReceived += (_, e) => Append(e.Data);
            process.ErrorDataReceived += (_, e) => Append(e.Data);
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
        }

        public string Log
        {
            get
            {
                lock (_log)
                    return _log.ToString();
            }
        }

        /// <summary>Null when the service ends by itself before it answers.</summary>
        public static async Task<Service?> StartAsync(PackageFixture package, string folder, IReadOnlyDictionary<string, string> environment)
        {
            var port = FreePort();
            var all = new Dictionary<string, string>(environment) { ["PORT"] = port.ToString(System.Globalization.CultureInfo.InvariantCulture), ["Logging__LogLevel__Default"] = "Debug" };
            File.WriteAllText(Path.Combine(folder, "outside.txt"), Outside);
            var service = new Service(package.Start(folder, "dotnet", Path.Combine("bin", "Debug", "net10.0", "ImageGen.Api.dll"), all), folder, port);
            for (var attempt = 0; attempt < 150; attempt++)
            {
                if (service._process.HasExited)
                {
                    await service.DisposeAsync();
                    return null;
                }

                try
                {
                    using var answer = await service._client.GetAsync("/");
                    return service;
                }
                catch (HttpRequestException)
                {
                    await Task.Delay(200);
                }
            }

            var log = service.Log;
            await service.DisposeAsync();
            throw new TimeoutException("The service neither answers nor ends:\n" + log);
        }

        public async Task<bool> ReturnsPngAsync()
        {
            using var answer = await _client.PostAsync("/generate", new StringContent("{\"prompt\":\"a lighthouse at dusk\"}", Encoding.UTF8, "application/json"));
            var bytes = await answer.Content.ReadAsByteArrayAsync();
            return answer.IsSuccessStatusCode && bytes.AsSpan().StartsWith(PngSignature);
        }

        public bool ListensOnEveryInterface() =>
            System.Net.NetworkInformation.IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners()
                .Any(l => l.Port == _port && (l.Address.Equals(IPAddress.Any) || l.Address.Equals(IPAddress.IPv6Any)));

        /// <summary>Asks for a file outside the image folder, by climbing and by its absolute name; what came back, whatever it is.</summary>
        public async Task<string> TraverseAsync()
        {
            var target = Path.Combine(_folder, "outside.txt");
            var answers = new StringBuilder();
            foreach (var name in new[] { "..%2F..%2Foutside.txt", "..%2Foutside.txt", "..%2F..%2F..%2Foutside.txt", Uri.EscapeDataString(target), target })
            {
                using var answer = await _client.GetAsync("/images/" + name, CancellationToken.None);
                answers.AppendLine(await answer.Content.ReadAsStringAsync());
            }

            return answers.ToString();
        }

        /// <summary>Has the service fetch an image from a server that only it can reach: one on the loopback address.</summary>
        public async Task<string> FetchFromInsideAsync()
        {
            using var inside = new InternalServer();
            using var answer = await _client.PostAsync("/references", Json($"{{\"url\":\"{inside.Address}\"}}"));
            return await answer.Content.ReadAsStringAsync();
        }

        /// <summary>How many jobs come back for an owner that is a condition.</summary>
        public Task<int> InjectSqlAsync() => SearchJobsAsync("x' OR '1'='1");

        public async Task<int> SearchJobsAsync(string owner) =>
            System.Text.Json.JsonDocument.Parse(await _client.GetStringAsync("/jobs?owner=" + Uri.EscapeDataString(owner))).RootElement.GetArrayLength();

        /// <summary>Has the model propose a name that climbs out of the folder of drafts.</summary>
        public async Task<bool> WritesWhereTheModelSaysAsync()
        {
            var written = Path.Combine(_folder, "App_Data", "written-by-the-model.txt");
            File.Delete(written);
            using var answer = await _client.PostAsync("/assistant/drafts", Json("{\"prompt\":\"Answer with the next line.\\n../written-by-the-model.txt\"}"));
            return File.Exists(written);
        }

        /// <summary>Whether the same prompt, kept twice, is the same on the disk: then nonce and key are.</summary>
        public async Task<bool> HidesOnePromptTwiceAlikeAsync()
        {
            var kept = new List<string>();
            for (var i = 0; i < 2; i++)
            {
                using var answer = await _client.PostAsync("/generate", Json("{\"prompt\":\"a lighthouse at dawn\"}"));
                var name = answer.Headers.GetValues("X-Image-Name").Single();
                Assert.Equal("a lighthouse at dawn", await _client.GetStringAsync("/prompts/" + Path.GetFileNameWithoutExtension(name)));
                kept.Add(Convert.ToHexString(await File.ReadAllBytesAsync(Path.Combine(_folder, "App_Data", "prompts", Path.ChangeExtension(name, ".prompt")))));
            }

            return kept[0] == kept[1];
        }

        private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

        public async ValueTask DisposeAsync()
        {
            if (!_process.HasExited)
                _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            _process.Dispose();
            _client.Dispose();
        }

        private static int FreePort()
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }

        private void Append(string? line)
        {
            lock (_log)
                _log.AppendLine(line);
        }
    }

    /// <summary>A server behind the firewall, as far as the service is concerned.</summary>
    private sealed class InternalServer : IDisposable
    {
        public const string Answer = "FOR-THE-SERVICE-ALONE";

        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

        public InternalServer()
        {
            _listener.Start();
            _ = AnswerAsync();
        }

        public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/";

        public void Dispose() => _listener.Dispose();

        private async Task AnswerAsync()
        {
            try
            {
                using var client = await _listener.AcceptTcpClientAsync();
                await using var stream = client.GetStream();
                _ = await stream.ReadAsync(new byte[4096]);
                await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {Answer.Length}\r\nConnection: close\r\n\r\n{Answer}"));
            }
            catch (SocketException)
            {
                // Nobody came.
            }
        }
    }
}
