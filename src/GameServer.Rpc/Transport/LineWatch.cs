using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GameServer.Rpc.Transport;

/// <summary>
/// One timer for what every connection would need timers for: it looks at all of them, some times a second at the most,
/// and rests while there are none.
/// </summary>
internal sealed class LineWatch : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);
    private readonly Lock _lock = new();
    private readonly HashSet<IWatched> _watched = [];
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ITimer _timer;
    private readonly TimeSpan _period;
    private readonly long _start;
    private IWatched[] _round = [];

    /// <summary>Makes one.</summary>
    /// <param name="limits">Whose deadlines it is to keep: it looks often enough for a quarter of the shortest.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Hears of what failed when it was looked at.</param>
    public LineWatch(IOptions<RpcLimits> limits, TimeProvider time, ILogger<LineWatch> logger)
    {
        (_time, _logger, _start) = (time, logger, time.GetTimestamp());
        _period = new[] { limits.Value.SignInSeconds, limits.Value.IdleSeconds / 2 }
            .Where(static seconds => seconds > 0)
            .Select(static seconds => TimeSpan.FromSeconds(seconds / 4))
            .Append(Longest).Min();
        _timer = time.CreateTimer(
            static watch => ((LineWatch)watch!).Look(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The time since it was made.</summary>
    public TimeSpan Now => _time.GetElapsedTime(_start);

    /// <summary>Looks at something from now on.</summary>
    public void Add(IWatched watched)
    {
        lock (_lock)
        {
            _watched.Add(watched);
            if (_watched.Count == 1)
            {
                _timer.Change(_period, _period);
            }
        }
    }

    /// <summary>Looks at it no more, but for a look that is under way.</summary>
    public void Remove(IWatched watched)
    {
        lock (_lock)
        {
            if (_watched.Remove(watched) && _watched.Count == 0)
            {
                _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        var now = Now;

        // A round that takes longer than the period, and the next, would be two at once: then the next is left out.
        if (Interlocked.Exchange(ref _round!, null) is not { } round)
        {
            return;
        }

        int count;
        lock (_lock)
        {
            count = _watched.Count;
            round = round.Length < count ? new IWatched[count * 2] : round;
            _watched.CopyTo(round);
        }

        foreach (var watched in round.AsSpan(0, count))
        {
            try
            {
                watched.Look(now);
            }
            catch (Exception exception)
            {
                // One line's fault must not leave the others unwatched.
                _logger.LookFailed(exception);
            }
        }

        Array.Clear(round, 0, count);
        Volatile.Write(ref _round!, round);
    }
}
