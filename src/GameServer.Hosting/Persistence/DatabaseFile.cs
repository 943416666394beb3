using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace GameServer.Hosting.Persistence;

/// <summary>Where the database is: what <c>ConnectionStrings:GameServer</c> says, made complete.</summary>
internal sealed class DatabaseFile
{
    private const string Key = "ConnectionStrings:GameServer";
    private const string Default = "Data Source=gameserver.db";

    public DatabaseFile(IConfiguration configuration, IHostEnvironment environment)
    {
        var configured = configuration[Key] is { Length: > 0 } value ? value : Default;
        SqliteConnectionStringBuilder builder;
        try
        {
            builder = new SqliteConnectionStringBuilder(configured) { ForeignKeys = true };
        }
        catch (ArgumentException exception)
        {
            throw new InvalidOperationException($"{Key} is '{configured}'; it must read like '{Default}'.", exception);
        }

        if (builder.DataSource is "" or ":memory:" || builder.Mode == SqliteOpenMode.Memory)
        {
            throw new InvalidOperationException($"{Key} is '{configured}'; it must name a file, as in '{Default}'.");
        }

        // A relative path is meant from the content root, wherever the program is started.
        Path = builder.DataSource = System.IO.Path.GetFullPath(builder.DataSource, environment.ContentRootPath);
        ConnectionString = builder.ToString();
    }

    /// <summary>The file's full path.</summary>
    public string Path { get; }

    /// <summary>What connections are opened with.</summary>
    public string ConnectionString { get; }

    /// <summary>Closes idle connections: the last one brings the write-ahead log home and removes its files.</summary>
    public void Close()
    {
        using var connection = new SqliteConnection(ConnectionString);
        SqliteConnection.ClearPool(connection);
    }
}
