using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace GameServer.Hosting.Persistence;

/// <summary>
/// Sets what SQLite keeps for a connection only: with a write-ahead log and <c>synchronous=FULL</c> a commit is on the
/// disk when it returns, and readers never wait for the writer.
/// </summary>
internal sealed class DurableConnections : DbConnectionInterceptor
{
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;";
        command.ExecuteNonQuery();
    }
}
