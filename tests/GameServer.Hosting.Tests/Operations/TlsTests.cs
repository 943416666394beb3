using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GameServer.Hosting.Tests.Infrastructure;

namespace GameServer.Hosting.Tests.Operations;

/// <summary>The program with a certificate of its own, given by configuration alone.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _thumbprint;
    private readonly RunningServer _server;

    public TlsTests()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=game.example.org", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        _thumbprint = certificate.Thumbprint;
        var chain = Path.Combine(_folder.Path, "fullchain.pem");
        var secret = Path.Combine(_folder.Path, "privkey.pem");
        File.WriteAllText(chain, certificate.ExportCertificatePem());
        File.WriteAllText(secret, key.ExportPkcs8PrivateKeyPem());
        _server = RunningServer.Start(_folder, new()
        {
            ["urls"] = "https://127.0.0.1:0",
            ["Kestrel:Certificates:Default:Path"] = chain,
            ["Kestrel:Certificates:Default:KeyPath"] = secret,
        });
    }

    [Fact]
    public async Task Players_connect_by_wss()
    {
        Assert.Equal("wss", _server.WebSocketUrl.Scheme);
        await using var client = await TestClient.ConnectAsync(
            _server.WebSocketUrl, "gameserver.v1.msgpack", (_, handler) => TrustOurs(handler));
        await client.CallAsync("login.guest");
        await client.CallAsync("room.join");
        await client.EventAsync("room.snapshot");
    }

    [Fact]
    public async Task Browsers_are_told_to_stay_with_TLS()
    {
        using var handler = new SocketsHttpHandler();
        TrustOurs(handler);
        using var http = new HttpClient(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, _server.Url) { Headers = { Host = "game.example.org" } };
        using var page = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal("max-age=2592000", Assert.Single(page.Headers.GetValues("Strict-Transport-Security")));
    }

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    private void TrustOurs(SocketsHttpHandler handler) => handler.SslOptions.RemoteCertificateValidationCallback =
        (_, presented, _, _) => presented is X509Certificate2 certificate && certificate.Thumbprint == _thumbprint;
}
