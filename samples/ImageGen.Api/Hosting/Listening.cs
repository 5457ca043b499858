using System.Net;

namespace ImageGen.Api.Hosting;

/// <summary>Where the service listens: on <c>PORT</c> where the platform assigns one, on 5080 otherwise.</summary>
internal static class Listening
{
    public static void ListenOnConfiguredPort(this WebApplicationBuilder builder)
    {
        if (builder.Configuration.GetValue<int?>("PORT") is { } port)
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Any, port));
        else
            builder.WebHost.UseUrls("http://0.0.0.0:5080");

        // Albums are large.
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);

        if (builder.Configuration.GetValue<int?>("Hosting:TlsPort") is { } tlsPort)
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenAnyIP(tlsPort, listen => listen.UseHttps()));

        if (builder.Configuration.GetValue<int?>("Hosting:DebugPort") is { } debugPort)
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenLocalhost(debugPort));
    }

    public static void WarnAboutPublicAddresses(this WebApplication app) => app.Lifetime.ApplicationStarted.Register(() =>
    {
        foreach (var url in app.Urls)
        {
            var host = new Uri(url).Host;
            if (host == "0.0.0.0" || host == "[::]")
                app.Logger.LogWarning("{Url} can be reached from every network this machine is on", url);
        }
    });
}
