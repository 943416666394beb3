// The time-out fails a test that would wait for ever; its token is used by the helpers.
#pragma warning disable xUnit1069
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using GameServer.Games;
using GameServer.Hosting.Operations;
using GameServer.Hosting.Tests.Infrastructure;
using GameServer.Rpc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace GameServer.Hosting.Tests.Rooms;

/// <summary>The whole server, with a game that does not return and one that throws, as clients and supervisors see it.</summary>
public sealed class HungServerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Lines _lines = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory(Timeout = 60_000)]
    [InlineData("Step")]
    [InlineData("Join")]
    [InlineData("constructor")]
    public async Task Within_five_seconds_the_log_and_readiness_name_the_game_and_the_others_go_on(string member)
    {
        using var release = new ManualResetEventSlim();
        var mishap = new Mishap();
        using var server = Start(mishap);
        using var http = new HttpClient { BaseAddress = server.Url };
        await using var ann = await server.GuestAsync("Ann");
        await using var ben = await server.GuestAsync("Ben");
        await ben.CallAsync("room.join", new { game = "tally" });
        Assert.Equal((HttpStatusCode.OK, "Healthy"), await ReadyAsync(http));

        mishap.In = called =>
        {
            if (called == member)
            {
                release.Wait(CancellationToken.None);
            }
        };
        var hung = Stopwatch.GetTimestamp();
        var joining = member == "Step" ? ann.CallAsync("room.join", new { game = "mishap" }) : (Task)ann.FailAsync("room.join", new { game = "mishap" });
        while (_lines.All.All(line => line.Id != 1114))
        {
            Cancellation.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        Assert.InRange(Stopwatch.GetElapsedTime(hung).TotalSeconds, 2.5, 5);
        await joining;
        var line = _lines.All.Single(line => line.Id == 1114).Text;
        Assert.All(["mishap", member, "tick"], part => Assert.Contains(part, line, StringComparison.Ordinal));
        var (status, body) = await ReadyAsync(http);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.StartsWith("Degraded\nThe game mishap does not return from ", body, StringComparison.Ordinal);
        Assert.Equal(0, await HealthProbe.RunAsync([server.Url.ToString()]));

        // Rooms:Threads is 1, and the other room's ticks come all the same.
        for (var snapshots = 0; snapshots < 30; snapshots++)
        {
            await ben.EventAsync("room.snapshot");
        }

        // Who is in the hung room, or was to be, leaves it, plays elsewhere and signs out.
        await ann.CallAsync("room.leave");
        Assert.Equal("tally", (await ann.CallAsync("room.join", new { game = "tally" })).GetProperty("room").GetProperty("game").GetString());
        await ann.CallAsync("login.signOut");

        // The room is left as it is: the server stops all the same.
        var lifetime = server.Services.GetRequiredService<IHostApplicationLifetime>();
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lifetime.ApplicationStopped.Register(stopped.SetResult);
        lifetime.StopApplication();
        await stopped.Task.WaitAsync(TimeSpan.FromSeconds(25), Cancellation);
        server.Dispose();
        release.Set();
    }

    [Fact(Timeout = 60_000)]
    public async Task Who_is_not_let_in_is_answered_with_the_reference_of_a_line_that_says_all()
    {
        var mishap = new Mishap();
        using var server = Start(mishap);
        await using var ann = await server.GuestAsync("Ann");
        mishap.ThrowIn("Join", () => new OperationCanceledException());
        var error = await ann.FailAsync("room.join", new { game = "mishap" });
        Assert.Equal(ErrorCodes.InternalError, error.Code);
        var reference = error.Error.GetProperty("data").GetProperty("reference").GetString()!;
        var line = _lines.All.Single(line => line.Text.Contains(reference, StringComparison.Ordinal)).Text;
        Assert.All(["Join", "mishap", "Ann", "tick"], part => Assert.Contains(part, line, StringComparison.Ordinal));

        mishap.In = static _ => { };
        await ann.CallAsync("room.join", new { game = "mishap" });
        await ann.EventAsync("room.snapshot");
    }

    private static async Task<(HttpStatusCode Status, string Body)> ReadyAsync(HttpClient http)
    {
        using var response = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), Cancellation);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Cancellation));
    }

    private RunningServer Start(Mishap mishap) => RunningServer.Start(
        _folder,
        new() { ["Rooms:Threads"] = "1" },
        services =>
        {
            services.AddSerilog(logger => logger.WriteTo.Sink(_lines));
            services.AddSingleton(mishap.Register());
            new GameServerBuilder(services).AddGame<TallyGame>("tally");
        });

    private sealed class Lines : ILogEventSink
    {
        private readonly ConcurrentQueue<(int Id, string Text)> _all = [];

        public IReadOnlyCollection<(int Id, string Text)> All => _all;

        public void Emit(LogEvent logEvent)
        {
            var id = logEvent.Properties.TryGetValue("EventId", out var value) && value is StructureValue parts
                && parts.Properties.FirstOrDefault(static part => part.Name == "Id")?.Value is ScalarValue { Value: int number } ? number : 0;
            _all.Enqueue((id, logEvent.RenderMessage(System.Globalization.CultureInfo.InvariantCulture)));
        }
    }
}
