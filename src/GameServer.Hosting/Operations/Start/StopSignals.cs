using System.Runtime.InteropServices;

namespace GameServer.Hosting.Operations;

/// <summary>
/// The signals that stop the program, from its first line on: the host listens to them only once it starts. The first
/// one asks to stop; a second one ends the process at once, whatever the first one waits for.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private const int ExitCodeOfASignal = 128;

    /// <summary>The longest time that a start has to end after a signal.</summary>
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _registrations;
    private readonly Timer _end;
    private int _signals;
    private volatile bool _isStarted;

    public StopSignals()
    {
        _end = new Timer(static _ => Environment.Exit(0));
        _registrations = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGQUIT }
            .Select(signal => PosixSignalRegistration.Create(signal, Handle))];
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>The server runs: from now on the drain has its own bound.</summary>
    public void Started() => _isStarted = true;

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        // The timer and the token's source are left as they are: a signal may still be on its way through Handle.
    }

    private void Handle(PosixSignalContext context)
    {
        // Otherwise .NET ends the process.
        context.Cancel = true;
        if (Interlocked.Increment(ref _signals) > 1)
        {
            Environment.Exit(ExitCodeOfASignal + (context.Signal switch { PosixSignal.SIGINT => 2, PosixSignal.SIGQUIT => 3, _ => 15 }));
        }

        if (!_isStarted)
        {
            _end.Change(LongestStart, Timeout.InfiniteTimeSpan);
        }

        _stop.Cancel();
    }
}
