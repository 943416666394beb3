using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace GameServer.Hosting.Persistence.Files;

/// <summary>The content of a database file, as far as it says which program made it: its tables and migrations.</summary>
/// <param name="Tables">The names of its tables, without SQLite's own.</param>
/// <param name="Migrations">The ids of its migrations.</param>
internal sealed record DatabaseContent(IReadOnlySet<string> Tables, IReadOnlyList<string> Migrations)
{
    private const string History = "__EFMigrationsHistory";
    private const string MigrationLock = "__EFMigrationsLock";

    // Beyond this, reading the whole file would be noticed at the start; the verb that checks a file reads any.
    private const long MostBytesToCheck = 64 * 1024 * 1024;

    /// <summary>True for a file without any table but those that a migration begins with.</summary>
    public bool IsNew => Migrations.Count == 0 && Tables.All(static table => table is History or MigrationLock);

    /// <summary>Reads it.</summary>
    /// <param name="connection">An open connection.</param>
    public static DatabaseContent Read(DbConnection connection)
    {
        var tables = Column(connection, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'").ToHashSet();
        var migrations = tables.Contains(History) ? Column(connection, $"SELECT MigrationId FROM \"{History}\" ORDER BY MigrationId") : [];
        return new DatabaseContent(tables, migrations);
    }

    /// <summary>Breaks the lock that a migration leaves behind whose process was killed. The database must be locked.</summary>
    /// <param name="connection">An open connection.</param>
    /// <returns>Whether there was one.</returns>
    public bool BreakMigrationLock(DbConnection connection)
    {
        if (!Tables.Contains(MigrationLock))
        {
            return false;
        }

        using var command = connection.CreateCommand();
        command.CommandText = $"DELETE FROM \"{MigrationLock}\"";
        return command.ExecuteNonQuery() > 0;
    }

    /// <summary>Asks SQLite whether a small file is whole.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidOperationException">It is not.</exception>
    public static void RequireWhole(SqliteConnection connection, string path)
    {
        if (new FileInfo(path) is { Exists: true, Length: <= MostBytesToCheck } && Column(connection, "PRAGMA quick_check(1)") is not ["ok"])
        {
            throw new InvalidOperationException(DatabaseFault.Damaged(path));
        }
    }

    /// <summary>True where a start has nothing to add to a database that <see cref="Refusal"/> finds nothing wrong with.</summary>
    /// <param name="schema">This program's.</param>
    public bool IsUpToDate(DatabaseSchema schema) => Migrations.Count == schema.Migrations.Count;

    /// <summary>Says what keeps this program from using the database.</summary>
    /// <param name="path">The file.</param>
    /// <param name="schema">This program's.</param>
    /// <returns>One line; null where nothing does.</returns>
    public string? Refusal(string path, DatabaseSchema schema)
    {
        if (IsNew)
        {
            return null;
        }

        if (!Migrations.Any(schema.Migrations.Contains))
        {
            return $"The database {path} is another program's: its tables are not this server's. "
                + $"Name another file in {DatabaseFile.Key}.";
        }

        return Migrations.FirstOrDefault(migration => !schema.Migrations.Contains(migration)) is { } newer
            ? $"The database {path} is of a newer version of this program, which made '{newer}' in it. "
                + "Start that version, or restore a backup that this one made."
            : null;
    }

    /// <summary>Says which table is gone.</summary>
    /// <param name="path">The file.</param>
    /// <param name="schema">This program's.</param>
    /// <returns>One line; null where none is.</returns>
    public string? Lack(string path, DatabaseSchema schema) =>
        schema.Tables.FirstOrDefault(table => !Tables.Contains(table)) is { } lacking
            ? $"The database {path} is damaged: it lacks the table '{lacking}'. Restore a backup."
            : null;

    private static List<string> Column(DbConnection connection, string query)
    {
        using var command = connection.CreateCommand();
        command.CommandText = query;
        using var reader = command.ExecuteReader();
        var values = new List<string>();
        while (reader.Read())
        {
            values.Add(reader.GetString(0));
        }

        return values;
    }
}
