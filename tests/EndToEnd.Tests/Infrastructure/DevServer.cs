using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace EndToEnd.Tests.Infrastructure;

/// <summary><c>npm run dev</c>, in a copy of the source tree, so that a test may change files.</summary>
internal sealed partial class DevServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private readonly StringBuilder _log = new();
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private DevServer(Process process, string source)
    {
        (_process, Source, Url) = (process, source, null!);
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Read(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The top folder of the copy.</summary>
    public string Source { get; }

    /// <summary>The address of the page.</summary>
    public Uri Url { get; private set; }

    /// <summary>Starts it, and waits until it says where it listens.</summary>
    /// <param name="source">An empty folder for the copy.</param>
    /// <param name="server">The game server that it hands sockets on to.</param>
    public static async Task<DevServer> StartAsync(string source, Uri server)
    {
        await Repository.CopyToAsync(source);
        var web = Path.Combine(source, "src", "web");
        Directory.CreateSymbolicLink(Path.Combine(web, "node_modules"), Path.Combine(Repository.Root, "src", "web", "node_modules"));
        // Not by npm, which would be the process that is ended, and leave its child behind.
        var start = Cli.Command(web, "node", "node_modules/vite/bin/vite.js", "--port", "0", "--host", "127.0.0.1");
        start.Environment["GAMESERVER_URL"] = server.GetLeftPart(UriPartial.Authority);
        start.Environment["NO_COLOR"] = "1";
        var dev = new DevServer(Process.Start(start)!, source);
        try
        {
            dev.Url = await dev._listening.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
            return dev;
        }
        catch (TimeoutException)
        {
            await dev.DisposeAsync();
            throw new InvalidOperationException($"The dev server did not start:\n{dev._log}");
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:[1-9]\d*/")]
    private static partial Regex Address();

    private void Read(string? line)
    {
        if (line is null) return;
        lock (_log) _log.AppendLine(line);
        if (Address().Match(line) is { Success: true } match) _listening.TrySetResult(new Uri(match.Value));
    }
}
