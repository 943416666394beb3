using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using GameServer.Hosting.Tests.Infrastructure;
using Microsoft.Data.Sqlite;

namespace GameServer.Hosting.Tests.Persistence;

/// <summary>The program as a process on a database that it cannot have: one line, and how it ends.</summary>
public sealed partial class DatabaseProgramTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly TemporaryFolder _folder = new();

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
        await UntilAsync(first, "Open http://127.0.0.1:");
        using var second = Start();
        var waiting = await UntilAsync(second, "Waiting");
        Assert.Contains($"{DatabasePath}-lock, which is held by process {first.Id} on ", waiting, StringComparison.Ordinal);
        var (code, line) = await EndAsync(second);
        Assert.Equal(1, code);
        Assert.StartsWith($"The server cannot start: The database {DatabasePath} is served by process {first.Id} on ", line, StringComparison.Ordinal);

        // A lock goes with its process.
        first.Kill();
        await first.WaitForExitAsync(Cancellation);
        using var third = Start();
        await UntilAsync(third, "Open http://127.0.0.1:");
        third.Kill();
    }

    [Theory]
    [InlineData("-TERM")]
    [InlineData("-INT")]
    public async Task A_start_that_waits_is_not_ready_and_ends_at_once_and_quietly_on_a_signal(string signal)
    {
        using (var made = Start())
        {
            await UntilAsync(made, "Open http://127.0.0.1:");
            made.Kill();
            await made.WaitForExitAsync(Cancellation);
        }

        using var tool = new SqliteConnection($"Data Source={DatabasePath};Pooling=false");
        tool.Open();
        using var hold = tool.CreateCommand();
        hold.CommandText = "BEGIN EXCLUSIVE";
        hold.ExecuteNonQuery();
        var port = FreePort();
        using var program = Start("--urls", $"http://127.0.0.1:{port}");
        await UntilAsync(program, "Waiting at most 10 s for the database");
        using (var http = new HttpClient())
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await http.GetAsync(new Uri($"http://127.0.0.1:{port}/health/ready"), Cancellation)).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri($"http://127.0.0.1:{port}/health/live"), Cancellation)).StatusCode);
        }

        var begun = Stopwatch.GetTimestamp();
        using var kill = Process.Start("kill", [signal, $"{program.Id}"]);
        var rest = (await program.StandardOutput.ReadToEndAsync(Cancellation).WaitAsync(Patience, Cancellation)).Trim();
        await program.WaitForExitAsync(Cancellation);
        Assert.InRange(Stopwatch.GetElapsedTime(begun).TotalSeconds, 0, 5);
        Assert.DoesNotContain("cannot start", rest, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_running_server_is_backed_up_checked_and_served_again_from_the_backup()
    {
        var backup = Path.Combine(_folder.Path, "backup.db");
        using (var program = Start())
        {
            await UntilAsync(program, "Open http://127.0.0.1:");
            var (code, line) = await RunAsync("backup", backup);
            Assert.Equal(0, code);
            Assert.StartsWith($"{DatabasePath} is backed up in {backup}: 0 registered accounts, 0 guests, version ", line, StringComparison.Ordinal);
            Assert.Equal((1, $"{backup} exists; name another file, since a backup is never written over one."), await RunAsync("backup", backup));
            program.Kill();
            await program.WaitForExitAsync(Cancellation);
        }

        var (wholeCode, whole) = await RunAsync("check", backup);
        Assert.Equal(0, wholeCode);
        Assert.StartsWith($"{backup} is whole: 0 registered accounts", whole, StringComparison.Ordinal);
        File.Move(backup, DatabasePath, overwrite: true);
        File.Delete(DatabasePath + "-wal");
        File.Delete(DatabasePath + "-shm");
        using var again = Start();
        await UntilAsync(again, "Open http://127.0.0.1:");
        again.Kill();
        await File.WriteAllTextAsync(backup, "Dear diary", Cancellation);
        var (damagedCode, damaged) = await RunAsync("check", backup);
        Assert.Equal(1, damagedCode);
        Assert.StartsWith($"The file {backup} is no SQLite database", damaged, StringComparison.Ordinal);
        var (namelessCode, nameless) = await RunAsync("backup");
        Assert.Equal(1, namelessCode);
        Assert.StartsWith("Name the file to write: ", nameless, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Runs a verb to its end: the exit code, and all that is said on both outputs, which is one line.</summary>
    private async Task<(int Code, string Line)> RunAsync(params string[] arguments)
    {
        using var verb = Process.Start(
            new ProcessStartInfo(
                "dotnet",
                [
                    Path.Combine(AppContext.BaseDirectory, "GameServer.dll"), .. arguments,
                    "--contentRoot", TestRepository.Root, "--ConnectionStrings:GameServer", $"Data Source={DatabasePath}",
                ])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        var output = verb.StandardOutput.ReadToEndAsync(Cancellation);
        var errors = verb.StandardError.ReadToEndAsync(Cancellation);
        await verb.WaitForExitAsync(Cancellation).WaitAsync(Patience, Cancellation);
        return (verb.ExitCode, Assert.Single((await output + await errors).TrimEnd().Split('\n')));
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<string> UntilAsync(Process program, string part)
    {
        while (true)
        {
            var line = await program.StandardOutput.ReadLineAsync(Cancellation).AsTask().WaitAsync(Patience, Cancellation);
            Assert.NotNull(line);
            if (line.Contains(part, StringComparison.Ordinal))
            {
                return line;
            }
        }
    }

    /// <summary>The exit code, and the rest of what is said without time and level.</summary>
    private static async Task<(int Code, string Line)> EndAsync(Process program)
    {
        var output = await program.StandardOutput.ReadToEndAsync(Cancellation).WaitAsync(Patience, Cancellation);
        await program.WaitForExitAsync(Cancellation).WaitAsync(Patience, Cancellation);
        return (program.ExitCode, Stamp().Replace(output.Trim(), string.Empty));
    }

    private Process Start(params string[] arguments)
    {
        var start = ProgramCommand.Of(
            [
                "--contentRoot", TestRepository.Root,
                "--urls", "http://127.0.0.1:0",
                "--ConnectionStrings:GameServer", $"Data Source={DatabasePath}",
                .. arguments,
            ]);
        start.RedirectStandardOutput = true;
        return Process.Start(start)!;
    }

    [GeneratedRegex("^.*?(?=The server cannot start)", RegexOptions.Singleline)]
    private static partial Regex Stamp();
}
