using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace EndToEnd.Tests.Infrastructure;

/// <summary>One running server: a process, a loopback port, a database file.</summary>
public sealed partial class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private readonly StringBuilder _log = new();
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(Process process, string data, IReadOnlyList<string> settings)
    {
        _process = process;
        Data = data;
        Settings = settings;
        Url = null!;
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Read(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The address of the page.</summary>
    public Uri Url { get; private set; }

    /// <summary>The address of the WebSocket.</summary>
    public Uri WebSocketUrl => new UriBuilder(Url) { Scheme = "ws", Path = "/ws" }.Uri;

    /// <summary>The folder that it was started in, and that holds its database.</summary>
    public string Data { get; }

    /// <summary>The arguments that it was started with.</summary>
    public IReadOnlyList<string> Settings { get; }

    /// <summary>What it wrote so far.</summary>
    public string Log
    {
        get
        {
            lock (_log) return _log.ToString();
        }
    }

    /// <summary>How much memory it has, in MiB; the kernel's figure.</summary>
    public double ResidentMiB
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / (1024.0 * 1024);
        }
    }

    /// <summary>Starts a server, and waits until it says where it listens.</summary>
    /// <param name="program">The folder with <c>GameServer.dll</c>.</param>
    /// <param name="data">The folder to start it in.</param>
    /// <param name="port">The loopback port; 0 for a free one.</param>
    /// <param name="settings">Further arguments.</param>
    public static async Task<ServerProcess> StartAsync(string program, string data, int port, IEnumerable<string> settings)
    {
        string[] own = [.. settings];
        return await StartAsync(
            Cli.Command(data, "dotnet",
            [
                Path.Combine(program, "GameServer.dll"),
                $"--urls=http://127.0.0.1:{port}",
                // Several run beside each other, and only one could have the metrics' port.
                "--Metrics:Address=",
                $"--ConnectionStrings:GameServer=Data Source={Path.Combine(data, "gameserver.db")}",
                .. own,
            ]),
            own);
    }

    /// <summary>Starts a server by a command of another form, and waits until it says where it listens.</summary>
    /// <param name="start">The command, its output redirected; it must ask for a loopback port by <c>--urls</c>.</param>
    /// <param name="settings">Which of its arguments a restart repeats.</param>
    public static async Task<ServerProcess> StartAsync(ProcessStartInfo start, params IReadOnlyList<string> settings)
    {
        var server = new ServerProcess(Process.Start(start)!, start.WorkingDirectory, settings);
        try
        {
            var ended = server._process.WaitForExitAsync(TestContext.Current.CancellationToken);
            var listening = server._listening.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
            if (await Task.WhenAny(listening, ended) == ended)
                throw new InvalidOperationException($"The server ended with {server._process.ExitCode}\n{server.Log}");
            server.Url = await listening;
            return server;
        }
        catch (TimeoutException)
        {
            var log = server.Log;
            await server.DisposeAsync();
            throw new TimeoutException($"The server did not say where it listens\n{log}");
        }
    }

    /// <summary>Asks the server to stop, as an operator or a container engine does, and waits for its end.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        await Cli.RunAsync(Data, "kill", "-TERM", $"{_process.Id}");
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience);
        return _process.ExitCode;
    }

    /// <summary>Ends the server without a word, at this very moment.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Ends the server without a word, and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
    }

    private void Read(string? line)
    {
        if (line is null) return;
        lock (_log) _log.AppendLine(line);
        if (Address().Match(line) is { Success: true } match) _listening.TrySetResult(new Uri(match.Value));
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:[1-9]\d*")]
    private static partial Regex Address();
}
