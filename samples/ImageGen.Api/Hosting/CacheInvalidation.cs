using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ImageGen.Api.Hosting;

/// <summary>Drops cached thumbnails when the local cache daemon says so.</summary>
internal sealed class CacheInvalidation(IConfiguration configuration, ILogger<CacheInvalidation> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        configuration.GetValue<int?>("Cache:InvalidationPort") is { } port
            ? Task.Run(() => Receive(port, stoppingToken), stoppingToken)
            : Task.CompletedTask;

    private void Receive(int port, CancellationToken stoppingToken)
    {
        using var udp = new UdpClient(new IPEndPoint(IPAddress.Loopback, port));
        udp.Client.ReceiveTimeout = 1000;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var sender = new IPEndPoint(IPAddress.Any, 0);
                var message = udp.Receive(ref sender);
                logger.LogInformation("{Sender} invalidated {Key}", sender.Port, Encoding.UTF8.GetString(message));
            }
            catch (SocketException exception) when (exception.SocketErrorCode == SocketError.TimedOut)
            {
                // Nothing to drop: look whether the service is stopping, then wait again.
            }
        }
    }
}
