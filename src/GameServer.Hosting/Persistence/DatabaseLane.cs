using System.Collections.Concurrent;
using GameServer.Rpc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace GameServer.Hosting.Persistence;

/// <summary>
/// The one thread that talks to the database. SQLite's asynchronous calls block their thread, so they have no place on
/// threads that read sockets or run rooms. What waits is done together in one transaction, which costs one flush of the
/// disk however much it is, and each caller hears only after the commit.
/// </summary>
internal sealed class DatabaseLane : IDisposable
{
    private const int Capacity = 4096;
    private const int Batch = 256;
    private const int RetryAfterMs = 1000;

    private readonly IDbContextFactory<GameServerContext> _contexts;
    private readonly DatabaseFile _file;
    private readonly DatabaseMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger<DatabaseLane> _logger;
    private readonly BlockingCollection<DatabaseWork> _queue = new(Capacity);
    private readonly Thread _thread;

    // The lane's own, with its connection and prepared statements, until something goes wrong with it.
    private GameServerContext? _context;

    public DatabaseLane(
        IDbContextFactory<GameServerContext> contexts, DatabaseFile file, DatabaseMetrics metrics, TimeProvider time,
        ILogger<DatabaseLane> logger)
    {
        _contexts = contexts;
        _file = file;
        _metrics = metrics;
        _time = time;
        _logger = logger;
        _thread = new Thread(Run) { Name = "database", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Does work in a transaction; what it saved is on the disk when the task completes.</summary>
    /// <typeparam name="T">What the work gives.</typeparam>
    /// <param name="work">What to do. It blocks; where it throws, nothing of it is kept.</param>
    /// <param name="cancellation">Gives up waiting; work that has begun is finished.</param>
    /// <exception cref="RpcException">1005 when too much waits already.</exception>
    public Task<T> RunAsync<T>(Func<GameServerContext, T> work, CancellationToken cancellation) =>
        Add(new DatabaseWork<T>(work, cancellation));

    /// <summary>Does work that makes transactions of its own: a migration.</summary>
    public Task RunAloneAsync(Action<GameServerContext> work, CancellationToken cancellation) =>
        Add(new DatabaseWork<bool>(
            context =>
            {
                work(context);
                return true;
            },
            cancellation) { Alone = true });

    public void Dispose()
    {
        if (_queue.IsAddingCompleted)
        {
            return;
        }

        _queue.CompleteAdding();
        _thread.Join();
        _queue.Dispose();
        _file.Close();
    }

    private Task<T> Add<T>(DatabaseWork<T> work)
    {
        try
        {
            if (!_queue.TryAdd(work))
            {
                throw RetryAfter.Error("The server is busy.", RetryAfterMs);
            }
        }
        catch (InvalidOperationException)
        {
            throw new RpcException(ErrorCodes.Draining, "The server is stopping.");
        }

        _metrics.Queued(1);
        return work.Task;
    }

    private void Run()
    {
        var batch = new List<DatabaseWork>(Batch);
        foreach (var first in _queue.GetConsumingEnumerable())
        {
            var next = first;
            do
            {
                if (next.Alone)
                {
                    Do(batch);
                    DoAlone(next);
                }
                else
                {
                    batch.Add(next);
                }
            }
            while (batch.Count < Batch && _queue.TryTake(out next!));

            Do(batch);
        }

        Disconnect();
    }

    private void Do(List<DatabaseWork> batch)
    {
        if (batch.Count == 0)
        {
            return;
        }

        _metrics.Queued(-batch.Count);
        try
        {
            Commit(batch);
            batch.ForEach(static work => work.Complete());
        }
        catch (Exception exception)
        {
            // The disk is full, the file is locked by somebody else, ...: nothing of the batch was kept, unless it was
            // the answer of the disk that was lost. Whoever must know asks again.
            DatabaseLog.BatchFailed(_logger, exception, batch.Count);
            _metrics.Failed();
            Disconnect();
            batch.ForEach(work => work.Fail(exception));
        }

        batch.Clear();
    }

    private void Commit(List<DatabaseWork> batch)
    {
        var begin = _time.GetTimestamp();
        var context = Connect();
        using var transaction = context.Database.BeginTransaction();
        foreach (var work in batch)
        {
            context.Savepoint.Begin();
            if (!work.Try(context))
            {
                context.Savepoint.Undo();
            }

            context.Savepoint.End();
            context.ChangeTracker.Clear();
        }

        transaction.Commit();
        _metrics.Committed(batch.Count, _time.GetElapsedTime(begin));
    }

    private void DoAlone(DatabaseWork work)
    {
        _metrics.Queued(-1);
        try
        {
            using var context = _contexts.CreateDbContext();
            work.Try(context);
            work.Complete();
        }
        catch (Exception exception)
        {
            work.Fail(exception);
        }
    }

    private GameServerContext Connect()
    {
        if (_context is null)
        {
            _context = _contexts.CreateDbContext();
            _context.Database.OpenConnection();
        }

        return _context;
    }

    private void Disconnect()
    {
        _context?.Dispose();
        _context = null;
    }
}
