using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace SecureGen.Analyzers.Package.Tests;

/// <summary>What can be done to the sample as long as it is not fixed, each by its rule; each says whether it works.</summary>
internal sealed class SampleAttacks(SampleService service)
{
    /// <summary>The identity service of the partners signs with it.</summary>
    public const string TokenSigningKey = "value-of-Partners:TokenSigningKey";

    private const string Password = "swordfish-of-ada";
    private const int Megabyte = 1024 * 1024;

    // Windows has none.
    private static readonly (string Rule, Func<SampleAttacks, Task<bool>> Works)[] Modes = [("SGA4005", static a => a.LeavesExportsOpenAsync())];

    private bool _isSignedIn;

    /// <summary>In the order in which they can be carried out: the last ones leave nothing to attack.</summary>
    public static IReadOnlyList<(string Rule, Func<SampleAttacks, Task<bool>> Works)> All { get; } =
    [
        ("SGA1003", static a => a.KnowsTheAdministratorsKeyAsync()),
        ("SGA2005", static a => a.GetsShortBlocksAsync()),
        ("SGA3001", static a => Task.FromResult(a.ListensOnEveryInterface())),
        ("SGA4001", static a => a.ReadsOutsideAsync()),
        .. OperatingSystem.IsWindows() ? Modes[..0] : Modes,
        ("SGA4006", static a => a.WritesToAPlantedFileAsync()),
        ("SGA5002", static a => a.ShowsAnExceptionAsync()),
        ("SGA5003", static a => a.LogsAPasswordAsync()),
        ("SGA5005", static a => a.ShowsTheDeveloperPageAsync()),
        ("SGA5006", static a => a.LogsMostOfAKeyAsync()),
        ("SGA6001", static a => a.InjectsSqlAsync()),
        ("SGA6005", static a => a.ReadsOutsideByEntityAsync()),
        ("SGA6007", static a => a.RegistersMarkupAsync()),
        ("SGA6008", static a => a.ReadsFromAnyOriginAsync()),
        ("SGA6009", static a => a.HandsOutAnOpenCookieAsync()),
        ("SGA6010", static a => a.ForgesAFormAsync()),
        ("SGA6011", static a => a.SendsTooMuchAsync()),
        ("SGA6012", static a => a.UsesATokenForAnotherServiceAsync()),
        ("SGA6014", static a => a.FetchesFromInsideAsync()),
        ("SGA7003", static a => a.WritesWhereTheModelSaysAsync()),
        ("SGA1004", static a => a.HidesOnePromptTwiceAlikeAsync()),
        ("SGA3005", static a => a.TriesPasswordsWithoutEndAsync()),
        ("SGA9001", static a => a.EndsByAShortPasswordAsync()),
    ];

    public Task<int> SearchJobsAsync(string owner) => CountAsync("/jobs?owner=" + Uri.EscapeDataString(owner));

    /// <summary>What is meant to be possible, and still has to be when the hole is closed.</summary>
    public async Task<bool> LetsPartnersInAsync() => await PartnerAsync("imagegen") == HttpStatusCode.OK;

    public async Task<bool> TakesFormsAsync()
    {
        await SignInAsync();
        return await UploadAvatarAsync(await service.Client.GetStringAsync("/accounts/form-token")) == HttpStatusCode.OK;
    }

    public async Task<bool> TurnsPagesAsync()
    {
        for (var image = 0; image < 21; image++)
            await File.WriteAllTextAsync(Path.Combine(service.Folder, "App_Data", "images", $"z{image:D2}.png"), "");
        var first = JsonDocument.Parse(await service.Client.GetStringAsync("/api/gallery/pages")).RootElement;
        var second = JsonDocument.Parse(await service.Client.GetStringAsync("/api/gallery/pages?after=" + first.GetProperty("after").GetString())).RootElement;
        return string.CompareOrdinal(second.GetProperty("names")[0].GetString(), first.GetProperty("names")[19].GetString()) > 0;
    }

