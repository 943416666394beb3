using System.Text.Json.Nodes;

namespace Ecosystem.Tests.Adoption;

/// <summary>Plays <see cref="AdoptersProject.Game"/>.</summary>
internal static class Walk
{
    /// <summary>Signs in, joins, walks and sees it, in both formats.</summary>
    public static async Task PlayAsync(ServerProcess server)
    {
        foreach (var subprotocol in new[] { "gameserver.v1.json", "gameserver.v1.msgpack" })
        {
            await using var client = await RawClient.ConnectAsync(server.WebSocketUrl, subprotocol);
            await client.CallAsync("login.guest", new JsonObject { ["name"] = "Ann" });
            var joined = await client.CallAsync("room.join");
            var view = new RoomView(joined, packed: subprotocol == "gameserver.v1.msgpack");
            await GoAsync(client, 3.5);
            while (view.Number("walker", view.You, "x") is not 3.5) view.Apply(await client.WaitForAsync("room.snapshot"));
            await GoAsync(client, 1);
            while ((await client.WaitForAsync("walk.went"))["x"]!.GetValue<double>() != 1)
            {
                // The first step's.
            }
        }
    }

    private static Task GoAsync(RawClient client, double x) => client.NotifyAsync("walk.go", new JsonObject { ["x"] = x, ["y"] = -4.25 });
}
