using GameServer.Hosting.Accounts;
using GameServer.Hosting.Rooms;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GameServer.Hosting.Persistence;

/// <summary>
/// Takes points from room loops and writes them in batches. Points that wait are added up by account, so that what
/// waits is bounded by the number of accounts that play, and nothing is lost while the database is slow.
/// </summary>
internal sealed class AwardWriter(IScoreStore scores, TimeProvider time, ILogger<AwardWriter> logger) : BackgroundService, IAwardSink
{
    private const int MostAccounts = 65_536;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _waiting = new(0, 1);
    private Dictionary<long, EarnedPoints> _pending = [];
    private Task? _stopped;

    public void Award(long accountId, string name, int points)
    {
        if (points > 0 && !Add(new EarnedPoints(accountId, points, points)))
        {
            DatabaseLog.AwardsLost(logger, 1);
        }
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            // A host may be told to stop by two at a time; both wait for the one last batch.
            return _stopped ??= WriteLastAsync(cancellationToken);
        }
    }

    public override void Dispose()
    {
        _waiting.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await _waiting.WaitAsync(stoppingToken);
            // What has begun is finished even when the server stops: cancelled work could have been kept already.
            if (!await TryWriteAsync(CancellationToken.None))
            {
                await Task.Delay(RetryDelay, time, stoppingToken);
                Signal();
            }
        }
    }

    private bool Add(EarnedPoints points)
    {
        lock (_lock)
        {
            if (_pending.TryGetValue(points.AccountId, out var before))
            {
                points = new EarnedPoints(points.AccountId, Math.Max(before.Best, points.Best), before.Total + points.Total);
            }
            else if (_pending.Count >= MostAccounts)
            {
                return false;
            }

            _pending[points.AccountId] = points;
            Signal();
            return true;
        }
    }

    private void Signal()
    {
        lock (_lock)
        {
            if (_waiting.CurrentCount == 0)
            {
                _waiting.Release();
            }
        }
    }

    private Dictionary<long, EarnedPoints> TakePending()
    {
        lock (_lock)
        {
            var batch = _pending;
            _pending = [];
            return batch;
        }
    }

    private async Task WriteLastAsync(CancellationToken cancellation)
    {
        await base.StopAsync(cancellation);
        if (!await TryWriteAsync(cancellation))
        {
            DatabaseLog.AwardsLost(logger, _pending.Count);
        }
    }

    private async Task<bool> TryWriteAsync(CancellationToken cancellation)
    {
        var batch = TakePending();
        if (batch.Count == 0)
        {
            return true;
        }

        try
        {
            await scores.AddAsync(batch.Values, cancellation);
            return true;
        }
        catch (Exception exception)
        {
            DatabaseLog.AwardsDelayed(logger, exception, batch.Count);
            foreach (var points in batch.Values)
            {
                Add(points);
            }

            return false;
        }
    }
}
