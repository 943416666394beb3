using System.Net;
using GameServer.Hosting.Sessions;
using GameServer.Hosting.Tests.Infrastructure;
using GameServer.Hosting.Tests.Persistence;
using GameServer.Rpc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GameServer.Hosting.Tests.Sessions;

/// <summary>What players and the operator see of a database that another program holds.</summary>
public sealed class DatabaseHeldUnderSessionsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_connection_is_not_cut_while_the_database_keeps_its_sign_in_from_it()
    {
        using var server = RunningServer.Start(_folder, new() { ["Limits:SignInSeconds"] = "1" });
        await using var client = await server.ConnectAsync();
        using (DatabaseHeldTests.Hold(server.DatabasePath))
        {
            for (var attempt = 0; attempt < 3; attempt++)
            {
                var refused = await client.FailAsync("login.guest", new { name = "Ann" });
                Assert.Equal(ErrorCodes.Unavailable, refused.Code);
                Assert.Equal(1000, refused.Error.GetProperty("data").GetProperty("retryAfterMs").GetInt32());
            }
        }

        await client.CallAsync("login.guest", new { name = "Ann" });
    }

    [Fact]
    public async Task Whoever_plays_plays_on_readiness_says_why_and_nobody_is_thrown_out()
    {
        using var server = RunningServer.Start(_folder);
        await using var ann = await server.ConnectAsync();
        await ann.CallAsync("login.register", new { name = "Ann", password = "correct horse" });
        using var http = new HttpClient { BaseAddress = server.Url };
        Assert.Equal((HttpStatusCode.OK, "Healthy"), await ReadyAsync(http));
        using (DatabaseHeldTests.Hold(server.DatabasePath))
        {
            var purchase = new { amount = 400, item = "paint-8", key = "one-key-1" };
            Assert.Equal(ErrorCodes.Unavailable, (await ann.FailAsync("wallet.take", purchase)).Code);
            Assert.Equal(ErrorCodes.Unavailable, (await ann.FailAsync("leaderboard.top", new { count = 5 })).Code);
            await ann.CallAsync("room.join", new { game = "tank" });
            await ann.EventAsync("room.snapshot");
            Assert.Equal(
                (HttpStatusCode.OK, "Degraded\nThe database does not answer: another program has locked it."), await ReadyAsync(http));
            var revalidation = server.Services.GetServices<IHostedService>().OfType<SessionRevalidation>().Single();
            Assert.Equal(ErrorCodes.Unavailable, (await Assert.ThrowsAsync<RpcException>(() => revalidation.RevalidateAsync(Cancellation))).Code);
        }

        while (await ReadyAsync(http) != (HttpStatusCode.OK, "Healthy"))
        {
        }

        var entry = await ann.CallAsync("wallet.take", new { amount = 400, item = "paint-8", key = "one-key-1" });
        Assert.Equal(600, entry.GetProperty("balance").GetInt64());
        Assert.Equal(2, (await ann.CallAsync("wallet.history")).GetArrayLength());
        Assert.False(ann.Closed.IsCompleted);
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<(HttpStatusCode Status, string Body)> ReadyAsync(HttpClient http)
    {
        using var response = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), Cancellation);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Cancellation));
    }
}
