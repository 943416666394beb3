using System.Globalization;
using GameServer.Hosting.Persistence.Files;
using Microsoft.EntityFrameworkCore;

namespace GameServer.Hosting.Persistence;

/// <summary>The work of an operator's commands on the database's file, beside a server that may be serving it.</summary>
internal sealed class DatabaseVisit(DatabaseFile file, IDbContextFactory<GameServerContext> contexts)
{
    /// <summary>The full path of the configured database.</summary>
    public string Path => file.Path;

    /// <summary>Copies the configured database.</summary>
    /// <param name="target">The file to write, a full path.</param>
    /// <param name="tell">Takes a line when something is waited for.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>What is in the copy, in words.</returns>
    /// <exception cref="InvalidOperationException">There is no copy; the message says why.</exception>
    public string Backup(string target, Action<string> tell, CancellationToken cancellation) =>
        Describe(DatabaseBackup.Make(file, target, Schema(), () => tell(Waiting(file.Path)), cancellation));

    /// <summary>Checks a database.</summary>
    /// <param name="path">Its full path; null for the configured one.</param>
    /// <param name="tell">Takes a line when something is waited for.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>What is in it, in words.</returns>
    /// <exception cref="InvalidOperationException">It cannot be served; the message says why.</exception>
    public string Check(string? path, Action<string> tell, CancellationToken cancellation)
    {
        path ??= file.Path;
        return Describe(DatabaseCheck.Of(path, path, Schema(), () => tell(Waiting(path)), cancellation));
    }

    private static string Waiting(string path) =>
        $"Waiting at most {BusyWait.Patience.TotalSeconds} s for the database {path}, which another program has locked.";

    private static string Describe(CheckedDatabase database) => string.Create(
        CultureInfo.InvariantCulture,
        $"{database.Registered} registered accounts, {database.Guests} guests, version {database.Version}")
        + (database.IsUpToDate ? "" : ", which the next start brings up to date");

    private DatabaseSchema Schema()
    {
        using var context = contexts.CreateDbContext();
        return DatabaseSchema.Of(context);
    }
}
