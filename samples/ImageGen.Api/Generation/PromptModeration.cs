using Microsoft.Extensions.Options;

namespace ImageGen.Api.Generation;

/// <summary>Has the moderation service look at a prompt, where it is switched on.</summary>
public sealed class PromptModeration(HttpClient http, IOptions<GenerationOptions> options)
{
    private const string Endpoint = "http://moderation.contoso.com/v1/check";

    public async Task<bool> AllowsAsync(string prompt, CancellationToken cancellationToken)
    {
        if (!options.Value.Moderate)
            return true;

        using var response = await http.PostAsJsonAsync(Endpoint, new { prompt }, cancellationToken);
        return response.IsSuccessStatusCode;
    }
}
