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
    private readonly SemaphoreSlim _writing = new(1, 1);
    private Dictionary<long, EarnedPoints> _pending = [];

    public void Award(long accountId, string name, int points)
    {
        if (points > 0 && !Add(new EarnedPoints(accountId, points, points)))
        {
            DatabaseLog.AwardsLost(logger, 1);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (!await TryWriteAsync(cancellationToken))
        {
            DatabaseLog.AwardsLost(logger, _pending.Count);
        }
    }

    public override void Dispose()
    {
        _waiting.Dispose();
        _writing.Dispose();
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

    private async Task<bool> TryWriteAsync(CancellationToken cancellation)
    {
        // One at a time, so that whoever stops the server has waited for what was begun before as well.
        await _writing.WaitAsync(cancellation);
        try
        {
            return await WriteAsync(TakePending(), cancellation);
        }
        finally
        {
            _writing.Release();
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

    private async Task<bool> WriteAsync(Dictionary<long, EarnedPoints> batch, CancellationToken cancellation)
    {
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
