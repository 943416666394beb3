using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using GameServer.Hosting.Tests.Infrastructure;

namespace GameServer.Hosting.Tests.Operations;

/// <summary>The program with a certificate of its own, given by configuration alone.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _thumbprint;
    private readonly Dictionary<string, string> _settings;
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
        _settings = new()
        {
            ["urls"] = "https://127.0.0.1:0",
            ["Kestrel:Certificates:Default:Path"] = chain,
            ["Kestrel:Certificates:Default:KeyPath"] = secret,
        };
        _server = RunningServer.Start(_folder, _settings);
    }

    public static IEnumerable<TheoryDataRow<string, bool>> Ends() =>
        from isEpoll in new[] { true, false }
        from why in new[] { "closed", "invalid close", "no mask", "too big" }
        select new TheoryDataRow<string, bool>(why, isEpoll);

    /// <summary>However much is under way, what the client reads last is the whole close frame, and then the end.</summary>
    [Theory, MemberData(nameof(Ends))]
    public async Task The_close_frame_arrives_through_TLS(string why, bool isEpoll)
    {
        using var folder = new TemporaryFolder();
        using var other = isEpoll ? null : RunningServer.Start(folder, new(_settings) { ["Network:Epoll"] = "false" });
        var url = (other ?? _server).Url;
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(url.Host, url.Port, Cancellation);
        await using var tls = new SslStream(tcp.GetStream(), false, IsOurs);
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "game.example.org" }, Cancellation);
        await tls.WriteAsync(
            Encoding.ASCII.GetBytes($"GET /ws HTTP/1.1\r\nHost: {url.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"),
            Cancellation);
        byte[] sent = why switch
        {
            "closed" => [0x88, 0x82, 0, 0, 0, 0, 0x0b, 0xb8],
            "invalid close" => [0x88, 0x82, 0, 0, 0, 0, 0x03, 0xe7],
            "no mask" => [0x81, 2, (byte)'{', (byte)'}', .. new byte[4_000_000]],
            _ => [0x81, 0xff, 0, 0, 0, 0, 0, 0x3d, 0x09, 0, 0, 0, 0, 0, .. new byte[4_000_000], 0x88, 0x82, 0, 0, 0, 0, 0x03, 0xe8],
        };
        await tls.WriteAsync(sent, Cancellation);
        using var all = new MemoryStream();
        await tls.CopyToAsync(all, Cancellation).WaitAsync(TimeSpan.FromMinutes(1), Cancellation);
        var code = why switch { "closed" => 3000, "too big" => 1009, _ => 1002 };
        var reason = code switch { 3000 => "closed by client", 1009 => "message too big", _ => "protocol error" };
        byte[] frame = [0x88, (byte)(2 + reason.Length), (byte)(code >> 8), (byte)code, .. Encoding.ASCII.GetBytes(reason)];
        Assert.Equal(frame, all.ToArray()[^frame.Length..]);
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

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private void TrustOurs(SocketsHttpHandler handler) => handler.SslOptions.RemoteCertificateValidationCallback = IsOurs;

    private bool IsOurs(object sender, X509Certificate? presented, X509Chain? chain, SslPolicyErrors errors) =>
        presented is X509Certificate2 certificate && certificate.Thumbprint == _thumbprint;
}
