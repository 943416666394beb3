using GameServer.Rpc.Logging;
using Microsoft.Extensions.Logging;

namespace GameServer.Rpc.Transport.WebSockets;

/// <summary>
/// The log of pages that were refused: a line an origin and minute, and no more than 32 lines a minute, whatever strangers
/// call themselves.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed class RefusedOrigins(TimeProvider time, ILogger<RefusedOrigins> logger)
{
    private const int Most = 32;
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);
    private readonly HashSet<string> _told = [];
    private long _began = time.GetTimestamp();

    /// <summary>A page was refused.</summary>
    /// <param name="origin">What the browser says of it.</param>
    /// <param name="host">The host that was asked for.</param>
    public void Add(string origin, string? host)
    {
        // Cut before it is kept.
        origin = LogText.Of(origin);
        lock (_told)
        {
            if (time.GetElapsedTime(_began) >= Period)
            {
                _told.Clear();
                _began = time.GetTimestamp();
            }

            if (_told.Count == Most || !_told.Add(origin))
            {
                return;
            }
        }

        logger.ForeignOrigin(origin, LogText.Of(host ?? ""));
    }
}
