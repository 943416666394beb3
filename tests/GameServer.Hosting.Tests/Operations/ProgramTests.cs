using System.Diagnostics;
using GameServer.Hosting.Tests.Infrastructure;
using GameServer.Rpc;

namespace GameServer.Hosting.Tests.Operations;

/// <summary>The program as a process: what it says, and how it ends.</summary>
public sealed class ProgramTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly TemporaryFolder _folder = new();

    private string DatabasePath => Path.Combine(_folder.Path, "gameserver.db");

    private string[] ServerArguments =>
    [
        "--contentRoot", TestRepository.Root, "--urls", "http://127.0.0.1:0", "--ConnectionStrings:GameServer", $"Data Source={DatabasePath}",
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_that_cannot_start_says_why_in_a_line_each_and_ends_with_1()
    {
        using var program = Start("--Accounts:TokenDays", "0", "--Drain:Seconds", "26");
        var output = await program.StandardOutput.ReadToEndAsync(Cancellation).WaitAsync(Patience, Cancellation);
        await program.WaitForExitAsync(Cancellation);

        Assert.Equal(1, program.ExitCode);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.Contains("Accounts:TokenDays is 0; it must be from 1 to 3650.", lines[0], StringComparison.Ordinal);
        Assert.Contains("Drain:GraceSeconds is '25'; it must be more than Drain:Seconds, which is 26.", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_cannot_compare_names_says_why_and_ends_with_1()
    {
        using var program = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "GameServer.dll"), .. ServerArguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1" },
        })!;
        var output = await program.StandardOutput.ReadToEndAsync(Cancellation).WaitAsync(Patience, Cancellation);
        await program.WaitForExitAsync(Cancellation);

        Assert.Equal(1, program.ExitCode);
        Assert.Contains("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_says_where_to_open_it_checks_itself_and_ends_with_0_on_SIGTERM()
    {
        using var program = Start();
        var url = (await UrlAsync(program, [])).ToString();
        using (var probe = Run("--health", url))
        {
            await probe.WaitForExitAsync(Cancellation).WaitAsync(Patience, Cancellation);
            Assert.Equal(0, probe.ExitCode);
        }

        using var kill = Process.Start("kill", ["-TERM", $"{program.Id}"]);
        await program.WaitForExitAsync(Cancellation).WaitAsync(Patience, Cancellation);
        Assert.Equal(0, program.ExitCode);
        using var late = Run("--health", url);
        await late.WaitForExitAsync(Cancellation).WaitAsync(Patience, Cancellation);
        Assert.Equal(1, late.ExitCode);
    }

    [Fact]
    public async Task However_much_is_logged_no_query_string_no_token_and_no_password_is()
    {
        const string Password = "correct horse battery";
        const string Query = "secret-in-the-address";
        using var program = Start("--Serilog:MinimumLevel:Default", "Verbose");
        var log = new List<string>();
        var url = await UrlAsync(program, log);
        string token;
        await using (var client = await TestClient.ConnectAsync(
            new UriBuilder(RunningServer.WebSocketUrlOf(url)) { Query = $"token={Query}" }.Uri, "gameserver.v1.json"))
        {
            token = (await client.CallAsync("login.register", new { name = "Ann", password = Password })).GetProperty("token").GetString()!;
            await client.FailAsync("login.signIn", new { name = "Ann", password = Password + "!" });
            await client.FailAsync("login.resume", new { token = token[..^1] + "!" });
            await client.CallAsync("login.resume", new { token });
            using var http = new HttpClient();
            using var missing = await http.GetAsync(new Uri(url, $"/nowhere?token={Query}"), Cancellation);
        }

        using var kill = Process.Start("kill", ["-TERM", $"{program.Id}"]);
        log.AddRange((await program.StandardOutput.ReadToEndAsync(Cancellation).WaitAsync(Patience, Cancellation)).Split('\n'));
        Assert.Contains(log, line => line.Contains("/nowhere", StringComparison.Ordinal));
        Assert.Contains(log, line => line.Contains("Ann", StringComparison.Ordinal));
        Assert.DoesNotContain(
            log,
            line => new[] { Query, Password, token, token[..^1] }.Any(secret => line.Contains(secret, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_administrator_is_appointed_on_the_machine_while_the_server_runs()
    {
        using var program = Start();
        var url = await UrlAsync(program, []);
        await using var ann = await TestClient.ConnectAsync(RunningServer.WebSocketUrlOf(url), "gameserver.v1.json");
        await ann.CallAsync("login.register", new { name = "Ann Bo", password = "correct horse" });
        await using var guest = await TestClient.ConnectAsync(RunningServer.WebSocketUrlOf(url), "gameserver.v1.json");
        await guest.CallAsync("login.guest", new { name = "Visitor" });
        Assert.Equal(ErrorCodes.NotAllowed, (await ann.FailAsync("admin.kick", new { name = "Visitor" })).Code);

        Assert.Equal((1, true), await AppointAsync("Visitor"));
        Assert.Equal((1, true), await AppointAsync());
        Assert.Equal((0, true), await AppointAsync("ann bo"));
        await ann.CallAsync("admin.mute", new { name = "Visitor", minutes = 1 });
        Assert.Equal((0, true), await AppointAsync("Ann Bo", "off"));
        Assert.Equal(ErrorCodes.NotAllowed, (await ann.FailAsync("admin.kick", new { name = "Visitor" })).Code);

        using var kill = Process.Start("kill", ["-TERM", $"{program.Id}"]);
        await program.WaitForExitAsync(Cancellation).WaitAsync(Patience, Cancellation);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>The exit code, and whether exactly one thing was said.</summary>
    private async Task<(int Code, bool SaysOneThing)> AppointAsync(params string[] arguments)
    {
        using var verb = Run(
        [
            "administrator", .. arguments,
            "--contentRoot", TestRepository.Root, "--ConnectionStrings:GameServer", $"Data Source={DatabasePath}",
        ]);
        var output = await verb.StandardOutput.ReadToEndAsync(Cancellation).WaitAsync(Patience, Cancellation);
        output += await verb.StandardError.ReadToEndAsync(Cancellation).WaitAsync(Patience, Cancellation);
        await verb.WaitForExitAsync(Cancellation).WaitAsync(Patience, Cancellation);
        return (verb.ExitCode, output.TrimEnd().Split('\n') is [{ Length: > 0 }]);
    }

    private static async Task<Uri> UrlAsync(Process program, List<string> log)
    {
        while (true)
        {
            var line = await program.StandardOutput.ReadLineAsync(Cancellation).AsTask().WaitAsync(Patience, Cancellation);
            Assert.NotNull(line);
            log.Add(line);
            if (line.Contains("Open http://127.0.0.1:", StringComparison.Ordinal))
            {
                return new Uri(line[line.IndexOf("http", StringComparison.Ordinal)..].Trim());
            }
        }
    }

    private static Process Run(params string[] arguments) => Process.Start(
        new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "GameServer.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

    private Process Start(params string[] arguments) => Run([.. ServerArguments, .. arguments]);
}
