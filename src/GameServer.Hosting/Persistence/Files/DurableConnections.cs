using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace GameServer.Hosting.Persistence.Files;

/// <summary>
/// Sets what makes a commit durable, and asks whether SQLite took it: with a write-ahead log and
/// <c>synchronous=FULL</c> a commit is on the disk when it returns, and readers never wait for the writer. No connection
/// on which that does not hold is ever used.
/// </summary>
internal sealed class DurableConnections : DbConnectionInterceptor
{
    private const string Full = "2";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Require(connection);

    /// <summary>Sets and asks. A connection that cannot write only asks: the log's mode is the file's own, and stays.</summary>
    /// <param name="connection">The connection, just opened.</param>
    /// <exception cref="InvalidOperationException">SQLite does not take it.</exception>
    public static void Require(DbConnection connection)
    {
        var canWrite = new SqliteConnectionStringBuilder(connection.ConnectionString).Mode != SqliteOpenMode.ReadOnly;
        Require(connection, "journal_mode", canWrite ? "PRAGMA journal_mode=WAL" : "PRAGMA journal_mode", "wal");
        Require(connection, "synchronous", "PRAGMA synchronous=FULL; PRAGMA synchronous", Full);
    }

    private static void Require(DbConnection connection, string name, string question, string wanted)
    {
        using var command = connection.CreateCommand();
        command.CommandText = question;
        // A file system without shared memory (some network shares) answers with the mode that it stays in.
        if (command.ExecuteScalar()?.ToString() is var answer && answer != wanted)
        {
            throw new InvalidOperationException(
                $"The database {connection.DataSource} would not survive a power cut: its {name} is '{answer}' and must be "
                + $"'{wanted}'. Put it on a local disk.");
        }
    }
}
