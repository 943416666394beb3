using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using GameServer.Hosting.Tests.Infrastructure;
using Microsoft.Data.Sqlite;

namespace GameServer.Hosting.Tests.Persistence;

/// <summary>The program as a process on a database that it cannot have: one line, and how it ends.</summary>
public sealed partial class DatabaseProgramTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public DatabaseProgramTests() => ProgramProcess.Prepare(_folder);

    private string DatabasePath => Path.Combine(_folder.Path, "gameserver.db");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_that_is_no_database_ends_the_program_with_1_and_one_line()
    {
        await File.WriteAllTextAsync(DatabasePath, "Dear diary, today I was no database at all.", Cancellation);
        using var program = Start();
        Assert.Equal(
            (1, $"The server cannot start: The file {DatabasePath} is no SQLite database, or a damaged one. "
                + "Restore a backup, or name another file in ConnectionStrings:GameServer."),
            await EndAsync(program));
    }

    [Fact]
    public async Task A_second_server_of_one_database_ends_with_1_and_names_the_first()
    {
        using var first = Start();
        await first.UrlAsync();
        using var second = Start();
        var waiting = await second.LineAsync("Waiting");
        Assert.Contains($"{DatabasePath}-lock, which is held by process {first.Process.Id} on ", waiting, StringComparison.Ordinal);
        var (code, line) = await EndAsync(second);
        Assert.Equal(1, code);
        Assert.StartsWith($"The server cannot start: The database {DatabasePath} is served by process {first.Process.Id} on ", line, StringComparison.Ordinal);

        // A lock goes with its process.
        await first.KillAsync();
        using var third = Start();
        await third.UrlAsync();
    }

    [Theory]
    [InlineData("-TERM")]
    [InlineData("-INT")]
    public async Task A_start_that_waits_is_not_ready_and_ends_at_once_and_quietly_on_a_signal(string signal)
    {
        using (var made = Start())
        {
            await made.UrlAsync();
            await made.KillAsync();
        }

        using var tool = new SqliteConnection($"Data Source={DatabasePath};Pooling=false");
        tool.Open();
        using var hold = tool.CreateCommand();
        hold.CommandText = "BEGIN EXCLUSIVE";
        hold.ExecuteNonQuery();
        var port = FreePort();
        using var program = Start("--urls", $"http://127.0.0.1:{port}");
        await program.LineAsync("Waiting at most 10 s for the database");
        using (var http = new HttpClient())
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await http.GetAsync(new Uri($"http://127.0.0.1:{port}/health/ready"), Cancellation)).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri($"http://127.0.0.1:{port}/health/live"), Cancellation)).StatusCode);
        }

        var begun = Stopwatch.GetTimestamp();
        program.Signal(signal);
        var (_, rest) = await program.EndAsync();
        Assert.InRange(Stopwatch.GetElapsedTime(begun).TotalSeconds, 0, 5);
        Assert.DoesNotContain(rest, static line => line.Contains("cannot start", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_running_server_is_backed_up_checked_and_served_again_from_the_backup()
    {
        var backup = Path.Combine(_folder.Path, "backup.db");
        using (var program = Start())
        {
            await program.UrlAsync();
            var (code, line) = await RunAsync("backup", backup);
            Assert.Equal(0, code);
            Assert.StartsWith($"{DatabasePath} is backed up in {backup}: 0 registered accounts, 0 guests, version ", line, StringComparison.Ordinal);
            Assert.Equal((1, $"{backup} exists; name another file, since a backup is never written over one."), await RunAsync("backup", backup));
            await program.KillAsync();
        }

        var (wholeCode, whole) = await RunAsync("check", backup);
        Assert.Equal(0, wholeCode);
        Assert.StartsWith($"{backup} is whole: 0 registered accounts", whole, StringComparison.Ordinal);
        File.Move(backup, DatabasePath, overwrite: true);
        File.Delete(DatabasePath + "-wal");
        File.Delete(DatabasePath + "-shm");
        using var again = Start();
        await again.UrlAsync();
        await again.KillAsync();
        await File.WriteAllTextAsync(backup, "Dear diary", Cancellation);
        var (damagedCode, damaged) = await RunAsync("check", backup);
        Assert.Equal(1, damagedCode);
        Assert.StartsWith($"The file {backup} is no SQLite database", damaged, StringComparison.Ordinal);
        var (namelessCode, nameless) = await RunAsync("backup");
        Assert.Equal(1, namelessCode);
        Assert.StartsWith("Name the file to write: ", nameless, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Runs a verb to its end: the exit code, and all that is said, which is one line.</summary>
    private async Task<(int Code, string Line)> RunAsync(params string[] arguments)
    {
        var (code, lines) = await ProgramProcess.RunAsync(_folder, arguments);
        return (code, Assert.Single(lines));
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>The exit code, and the rest of what is said without time and level.</summary>
    private static async Task<(int Code, string Line)> EndAsync(ProgramProcess program)
    {
        var (code, lines) = await program.EndAsync();
        return (code, Stamp().Replace(string.Join('\n', lines), string.Empty));
    }

    private ProgramProcess Start(params string[] arguments) => ProgramProcess.Serve(_folder, arguments);

    [GeneratedRegex("^.*?(?=The server cannot start)", RegexOptions.Singleline)]
    private static partial Regex Stamp();
}
