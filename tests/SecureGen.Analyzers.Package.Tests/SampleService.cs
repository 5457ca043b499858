using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace SecureGen.Analyzers.Package.Tests;

/// <summary>The built sample as a process of its own, with what it prints.</summary>
internal sealed class SampleService : IAsyncDisposable
{
    /// <summary>Content of a file beside the folder that the service may read.</summary>
    public const string Outside = "SECRET-OUTSIDE-THE-ROOT";

    private static readonly byte[] PngSignature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    private readonly Process _process;
    private readonly StringBuilder _log = new();

    private SampleService(Process process, string folder, int port)
    {
        (_process, Folder, Port) = (process, folder, port);
        Client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(20) };
        process.OutputDataReceived += (_, e) => Append(e.Data);
        process.ErrorDataReceived += (_, e) => Append(e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Folder { get; }

    public int Port { get; }

    /// <summary>Keeps the cookies that it is given.</summary>
    public HttpClient Client { get; }

    /// <summary>Where the service and everybody else on the machine put temporary files.</summary>
    public string Temporary => TemporaryOf(Folder);

    public string Log
    {
        get
        {
            lock (_log)
                return _log.ToString();
        }
    }

    /// <summary>What it has printed once it has printed that text: a log is written behind the answer.</summary>
    public async Task<string> LogWithAsync(string text)
    {
        for (var attempt = 0; attempt < 300; attempt++)
        {
            if (Log is var log && log.Contains(text, StringComparison.Ordinal))
                return log;
            await Task.Delay(100);
        }

        throw new TimeoutException($"'{text}' is not in the log:\n{Log}");
    }

    /// <summary>Null when the service ends by itself before it answers.</summary>
    public static async Task<SampleService?> StartAsync(PackageFixture package, string folder, IReadOnlyDictionary<string, string> environment)
    {
        var port = FreePort();
        var all = new Dictionary<string, string>(environment)
        {
            ["PORT"] = port.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["Health__Port"] = FreePort().ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["Logging__LogLevel__Default"] = "Debug",
            ["HOME"] = folder,
            ["TMPDIR"] = TemporaryOf(folder),
            ["TMP"] = TemporaryOf(folder),
        };
        Directory.CreateDirectory(TemporaryOf(folder));
        File.WriteAllText(Path.Combine(folder, "outside.txt"), Outside);
        var service = new SampleService(package.Start(folder, "dotnet", Path.Combine("bin", "Debug", "net10.0", "ImageGen.Api.dll"), all), folder, port);
        for (var attempt = 0; attempt < 150; attempt++)
        {
            if (service._process.HasExited)
            {
                await service.DisposeAsync();
                return null;
            }

            try
            {
                using var answer = await service.Client.GetAsync("/");
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

    /// <summary>Whether it does what it is there for.</summary>
    public async Task<bool> ReturnsPngAsync()
    {
        using var answer = await Client.PostAsync("/generate", Json("{\"prompt\":\"a lighthouse at dusk\"}"));
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        return answer.IsSuccessStatusCode && bytes.AsSpan().StartsWith(PngSignature);
    }

    /// <summary>Waits until the service ends, or for a few seconds.</summary>
    public async Task<bool> EndsAsync()
    {
        await Task.WhenAny(_process.WaitForExitAsync(), Task.Delay(TimeSpan.FromSeconds(10)));
        return _process.HasExited;
    }

    public static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Client.Dispose();
    }

    private static string TemporaryOf(string folder) => Path.Combine(folder, "App_Data", "tmp");

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
