using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace GameServer.Hosting.Persistence;

/// <summary>
/// Sets what SQLite keeps for a connection only, and asks whether it took it: with a write-ahead log and
/// <c>synchronous=FULL</c> a commit is on the disk when it returns, and readers never wait for the writer. No connection
/// on which that does not hold is ever used.
/// </summary>
internal sealed class DurableConnections : DbConnectionInterceptor
{
    private const string Full = "2";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        Require(connection, "journal_mode", "PRAGMA journal_mode=WAL", "wal");
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
