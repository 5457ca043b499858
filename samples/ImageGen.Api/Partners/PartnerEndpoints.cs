using ImageGen.Api.Jobs;

namespace ImageGen.Api.Partners;

internal static class PartnerEndpoints
{
    public static void MapPartners(this IEndpointRouteBuilder routes) =>
        routes.MapGroup("/partners").AddEndpointFilter<PartnerOnly>().MapGet("/jobs", (JobSearch search) => search.ByStatus("done"));
}

/// <summary>Lets only programs with a token of the identity service through.</summary>
public sealed class PartnerOnly(PartnerTokens tokens) : IEndpointFilter
{
    private const string Scheme = "Bearer ";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var authorization = context.HttpContext.Request.Headers.Authorization.ToString();
        return authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && await tokens.AcceptAsync(authorization[Scheme.Length..])
            ? await next(context)
            : Results.Unauthorized();
    }
}
