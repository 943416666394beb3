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
    private readonly ILogger<DatabaseLane> _logger;
    private readonly BlockingCollection<DatabaseWork> _queue = new(Capacity);
    private readonly Thread _thread;

    public DatabaseLane(
        IDbContextFactory<GameServerContext> contexts, DatabaseFile file, ILogger<DatabaseLane> logger)
    {
        _contexts = contexts;
        _file = file;
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
        bool added;
        try
        {
            added = _queue.TryAdd(work);
        }
        catch (InvalidOperationException)
        {
            throw new RpcException(ErrorCodes.Draining, "The server is stopping.");
        }

        return added ? work.Task : throw RetryAfter.Error("The server is busy.", RetryAfterMs);
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
    }

    private void Do(List<DatabaseWork> batch)
    {
        if (batch.Count == 0)
        {
            return;
        }

        try
        {
            using var context = _contexts.CreateDbContext();
            using (var transaction = context.Database.BeginTransaction())
            {
                foreach (var work in batch)
                {
                    transaction.CreateSavepoint("work");
                    if (!work.Try(context))
                    {
                        transaction.RollbackToSavepoint("work");
                    }

                    transaction.ReleaseSavepoint("work");
                    context.ChangeTracker.Clear();
                }

                transaction.Commit();
            }

            batch.ForEach(static work => work.Complete());
        }
        catch (Exception exception)
        {
            // The disk is full, the file is locked by somebody else, ...: nothing of the batch was kept.
            DatabaseLog.BatchFailed(_logger, exception, batch.Count);
            batch.ForEach(work => work.Fail(exception));
        }

        batch.Clear();
    }

    private void DoAlone(DatabaseWork work)
    {
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
}
