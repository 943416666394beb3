using Microsoft.Data.Sqlite;

namespace GameServer.Hosting.Persistence.Files;

/// <summary>The content of a database that is whole and this program's.</summary>
/// <param name="Registered">Accounts with a password.</param>
/// <param name="Guests">Accounts without.</param>
/// <param name="Version">Its last migration.</param>
/// <param name="IsUpToDate">False where the next start makes changes in it.</param>
internal sealed record CheckedDatabase(long Registered, long Guests, string Version, bool IsUpToDate);

/// <summary>Reads a whole database file and finds out whether this program can serve it. A server may run meanwhile.</summary>
internal static class DatabaseCheck
{
    /// <summary>Checks a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">What it is called to an operator.</param>
    /// <param name="schema">This program's.</param>
    /// <param name="tell">Is called when another program holds the database.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <returns>What it holds.</returns>
    /// <exception cref="InvalidOperationException">It cannot be served; the message says why, in one line.</exception>
    public static CheckedDatabase Of(string path, string name, DatabaseSchema schema, Action tell, CancellationToken cancellation)
    {
        if (Directory.Exists(path))
        {
            throw new InvalidOperationException($"{name} is a folder; name a file in it.");
        }

        if (!File.Exists(path))
        {
            throw new InvalidOperationException(DatabaseFault.Missing(name));
        }

        return DatabaseFault.Explained(name, () => BusyWait.For(() => Read(path, name, schema), tell, cancellation));
    }

    private static CheckedDatabase Read(string path, string name, DatabaseSchema schema)
    {
        var settings = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = false, DefaultTimeout = 1 };
        using var connection = new SqliteConnection(settings.ToString());
        connection.Open();
        var content = DatabaseContent.Read(connection);
        var isUpToDate = content.IsUpToDate(schema);
        var problem =
            content.IsNew ? $"The database {name} is empty: nothing was ever kept in it."
            : content.Refusal(name, schema) ?? Damage(connection, name) ?? (isUpToDate ? content.Lack(name, schema) : null);
        if (problem is not null)
        {
            throw new InvalidOperationException(problem);
        }

        var counts = Row(connection, "SELECT count(PasswordHash), count(*) - count(PasswordHash) FROM accounts")!;
        return new CheckedDatabase((long)counts[0], (long)counts[1], content.Migrations[^1], isUpToDate);
    }

    private static string? Damage(SqliteConnection connection, string name)
    {
        var whole = Row(connection, "PRAGMA integrity_check(1)")![0].ToString()!;
        return whole != "ok" ? $"{DatabaseFault.Damaged(name)} SQLite says: {whole.ReplaceLineEndings(" ")}."
            : Row(connection, "PRAGMA foreign_key_check") is { } orphan
                ? $"{DatabaseFault.Damaged(name)} A row of {orphan[0]} belongs to no row of {orphan[2]}."
            : null;
    }

    private static object[]? Row(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        if (!reader.Read())
        {
            return null;
        }

        var values = new object[reader.FieldCount];
        reader.GetValues(values);
        return values;
    }
}
