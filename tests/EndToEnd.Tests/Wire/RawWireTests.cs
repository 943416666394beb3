using System.Text.Json.Nodes;
using EndToEnd.Tests.Infrastructure;

namespace EndToEnd.Tests.Wire;

/// <summary>Whoever has a WebSocket and the specification signs in, joins and drives.</summary>
public sealed class RawWireTests(PublishedProgram program)
{
    [Theory]
    [InlineData(null)]
    [InlineData("gameserver.v1.json")]
    [InlineData("gameserver.v1.msgpack")]
    public async Task A_client_of_ones_own_signs_in_joins_and_drives(string? subprotocol)
    {
        await using var server = await program.StartAsync();
        await using var client = await RawClient.ConnectAsync(server.WebSocketUrl, subprotocol);
        Assert.Equal(subprotocol, client.Subprotocol);

        var signedIn = await client.CallAsync("login.guest", new JsonObject { ["name"] = "Ann" });
        Assert.Equal("Ann", signedIn["player"]!["name"]!.GetValue<string>());
        Assert.NotEmpty(signedIn["token"]!.GetValue<string>());

        var joined = await client.CallAsync("room.join", new JsonObject { ["game"] = "tank" });
        var view = new RoomView(joined, packed: subprotocol == "gameserver.v1.msgpack");
        view.Apply(await client.WaitForAsync("room.snapshot"));

        // Full ahead in a wide circle, so that no wall holds the tank up for long.
        (double X, double Y)? start = null;
        var moved = 0.0;
        for (var seq = 1; moved < 2 && seq < 900; seq++)
        {
            await client.NotifyAsync("tank.steer", Steer(seq, throttle: 1, turn: 0.3, aim: 0));
            view.Apply(await client.WaitForAsync("room.snapshot"));
            if (view.Number("tank", view.You, "x") is not { } x || view.Number("tank", view.You, "y") is not { } y)
            {
                start = null;
                continue;
            }

            start ??= (x, y);
            moved = Math.Sqrt(Math.Pow(x - start.Value.X, 2) + Math.Pow(y - start.Value.Y, 2));
        }

        Assert.True(moved >= 2, $"After {view.Tick} ticks the tank had moved {moved} m.");
        Assert.True(view.Ack > 0, "No input was acknowledged.");
    }

    [Fact]
    public async Task What_is_wrong_gets_a_number_and_the_line_lives()
    {
        await using var server = await program.StartAsync();
        await using var client = await RawClient.ConnectAsync(server.WebSocketUrl);

        Assert.Equal(-32601, await Error("no.such", null));
        Assert.Equal(1003, await Error("room.join", null));
        Assert.Equal(1006, await Error("login.resume", new JsonObject { ["token"] = "nothing" }));
        Assert.Equal(-32602, await Error("login.guest", new JsonObject { ["name"] = new JsonArray() }));
        await client.CallAsync("login.guest");
        Assert.Equal(1004, await Error("tank.steer", Steer(1, 1, 0, 0)));
        Assert.NotNull(await client.CallAsync("server.info"));

        async Task<int> Error(string method, JsonNode? parameters) =>
            (await client.RequestAsync(method, parameters))["error"]!["code"]!.GetValue<int>();
    }

    private static JsonObject Steer(int seq, double throttle, double turn, double aim) => new()
    {
        ["seq"] = seq, ["throttle"] = throttle, ["turn"] = turn, ["aim"] = aim, ["fire"] = false,
    };
}
