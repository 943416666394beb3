using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace GameServer.Hosting.Persistence.Files;

/// <summary>
/// A consistent copy of a database that a server may be writing to: the state of one moment, in one file that only its
/// owner may read. The copy is checked and on the disk before it gets its name.
/// </summary>
internal static class DatabaseBackup
{
    private const int PagesAStep = 1024;

    /// <summary>Makes the copy.</summary>
    /// <param name="file">The database.</param>
    /// <param name="target">The file to write, a full path; there must be none.</param>
    /// <param name="schema">This program's.</param>
    /// <param name="tell">Is called when another program holds the database.</param>
    /// <param name="cancellation">Gives up; nothing is left behind.</param>
    /// <returns>What is in the copy.</returns>
    /// <exception cref="InvalidOperationException">There is no copy; the message says why, in one line.</exception>
    public static CheckedDatabase Make(
        DatabaseFile file, string target, DatabaseSchema schema, Action tell, CancellationToken cancellation)
    {
        RequireTarget(file, target);
        RequireSource(file);
        var part = $"{target}.{Guid.NewGuid():N}.part";
        try
        {
            Create(part, target);
            DatabaseFault.Explained(file.Path, () => BusyWait.For(() => Copy(file, part, target, cancellation), tell, cancellation));
            var copied = DatabaseCheck.Of(part, target, schema, tell, cancellation);
            DatabaseFault.Explained(target, () => Publish(part, target));
            return copied;
        }
        finally
        {
            foreach (var left in (string[])[part, part + "-journal", part + "-wal", part + "-shm"])
            {
                File.Delete(left);
            }
        }
    }

    private static void RequireTarget(DatabaseFile file, string target)
    {
        var folder = Path.GetDirectoryName(target);
        var problem =
            Directory.Exists(target) ? $"{target} is a folder; name a file in it."
            : target == file.Path || target.StartsWith(file.Path + "-", StringComparison.Ordinal)
                ? $"{target} belongs to the database itself; name another file."
            : Path.Exists(target) || new FileInfo(target).LinkTarget is not null
                ? $"{target} exists; name another file, since a backup is never written over one."
            : !Directory.Exists(folder) ? $"The folder {folder} does not exist."
            : null;
        if (problem is not null)
        {
            throw new InvalidOperationException(problem);
        }
    }

    private static void RequireSource(DatabaseFile file)
    {
        if (!File.Exists(file.Path))
        {
            throw new InvalidOperationException(DatabaseFault.Missing(file.Path));
        }
    }

    // For its owner alone from the first byte on: it holds tokens and password hashes.
    private static void Create(string part, string target) => DatabaseFault.Explained(target, () =>
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        new FileStream(part, options).Dispose();
    });

    private static bool Copy(DatabaseFile file, string part, string target, CancellationToken cancellation)
    {
        using var source = Open(new SqliteConnectionStringBuilder(file.ConnectionString) { Mode = SqliteOpenMode.ReadWrite });
        // One snapshot throughout: without it the copy would begin anew at every commit of the server.
        Run(source, "BEGIN; SELECT count(*) FROM sqlite_master");
        using (var copy = Open(new SqliteConnectionStringBuilder { DataSource = part, Mode = SqliteOpenMode.ReadWrite, Pooling = false }))
        {
            Step(source, copy, target, cancellation);
            // Otherwise the first to open the copy would make a log beside it.
            Run(copy, "PRAGMA journal_mode=DELETE");
        }

        return true;
    }

    private static void Step(SqliteConnection source, SqliteConnection copy, string target, CancellationToken cancellation)
    {
        using var backup = sqlite3_backup_init(copy.Handle, "main", source.Handle, "main");
        if (backup is null || backup.IsInvalid)
        {
            throw new InvalidOperationException($"{target} cannot be written: {sqlite3_errmsg(copy.Handle).utf8_to_string()}.");
        }

        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var result = sqlite3_backup_step(backup, PagesAStep) & 0xff;
            switch (result)
            {
                case SQLITE_OK:
                    break;
                case SQLITE_DONE:
                    return;
                case SQLITE_BUSY or SQLITE_LOCKED or SQLITE_CORRUPT or SQLITE_NOTADB:
                    throw new SqliteException(sqlite3_errstr(result).utf8_to_string(), result);
                default:
                    // The source is read, the copy is written: a full disk is the copy's.
                    throw new InvalidOperationException($"{target} cannot be written: {sqlite3_errstr(result).utf8_to_string()}.");
            }
        }
    }

    private static void Publish(string part, string target)
    {
        using (var stream = new FileStream(part, FileMode.Open, FileAccess.ReadWrite))
        {
            stream.Flush(flushToDisk: true);
        }

        File.Move(part, target, overwrite: false);
        PosixFile.Flush(Path.GetDirectoryName(target)!);
    }

    private static SqliteConnection Open(SqliteConnectionStringBuilder settings)
    {
        var connection = new SqliteConnection(settings.ToString());
        connection.Open();
        return connection;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
