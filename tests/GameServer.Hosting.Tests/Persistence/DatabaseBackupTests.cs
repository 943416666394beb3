using System.Diagnostics;
using System.Text;
using GameServer.Hosting.Accounts;
using GameServer.Hosting.Tests.Infrastructure;
using Microsoft.Data.Sqlite;

namespace GameServer.Hosting.Tests.Persistence;

/// <summary>Copies of a database, and what is said of a file that is checked.</summary>
public sealed class DatabaseBackupTests : IDisposable
{
    private const int Writers = 8;
    private const int Page = 4096;
    private readonly TemporaryFolder _folder = new();

    private string Source => TestDatabase.PathIn(_folder);

    private string Target => Path.Combine(_folder.Path, "backup.db");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_backup_while_the_server_writes_is_one_moment_in_one_private_file_and_can_be_served()
    {
        List<string> asked = [];
        await using (var database = await TestDatabase.OpenAsync(_folder))
        {
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
            var bought = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var writing = Enumerable.Range(0, Writers).Select(writer => WriteAsync(database, writer, bought, enough.Token)).ToArray();
            Assert.NotNull(await database.Accounts.AddAsync(AccountName.Parse("Before"), "no password has this hash", Cancellation));
            var version = database.Read("SELECT max(MigrationId) FROM __EFMigrationsHistory").Single();
            await bought.Task.WaitAsync(TimeSpan.FromSeconds(60), Cancellation);
            var begun = Stopwatch.GetTimestamp();
            for (var round = 0; round < 5; round++)
            {
                File.Delete(Target);
                Assert.EndsWith(" registered accounts, 0 guests, version " + version, database.Visit.Backup(Target, asked.Add, Cancellation), StringComparison.Ordinal);
            }

            Assert.InRange(Stopwatch.GetElapsedTime(begun).TotalSeconds, 0, 60);
            await enough.CancelAsync();
            await Task.WhenAll(writing);
        }

        Assert.Empty(asked);
        Assert.Equal(["backup.db"], Directory.EnumerateFiles(_folder.Path).Select(Path.GetFileName));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(Target) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        await using var restored = await TestDatabase.OpenAsync(_folder, path: Target);
        Assert.NotNull(await restored.Accounts.FindAsync(AccountName.Parse("Before"), Cancellation));
        var purchases = restored.Read("SELECT count(*) FROM wallet_entries WHERE Item = 'thing'").Single();
        Assert.NotEqual("0", purchases);
        // Each balance is the sum of all entries up to it: of no account is a part missing.
        Assert.Equal(["0"], restored.Read(
            "SELECT count(*) FROM wallet_entries e WHERE Balance <> (SELECT sum(Coins) FROM wallet_entries b WHERE b.AccountId = e.AccountId AND b.Id <= e.Id)"));
    }

