namespace ImageGen.Api.References;

/// <summary>Images that callers want theirs to look like.</summary>
internal static class ReferenceImages
{
    private static readonly string[] Hosts = ["images.example.com", "cdn.example.com"];

    public static void MapReferences(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/references", async (ReferenceRequest request, HttpClient http, CancellationToken cancellationToken) =>
            Results.Bytes(await http.GetByteArrayAsync(request.Url, cancellationToken)));

        routes.MapGet("/references/{id}", async (string id, HttpClient http, CancellationToken cancellationToken) =>
            Results.Bytes(await http.GetByteArrayAsync($"https://images.example.com/references/{id}", cancellationToken)));

        routes.MapGet("/references/listed", async (string url, HttpClient http, CancellationToken cancellationToken) =>
        {
            if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps || !Hosts.Contains(address.Host))
                return Results.BadRequest();

            return Results.Bytes(await http.GetByteArrayAsync(address, cancellationToken));
        });
    }

    internal sealed record ReferenceRequest(string Url);
}
