using GameServer.Hosting.Tests.Infrastructure;
using GameServer.Rpc;

namespace GameServer.Hosting.Tests.Sessions;

public sealed class SessionLimitsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Who_talks_too_fast_is_told_when_to_go_on_and_a_new_line_makes_no_difference()
    {
        using var server = RunningServer.Start(_folder, new() { ["Limits:ChatPerSecond"] = "0.01", ["Limits:ChatBurst"] = "3" });
        await using var ann = await server.ConnectAsync();
        var token = (await ann.CallAsync("login.guest", new { name = "Ann" })).GetProperty("token").GetString();
        await ann.CallAsync("room.join");
        for (var line = 0; line < 3; line++)
        {
            await ann.CallAsync("chat.say", new { text = "hello" });
        }

        AssertTooMany(await ann.FailAsync("chat.say", new { text = "hello" }), 100_000);
        await using var bob = await server.GuestAsync("Bob");
        await bob.CallAsync("room.join");
        await bob.CallAsync("chat.say", new { text = "hello" });

        await using var again = await server.ConnectAsync();
        await again.CallAsync("login.resume", new { token });
        await again.CallAsync("room.join");
        AssertTooMany(await again.FailAsync("chat.say", new { text = "hello" }), 100_000);
    }

    [Fact]
    public async Task New_players_of_one_address_are_so_many_a_minute_on_whatever_lines()
    {
        using var server = RunningServer.Start(_folder, new() { ["Limits:GuestsPerAddressPerMinute"] = "2" });
        await using var ann = await server.GuestAsync("Ann");
        await using var bob = await server.GuestAsync("Bob");
        await using var third = await server.ConnectAsync();
        AssertTooMany(await third.FailAsync("login.guest"), 30_000);
        AssertTooMany(await third.FailAsync("login.register", new { name = "Carl", password = "correct horse" }), 30_000);
        await using var elsewhere = await server.ConnectFromAsync("127.0.0.2");
        await elsewhere.CallAsync("login.register", new { name = "Carl", password = "correct horse" });
    }

    public void Dispose() => _folder.Dispose();

    private static void AssertTooMany(CallErrorException failure, int mostMs)
    {
        Assert.Equal(ErrorCodes.TooManyRequests, failure.Code);
        Assert.InRange(failure.Error.GetProperty("data").GetProperty("retryAfterMs").GetInt32(), 1, mostMs);
    }
}
