using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace GameServer.Hosting.Persistence.Files;

/// <summary>Faults of the database's file, its disk or its other users, in words.</summary>
internal static class DatabaseFault
{
    /// <summary>True where another program holds the database just now.</summary>
    public static bool IsBusy(Exception exception) => CodeOf(exception) is SQLITE_BUSY or SQLITE_LOCKED;

    /// <summary>The reason why a database that was made cannot take work just now, where that can pass.</summary>
    /// <param name="exception">What the work ended with.</param>
    /// <returns>A few words; null for every other failure.</returns>
    public static string? Passing(Exception exception) => CodeOf(exception) switch
    {
        SQLITE_BUSY or SQLITE_LOCKED or SQLITE_PROTOCOL => "another program has locked it",
        SQLITE_READONLY => "it is read-only",
        SQLITE_IOERR => $"its disk is full or fails ({DetailOf(exception)})",
        SQLITE_FULL => "its disk is full",
        SQLITE_CANTOPEN => "it cannot be opened",
        SQLITE_NOMEM => "there is no memory for it",
        _ => null,
    };

    /// <summary>Does work on a database.</summary>
    /// <param name="path">The file, as an operator knows it.</param>
    /// <param name="work">The work.</param>
    /// <exception cref="InvalidOperationException">SQLite or the file system refuses it; the message is one line for an operator.</exception>
    public static void Explained(string path, Action work) => Explained(path, () =>
    {
        work();
        return true;
    });

    /// <inheritdoc cref="Explained(string, Action)"/>
    /// <typeparam name="T">The result of the work.</typeparam>
    public static T Explained<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception exception) when (Explain(exception, path) is { } reason)
        {
            throw new InvalidOperationException(reason, exception);
        }
    }

    /// <summary>The line for an operator about a file that is not there.</summary>
    /// <param name="path">The file.</param>
    public static string Missing(string path) => $"There is no database {path}.";

    /// <summary>The line for an operator about a damaged file.</summary>
    /// <param name="path">The file.</param>
    public static string Damaged(string path) =>
        $"The database {path} is damaged. Restore a backup, and keep this file for whoever looks into it.";

    /// <summary>The line for an operator about a database that cannot be used.</summary>
    /// <param name="exception">What SQLite or the file system says.</param>
    /// <param name="path">The file.</param>
    /// <returns>Null for what is no fault of the file.</returns>
    private static string? Explain(Exception exception, string path) => CodeOf(exception) switch
    {
        null => exception is IOException or UnauthorizedAccessException
            ? $"The database {path} cannot be used: {exception.Message}"
            : null,
        SQLITE_BUSY or SQLITE_LOCKED =>
            $"The database {path} is locked by another program. Close what uses it, a shell or a tool that shows tables.",
        SQLITE_READONLY => $"The database {path} cannot be written: the file, its folder or its disk is read-only for this user.",
        SQLITE_CANTOPEN => $"The database {path} cannot be opened: this user may not read and write it, its folder or the files beside it, or the process has no file descriptor left (ulimit -n).",
        SQLITE_FULL => $"The database {path} cannot be written: its disk is full.",
        SQLITE_IOERR => $"The database {path} cannot be used: its disk is full or fails ({DetailOf(exception)}).",
        SQLITE_CORRUPT => Damaged(path),
        SQLITE_NOTADB =>
            $"The file {path} is no SQLite database, or a damaged one. Restore a backup, or name another file in {DatabaseFile.Key}.",
        _ => $"The database {path} cannot be used: {DetailOf(exception)}.",
    };

    private static int? CodeOf(Exception exception) => Find(exception)?.SqliteErrorCode;

    private static string DetailOf(Exception exception) => Find(exception)!.Message.ReplaceLineEndings(" ").TrimEnd('.');

    // EF Core wraps it.
    private static SqliteException? Find(Exception? exception) => exception as SqliteException ?? (exception is null ? null : Find(exception.InnerException));
}
