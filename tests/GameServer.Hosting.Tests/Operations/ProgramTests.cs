using GameServer.Hosting.Tests.Infrastructure;
using GameServer.Rpc;

namespace GameServer.Hosting.Tests.Operations;

/// <summary>The program as a process: what it says, and how it ends.</summary>
public sealed class ProgramTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ProgramTests() => ProgramProcess.Prepare(_folder);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_that_cannot_start_says_why_in_a_line_each_and_ends_with_1()
    {
        using var program = ProgramProcess.Serve(_folder, "--Accounts:TokenDays", "0", "--Drain:Seconds", "26");
        var (code, lines) = await program.EndAsync();

        Assert.Equal(1, code);
        Assert.Equal(2, lines.Length);
        Assert.Contains("Accounts:TokenDays is 0; it must be from 1 to 3650.", lines[0], StringComparison.Ordinal);
        Assert.Contains("Drain:GraceSeconds is '25'; it must be more than Drain:Seconds, which is 26.", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_cannot_compare_names_says_why_and_ends_with_1()
    {
        using var program = ProgramProcess.Start(_folder, new Dictionary<string, string> { ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1" });
        var (code, lines) = await program.EndAsync();

        Assert.Equal(1, code);
        Assert.Contains("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", Assert.Single(lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_says_where_to_open_it_checks_itself_and_ends_with_0_on_SIGTERM()
    {
        using var program = ProgramProcess.Serve(_folder);
        var url = (await program.UrlAsync()).ToString();
        Assert.Equal(0, (await ProgramProcess.RunAsync(_folder, "--health", url)).Code);

        program.Signal("-TERM");
        Assert.Equal(0, (await program.EndAsync()).Code);
        Assert.Equal(1, (await ProgramProcess.RunAsync(_folder, "--health", url)).Code);
    }

    [Fact]
    public async Task However_much_is_logged_no_query_string_no_token_and_no_password_is()
    {
        const string Password = "correct horse battery";
        const string Query = "secret-in-the-address";
        using var program = ProgramProcess.Serve(_folder, "--Serilog:MinimumLevel:Default", "Verbose");
        var url = await program.UrlAsync();
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

        program.Signal("-TERM");
        var (_, log) = await program.EndAsync();
        Assert.Contains(log, line => line.Contains("/nowhere", StringComparison.Ordinal));
        Assert.Contains(log, line => line.Contains("Ann", StringComparison.Ordinal));
        Assert.DoesNotContain(
            log,
            line => new[] { Query, Password, token, token[..^1] }.Any(secret => line.Contains(secret, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_administrator_is_appointed_on_the_machine_while_the_server_runs()
    {
        using var program = ProgramProcess.Serve(_folder);
        var url = await program.UrlAsync();
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
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>The exit code, and whether exactly one thing was said.</summary>
    private async Task<(int Code, bool SaysOneThing)> AppointAsync(params string[] arguments)
    {
        var (code, lines) = await ProgramProcess.RunAsync(_folder, ["administrator", .. arguments]);
        return (code, lines.Length == 1);
    }
}
