using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using GameServer.Hosting.Tests.Infrastructure;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GameServer.Hosting.Tests.Operations;

/// <summary>What a monitoring system gets from the program.</summary>
public sealed partial class MetricsExportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new();

    public MetricsExportTests() => ProgramProcess.Prepare(_folder);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Prometheus_finds_every_meter_with_its_unit_at_an_address_of_its_own()
    {
        var address = FreeAddress();
        using var program = ProgramProcess.Serve(_folder, $"--Metrics:Address={address}");
        var url = await program.UrlAsync();
        await using (var player = await TestClient.ConnectAsync(RunningServer.WebSocketUrlOf(url), "gameserver.v1.json"))
        {
            await player.CallAsync("login.guest", new { name = "Ann" });
            await player.CallAsync("room.join", new { game = "tank" });
            await player.FailAsync("no.such", new { });
            await player.EventAsync("room.snapshot");

            var metrics = await _http.GetStringAsync(new Uri($"{address}/metrics"), Cancellation);
            Assert.Equal(1, Value(metrics, "gameserver_session_online", "guest=\"true\""));
            Assert.Equal(0, Value(metrics, "gameserver_session_online", "guest=\"false\""));
            Assert.Equal(1, Value(metrics, "gameserver_room_open"));
            Assert.Equal(1, Value(metrics, "gameserver_room_viewers"));
            Assert.Equal(1, Value(metrics, "rpc_connections"));
            Assert.Equal(1, Value(metrics, "rpc_errors_total", "code=\"-32601\""));
            Assert.InRange(Value(metrics, "rpc_messages_received_total"), 3, 10);
            Assert.InRange(Value(metrics, "gameserver_database_commits_total"), 1, 10);
            Assert.InRange(Value(metrics, "gameserver_snapshot_sent_total"), 1, 100_000);
            // In milliseconds all of them would be in the first bucket.
            Assert.Contains("gameserver_tick_lateness_seconds_bucket{otel_scope_name=\"GameServer.Rooms\",le=\"0.001\"}", metrics, StringComparison.Ordinal);
            Assert.Contains("kestrel_active_connections", metrics, StringComparison.Ordinal);
            Assert.Contains("dotnet_gc_collections_total", metrics, StringComparison.Ordinal);
            AssertDescribed(metrics);
            await player.FailAsync("no.such", new { });
        }

        // Neither is at the other's address.
        Assert.Equal(HttpStatusCode.NotFound, (await _http.GetAsync(new Uri(url, "/metrics"), Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _http.GetAsync(new Uri($"{address}/"), Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _http.GetAsync(new Uri($"{address}/health/ready"), Cancellation)).StatusCode);
        program.Signal("-TERM");
        Assert.Equal(0, (await program.EndAsync()).Code);
    }

    [Fact]
    public async Task Two_servers_of_one_machine_both_start_and_one_says_that_its_metrics_are_not_served()
    {
        var address = FreeAddress();
        using var one = ProgramProcess.Serve(_folder, $"--Metrics:Address={address}");
        await one.LineAsync("Metrics for Prometheus are at " + address);
        using var folder = new TemporaryFolder();
        ProgramProcess.Prepare(folder);
        using var other = ProgramProcess.Serve(folder, $"--Metrics:Address={address}");
        Assert.Contains("WRN Metrics are not served at Metrics:Address, " + address, await other.LineAsync("Metrics "), StringComparison.Ordinal);
        other.Signal("-TERM");
        Assert.Equal(0, (await other.EndAsync()).Code);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("http://127.0.0.1:x")]
    [InlineData("https://127.0.0.1:9464")]
    [InlineData("http://127.0.0.1:9464/metrics")]
    public async Task A_wrong_address_ends_the_start(string address)
    {
        using var program = ProgramProcess.Serve(_folder, $"--Metrics:Address={address}");
        var (code, lines) = await program.EndAsync();
        Assert.Equal(1, code);
        Assert.EndsWith($"Metrics:Address is '{address}'; it must be empty or an address such as http://127.0.0.1:9464.", Assert.Single(lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OTLP_is_spoken_to_where_the_standard_variables_say()
    {
        var received = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var collector = Collector(received);
        await collector.StartAsync(Cancellation);
        using var program = ProgramProcess.Start(
            _folder,
            new Dictionary<string, string>
            {
                ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single(),
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                ["OTEL_METRIC_EXPORT_INTERVAL"] = "200",
                ["OTEL_SERVICE_NAME"] = "arena-7",
            });
        var message = await received.Task.WaitAsync(TimeSpan.FromSeconds(60), Cancellation);
        Assert.Contains("arena-7", message, StringComparison.Ordinal);
        Assert.Contains("rpc.messages.received", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_OTLP_address_ends_the_start()
    {
        using var program = ProgramProcess.Start(_folder, new Dictionary<string, string> { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "collector" });
        var (code, lines) = await program.EndAsync();
        Assert.Equal(1, code);
        Assert.EndsWith("OTEL_EXPORTER_OTLP_ENDPOINT is 'collector'; it must be a URL such as http://localhost:4317.", Assert.Single(lines), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _http.Dispose();
        _folder.Dispose();
    }

    private static string FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
    }

    private static double Value(string metrics, string name, string label = "") => metrics.Split('\n')
        .Where(line => line.StartsWith(name + "{", StringComparison.Ordinal) && line.Contains(label, StringComparison.Ordinal))
        .Select(static line => double.Parse(line.Split("} ")[1].Split(' ')[0]))
        .Single();

    private static void AssertDescribed(string metrics)
    {
        string[] families = [.. Family().Matches(metrics).Select(static match => match.Groups[1].Value)];
        Assert.InRange(families.Count(static name => name.StartsWith("gameserver_", StringComparison.Ordinal)), 15, 40);
        Assert.All(
            families.Where(static name => name.StartsWith("gameserver_", StringComparison.Ordinal) || name.StartsWith("rpc_", StringComparison.Ordinal)),
            name => Assert.Matches($"# HELP {name} .+", metrics));
    }

    private static WebApplication Collector(TaskCompletionSource<string> received)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapPost("/v1/metrics", async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            var message = Encoding.Latin1.GetString(body.ToArray());
            if (message.Contains("gameserver.session.online", StringComparison.Ordinal))
            {
                received.TrySetResult(message);
            }

            context.Response.ContentType = "application/x-protobuf";
        });
        return app;
    }

    [GeneratedRegex(@"^# TYPE (\S+)", RegexOptions.Multiline)]
    private static partial Regex Family();
}
