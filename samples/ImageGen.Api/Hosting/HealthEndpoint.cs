using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ImageGen.Api.Hosting;

/// <summary>Answers the load balancer's TCP probe, apart from the web server so that a busy pipeline does not look dead.</summary>
internal sealed class HealthEndpoint(IConfiguration configuration, ILogger<HealthEndpoint> logger) : BackgroundService
{
    private static readonly byte[] Alive = Encoding.ASCII.GetBytes("OK\n");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var listener = Open(configuration.GetValue("Health:Port", 5081));
        try
        {
            listener.Start();
        }
        catch (SocketException exception)
        {
            logger.LogWarning(exception, "The health port is taken; probes will not be answered");
            return;
        }

        logger.LogInformation("Health probes are answered on {Endpoint}, token {CancellationToken}", listener.LocalEndpoint, stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            using var client = await listener.AcceptTcpClientAsync(stoppingToken);
            await client.GetStream().WriteAsync(Alive, stoppingToken);
        }
    }

    private TcpListener Open(int port)
    {
        if (configuration["Health:Profile"] == "container")
            return new TcpListener(IPAddress.Any, port);

        var bindAddress = configuration["Health:Address"] ?? "0.0.0.0";
        return new TcpListener(IPAddress.Parse(bindAddress), port);
    }
}
