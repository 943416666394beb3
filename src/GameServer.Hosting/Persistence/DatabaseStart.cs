using System.Diagnostics;
using GameServer.Hosting.Persistence.Files;
using GameServer.Hosting.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GameServer.Hosting.Persistence;

/// <summary>
/// Makes the database, or brings an older one up to date: on its own thread, while the rest of the server starts. The
/// start is complete, and the server ready, when this is; a server that cannot have its database does not start. All
/// waiting is bounded, is told in the log, and ends when the host stops.
/// </summary>
internal sealed class DatabaseStart(DatabaseLane lane, DatabaseFile file, ILogger<DatabaseStart> logger) : IHostedLifecycleService
{
    // For a server that is on its way out.
    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(3);
    private Task _made = Task.CompletedTask;

    /// <summary>
    /// Opens a database that there is where no host is started, and brings it up to date. A server can serve it meanwhile,
    /// unless there is something to do.
    /// </summary>
    public static Task RunAsync(IServiceProvider services, CancellationToken cancellation) =>
        services.GetServices<IHostedService>().OfType<DatabaseStart>().Single().VisitAsync(cancellation);

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        // Whatever asks the database from now on waits behind it.
        _made = lane.StartAsync(Serve, cancellationToken);
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        await _made.WaitAsync(cancellationToken);
        // Not before: beside the line of a start that failed it would confuse.
        DatabaseLog.Ready(logger, file.Path);
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private Task VisitAsync(CancellationToken cancellation) => lane.StartAsync(Visit, cancellation);

    private void Serve(GameServerContext context, CancellationToken cancellation) => DatabaseFault.Explained(file.Path, () =>
    {
        NameKey.RequireNormalization();
        MakeFolder();
        Lock(cancellation);
        Await(() => Make(context), cancellation);
    });

    private void Visit(GameServerContext context, CancellationToken cancellation) => DatabaseFault.Explained(file.Path, () =>
    {
        if (!File.Exists(file.Path))
        {
            throw new InvalidOperationException(DatabaseFault.Missing(file.Path));
        }

        if (!Await(() => IsUpToDate(context), cancellation))
        {
            Lock(cancellation);
            Await(() => Make(context), cancellation);
            file.Unlock();
        }
    });

    private void MakeFolder()
    {
        if (Directory.Exists(file.Path))
        {
            throw new InvalidOperationException($"{DatabaseFile.Key} names the folder {file.Path}; it must name a file.");
        }

        Directory.CreateDirectory(file.Folder);
    }

    private bool IsUpToDate(GameServerContext context)
    {
        using var connection = file.Open();
        return ReadOurs(connection, DatabaseSchema.Of(context), out _);
    }

    /// <summary>Reads a database that this program can use.</summary>
    /// <returns>Whether it has all that this program makes in it.</returns>
    private bool ReadOurs(SqliteConnection connection, DatabaseSchema schema, out DatabaseContent content)
    {
        content = DatabaseContent.Read(connection);
        if (content.Refusal(file.Path, schema) is { } reason)
        {
            throw new InvalidOperationException(reason);
        }

        return content.IsUpToDate(schema);
    }

    private bool Make(GameServerContext context)
    {
        using (var connection = file.Open())
        {
            RequireFree(connection);
            var schema = DatabaseSchema.Of(context);
            var isUpToDate = ReadOurs(connection, schema, out var content);
            DatabaseContent.RequireWhole(connection, file.Path);
            if (content.BreakMigrationLock(connection))
            {
                DatabaseLog.MigrationLockBroken(logger, file.Path);
            }

            DurableConnections.Require(connection);
            if (!isUpToDate)
            {
                AccountNames.AddFunction(context);
                context.Database.Migrate();
                content = DatabaseContent.Read(connection);
            }

            return content.Lack(file.Path, schema) is { } reason ? throw new InvalidOperationException(reason) : true;
        }
    }

    // At once, which the connection's own commands are not: they wait, deaf to a stop.
    private static void RequireFree(SqliteConnection connection)
    {
        var result = SQLitePCL.raw.sqlite3_exec(connection.Handle, "BEGIN IMMEDIATE; ROLLBACK");
        if (result != SQLitePCL.raw.SQLITE_OK)
        {
            throw new SqliteException(SQLitePCL.raw.sqlite3_errmsg(connection.Handle).utf8_to_string(), result & 0xff, result);
        }
    }

    private void Lock(CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        var isTold = false;
        while (!file.TryLock())
        {
            var holder = DatabaseLock.HolderOf(file.LockPath);
            if (Stopwatch.GetElapsedTime(began) >= LockPatience)
            {
                throw new InvalidOperationException(
                    $"The database {file.Path} is served by {holder}, which holds {file.LockPath}. "
                    + $"Stop it first, or name another file in {DatabaseFile.Key}.");
            }

            if (!isTold)
            {
                DatabaseLog.WaitingForLock(logger, file.LockPath, holder, LockPatience.TotalSeconds);
                isTold = true;
            }

            BusyWait.Rest(cancellation);
        }
    }

    private T Await<T>(Func<T> attempt, CancellationToken cancellation) => BusyWait.For(
        attempt, () => DatabaseLog.WaitingForDatabase(logger, file.Path, BusyWait.Patience.TotalSeconds), cancellation);
}