    [Fact]
    public async Task A_backup_is_never_written_over_a_file_nor_beside_the_database_under_its_own_names()
    {
        await using var database = await TestDatabase.OpenAsync(_folder);
        await AddAsync(database);
        await File.WriteAllTextAsync(Target, "kept", Cancellation);
        var link = Path.Combine(_folder.Path, "link.db");
        File.CreateSymbolicLink(link, Source);
        Assert.Equal($"{Target} exists; name another file, since a backup is never written over one.", BackupRefusal(database, Target));
        Assert.Equal($"{link} exists; name another file, since a backup is never written over one.", BackupRefusal(database, link));
        Assert.Equal($"{Source} belongs to the database itself; name another file.", BackupRefusal(database, Source));
        Assert.Equal($"{Source}-journal belongs to the database itself; name another file.", BackupRefusal(database, Source + "-journal"));
        Assert.Equal($"{_folder.Path} is a folder; name a file in it.", BackupRefusal(database, _folder.Path));
        Assert.Equal($"The folder {_folder.Path}/none does not exist.", BackupRefusal(database, Path.Combine(_folder.Path, "none", "backup.db")));
        Assert.Equal("kept", await File.ReadAllTextAsync(Target, Cancellation));
        Assert.Equal(["backup.db", "link.db"], Directory.EnumerateFiles(_folder.Path).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task A_damaged_database_and_an_absent_one_give_no_backup_and_leave_nothing()
    {
        await MakeAsync();
        Damage();
        await using var database = TestDatabase.Create(_folder);
        Assert.StartsWith($"The database {Target} is damaged.", BackupRefusal(database, Target), StringComparison.Ordinal);
        File.Delete(Source);
        Assert.Equal($"There is no database {Source}.", BackupRefusal(database, Target));
        Assert.Empty(Directory.EnumerateFiles(_folder.Path));
    }

    [Fact]
    public async Task A_backup_that_is_given_up_leaves_nothing()
    {
        await MakeAsync();
        await using var database = TestDatabase.Create(_folder);
        Assert.ThrowsAny<OperationCanceledException>(() => database.Visit.Backup(Target, static _ => { }, new CancellationToken(canceled: true)));
        Assert.Empty(Directory.EnumerateFiles(_folder.Path));
    }

    [Fact]
    public async Task A_tool_that_has_begun_to_write_does_not_keep_a_backup_from_being_made()
    {
        await using var database = await TestDatabase.OpenAsync(_folder);
        await AddAsync(database);
        using var tool = DatabaseHeldTests.Hold(Source);
        Assert.StartsWith("1 registered accounts", database.Visit.Backup(Target, static _ => { }, Cancellation), StringComparison.Ordinal);
        Assert.StartsWith("1 registered accounts", database.Visit.Check(null, static _ => { }, Cancellation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("PRAGMA journal_mode=DELETE", null)]
    [InlineData("INSERT INTO __EFMigrationsHistory VALUES ('20990101000000_Guilds', '12.0.0')", "The database {0} is of a newer version of this program, which made '20990101000000_Guilds' in it. Start that version, or restore a backup that this one made.")]
    [InlineData("PRAGMA foreign_keys=OFF; INSERT INTO owned_items VALUES (77, 'thing')", "The database {0} is damaged. Restore a backup, and keep this file for whoever looks into it. A row of owned_items belongs to no row of accounts.")]
    [InlineData("DROP TABLE owned_items", "The database {0} is damaged: it lacks the table 'owned_items'. Restore a backup.")]
    [InlineData("DELETE FROM __EFMigrationsHistory", "The database {0} is another program's: its tables are not this server's. Name another file in ConnectionStrings:GameServer.")]
    public async Task A_file_is_checked_to_its_last_byte_and_left_as_it_is(string sql, string? problem)
    {
        await MakeAsync();
        Run(sql);
        var before = await File.ReadAllBytesAsync(Source, Cancellation);
        await using var database = TestDatabase.Create(_folder);
        if (problem is null)
        {
            Assert.StartsWith("1 registered accounts, 0 guests, version 2", database.Visit.Check(Source, static _ => { }, Cancellation), StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal(problem.Replace("{0}", Source, StringComparison.Ordinal), CheckRefusal(database, Source));
        }

        Assert.Equal(before, await File.ReadAllBytesAsync(Source, Cancellation));
    }

    [Fact]
    public async Task A_page_of_rubbish_is_found_wherever_it_lies()
    {
        await MakeAsync();
        await using var database = TestDatabase.Create(_folder);
        var whole = await File.ReadAllBytesAsync(Source, Cancellation);
        for (var page = 1; page < whole.Length / Page; page++)
        {
            await File.WriteAllBytesAsync(Source, whole, Cancellation);
            Damage(page);
            Assert.StartsWith($"The database {Source} is damaged.", CheckRefusal(database, Source), StringComparison.Ordinal);
            Assert.StartsWith($"The database {Target} is damaged.", BackupRefusal(database, Target), StringComparison.Ordinal);
        }

        Assert.Empty(Directory.EnumerateFiles(_folder.Path));
    }

    [Fact]
    public async Task What_is_no_database_of_this_program_is_told_apart()
    {
        await MakeAsync();
        Damage();
        await using var database = TestDatabase.Create(_folder);
        Assert.StartsWith($"The database {Source} is damaged.", CheckRefusal(database, Source), StringComparison.Ordinal);
        await File.WriteAllBytesAsync(Target, [], Cancellation);
        Assert.Equal($"The database {Target} is empty: nothing was ever kept in it.", CheckRefusal(database, Target));
        await File.WriteAllTextAsync(Target, "Dear diary", Cancellation);
        Assert.StartsWith($"The file {Target} is no SQLite database", CheckRefusal(database, Target), StringComparison.Ordinal);
        Assert.Equal($"{_folder.Path} is a folder; name a file in it.", CheckRefusal(database, _folder.Path));
        Assert.Equal($"There is no database {Target}x.", CheckRefusal(database, Target + "x"));
    }

    public void Dispose() => _folder.Dispose();

    private static async Task WriteAsync(TestDatabase database, int writer, TaskCompletionSource bought, CancellationToken enough)
    {
        var account = (await database.Accounts.AddAsync(AccountName.Parse($"Writer {writer}"), "no password has this hash", Cancellation))!.Id;
        for (var purchase = 0; !enough.IsCancellationRequested; purchase++)
        {
            await database.Wallets.PayAsync([new(account, 1, "thing", $"/{purchase}")], Cancellation);
            bought.TrySetResult();
        }
    }

    private static Task AddAsync(TestDatabase database) =>
        database.Accounts.AddAsync(AccountName.Parse("Ann"), "no password has this hash", Cancellation);

    private static string BackupRefusal(TestDatabase database, string target) =>
        Assert.Throws<InvalidOperationException>(() => database.Visit.Backup(target, static _ => { }, Cancellation)).Message;

    private static string CheckRefusal(TestDatabase database, string path) =>
        Assert.Throws<InvalidOperationException>(() => database.Visit.Check(path, static _ => { }, Cancellation)).Message;

    private async Task MakeAsync()
    {
        await using var database = await TestDatabase.OpenAsync(_folder);
        await AddAsync(database);
    }

    private void Run(string sql)
    {
        using var tool = new SqliteConnection($"Data Source={Source};Pooling=false");
        tool.Open();
        using var command = tool.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private void Damage(int page = 4)
    {
        using var file = new FileStream(Source, FileMode.Open);
        file.Position = page * Page;
        file.Write(Encoding.ASCII.GetBytes(new string('x', Page)));
    }
}
