using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using GameServer.Hosting.Tests.Infrastructure;

namespace GameServer.Hosting.Tests.Operations;

/// <summary>A start that fails, as an operator sees it: one line that says why, and exit code 1.</summary>
public sealed class StartTests : IDisposable
{
    private static readonly Dictionary<string, string> Plain = [];
    private readonly TemporaryFolder _folder = new();

    public StartTests() => ProgramProcess.Prepare(_folder);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Serilog:MinimumLevel", "Loudly", "Serilog:MinimumLevel is 'Loudly'; it must be one of Verbose, Debug,")]
    [InlineData("Serilog:MinimumLevel:Override:System", "Loudly", "Serilog:MinimumLevel:Override:System is 'Loudly'; it must be one of")]
    [InlineData("Serilog:WriteTo:Console:Name", "Konsole", "Serilog has a wrong setting: Unable to find a method called Konsole.")]
    [InlineData("Serilog:Json", "maybe", "Serilog:Json is 'maybe'; it must be true or false.")]
    [InlineData("Limits:MessageBytes", "many", "Limits:MessageBytes is 'many'; it must be a whole number from 256 to 67108864, or 0 for no limit.")]
    [InlineData("Web:Origins:0", "*", "Web:Origins:0 is '*'; it must be")]
    [InlineData("Tanks:Plan:0", "###", "Tanks:Plan is '###'; it must be an arena: An arena of 3 x 1 tiles; 3 to 255 are possible.")]
    [InlineData("urls", "http://192.0.2.1:5080", "urls is 'http://192.0.2.1:5080'; the server cannot listen there: ")]
    [InlineData("urls", "https://127.0.0.1:0", "An https address has no certificate; Kestrel:Certificates:Default:Path must name one.")]
    [InlineData("urls", "nonsense", "urls is 'nonsense'; it must be a URL such as http://0.0.0.0:5080.")]
    [InlineData("Kestrel:Certificates:Default:Path", "no.pem", "Kestrel:Certificates:Default:Path is 'no.pem'; there is no such file")]
    [InlineData("Serilog:MinimumLevel:Default", "9", "Serilog:MinimumLevel:Default is '9'; it must be one of Verbose, Debug,")]
    [InlineData("Logging:LogLevel:Default", "9", "Logging:LogLevel:Default is '9'; it must be one of Trace, Debug,")]
    [InlineData("Kestrel:EndpointDefaults:Protocols", "9", "Kestrel:EndpointDefaults:Protocols is '9'; it must be one of None, Http1,")]
    [InlineData("AllowedHosts", "play\uFFFD", "AllowedHosts is 'play\uFFFD'; it must be names of hosts")]
    [InlineData("urls", "http://127.0.0.1:5234;http://127.0.0.1:5234", "urls is 'http://127.0.0.1:5234;http://127.0.0.1:5234'; the server cannot listen there: ")]
    [InlineData("urls", "http://unix:/nowhere/server.sock", "urls is 'http://unix:/nowhere/server.sock'; the server cannot listen there: ")]
    [InlineData("ConnectionStrings:GameServer", "", "ConnectionStrings:GameServer is ''; it must name a file by its path")]
    [InlineData("ConnectionStrings", "Data Source=a.db", "ConnectionStrings is a text; it must be a section with the key GameServer.")]
    [InlineData("ConnectionStrings:GameServer", "Data Source=a.db;Password='s;ecret'", "ConnectionStrings:GameServer is 'Data Source=a.db;Password=***'; it must be without a password")]
    [InlineData("ConnectionStrings:GameServer", "Server=db;Pwd = s;Port=1", "ConnectionStrings:GameServer is 'Server=db;Pwd = ***;Port=1'; it must read like")]
    [InlineData("contentRoot", "/nowhere", "contentRoot is '/nowhere'; it must be a folder.")]
    public async Task A_wrong_setting_ends_the_start_with_its_key_its_value_and_the_rule(string key, string value, string reason) =>
        await AssertOneLineAsync(reason, ProgramProcess.Serve(_folder, $"--{key}={value}"));

