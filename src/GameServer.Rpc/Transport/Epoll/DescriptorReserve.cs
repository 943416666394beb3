using Microsoft.Extensions.Logging;

namespace GameServer.Rpc.Transport.Epoll;

/// <summary>
/// File descriptors that connections do not get: the database opens some as it works, and the runtime one for each
/// assembly, at its first use. Without one, whatever asks fails. So accepting pauses before that, and connections wait in
/// the backlog. For one listener.
/// </summary>
/// <param name="free">Counts the descriptors that are free.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Hears of pauses, once a minute at the most.</param>
internal sealed class DescriptorReserve(Func<int> free, TimeProvider time, ILogger logger)
{
    private const int Most = 64;

    // A listener that goes on at the first that is free stops again at once.
    private const int Margin = 8;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    // Of a process that may have few, half of them.
    private readonly int _reserve = Math.Min(Most, free() / 2);
    private int _untilCount;
    private bool _isTold;
    private long _toldAt;

    /// <summary>Waits until one more connection leaves the reserve whole.</summary>
    /// <param name="cancellation">Ends the waiting.</param>
    public async ValueTask WaitAsync(CancellationToken cancellation)
    {
        if (--_untilCount > 0)
        {
            return;
        }

        for (var needed = _reserve; ; needed = _reserve + Margin)
        {
            var count = free();
            if (count > needed)
            {
                GoOn(count);

                // Others take descriptors too, meanwhile.
                _untilCount = Math.Max(1, (count - _reserve) / 2);
                return;
            }

            await PauseAsync(cancellation);
        }
    }

    /// <summary>Waits for a moment, since the system gives no descriptor, or has no memory for a connection.</summary>
    /// <param name="cancellation">Ends the waiting.</param>
    public Task PauseAsync(CancellationToken cancellation)
    {
        _untilCount = 0;
        if (!_isTold && (_toldAt == 0 || time.GetElapsedTime(_toldAt) >= Quiet))
        {
            (_isTold, _toldAt) = (true, time.GetTimestamp());
            logger.AcceptingPauses(free());
        }

        return Task.Delay(Pause, time, cancellation);
    }

    private void GoOn(int count)
    {
        if (_isTold && count > _reserve + Margin)
        {
            _isTold = false;
            logger.AcceptingGoesOn(count);
        }
    }
}
