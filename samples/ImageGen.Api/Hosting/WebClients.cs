namespace ImageGen.Api.Hosting;

/// <summary>Which pages of other hosts may call the service from the browser.</summary>
internal static class WebClients
{
    public static void AddWebClients(this WebApplicationBuilder builder) =>
        builder.Services.AddCors(options => options.AddDefaultPolicy(policy => policy
            .SetIsOriginAllowed(_ => true)
            .AllowAnyHeader()
            .AllowCredentials()));
}
