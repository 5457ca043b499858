using ImageGen.Api.Storage;

namespace ImageGen.Api.Sharing;

internal static class SharingEndpoints
{
    public static void MapSharing(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/share", (ShareRequest request, ShareLinks links, LinkSigner signer) =>
        {
            var token = links.Issue(Path.GetFileName(request.Image));
            return Results.Ok(new { url = $"/shared/{token}?signature={signer.Sign(token)}", notified = links.WebhookHeaders(token).Keys });
        });

        routes.MapGet("/shared/{token}", (string token, string signature, ShareLinks links, LinkSigner signer, ImageStore store) =>
        {
            if (!signer.Verify(token, signature) || links.Open(token) is not { } image)
                return Results.NotFound();

            return Results.File(Path.Combine(store.Images, image), "image/png");
        });

        routes.MapPost("/codes", async (CodeRequest request, OneTimeCodes codes, CancellationToken cancellationToken) =>
        {
            await codes.SendAsync(request.Address, cancellationToken);
            return Results.Accepted();
        });

        routes.MapPost("/codes/redeem", (RedeemRequest request, HttpResponse response, OneTimeCodes codes) =>
        {
            if (codes.Redeem(request.Address, request.Code) is not { } session)
                return Results.Unauthorized();

            response.Cookies.Append("session", session);
            return Results.NoContent();
        });
    }

    private sealed record ShareRequest(string Image);

    private sealed record CodeRequest(string Address);

    private sealed record RedeemRequest(string Address, string Code);
}
