using System;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading.Tasks;

namespace SecureGen.Analyzers.Package.Tests;

/// <summary>A server with a certificate of its own making, that keeps what it is told.</summary>
internal sealed class Impostor : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task<string> _heard;

    public Impostor()
    {
        _listener.Start();
        _heard = ListenAsync();
    }

    public string Address => $"https://localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}/";

    public Task<string> HeardAsync() => _heard.WaitAsync(TimeSpan.FromSeconds(20));

    public void Dispose() => _listener.Dispose();

    private async Task<string> ListenAsync()
    {
        using var certificate = Certificate();
        using var client = await _listener.AcceptTcpClientAsync();
        try
        {
            await using var secured = new SslStream(client.GetStream());
            await secured.AuthenticateAsServerAsync(certificate);
            var buffer = new byte[4096];
            return Encoding.ASCII.GetString(buffer, 0, await secured.ReadAsync(buffer));
        }
        catch (Exception exception) when (exception is AuthenticationException or IOException)
        {
            return "";
        }
    }

    private static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));

        // A key that is not exported does not serve on Windows.
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
