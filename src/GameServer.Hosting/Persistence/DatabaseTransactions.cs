using System.Data.Common;
using System.Runtime.ExceptionServices;
using GameServer.Hosting.Persistence.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;

namespace GameServer.Hosting.Persistence;

/// <summary>The transactions of the <see cref="DatabaseLane"/>, and its connection. Used by its thread alone.</summary>
/// <param name="contexts">Makes the connection.</param>
/// <param name="condition">Is told how the database answers.</param>
/// <param name="metrics">Counts.</param>
/// <param name="time">The clock of the metrics.</param>
/// <param name="logger">The lane's.</param>
/// <param name="takeNext">Takes the next work that waits in the lane; null where none does.</param>
/// <param name="ending">Cancelled when there is no time left to wait for a database that another program holds.</param>
internal sealed class DatabaseTransactions(
    IDbContextFactory<GameServerContext> contexts, DatabaseCondition condition, DatabaseMetrics metrics, TimeProvider time,
    ILogger<DatabaseLane> logger, Func<DatabaseWork?> takeNext, CancellationToken ending)
{
    // What may wait in one batch while the database does not answer.
    private const int Capacity = 4096;

    // How long a caller waits for a database that another program holds.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    // With its connection and prepared statements, until something goes wrong with it.
    private GameServerContext? _context;

    /// <summary>Does work in one transaction and tells each of its callers, or fails it and tells why.</summary>
    /// <param name="batch">The work; empty to ask a database that did not answer whether it does.</param>
    public void Do(List<DatabaseWork> batch)
    {
        try
        {
            using var transaction = Begin(batch);
            if (transaction is not null)
            {
                Commit(batch, transaction);
                Tell(batch, static work => work.Complete());
                condition.Works();
            }
        }
        catch (Exception exception)
        {
            // Nothing of the batch was kept, unless it was the answer of the disk that was lost. A caller that must know asks again.
            metrics.Failed();
            Disconnect();
            if (DatabaseFault.Passing(exception) is { } reason)
            {
                Refuse(batch, reason);
            }
            else
            {
                DatabaseLog.BatchFailed(logger, exception, batch.Count);
                Tell(batch, work => work.Fail(exception));
            }
        }
    }

    /// <summary>Closes the connection.</summary>
    public void Disconnect()
    {
        _context?.Dispose();
        _context = null;
    }

    /// <summary>Begins a transaction for a batch, and waits for it while another program holds the database.</summary>
    /// <returns>Null where the batch is empty in the end, since its callers waited too long.</returns>
    private IDbContextTransaction? Begin(List<DatabaseWork> batch)
    {
        while (true)
        {
            try
            {
                return Connect().Database.BeginTransaction();
            }
            catch (DbException exception) when (DatabaseFault.IsBusy(exception))
            {
                // What came meanwhile waits with the rest, or it would wait behind it for as long again.
                while (batch.Count < Capacity && takeNext() is { } next)
                {
                    batch.Add(next);
                }

                var overdue = new List<DatabaseWork>();
                batch.RemoveAll(work =>
                {
                    var isOverdue = work.Waited >= Patience || ending.IsCancellationRequested;
                    if (isOverdue)
                    {
                        overdue.Add(work);
                    }

                    return isOverdue;
                });
                if (overdue.Count > 0)
                {
                    Refuse(overdue, DatabaseFault.Passing(exception)!);
                }

                if (batch.Count == 0)
                {
                    return null;
                }
            }
        }
    }

    private void Commit(List<DatabaseWork> batch, IDbContextTransaction transaction)
    {
        var begin = time.GetTimestamp();
        var context = _context!;
        foreach (var work in batch)
        {
            context.Savepoint.Begin();
            if (!work.Try(context))
            {
                if (work.Failure is { } failure && DatabaseFault.Passing(failure) is not null)
                {
                    // Of a full disk SQLite gives up the whole transaction, savepoints included.
                    ExceptionDispatchInfo.Throw(failure);
                }

                context.Savepoint.Undo();
            }

            context.Savepoint.End();
            context.ChangeTracker.Clear();
        }

        transaction.Commit();
        if (batch.Count > 0)
        {
            metrics.Committed(batch.Count, time.GetElapsedTime(begin));
        }
    }

    private void Refuse(List<DatabaseWork> works, string reason)
    {
        condition.Fails(reason, works.Count);
        Tell(works, static work => work.Fail(DatabaseCondition.Refusal()));
    }

    private void Tell(List<DatabaseWork> works, Action<DatabaseWork> tell)
    {
        metrics.Queued(-works.Count);
        works.ForEach(tell);
    }

    private GameServerContext Connect()
    {
        if (_context is null)
        {
            var context = contexts.CreateDbContext();
            try
            {
                context.Database.OpenConnection();
            }
            catch
            {
                context.Dispose();
                throw;
            }

            _context = context;
        }

        return _context;
    }
}