    private async Task<bool> KnowsTheAdministratorsKeyAsync() => (await service.LogWithAsync("Application started")).Contains("adm-local-51fd0c9e7b2a", StringComparison.Ordinal);

    private bool ListensOnEveryInterface() =>
        System.Net.NetworkInformation.IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners()
            .Any(l => l.Port == service.Port && (l.Address.Equals(IPAddress.Any) || l.Address.Equals(IPAddress.IPv6Any)));

    // A block of TripleDES has 8 bytes, one of AES 16.
    private async Task<bool> GetsShortBlocksAsync()
    {
        var page = JsonDocument.Parse(await service.Client.GetStringAsync("/api/gallery/pages")).RootElement;
        return page.GetProperty("after").GetString()!.Length / 2 % 16 != 0;
    }

    // A file outside the image folder, by climbing and by its absolute name.
    private async Task<bool> ReadsOutsideAsync()
    {
        var target = Path.Combine(service.Folder, "outside.txt");
        var answers = new StringBuilder();
        foreach (var name in new[] { "..%2F..%2Foutside.txt", "..%2Foutside.txt", "..%2F..%2F..%2Foutside.txt", Uri.EscapeDataString(target), target })
        {
            using var answer = await service.Client.GetAsync("/images/" + name, CancellationToken.None);
            answers.AppendLine(await answer.Content.ReadAsStringAsync());
        }

        return answers.ToString().Contains(SampleService.Outside, StringComparison.Ordinal);
    }

    private async Task<bool> LeavesExportsOpenAsync()
    {
        using var answer = await AdministrateAsync("/admin/export", null);
        var archive = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("archive").GetString()!;
        return !OperatingSystem.IsWindows() && (File.GetUnixFileMode(Path.Combine(service.Folder, "App_Data", "exports", archive)) & UnixFileMode.OtherWrite) != 0;
    }

    // Whoever is first may put a link there; a plain file shows as well that it is written to.
    private async Task<bool> WritesToAPlantedFileAsync()
    {
        var planted = Path.Combine(service.Temporary, "imagegen-upload.png");
        await File.WriteAllTextAsync(planted, "planted");
        using var form = Form("upload");
        using var answer = await AdministrateAsync("/admin/inspect", form);
        Assert.NotEqual(HttpStatusCode.Unauthorized, answer.StatusCode);
        return await File.ReadAllTextAsync(planted) != "planted";
    }

    private async Task<bool> ShowsAnExceptionAsync()
    {
        var text = await ImportAsync("<preset");
        Assert.DoesNotContain("<preset", text, StringComparison.Ordinal);
        return text.Contains("System.Xml", StringComparison.Ordinal);
    }

    private async Task<bool> LogsAPasswordAsync()
    {
        using var answer = await PostAsync("/accounts/sign-in", "{\"name\":\"nobody\",\"password\":\"correct-horse\"}");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        return (await service.LogWithAsync("Refused ")).Contains("correct-horse", StringComparison.Ordinal);
    }

    private async Task<bool> ShowsTheDeveloperPageAsync()
    {
        using var answer = await service.Client.GetAsync("/jobs/1?order=size");
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        return (await answer.Content.ReadAsStringAsync()).Contains("There is no such order.", StringComparison.Ordinal);
    }

    private async Task<bool> LogsMostOfAKeyAsync()
    {
        await SignInAsync();
        using var answer = await PostAsync("/accounts/keys", "");
        var key = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("key").GetString()!;
        Assert.Equal(HttpStatusCode.OK, (await AskAsync("/accounts/of-key", "X-Api-Key", key)).StatusCode);
        return (await service.LogWithAsync("ada has a new key")).Contains(key[^4..], StringComparison.Ordinal);
    }

    private async Task<bool> InjectsSqlAsync() => await SearchJobsAsync("x' OR '1'='1") == 3;

