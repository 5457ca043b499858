using System.Net;

namespace ImageGen.Api.Generation;

/// <summary>Tries again when the provider is busy, a little later each time.</summary>
public sealed class RetryHandler(ILogger<RetryHandler> logger) : DelegatingHandler
{
    private const int Attempts = 3;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (attempt == Attempts || response.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable))
                return response;

            response.Dispose();
            var jitter = Random.Shared.Next(0, 250);
            var delay = TimeSpan.FromMilliseconds((200 << attempt) + jitter);
            logger.LogWarning("The provider is busy, attempt {Attempt} in {Delay}", attempt + 1, delay);
            await Task.Delay(delay, cancellationToken);
        }
    }
}
