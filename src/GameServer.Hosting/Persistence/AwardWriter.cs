using GameServer.Hosting.Accounts;
using GameServer.Hosting.Rooms;
using GameServer.Rpc;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GameServer.Hosting.Persistence;

/// <summary>
/// Takes points and coins from room loops and writes them in batches. What waits is added up by account, so that it is
/// bounded by the number of accounts that play, and nothing is lost while the database is slow.
/// </summary>
internal sealed class AwardWriter(IScoreStore scores, IWalletStore wallets, TimeProvider time, ILogger<AwardWriter> logger)
    : BackgroundService, IAwardSink
{
    private const int MostAccounts = 65_536;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _waiting = new(0, 1);
    private Dictionary<long, EarnedPoints> _points = [];
    private Dictionary<(long AccountId, string Item), long> _coins = [];

    // Handed to the database, which has not said yet that it keeps them: the same ones, with the same keys, until it does.
    private List<Payment> _unpaid = [];
    private Task? _stopped;

    public void Award(long accountId, string name, int points)
    {
        if (points > 0 && !Add(new EarnedPoints(accountId, points, points)))
        {
            DatabaseLog.AwardsLost(logger, 1);
        }
    }

    public void Pay(long accountId, int coins, string item)
    {
        if (coins > 0 && !Add((accountId, item), coins))
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
            if (_points.TryGetValue(points.AccountId, out var before))
            {
                points = new EarnedPoints(points.AccountId, Math.Max(before.Best, points.Best), before.Total + points.Total);
            }
            else if (_points.Count >= MostAccounts)
            {
                return false;
            }

            _points[points.AccountId] = points;
            Signal();
            return true;
        }
    }

    private bool Add((long AccountId, string Item) earned, long coins)
    {
        lock (_lock)
        {
            var isKnown = _coins.TryGetValue(earned, out var before);
            if (!isKnown && _coins.Count >= MostAccounts)
            {
                return false;
            }

            _coins[earned] = before + coins;
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

    private Dictionary<long, EarnedPoints> TakePoints()
    {
        lock (_lock)
        {
            var batch = _points;
            _points = [];
            return batch;
        }
    }

    private List<Payment> TakeCoins()
    {
        lock (_lock)
        {
            var batch = _coins;
            _coins = [];
            return [.. batch.Select(static sum => new Payment(sum.Key.AccountId, sum.Value, sum.Key.Item, $"/{Guid.NewGuid():N}"))];
        }
    }

    private async Task WriteLastAsync(CancellationToken cancellation)
    {
        await base.StopAsync(cancellation);
        if (!await TryWriteInTimeAsync(cancellation))
        {
            DatabaseLog.AwardsLost(logger, _points.Keys.Union(_coins.Keys.Select(static earned => earned.AccountId))
                .Union(_unpaid.Select(static payment => payment.AccountId)).Count());
        }
    }

    // For as long as the host lets it.
    private async Task<bool> TryWriteInTimeAsync(CancellationToken cancellation)
    {
        while (!await TryWriteAsync(cancellation))
        {
            try
            {
                await Task.Delay(RetryDelay, time, cancellation);
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }

        return true;
    }

    // The database says by itself, once a minute, that it does not answer.
    private void LogDelay(Exception exception, int accounts)
    {
        if (exception is not RpcException { Code: ErrorCodes.Unavailable })
        {
            DatabaseLog.AwardsDelayed(logger, exception, accounts);
        }
    }

    // Neither waits for the other's luck.
    private async Task<bool> TryWriteAsync(CancellationToken cancellation) =>
        await TryScoreAsync(cancellation) & await TryPayAsync(cancellation);

    private async Task<bool> TryScoreAsync(CancellationToken cancellation)
    {
        var batch = TakePoints();
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
            LogDelay(exception, batch.Count);
            foreach (var points in batch.Values)
            {
                Add(points);
            }

            return false;
        }
    }

    private async Task<bool> TryPayAsync(CancellationToken cancellation)
    {
        // What came while an earlier batch was tried again is the next one.
        while (_unpaid.Count > 0 || (_unpaid = TakeCoins()).Count > 0)
        {
            try
            {
                await wallets.PayAsync(_unpaid, cancellation);
                _unpaid = [];
            }
            catch (Exception exception)
            {
                LogDelay(exception, _unpaid.Count);
                return false;
            }
        }

        return true;
    }
}