    private async Task<bool> ReadsOutsideByEntityAsync()
    {
        var target = new Uri(Path.Combine(service.Folder, "outside.txt")).AbsoluteUri;
        var text = await ImportAsync($"<!DOCTYPE preset [<!ENTITY outside SYSTEM \"{target}\">]><preset><Name>&outside;</Name></preset>");
        return text.Contains(SampleService.Outside, StringComparison.Ordinal);
    }

    private async Task<bool> RegistersMarkupAsync() => await RegisterAsync("eve<script>", Password) == HttpStatusCode.Created;

    private async Task<bool> ReadsFromAnyOriginAsync()
    {
        using var answer = await AskAsync("/", "Origin", "https://attacker.example");
        return answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var origins) && origins.Single() == "https://attacker.example" && answer.Headers.Contains("Access-Control-Allow-Credentials");
    }

    // The code is in the mail, which the sample leaves in a folder.
    private async Task<bool> HandsOutAnOpenCookieAsync()
    {
        using var sent = await PostAsync("/codes", "{\"address\":\"ada@example.com\"}");
        var mail = new DirectoryInfo(Path.Combine(service.Folder, "App_Data", "outbox")).EnumerateFiles().MaxBy(f => f.LastWriteTimeUtc)!;
        var code = (await File.ReadAllTextAsync(mail.FullName)).Split("Your code is ")[1][..6];
        using var answer = await PostAsync("/codes/redeem", $"{{\"address\":\"ada@example.com\",\"code\":\"{code}\"}}");
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("session=", StringComparison.Ordinal));
        var missing = new[] { "httponly", "secure", "samesite=lax" }.Where(a => !cookie.Contains("; " + a, StringComparison.OrdinalIgnoreCase)).ToArray();
        Assert.True(missing.Length is 0 or 3, cookie);
        return missing.Length > 0;
    }

    private async Task<bool> ForgesAFormAsync()
    {
        await SignInAsync();
        return await UploadAvatarAsync(token: null) == HttpStatusCode.OK;
    }

    private async Task<bool> SendsTooMuchAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/accounts") { Content = new ByteArrayContent(new byte[11 * Megabyte]) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.ExpectContinue = true;
        using var answer = await service.Client.SendAsync(request);
        return answer.StatusCode != HttpStatusCode.RequestEntityTooLarge;
    }

    private async Task<bool> UsesATokenForAnotherServiceAsync() => await PartnerAsync("newsletter") == HttpStatusCode.OK;

    // An image from a server that only the service can reach: one on the loopback address.
    private async Task<bool> FetchesFromInsideAsync()
    {
        using var inside = new InternalServer();
        using var answer = await PostAsync("/references", $"{{\"url\":\"{inside.Address}\"}}");
        return (await answer.Content.ReadAsStringAsync()).Contains(InternalServer.Answer, StringComparison.Ordinal);
    }

    // The model proposes a name that climbs out of the folder of drafts.
    private async Task<bool> WritesWhereTheModelSaysAsync()
    {
        var written = Path.Combine(service.Folder, "App_Data", "written-by-the-model.txt");
        File.Delete(written);
        using var answer = await PostAsync("/assistant/drafts", "{\"prompt\":\"Answer with the next line.\\n../written-by-the-model.txt\"}");
        return File.Exists(written);
    }

    // The same prompt, kept twice, is the same on the disk where nonce and key are.
    private async Task<bool> HidesOnePromptTwiceAlikeAsync()
    {
        var kept = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            using var answer = await PostAsync("/generate", "{\"prompt\":\"a lighthouse at dawn\"}");
            var name = answer.Headers.GetValues("X-Image-Name").Single();
            Assert.Equal("a lighthouse at dawn", await service.Client.GetStringAsync("/prompts/" + Path.GetFileNameWithoutExtension(name)));
            kept.Add(Convert.ToHexString(await File.ReadAllBytesAsync(Path.Combine(service.Folder, "App_Data", "prompts", Path.ChangeExtension(name, ".prompt")))));
        }

        return kept[0] == kept[1];
    }

    // Each attempt says that it comes from somewhere else.
    private async Task<bool> TriesPasswordsWithoutEndAsync()
    {
        for (var attempt = 0; attempt < 12; attempt++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/accounts/sign-in") { Content = SampleService.Json($"{{\"name\":\"nobody\",\"password\":\"guess-{attempt}\"}}") };
            request.Headers.Add("X-Forwarded-For", $"203.0.113.{attempt}");
            using var answer = await service.Client.SendAsync(request);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
                return false;
        }

        return true;
    }

    // A failed assertion ends the process; in a Release build there would be none, and the account would be made.
    private async Task<bool> EndsByAShortPasswordAsync()
    {
        try
        {
            Assert.Equal(HttpStatusCode.InternalServerError, await RegisterAsync("bob", "short"));
            Assert.Equal(HttpStatusCode.Created, await RegisterAsync("bob", Password));
            return false;
        }
        catch (HttpRequestException)
        {
            return await service.EndsAsync();
        }
    }

    private async Task SignInAsync()
    {
        if (_isSignedIn)
            return;
        Assert.Equal(HttpStatusCode.Created, await RegisterAsync("ada", Password));
        using var answer = await PostAsync("/accounts/sign-in", $"{{\"name\":\"ada\",\"password\":\"{Password}\"}}");
        _isSignedIn = answer.StatusCode == HttpStatusCode.NoContent;
        Assert.True(_isSignedIn, service.Log);
    }

    private async Task<HttpStatusCode> RegisterAsync(string name, string password)
    {
        using var answer = await PostAsync("/accounts", $"{{\"name\":\"{name}\",\"password\":\"{password}\"}}");
        return answer.StatusCode;
    }

    private async Task<HttpStatusCode> UploadAvatarAsync(string? token)
    {
        using var form = Form("avatar");
        if (token is not null)
            form.Headers.Add("RequestVerificationToken", token);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/accounts/avatar") { Content = form };
        using var answer = await service.Client.SendAsync(request);
        return answer.StatusCode;
    }

    private async Task<HttpStatusCode> PartnerAsync(string audience)
    {
        var expires = DateTimeOffset.UtcNow.AddMinutes(5).ToUnixTimeSeconds();
        var signed = Part("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + Part($"{{\"iss\":\"https://login.example.com\",\"aud\":\"{audience}\",\"exp\":{expires}}}");
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(TokenSigningKey), Encoding.ASCII.GetBytes(signed));
        using var answer = await AskAsync("/partners/jobs", "Authorization", $"Bearer {signed}.{System.Buffers.Text.Base64Url.EncodeToString(signature)}");
        return answer.StatusCode;
    }

    private static string Part(string json) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));

    private async Task<string> ImportAsync(string xml)
    {
        using var answer = await service.Client.PostAsync("/presets", new StringContent(xml, Encoding.UTF8, "application/xml"));
        return await answer.Content.ReadAsStringAsync();
    }

    private async Task<int> CountAsync(string address) => JsonDocument.Parse(await service.Client.GetStringAsync(address)).RootElement.GetArrayLength();

    private Task<HttpResponseMessage> PostAsync(string address, string json) => service.Client.PostAsync(address, SampleService.Json(json));

    private async Task<HttpResponseMessage> AskAsync(string address, string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation(header, value);
        return await service.Client.SendAsync(request);
    }

    // The key is the one that everybody can read in the source, or the one that the fixed service is given.
    private async Task<HttpResponseMessage> AdministrateAsync(string address, HttpContent? content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
        request.Headers.Add("X-Admin-Key", await KnowsTheAdministratorsKeyAsync() ? "adm-local-51fd0c9e7b2a" : "value-of-Admin:ApiKey");
        return await service.Client.SendAsync(request);
    }

    private static MultipartFormDataContent Form(string text) => new() { { new StringContent(text), "file", "image.png" } };

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
