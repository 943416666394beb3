using System.Diagnostics;
using System.Text;
using GameServer.Hosting.Accounts;
using GameServer.Hosting.Tests.Infrastructure;
using Microsoft.Data.Sqlite;

namespace GameServer.Hosting.Tests.Persistence;

/// <summary>What a start finds where its database should be: a file that was touched, is in use, or is none.</summary>
public sealed class DatabaseStartTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => TestDatabase.PathIn(_folder);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("INSERT INTO __EFMigrationsLock VALUES (1, '2026-11-29 07:00:00')")]
    [InlineData("INSERT INTO __EFMigrationsLock VALUES (1, '2026-11-29 07:00:00'); DELETE FROM __EFMigrationsHistory WHERE MigrationId LIKE '%Administration'; ALTER TABLE accounts DROP COLUMN IsAdministrator; ALTER TABLE accounts DROP COLUMN MutedUntil; ALTER TABLE accounts DROP COLUMN BannedUntil")]
    public async Task A_stale_migration_lock_is_broken(string sql)
    {
        await MakeAsync();
        Run(sql);
        await using var database = await OpenAsync();
        Assert.Contains(database.Log.Lines, line => line.Contains("Broke the migration lock", StringComparison.Ordinal));
        await ThereIsAnnAsync(database);
        Assert.Equal(["0"], database.Read("SELECT count(*) FROM __EFMigrationsLock"));
    }

    [Fact]
    public async Task A_start_that_was_killed_between_its_first_table_and_its_first_migration_is_made_good()
    {
        Run("""
            CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL);
            INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-11-29 07:00:00');
            CREATE TABLE "__EFMigrationsHistory" ("MigrationId" TEXT NOT NULL PRIMARY KEY, "ProductVersion" TEXT NOT NULL);
            """);
        await using var database = await OpenAsync();
        await AddAnnAsync(database);
    }

    [Theory]
    [InlineData("PRAGMA journal_mode=DELETE")]
    [InlineData("PRAGMA journal_mode=TRUNCATE")]
    [InlineData("PRAGMA journal_mode=PERSIST; CREATE TABLE of_a_tool (x); DROP TABLE of_a_tool")]
    [InlineData("PRAGMA journal_mode=DELETE; PRAGMA page_size=65536; VACUUM")]
    [InlineData("PRAGMA journal_mode=DELETE; PRAGMA page_size=512; PRAGMA auto_vacuum=FULL; VACUUM")]
    [InlineData("PRAGMA auto_vacuum=INCREMENTAL; VACUUM")]
    [InlineData("PRAGMA application_id=7; PRAGMA user_version=9; ANALYZE; CREATE VIEW of_a_tool AS SELECT Name FROM accounts")]
    [InlineData("CREATE TABLE of_a_tool (x)")]
    public async Task A_database_that_a_tool_has_touched_starts(string sql)
    {
        await MakeAsync();
        Run(sql);
        await using var database = await OpenAsync();
        await ThereIsAnnAsync(database);
        Assert.Equal(["wal"], database.Read("PRAGMA journal_mode"));
    }

    [Fact]
    public async Task A_copy_that_VACUUM_INTO_made_starts()
    {
        await MakeAsync();
        var copy = Path.Combine(_folder.Path, "copy.db");
        Run($"VACUUM INTO '{copy}'");
        await using var database = await OpenAsync(path: copy);
        await ThereIsAnnAsync(database);
    }

    [Fact]
    public async Task An_empty_file_is_a_new_database()
    {
        MakeFolder();
        await System.IO.File.WriteAllBytesAsync(File, [], Cancellation);
        await using var database = await OpenAsync();
        await AddAnnAsync(database);
    }

    [Fact]
    public async Task What_a_killed_server_left_in_its_log_is_there()
    {
        await using (var killed = await OpenAsync())
        {
            await AddAnnAsync(killed);
            // As the disk holds them at this moment.
            foreach (var part in (string[])["", "-wal", "-shm"])
            {
                System.IO.File.Copy(File + part, Path.Combine(_folder.Path, "left.db" + part));
            }
        }

        await using var database = await OpenAsync(path: Path.Combine(_folder.Path, "left.db"));
        await ThereIsAnnAsync(database);
    }

    [Theory]
    [InlineData("no")]
    [InlineData("Dear diary, today I was no database at all.\n")]
    [InlineData("SQLite format 3")]
    public async Task A_file_that_is_no_database_is_refused_and_kept(string text)
    {
        MakeFolder();
        await System.IO.File.WriteAllTextAsync(File, text, Cancellation);
        Assert.Equal(
            $"The file {File} is no SQLite database, or a damaged one. Restore a backup, or name another file in ConnectionStrings:GameServer.",
            await RefusalAsync());
        Assert.Equal(text, await System.IO.File.ReadAllTextAsync(File, Cancellation));
    }

    [Fact]
    public async Task A_truncated_database_is_refused()
    {
        await MakeAsync();
        using (var file = new FileStream(File, FileMode.Open))
        {
            file.SetLength(file.Length / 2);
        }

        Assert.StartsWith($"The database {File} is damaged. Restore a backup", await RefusalAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public async Task A_database_with_a_page_of_rubbish_is_refused(int page)
    {
        await MakeAsync();
        using (var file = new FileStream(File, FileMode.Open))
        {
            const int Page = 4096;
            file.Position = page * Page;
            file.Write(Encoding.ASCII.GetBytes(new string('x', Page)));
        }

        Assert.StartsWith($"The database {File} is damaged. Restore a backup", await RefusalAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_of_another_program_is_refused_and_kept()
    {
        Run("CREATE TABLE accounts (Id INTEGER PRIMARY KEY, Iban TEXT); INSERT INTO accounts VALUES (1, 'AT61')");
        var before = await System.IO.File.ReadAllBytesAsync(File, Cancellation);
        Assert.Equal(
            $"The database {File} is another program's: its tables are not this server's. Name another file in ConnectionStrings:GameServer.",
            await RefusalAsync());
        Assert.Equal(before, await System.IO.File.ReadAllBytesAsync(File, Cancellation));
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_refused_and_kept()
    {
        await MakeAsync();
        Run("INSERT INTO __EFMigrationsHistory VALUES ('20990101000000_Guilds', '12.0.0')");
        Assert.Equal(
            $"The database {File} is of a newer version of this program, which made '20990101000000_Guilds' in it. "
            + "Start that version, or restore a backup that this one made.",
            await RefusalAsync());
    }

    [Fact]
    public async Task A_database_that_lacks_a_table_is_refused()
    {
        await MakeAsync();
        Run("DROP TABLE owned_items");
        Assert.Equal($"The database {File} is damaged: it lacks the table 'owned_items'. Restore a backup.", await RefusalAsync());
    }

    [Fact]
    public async Task A_folder_in_place_of_the_file_is_refused()
    {
        Directory.CreateDirectory(File);
        Assert.Equal($"ConnectionStrings:GameServer names the folder {File}; it must name a file.", await RefusalAsync());
    }

    [Fact]
    public async Task A_file_in_place_of_the_folder_is_refused()
    {
        await System.IO.File.WriteAllTextAsync(Path.GetDirectoryName(File)!, "a file", Cancellation);
        Assert.StartsWith($"The database {File} cannot be used: ", await RefusalAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Data Source=file:game.db", "name a file by its path")]
    [InlineData("Data Source=file::memory:?cache=shared", "name a file by its path")]
    [InlineData("Data Source=game.db;Mode=Memory", "name a file by its path")]
    [InlineData("Data Source=game.db;Mode=ReadOnly", "be without Mode=ReadOnly")]
    [InlineData("Data Source=game.db;Mode=Sideways", "read like 'Data Source=gameserver.db'")]
    [InlineData("Data Source=game.db;Default Timeout=soon", "read like 'Data Source=gameserver.db'")]
    [InlineData("Host=localhost;Database=game", "read like 'Data Source=gameserver.db'")]
    public async Task A_connection_string_that_names_no_file_to_write_is_refused(string value, string must)
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(
            () => TestDatabase.OpenAsync(_folder, settings: new() { ["ConnectionStrings:GameServer"] = value }));
        Assert.StartsWith($"ConnectionStrings:GameServer is '{value}'; it must {must}", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_another_server_serves_is_refused_by_whatever_path()
    {
        var link = Path.Combine(_folder.Path, "link.db");
        System.IO.File.CreateSymbolicLink(link, File);
        await using (var first = await OpenAsync())
        {
            foreach (var path in (string[])[File, link])
            {
                var begun = Stopwatch.GetTimestamp();
                var refused = await RefusalAsync(path);
                Assert.StartsWith(
                    $"The database {File} is served by process {Environment.ProcessId} on {Environment.MachineName} since ", refused, StringComparison.Ordinal);
                Assert.EndsWith(
                    $"which holds {File}-lock. Stop it first, or name another file in ConnectionStrings:GameServer.", refused, StringComparison.Ordinal);
                Assert.InRange(Stopwatch.GetElapsedTime(begun).TotalSeconds, 0, 20);
            }

            await AddAnnAsync(first);
        }

        await using var second = await OpenAsync(path: link);
        await ThereIsAnnAsync(second);
    }

    [Fact]
    public async Task A_server_that_is_on_its_way_out_is_waited_for()
    {
        var first = await OpenAsync();
        await AddAnnAsync(first);
        await using var second = TestDatabase.Create(_folder);
        var starting = second.StartAsync(Cancellation);
        Assert.Contains($"held by process {Environment.ProcessId}", await second.Log.WaitForAsync("Waiting at most"), StringComparison.Ordinal);
        await first.DisposeAsync();
        await starting;
        await ThereIsAnnAsync(second);
    }

    [Fact]
    public async Task A_verb_works_beside_a_server()
    {
        await using var served = await OpenAsync();
        await AddAnnAsync(served);
        await using var verb = TestDatabase.Create(_folder);
        await verb.VisitAsync(Cancellation);
        await ThereIsAnnAsync(verb);
    }

    [Fact]
    public async Task A_tool_that_holds_the_database_is_waited_for_and_told()
    {
        await MakeAsync();
        await using var database = TestDatabase.Create(_folder);
        Task starting;
        using (var tool = Hold())
        {
            starting = database.StartAsync(Cancellation);
            await database.Log.WaitForAsync($"Waiting at most 10 s for the database {File}, which another program has locked");
        }

        await starting;
        await ThereIsAnnAsync(database);
    }

    [Fact]
    public async Task A_tool_that_keeps_the_database_ends_the_start_in_bounded_time()
    {
        await MakeAsync();
        using var tool = Hold();
        var begun = Stopwatch.GetTimestamp();
        Assert.Equal(
            $"The database {File} is locked by another program. Close what uses it, a shell or a tool that shows tables.", await RefusalAsync());
        Assert.InRange(Stopwatch.GetElapsedTime(begun).TotalSeconds, 10, 30);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_start_that_waits_ends_at_once_when_it_is_cancelled(bool waitsForServer)
    {
        await MakeAsync();
        await using var server = waitsForServer ? await OpenAsync() : null;
        using var tool = waitsForServer ? null : Hold();
        await using var database = TestDatabase.Create(_folder);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var starting = database.StartAsync(stop.Token);
        await database.Log.WaitForAsync("Waiting at most");
        await stop.CancelAsync();
        var begun = Stopwatch.GetTimestamp();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => starting);
        await database.DisposeAsync();
        Assert.InRange(Stopwatch.GetElapsedTime(begun).TotalSeconds, 0, 2);
    }

    public void Dispose() => _folder.Dispose();

    private Task<TestDatabase> OpenAsync(string? path = null) => TestDatabase.OpenAsync(_folder, path: path);

    /// <summary>A database with an account, that was served and is not any more.</summary>
    private async Task MakeAsync()
    {
        await using var database = await OpenAsync();
        await AddAnnAsync(database);
    }

    private static Task AddAnnAsync(TestDatabase database) =>
        database.Accounts.AddAsync(AccountName.Parse("Ann"), "no password has this hash", Cancellation);

    private static async Task ThereIsAnnAsync(TestDatabase database) =>
        Assert.NotNull(await database.Accounts.FindAsync(AccountName.Parse("Ann"), Cancellation));

    private async Task<string> RefusalAsync(string? path = null)
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => OpenAsync(path));
        Assert.DoesNotContain('\n', refused.Message);
        return refused.Message;
    }

    private void MakeFolder() => Directory.CreateDirectory(Path.GetDirectoryName(File)!);

    /// <summary>Does something with the file as a tool does.</summary>
    private void Run(string sql)
    {
        MakeFolder();
        using var connection = Tool();
        Execute(connection, sql);
    }

    private SqliteConnection Tool()
    {
        var connection = new SqliteConnection($"Data Source={File};Pooling=false");
        connection.Open();
        return connection;
    }

    private SqliteConnection Hold()
    {
        var tool = Tool();
        Execute(tool, "BEGIN EXCLUSIVE");
        return tool;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
