using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace GameServer.Hosting.Persistence.Files;

/// <summary>The database's file: what <c>ConnectionStrings:GameServer</c> says, made complete.</summary>
internal sealed partial class DatabaseFile : IDisposable
{
    /// <summary>The setting that names the file.</summary>
    public const string Key = "ConnectionStrings:GameServer";

    private const string Section = "ConnectionStrings";

    private const string Default = "Data Source=gameserver.db";

    // In seconds, the least that there is; the worker and the start wait by themselves, so that they can be stopped.
    private const int BusyTimeout = 1;

    private DatabaseLock? _lock;

    public DatabaseFile(IConfiguration configuration, IHostEnvironment environment)
    {
        if (configuration[Section] is { Length: > 0 })
        {
            throw new InvalidOperationException($"{Section} is a text; it must be a section with the key GameServer.");
        }

        var configured = configuration[Key] ?? Default;
        SqliteConnectionStringBuilder builder;
        try
        {
            builder = new SqliteConnectionStringBuilder(configured)
            {
                ForeignKeys = true,
                // Each connection is its user's own; one that was closed holds no lock and no file.
                Pooling = false,
                Cache = SqliteCacheMode.Default,
                DefaultTimeout = BusyTimeout,
            };
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or OverflowException)
        {
            throw Wrong(configured, $"read like '{Default}'", exception);
        }

        var source = builder.DataSource;
        if (source is "" or ":memory:" || builder.Mode == SqliteOpenMode.Memory
            || source.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
        {
            throw Wrong(configured, $"name a file by its path, as in '{Default}'");
        }

        if (builder.Mode == SqliteOpenMode.ReadOnly)
        {
            throw Wrong(configured, "be without Mode=ReadOnly: the server writes to its database");
        }

        if (builder.Password.Length > 0)
        {
            throw Wrong(configured, "be without a password: this SQLite encrypts nothing");
        }

        // A relative path is meant from the content root, wherever the program is started.
        try
        {
            Path = builder.DataSource = Resolve(System.IO.Path.GetFullPath(source, environment.ContentRootPath));
        }
        catch (Exception exception) when (exception is ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw Wrong(configured, $"name a file that can be reached ({exception.Message.TrimEnd('.')})", exception);
        }

        ConnectionString = builder.ToString();
    }

    /// <summary>The file's full path; of a symbolic link, the path of what it leads to.</summary>
    public string Path { get; }

    /// <summary>The folder that holds the file, and beside it SQLite's log and the lock.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    /// <summary>The connection string of all connections.</summary>
    public string ConnectionString { get; }

    /// <summary>The file that a server which serves the database keeps locked.</summary>
    public string LockPath => Path + "-lock";

    /// <summary>Opens a connection. The file is made where it is absent.</summary>
    public SqliteConnection Open()
    {
        var connection = new SqliteConnection(ConnectionString);
        connection.Open();
        return connection;
    }

    /// <summary>Locks the database against every other server until <see cref="Unlock"/>.</summary>
    /// <returns>False where another process, or another server of this one, has it.</returns>
    /// <exception cref="IOException">The lock file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The lock file may not be written.</exception>
    public bool TryLock() => (_lock ??= DatabaseLock.TryTake(LockPath)) is not null;

    /// <summary>Lets another server have the database. No connection may be open any more.</summary>
    public void Unlock()
    {
        _lock?.Dispose();
        _lock = null;
    }

    public void Dispose() => Unlock();

    // SQLite keeps its log beside what a link leads to, and so do two servers by two paths find one lock.
    private static string Resolve(string path) => new FileInfo(path) is { LinkTarget: not null } link
        ? link.ResolveLinkTarget(returnFinalTarget: true)!.FullName
        : path;

    private static InvalidOperationException Wrong(string configured, string must, Exception? inner = null) =>
        new($"{Key} is '{Secret.Replace(configured, "$1***")}'; it must {must}.", inner);

    // What another database's string would hold. The line that refuses it goes into logs.
    [GeneratedRegex("""((?:password|pwd)\s*=\s*)(?:'[^']*'?|"[^"]*"?|[^;]*)""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Secret { get; }
}
