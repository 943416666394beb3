using GameServer.Hosting.Rooms;
using GameServer.Hosting.Sessions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GameServer.Hosting.Operations;

/// <summary>
/// Stops in order when the host is told to (SIGTERM, Ctrl+C): not ready any more, nobody new at the tables, players
/// told, rooms closed with their points given, lines closed. Kestrel and the stores stop after this.
/// </summary>
internal sealed class Drain(
    DrainState state,
    ConnectedCallers callers,
    RoomDirectory rooms,
    IOptions<DrainOptions> options,
    IOptions<HostOptions> host,
    TimeProvider time,
    ILogger<Drain> logger) : IHostedLifecycleService
{
    private const int SecondsForTheRest = 5;
    private readonly Lock _lock = new();
    private Task? _drained;

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            // A host may be told to stop by two at a time; both wait for the one drain.
            return _drained ??= DrainAsync(cancellationToken);
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        // Not where options are configured: the host reads its own before ours are checked.
        host.Value.ShutdownTimeout = TimeSpan.FromSeconds(options.Value.GraceSeconds);
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken)
    {
        SessionLog.Stopped(logger);
        return Task.CompletedTask;
    }

    private async Task DrainAsync(CancellationToken cancellationToken)
    {
        state.Begin();
        var seconds = options.Value.Seconds;
        if (callers.Count > 0)
        {
            SessionLog.Draining(logger, callers.Count, seconds);
            callers.Tell("server.draining", new ServerDraining(seconds));
            await Until(callers.WhenEmptyAsync(), TimeSpan.FromSeconds(seconds), cancellationToken);
        }
        else
        {
            SessionLog.Stopping(logger);
        }

        try
        {
            await rooms.DrainAsync(cancellationToken);
        }
        catch (Exception exception)
        {
            // Whatever a room does, the lines are closed and the scores saved.
            SessionLog.RoomsFailed(logger, exception);
        }

        callers.CloseAll();

        // Kestrel and the stores stop after this. A line that takes nothing any more is cut after its send time-out.
        var left = options.Value.GraceSeconds - seconds;
        await Until(callers.WhenEmptyAsync(), TimeSpan.FromSeconds(Math.Max(left / 2.0, left - SecondsForTheRest)), cancellationToken);
        if (callers.Count > 0)
        {
            SessionLog.DrainedLate(logger, callers.Count);
        }
    }

    private async Task Until(Task done, TimeSpan longest, CancellationToken cancellation)
    {
        try
        {
            await done.WaitAsync(longest, time, cancellation);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            // Waiting was a courtesy.
        }
    }
}
