using System.Collections.Concurrent;
using GameServer.Hosting.Persistence.Files;
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
    private const int ProbeMs = 1000;

    private readonly IDbContextFactory<GameServerContext> _contexts;
    private readonly DatabaseFile _file;
    private readonly DatabaseCondition _condition;
    private readonly DatabaseMetrics _metrics;
    private readonly BlockingCollection<DatabaseWork> _queue = new(Capacity);
    private readonly DatabaseTransactions _transactions;
    private readonly CancellationTokenSource _disposing = new();
    private Thread? _thread;
    private bool _isDisposed;
    private volatile bool _isMade;

    public DatabaseLane(
        IDbContextFactory<GameServerContext> contexts, DatabaseFile file, DatabaseCondition condition, DatabaseMetrics metrics,
        TimeProvider time, ILogger<DatabaseLane> logger)
    {
        _contexts = contexts;
        _file = file;
        _condition = condition;
        _metrics = metrics;
        _transactions = new(contexts, condition, metrics, time, logger, () => _queue.TryTake(out var next) ? next : null, _disposing.Token);
    }

    /// <summary>True once the database is made. Until then work is taken and waits.</summary>
    public bool IsMade => _isMade;

    /// <summary>Starts the thread. Whatever is asked of the database is done once the database is made.</summary>
    /// <param name="make">Makes the database, on the lane's thread. It observes its cancellation.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Completes when the database is made, or fails as <paramref name="make"/> does; then nothing is done any more.</returns>
    public Task StartAsync(Action<GameServerContext, CancellationToken> make, CancellationToken cancellation)
    {
        var made = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() => Run(make, made, cancellation)) { Name = "database", IsBackground = true };
        if (Interlocked.CompareExchange(ref _thread, thread, null) is not null)
        {
            throw new InvalidOperationException("The database has been started.");
        }

        thread.Start();
        return made.Task;
    }

    /// <summary>Does work in a transaction; what it saved is on the disk when the task completes.</summary>
    /// <typeparam name="T">What the work gives.</typeparam>
    /// <param name="work">What to do. It blocks; where it throws, nothing of it is kept.</param>
    /// <param name="cancellation">Gives up waiting; work that has begun is finished.</param>
    /// <exception cref="RpcException">
    /// 1005 when too much waits already. 1019 when the database does not take it within a few seconds, or its disk fails:
    /// nothing of it is kept, unless it is the confirmation of the disk that failed.
    /// </exception>
    public Task<T> RunAsync<T>(Func<GameServerContext, T> work, CancellationToken cancellation) =>
        Add(new DatabaseWork<T>(work, cancellation));

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
        {
            return;
        }

        _queue.CompleteAdding();
        _disposing.Cancel();
        _thread?.Join();
        FailAll();
        _queue.Dispose();
        _disposing.Dispose();
        _file.Unlock();
    }

    private Task<T> Add<T>(DatabaseWork<T> work)
    {
        try
        {
            if (!_queue.TryAdd(work))
            {
                throw _condition.Fault is null ? RetryAfter.Error("The server is busy.", RetryAfterMs) : DatabaseCondition.Refusal();
            }
        }
        catch (InvalidOperationException)
        {
            throw Stopping();
        }

        _metrics.Queued(1);
        return work.Task;
    }

    private void Run(Action<GameServerContext, CancellationToken> make, TaskCompletionSource made, CancellationToken cancellation)
    {
        if (Make(make, made, cancellation))
        {
            Serve();
        }
        else
        {
            FailAll();
        }
    }

    private bool Make(Action<GameServerContext, CancellationToken> make, TaskCompletionSource made, CancellationToken cancellation)
    {
        using var stopped = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _disposing.Token);
        try
        {
            using (var context = _contexts.CreateDbContext())
            {
                make(context, stopped.Token);
            }

            _isMade = true;
            made.TrySetResult();
            return true;
        }
        catch (OperationCanceledException)
        {
            made.TrySetCanceled(CancellationToken.None);
        }
        catch (Exception exception)
        {
            made.TrySetException(exception);
        }

        _queue.CompleteAdding();
        return false;
    }

    private void Serve()
    {
        var batch = new List<DatabaseWork>(Batch);
        while (TryTake(batch))
        {
            _transactions.Do(batch);
            batch.Clear();
        }

        _transactions.Disconnect();
    }

    /// <summary>Waits for work. A database that does not answer is asked now and then without any.</summary>
    /// <returns>False when there will be none any more.</returns>
    private bool TryTake(List<DatabaseWork> batch)
    {
        if (!_queue.TryTake(out var work, _condition.Fault is null ? Timeout.Infinite : ProbeMs))
        {
            return !_queue.IsCompleted;
        }

        do
        {
            batch.Add(work);
        }
        while (batch.Count < Batch && _queue.TryTake(out work));
        return true;
    }

    // Of a database that could not be made.
    private void FailAll()
    {
        while (_queue.TryTake(out var work))
        {
            _metrics.Queued(-1);
            work.Fail(Stopping());
        }
    }

    private static RpcException Stopping() => new(ErrorCodes.Draining, "The server is stopping.");
}
