using System.Net;
using GameServer.Hosting.Tests.Infrastructure;
using GameServer.Rpc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GameServer.Hosting.Tests.Operations;

public sealed class DrainTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task While_it_drains_a_server_is_not_ready_takes_nobody_in_and_lets_players_finish()
    {
        using var server = RunningServer.Start(_folder, new() { ["Drain:Seconds"] = "60", ["Drain:GraceSeconds"] = "120" });
        using var http = new HttpClient { BaseAddress = server.Url };
        await using var player = await server.GuestAsync("Ann");
        await player.CallAsync("room.join");
        await using var newcomer = await server.GuestAsync("Bob");
        var stopped = Stop(server);

        Assert.Equal(60, (await player.EventAsync("server.draining")).GetProperty("seconds").GetInt32());
        await newcomer.EventAsync("server.draining");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await http.GetAsync(new Uri("/health/ready", UriKind.Relative), Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri("/health/live", UriKind.Relative), Cancellation)).StatusCode);
        Assert.Equal(ErrorCodes.Draining, (await newcomer.FailAsync("room.join")).Code);
        Assert.Equal(ErrorCodes.Draining, (await newcomer.FailAsync("room.watch")).Code);
        await player.CallAsync("tank.steer", new { seq = 1, throttle = 1.0, turn = 0.0, aim = 0.0, fire = false });
        while ((await player.EventAsync("room.snapshot")).GetProperty("ack").GetInt32() != 1)
        {
        }

        // The last one who leaves ends the wait.
        await player.DisposeAsync();
        await newcomer.DisposeAsync();
        await stopped;
    }

    [Theory]
    [InlineData("gameserver.v1.json")]
    [InlineData("gameserver.v1.msgpack")]
    public async Task A_server_that_stops_tells_everybody_and_closes_with_1001(string subprotocol)
    {
        using var server = RunningServer.Start(_folder);
        var clients = new List<TestClient>();
        for (var number = 0; number < 20; number++)
        {
            clients.Add(await server.ConnectAsync(subprotocol));
        }

        foreach (var client in clients.Take(5))
        {
            await client.CallAsync("login.guest");
            await client.CallAsync("room.join");
        }

        await Stop(server);
        foreach (var client in clients)
        {
            await client.EventAsync("server.draining");
            Assert.Equal((1001, "going away"), await client.Closed);
            await client.DisposeAsync();
        }
    }

    public void Dispose() => _folder.Dispose();

    private static async Task Stop(RunningServer server)
    {
        var lifetime = server.Services.GetRequiredService<IHostApplicationLifetime>();
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lifetime.ApplicationStopped.Register(stopped.SetResult);
        lifetime.StopApplication();
        await stopped.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
    }
}
