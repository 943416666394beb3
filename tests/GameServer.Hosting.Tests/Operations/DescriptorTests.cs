using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using GameServer.Hosting.Tests.Infrastructure;

namespace GameServer.Hosting.Tests.Operations;

/// <summary>The program with 400 file descriptors, and 450 who connect.</summary>
public sealed class DescriptorTests : IDisposable
{
    private const int Descriptors = 400;
    private const int Clients = 450;
    private const int Rounds = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly TemporaryFolder _folder = new();
    private readonly StringBuilder _log = new();
    private readonly TaskCompletionSource<Uri> _url = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _paused = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Process? _program;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Log
    {
        get
        {
            lock (_log)
            {
                return _log.ToString();
            }
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Accepting_pauses_harms_nobody_and_goes_on(bool isEpoll)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The shell's limit is the program's on Linux.");
        _program = Start(isEpoll);
        var url = await _url.Task.WaitAsync(Patience, Cancellation);
        await using var first = await TestClient.ConnectAsync(RunningServer.WebSocketUrlOf(url), "gameserver.v1.json");
        await first.CallAsync("login.guest");
        for (var round = 0; round < Rounds; round++)
        {
            var others = new List<Socket>();
            for (var other = 0; other < Clients; other++)
            {
                others.Add(await ConnectAsync(url));
            }

            await _paused.Task.WaitAsync(Patience, Cancellation);

            // What it does now opens files: the database's, and assemblies at their first use.
            await first.CallAsync("server.ping");
            await first.CallAsync("login.register", new { name = $"Ann {(char)('A' + round)}", password = "correct horse" });
            await first.CallAsync("room.join");
            await first.CallAsync("leaderboard.top");
            await first.CallAsync("wallet.history");
            await first.CallAsync("room.leave");
            others.ForEach(socket => socket.Dispose());
            await using var next = await TestClient.ConnectAsync(RunningServer.WebSocketUrlOf(url), "gameserver.v1.msgpack");
            await next.CallAsync("login.guest");
        }

        using var kill = Process.Start("kill", ["-TERM", $"{_program.Id}"]);
        await _program.WaitForExitAsync(Cancellation).WaitAsync(Patience, Cancellation);
        Assert.Equal(0, _program.ExitCode);
        Assert.Contains("Connections are accepted again", Log, StringComparison.Ordinal);

        // Once a minute at the most.
        Assert.InRange(Log.Split("No more connections are accepted").Length - 1, 1, 3);
        // A busy machine may take longer over a room's first tick than a game may.
        Assert.DoesNotContain(
            Log.Split('\n'), static line => line.Contains(" ERR ", StringComparison.Ordinal) && !line.Contains("has not returned from", StringComparison.Ordinal));
        Assert.DoesNotContain("Exception", Log, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(150)]
    [InlineData(200)]
    [InlineData(250)]
    [InlineData(300)]
    [InlineData(399)]
    public async Task A_start_with_too_few_descriptors_ends_in_one_line(int descriptors)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The shell's limit is the program's on Linux.");
        _program = Start(isEpoll: true, descriptors);
        await _program.WaitForExitAsync(Cancellation).WaitAsync(Patience, Cancellation);
        Assert.Equal(
            (1, $"The server cannot start: The process may have {descriptors} file descriptors; it needs at least 400 (ulimit -n)."),
            (_program.ExitCode, Log.Trim()));
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

    /// <summary>Connects, and asks for a WebSocket, whoever takes it and when.</summary>
    private static async Task<Socket> ConnectAsync(Uri url)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { LingerState = new LingerOption(true, 0) };
        await socket.ConnectAsync(url.Host, url.Port, Cancellation);
        await socket.SendAsync(
            Encoding.ASCII.GetBytes($"GET /ws HTTP/1.1\r\nHost: {url.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"),
            Cancellation);
        return socket;
    }

    private Process Start(bool isEpoll, int descriptors = Descriptors)
    {
        string[] arguments =
        [
            "--contentRoot", TestRepository.Root, "--urls", "http://127.0.0.1:0", "--Metrics:Address=", $"--Network:Epoll={isEpoll}",
            "--ConnectionStrings:GameServer", $"Data Source={Path.Combine(_folder.Path, "gameserver.db")}",
            "--Limits:ConnectionsPerAddress=0", "--Limits:SignInSeconds=0",
        ];
        var start = new ProcessStartInfo(
            "bash", ["-c", $"ulimit -n {descriptors}; exec dotnet \"$@\"", "bash", Path.Combine(AppContext.BaseDirectory, "GameServer.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var program = Process.Start(start)!;
        program.OutputDataReceived += (_, line) => Read(line.Data);
        program.ErrorDataReceived += (_, line) => Read(line.Data);
        program.BeginOutputReadLine();
        program.BeginErrorReadLine();
        return program;
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_log)
        {
            _log.AppendLine(line);
        }

        if (line.Contains("Open http://127.0.0.1:", StringComparison.Ordinal))
        {
            _url.TrySetResult(new Uri(line[line.IndexOf("http", StringComparison.Ordinal)..].Trim()));
        }

        if (line.Contains("No more connections are accepted", StringComparison.Ordinal))
        {
            _paused.TrySetResult();
        }
    }
}