    [Theory]
    [InlineData("appsettings.json", "{ broken", "appsettings.json'. 'b' is an invalid start of a property name.")]
    [InlineData("appsettings.json", "", "appsettings.json'. The input does not contain any JSON tokens.")]
    [InlineData("appsettings.json", """{"A":1,"a":2}""", "appsettings.json'. A duplicate key 'a' was found.")]
    [InlineData("appsettings.json", """{"Limits":{"MessageBytes":null}}""", "Limits:MessageBytes is null; it must be a whole number")]
    [InlineData("appsettings.json", """{"Limits":{"MessageBytes":[1]}}""", "Limits:MessageBytes has a key below it, Limits:MessageBytes:0; it must be a whole number")]
    [InlineData("appsettings.json", """{"Limits":"many"}""", "Limits is 'many'; it must be a section of keys.")]
    [InlineData("appsettings.Development.json", "{\n\"A\" 1}", "appsettings.Development.json'. '1' is invalid after a property name. Expected a ':'. (line 2, column 5)")]
    public async Task A_wrong_file_ends_the_start_with_its_name_and_what_is_wrong(string file, string content, string reason)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, file), content, Cancellation);
        await AssertOneLineAsync(reason, ProgramProcess.Serve(_folder, "--environment=Development"));
    }

    [Fact]
    public async Task A_folder_in_the_place_of_the_settings_ends_the_start()
    {
        var settings = Path.Combine(_folder.Path, "appsettings.json");
        File.Delete(settings);
        Directory.CreateDirectory(settings);
        await AssertOneLineAsync($"{settings} is a folder; it must be a file.", ProgramProcess.Serve(_folder));
    }

    [Theory]
    [InlineData("Limits__MessageBytes", "many", "Limits:MessageBytes is 'many'; it must be a whole number")]
    [InlineData("ASPNETCORE_URLS", "http://127.0.0.1:99999", "urls is 'http://127.0.0.1:99999'; it must be a URL such as http://0.0.0.0:5080, with a port from 0 to 65535.")]
    [InlineData("ASPNETCORE_HTTP_PORTS", "web", "http_ports is 'web'; it must be ports from 0 to 65535, with ; between them.")]
    public async Task A_wrong_variable_of_the_environment_is_named(string name, string value, string reason) =>
        await AssertOneLineAsync(reason, ProgramProcess.Start(_folder, new Dictionary<string, string> { [name] = value }));

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1", "true")]
    [InlineData("127.0.0.1", "127.0.0.1", "false")]
    [InlineData("127.0.0.1", "localhost", "true")]
    [InlineData("::1", "localhost", "true")]
    public async Task A_port_in_use_is_said_once_with_its_address(string used, string host, string epoll)
    {
        using var other = new TcpListener(IPAddress.Parse(used), 0);
        other.Start();
        var url = $"http://{host}:{((IPEndPoint)other.LocalEndpoint).Port}";
        using var program = ProgramProcess.Start(_folder, Plain, "--urls", url, "--Network:Epoll", epoll);
        var (code, lines) = await program.EndAsync();
        Assert.Equal(1, code);
        Assert.Contains($"'{url}'", Assert.Single(lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Unix_socket_is_served()
    {
        var url = $"http://unix:{Path.Combine(_folder.Path, "server.sock")}";
        using var program = ProgramProcess.Serve(_folder, "--urls", url);
        Assert.EndsWith("Open " + url, await program.LineAsync("Open "), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stray_word_ends_the_start() =>
        await AssertOneLineAsync("'5080' on the command line is no setting; it must be --KEY=VALUE.", ProgramProcess.Serve(_folder, "--environment", "Development", "5080"));

    [Theory]
    [InlineData("--")]
    [InlineData("--=5080")]
    [InlineData("/=1")]
    public async Task A_setting_without_a_key_ends_the_start(string argument) =>
        await AssertOneLineAsync($"'{argument}' on the command line is no setting; it must be --KEY=VALUE.", ProgramProcess.Serve(_folder, argument));

    [Fact]
    public async Task An_unknown_key_is_warned_of_once_and_the_server_starts()
    {
        using var program = ProgramProcess.Start(
            _folder,
            new Dictionary<string, string> { ["ASPNETCORE_URLS"] = "http://127.0.0.1:0", ["Limits__MesageBytes"] = "1000" },
            "--Tanks:BotFillTo=3");
        Assert.EndsWith("WRN The setting Tanks:BotFillTo (command line) is unknown; the nearest is Tanks:BotsFillTo", await program.LineAsync("is unknown"), StringComparison.Ordinal);
        Assert.EndsWith("WRN The setting Limits__MesageBytes (environment) is unknown; the nearest is Limits:MessageBytes", await program.LineAsync("is unknown"), StringComparison.Ordinal);
        await program.UrlAsync();
        program.Signal("-TERM");
        var (code, lines) = await program.EndAsync();
        Assert.Equal(0, code);
        Assert.DoesNotContain(lines, static line => line.Contains("is unknown", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("-TERM", true)]
    [InlineData("-INT", true)]
    [InlineData("-TERM", false)]
    public async Task A_signal_during_the_start_ends_it_quietly(string signal, bool goesOn)
    {
        // A pipe for a file holds the start where it reads its settings.
        var settings = Path.Combine(_folder.Path, "appsettings.json");
        File.Delete(settings);
        using (var made = Process.Start("mkfifo", [settings]))
        {
            await made.WaitForExitAsync(Cancellation);
        }

        using var program = ProgramProcess.Serve(_folder);
        // Opens when the other side does.
        await using (var pipe = await Task.Run(() => new FileStream(settings, FileMode.Open, FileAccess.Write), Cancellation))
        {
            program.Signal(signal);
            if (goesOn)
            {
                await pipe.WriteAsync("{}"u8.ToArray(), Cancellation);
            }
            else
            {
                await program.Process.WaitForExitAsync(Cancellation).WaitAsync(TimeSpan.FromSeconds(60), Cancellation);
            }
        }

        var (code, lines) = await program.EndAsync();
        Assert.Equal((0, []), (code, lines));
    }

    [Fact]
    public async Task A_second_signal_ends_the_process_at_once()
    {
        using var program = ProgramProcess.Serve(_folder, "--Drain:Seconds=600", "--Drain:GraceSeconds=900");
        var url = await program.UrlAsync();
        await using var player = await TestClient.ConnectAsync(RunningServer.WebSocketUrlOf(url), "gameserver.v1.json");
        await player.CallAsync("login.guest", new { name = "Ann" });
        program.Signal("-INT");
        await program.LineAsync("Draining: ");
        program.Signal("-INT");
        Assert.Equal(130, (await program.EndAsync()).Code);
    }

    [Fact]
    public async Task A_stop_has_its_lines_with_nobody_connected_too()
    {
        using var program = ProgramProcess.Serve(_folder);
        await program.UrlAsync();
        program.Signal("-TERM");
        var (code, lines) = await program.EndAsync();
        Assert.Equal(0, code);
        Assert.Equal(["Stopping: no session is open", "Stopped"], lines.Select(static line => line[(line.IndexOf("INF ", StringComparison.Ordinal) + 4)..]));
        Assert.All(lines, static line => Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d INF ", line));
    }

    public void Dispose() => _folder.Dispose();

    private static async Task AssertOneLineAsync(string reason, ProgramProcess started)
    {
        using var program = started;
        var (code, lines) = await program.EndAsync();
        Assert.Equal(1, code);
        var line = Assert.Single(lines);
        Assert.Contains("The server cannot start: ", line, StringComparison.Ordinal);
        Assert.Contains(reason, line, StringComparison.Ordinal);
    }
}
