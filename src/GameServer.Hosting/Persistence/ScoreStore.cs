using GameServer.Hosting.Accounts;
using GameServer.Services;
using Microsoft.EntityFrameworkCore;

namespace GameServer.Hosting.Persistence;

/// <summary>
/// Points in the database. The best are kept in memory as well, until points are added or a minute has gone: anybody
/// may ask for them at any rate.
/// </summary>
internal sealed class ScoreStore(DatabaseLane lane, TimeProvider time) : IScoreStore
{
    private const int Kept = 100;
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(1);
    private readonly Lock _lock = new();
    private Top? _top;
    private Task<List<LeaderboardEntry>>? _reading;
    private long _version;

    public async Task AddAsync(IReadOnlyCollection<EarnedPoints> scores, CancellationToken cancellation)
    {
        await lane.RunAsync(context => Add(context, scores), cancellation);
        lock (_lock)
        {
            // What is being read may have been read before: it is neither kept nor given to who asks from now on.
            _version++;
            (_top, _reading) = (null, null);
        }
    }

    public async Task<IReadOnlyList<LeaderboardEntry>> TopAsync(int count, CancellationToken cancellation)
    {
        var entries = await CurrentAsync().WaitAsync(cancellation);
        return entries.Count <= count ? entries : entries[..count];
    }

    private Task<List<LeaderboardEntry>> CurrentAsync()
    {
        lock (_lock)
        {
            if (_top is { } top && time.GetElapsedTime(top.Read) <= KeptFor)
            {
                return Task.FromResult(top.Entries);
            }

            return _reading is { IsCompleted: false } reading ? reading : _reading = ReadAsync(_version);
        }
    }

    // Who asked first may give up while others wait for the same.
    private async Task<List<LeaderboardEntry>> ReadAsync(long version)
    {
        var top = new Top(time.GetTimestamp(), await lane.RunAsync(Best, CancellationToken.None));
        lock (_lock)
        {
            if (version == _version)
            {
                _top = top;
            }
        }

        return top.Entries;
    }

    private static int Add(GameServerContext context, IReadOnlyCollection<EarnedPoints> scores)
    {
        var ids = scores.Select(score => score.AccountId).ToList();
        var rows = context.Scores.Where(row => ids.Contains(row.AccountId)).ToDictionary(row => row.AccountId);
        var accounts = context.Accounts.Where(row => ids.Contains(row.Id)).Select(row => row.Id).ToHashSet();
        foreach (var score in scores)
        {
            if (rows.TryGetValue(score.AccountId, out var row))
            {
                row.Best = Math.Max(row.Best, score.Best);
                row.Total += score.Total;
            }
            else if (accounts.Contains(score.AccountId))
            {
                context.Add(new ScoreRow { AccountId = score.AccountId, Best = score.Best, Total = score.Total });
            }
        }

        return context.SaveChanges();
    }

    private static List<LeaderboardEntry> Best(GameServerContext context) =>
        context.Scores
            .OrderByDescending(score => score.Total).ThenByDescending(score => score.Best).ThenBy(score => score.AccountId)
            .Take(Kept)
            .Join(context.Accounts, score => score.AccountId, account => account.Id, (score, account) => new { score, account.Name })
            .AsEnumerable()
            .OrderByDescending(line => line.score.Total).ThenByDescending(line => line.score.Best).ThenBy(line => line.score.AccountId)
            .Select((line, index) => new LeaderboardEntry(index + 1, line.Name, line.score.Best, line.score.Total))
            .ToList();

    private sealed record Top(long Read, List<LeaderboardEntry> Entries);
}
