using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using GameServer.Hosting.Tests.Infrastructure;

namespace GameServer.Hosting.Tests.Operations;

/// <summary>What strangers send by every way that leads into the log, with everything logged: it stands there escaped, cut, and in one line.</summary>
public sealed class HostileLogTests : IDisposable
{
    // An escape sequence, a bell, DEL; and C1, which HTTP does not take.
    private const string Hostile = "\u001b[31mred\u0007\u007f";
    private const string More = Hostile + "\u009b2J";
    private const string Injected = "INJECTED";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly TemporaryFolder _folder = new();
    private Process? _program;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_stranger_writes_the_log()
    {
        _program = Process.Start(
            new ProcessStartInfo("dotnet",
            [
                Path.Combine(AppContext.BaseDirectory, "GameServer.dll"),
                "--contentRoot", TestRepository.Root, "--urls", "http://127.0.0.1:0",
                "--ConnectionStrings:GameServer", $"Data Source={Path.Combine(_folder.Path, "gameserver.db")}",
                "--Serilog:MinimumLevel:Default", "Verbose", "--Serilog:MinimumLevel:Override:Microsoft", "Verbose",
            ])
            {
                RedirectStandardOutput = true,
                StandardOutputEncoding = Encoding.UTF8,
            })!;
        var log = new StringBuilder();
        var url = await UrlAsync(_program, log);
        var reading = _program.StandardOutput.ReadToEndAsync(Cancellation);

        foreach (var request in Requests())
        {
            await SendAsync(url, request);
        }

        await using (var client = await TestClient.ConnectAsync(RunningServer.WebSocketUrlOf(url), "gameserver.v1.json"))
        {
            var text = $"{More}\r\n{Injected}\u202e\u2028\ud800";
            await client.FailAsync(text);
            await client.FailAsync("login.guest", new { name = text });
            await client.FailAsync("login.register", new { name = text, password = text });
            await client.FailAsync("login.signIn", new { name = text, password = text });
            await client.FailAsync("login.resume", new { token = text });
            await client.CallAsync("login.guest", new { name = "Ann" });
            await client.FailAsync("room.join", new { game = text });
            await client.CallAsync("room.join");
            await client.FailAsync("chat.say", new { text });
            await client.FailAsync("admin.kick", new { name = text });
        }

        using var kill = Process.Start("kill", ["-TERM", $"{_program.Id}"]);
        log.Append(await reading.WaitAsync(Patience, Cancellation));
        var lines = log.ToString().Split('\n');
        Assert.Contains(lines, line => line.Contains(@"\u001b[31mred", StringComparison.Ordinal) && line.Contains("Web:Origins", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.StartsWith(Injected, StringComparison.Ordinal));
        foreach (var line in lines)
        {
            Assert.DoesNotContain(line.TrimEnd('\r'), IsHidden);
            Assert.DoesNotContain(new string('x', 300), line, StringComparison.Ordinal);
        }
    }

    public void Dispose()
    {
        if (_program is { HasExited: false })
        {
            _program.Kill();
        }

        _program?.Dispose();
        _folder.Dispose();
    }

    private static IEnumerable<string> Requests()
    {
        const string Upgrade = "Host: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n";
        var encoded = $"%1b%5b31mred%0d%0a{Injected}%e2%80%ae%e2%80%a8%c2%9b{new string('x', 1000)}";
        yield return $"GET /ws HTTP/1.1\r\n{Upgrade}Origin: http://{Hostile}\r\n\r\n";
        yield return $"GET /ws HTTP/1.1\r\n{Upgrade}Origin: http://evil.example{new string('x', 1000)}\r\n\r\n";
        yield return $"GET /ws HTTP/1.1\r\n{Upgrade}Origin: http://{More}\r\n\r\n";
        yield return $"GET /ws HTTP/1.1\r\n{Upgrade}Sec-WebSocket-Protocol: {Hostile}, gameserver.v9.{Hostile}\r\n\r\n";
        yield return $"GET /ws?{encoded} HTTP/1.1\r\n{Upgrade}User-Agent: {Hostile}\r\n\r\n";
        yield return $"GET /{encoded} HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: {Hostile}\r\nReferer: {Hostile}\r\n\r\n";
        yield return $"GET /css/{encoded}?{encoded} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: {Hostile}\r\nRange: {Hostile}\r\nIf-None-Match: {Hostile}\r\n\r\n";
        yield return $"GET / HTTP/1.1\r\nHost: {Hostile}\r\n\r\n";
        yield return $"GET http://{Hostile}/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
        yield return $"{Hostile} / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
        yield return $"{new string('x', 1000)} / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
        yield return $"GET / HTTP/{Hostile}\r\nHost: 127.0.0.1\r\n\r\n";
        yield return $"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n{Hostile}: 1\r\n\r\n";
        yield return $"POST /health/ready HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {Hostile}\r\nContent-Length: 0\r\nX-Forwarded-For: {Hostile}\r\nX-Forwarded-Proto: {Hostile}\r\n\r\n";
    }

    /// <summary>Sends bytes and reads until the server has answered or hung up.</summary>
    private static async Task SendAsync(Uri url, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(url.Host, url.Port, Cancellation);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), Cancellation);
        client.Client.Shutdown(SocketShutdown.Send);
        try
        {
            await stream.CopyToAsync(Stream.Null, Cancellation).WaitAsync(Patience, Cancellation);
        }
        catch (IOException)
        {
            // Ended by a reset.
        }
    }

    private static bool IsHidden(char letter) => char.GetUnicodeCategory(letter)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static async Task<Uri> UrlAsync(Process program, StringBuilder log)
    {
        while (true)
        {
            var line = await program.StandardOutput.ReadLineAsync(Cancellation).AsTask().WaitAsync(Patience, Cancellation);
            Assert.NotNull(line);
            log.AppendLine(line);
            if (line.Contains("Open http://127.0.0.1:", StringComparison.Ordinal))
            {
                return new Uri(line[line.IndexOf("http", StringComparison.Ordinal)..].Trim());
            }
        }
    }
}
