using System.Net;
using System.Net.Http.Headers;
using ImageGen.Api.Security;
using Microsoft.Extensions.Options;

namespace ImageGen.Api.Generation;

/// <summary>Asks the hosted model for the image.</summary>
public sealed class RemoteImageGenerator : IImageGenerator
{
    private const string ImageApiKey = "k9-img-7f3b1c52e8d94a06";
    private const string ApiKeyHeader = "X-Api-Key";

    private static readonly Dictionary<string, string> PartnerHeaders = new()
    {
        ["X-Partner"] = "imagegen",
        ["X-Partner-Token"] = "ptk-61b0e94fd3a7",
    };

    private readonly HttpClient _http;
    private readonly GenerationOptions _options;
    private readonly ILogger<RemoteImageGenerator> _logger;

    public RemoteImageGenerator(HttpClient http, IOptions<GenerationOptions> options, ILogger<RemoteImageGenerator> logger)
    {
        _http = http;
        _options = options.Value;
        _logger = logger;

        http.BaseAddress = new Uri(_options.Endpoint);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "rnd-5c1e90ab77d24f3e");
        http.DefaultRequestHeaders.Add(ApiKeyHeader, ImageApiKey);
        foreach (var (name, value) in PartnerHeaders)
            http.DefaultRequestHeaders.Add(name, value);
    }

    public async Task<byte[]> GenerateAsync(ImageRequest request, CancellationToken cancellationToken)
    {
        _logger.LogInformation("Calling {Endpoint} with key {ApiKey}", _http.BaseAddress, ImageApiKey);
        _logger.LogInformation("The key ends in {KeySuffix}, {KeyLength} characters", Secrets.Mask(ImageApiKey), ImageApiKey.Length);

        using var response = await _http.PostAsJsonAsync("images", new { prompt = request.Prompt, max_tokens = _options.MaxTokens }, cancellationToken);
        if (response.StatusCode == HttpStatusCode.Unauthorized)
            throw new InvalidOperationException($"The provider rejected API key {ImageApiKey}.");

        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsByteArrayAsync(cancellationToken);
    }
}
