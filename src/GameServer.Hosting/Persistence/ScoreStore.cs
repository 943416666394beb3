using System.Linq.Expressions;
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
    private readonly Board[] _boards = [.. Enum.GetValues<LeaderboardSort>().Select(static sort => new Board(sort))];
    private long _version;

    public async Task AddAsync(IReadOnlyCollection<EarnedPoints> scores, CancellationToken cancellation)
    {
        await lane.RunAsync(context => Add(context, scores), cancellation);
        Refresh();
    }

    public void Refresh()
    {
        lock (_lock)
        {
            // What is being read may have been read before: it is neither kept nor given to who asks from now on.
            _version++;
            foreach (var board in _boards)
            {
                (board.Top, board.Reading) = (null, null);
            }
        }
    }

    public async Task<IReadOnlyList<LeaderboardEntry>> TopAsync(int count, LeaderboardSort sort, CancellationToken cancellation)
    {
        var entries = await CurrentAsync(_boards[(int)sort]).WaitAsync(cancellation);
        return entries.Count <= count ? entries : entries[..count];
    }

    private Task<List<LeaderboardEntry>> CurrentAsync(Board board)
    {
        lock (_lock)
        {
            if (board.Top is { } top && time.GetElapsedTime(top.Read) <= KeptFor)
            {
                return Task.FromResult(top.Entries);
            }

            return board.Reading is { IsCompleted: false } reading ? reading : board.Reading = ReadAsync(board, _version);
        }
    }

    // Who asked first may give up while others wait for the same.
    private async Task<List<LeaderboardEntry>> ReadAsync(Board board, long version)
    {
        var read = time.GetTimestamp();
        var top = new Top(read, await lane.RunAsync(context => Best(context, board.Sort), CancellationToken.None));
        lock (_lock)
        {
            if (version == _version)
            {
                board.Top = top;
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

    private static List<LeaderboardEntry> Best(GameServerContext context, LeaderboardSort sort)
    {
        Expression<Func<ScoreRow, long>> first = sort is LeaderboardSort.Best ? score => score.Best : score => score.Total;
        Expression<Func<ScoreRow, long>> second = sort is LeaderboardSort.Best ? score => score.Total : score => score.Best;
        var rows = context.Scores
            .OrderByDescending(first).ThenByDescending(second).ThenBy(score => score.AccountId)
            .Take(Kept)
            .ToList();
        var ids = rows.ConvertAll(score => score.AccountId);
        var names = context.Accounts.Where(account => ids.Contains(account.Id)).ToDictionary(account => account.Id, account => account.Name);
        return [.. rows.Select((score, index) => new LeaderboardEntry(index + 1, names[score.AccountId], score.Best, score.Total))];
    }

    private sealed record Top(long Read, List<LeaderboardEntry> Entries);

    // What is known by one key: the best as they were read, and the reading that is under way.
    private sealed class Board(LeaderboardSort sort)
    {
        public LeaderboardSort Sort => sort;

        public Top? Top { get; set; }

        public Task<List<LeaderboardEntry>>? Reading { get; set; }
    }
}
