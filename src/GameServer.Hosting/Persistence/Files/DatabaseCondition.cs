using GameServer.Rpc;
using Microsoft.Extensions.Logging;

namespace GameServer.Hosting.Persistence.Files;

/// <summary>
/// The state of a database that was made, as its thread found it last: available, or not and why. The log has a line
/// when it stops answering, one a minute with a count while it does not, and one when it answers again.
/// </summary>
internal sealed partial class DatabaseCondition(TimeProvider time, ILogger<DatabaseCondition> logger)
{
    private const int RetryAfterMs = 1000;
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);
    private readonly Lock _lock = new();
    private string? _reason;
    private long _since;
    private long _told;
    private int _untold;
    private int _refused;

    /// <summary>The reason why the database does not answer, and for how long; null where it answers.</summary>
    public (string Reason, TimeSpan Lasts)? Fault
    {
        get
        {
            lock (_lock)
            {
                return _reason is null ? null : (_reason, time.GetElapsedTime(_since));
            }
        }
    }

    /// <summary>The error 1019, for work of which nothing was kept.</summary>
    public static RpcException Refusal() =>
        RetryAfter.Unavailable("The server cannot use its database just now. Try again in a moment.", RetryAfterMs);

    /// <summary>The database did not take what it was asked for.</summary>
    /// <param name="reason">In words.</param>
    /// <param name="refused">How much work was refused for it.</param>
    public void Fails(string reason, int refused)
    {
        int untold;
        lock (_lock)
        {
            if (_reason is null)
            {
                _since = time.GetTimestamp();
                (_refused, _untold) = (0, 0);
            }

            var isNew = _reason is null;
            _reason = reason;
            _refused += refused;
            _untold += refused;
            if (!isNew && time.GetElapsedTime(_told) < Period)
            {
                return;
            }

            _told = time.GetTimestamp();
            (untold, _untold) = (_untold, 0);
        }

        Unavailable(logger, reason, untold);
    }

    /// <summary>The database answered.</summary>
    public void Works()
    {
        TimeSpan lasted;
        int refused;
        lock (_lock)
        {
            if (_reason is null)
            {
                return;
            }

            (lasted, refused, _reason) = (time.GetElapsedTime(_since), _refused, null);
        }

        Available(logger, lasted.TotalSeconds, refused);
    }

    [LoggerMessage(3010, LogLevel.Error, "The database does not answer: {Reason}; {Count} calls were refused since the last such line")]
    private static partial void Unavailable(ILogger logger, string reason, int count);

    [LoggerMessage(3011, LogLevel.Information, "The database answers again after {Seconds:F0} s; {Count} calls were refused")]
    private static partial void Available(ILogger logger, double seconds, int count);
}
