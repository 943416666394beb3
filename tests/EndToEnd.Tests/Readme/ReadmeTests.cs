using System.Text.Json.Nodes;
using EndToEnd.Tests.Infrastructure;
using EndToEnd.Tests.Wire;

namespace EndToEnd.Tests.Readme;

/// <summary>Who follows the README word for word has a service and a game of his own, with no other change.</summary>
public sealed class ReadmeTests(ReadmeTests.Followed followed) : IClassFixture<ReadmeTests.Followed>
{
    [Theory]
    [InlineData("gameserver.v1.json")]
    [InlineData("gameserver.v1.msgpack")]
    public async Task The_service_answers(string subprotocol)
    {
        await using var server = await followed.StartAsync();
        await using var client = await RawClient.ConnectAsync(server.WebSocketUrl, subprotocol);
        Assert.Equal(1003, await Error("dice.roll", new JsonObject { ["sides"] = 20 }));

        await client.CallAsync("login.guest", new JsonObject { ["name"] = "Ann" });
        var roll = await client.CallAsync("dice.roll", new JsonObject { ["sides"] = 20 });
        Assert.Equal("Ann", roll["player"]!.GetValue<string>());
        Assert.InRange(roll["value"]!.GetValue<int>(), 1, 20);
        Assert.InRange((await client.CallAsync("dice.roll"))["value"]!.GetValue<int>(), 1, 6);
        Assert.Equal(2001, await Error("dice.roll", new JsonObject { ["sides"] = 1 }));

        async Task<int> Error(string method, JsonNode parameters) =>
            (await client.RequestAsync(method, parameters))["error"]!["code"]!.GetValue<int>();
    }

    [Theory]
    [InlineData("gameserver.v1.json")]
    [InlineData("gameserver.v1.msgpack")]
    public async Task The_game_is_played(string subprotocol)
    {
        await using var server = await followed.StartAsync();
        await using var ann = await PlayerAsync("Ann");
        await using var ben = await PlayerAsync("Ben");
        var annView = await JoinAsync(ann);
        var benView = await JoinAsync(ben);

        // Both to the middle: each sees the other come into view, and there they stop.
        await ann.NotifyAsync("dots.go", new JsonObject { ["x"] = 3.0, ["y"] = 4.0 });
        await ben.NotifyAsync("dots.go", new JsonObject { ["x"] = -3.0, ["y"] = 4.0 });
        await Until(ann, annView, () => At(annView, annView.You, 3, 4) && At(annView, benView.You, -3, 4));
        await Until(ben, benView, () => At(benView, annView.You, 3, 4) && At(benView, benView.You, -3, 4));

        async Task<RawClient> PlayerAsync(string name)
        {
            var client = await RawClient.ConnectAsync(server.WebSocketUrl, subprotocol);
            await client.CallAsync("login.guest", new JsonObject { ["name"] = name });
            return client;
        }

        async Task<RoomView> JoinAsync(RawClient client) =>
            new(await client.CallAsync("room.join", new JsonObject { ["game"] = "dots" }), subprotocol.EndsWith("msgpack", StringComparison.Ordinal));

        static async Task Until(RawClient client, RoomView view, Func<bool> reached)
        {
            while (!reached()) view.Apply(await client.WaitForAsync("room.snapshot"));
        }

        static bool At(RoomView view, int player, double x, double y) =>
            view.Number("dot", player, "x") is { } atX && Math.Abs(atX - x) < 0.02
            && view.Number("dot", player, "y") is { } atY && Math.Abs(atY - y) < 0.02;
    }

    /// <summary>A copy of the source tree in which both chapters were followed, built.</summary>
    public sealed class Followed(PublishedProgram program) : IAsyncLifetime
    {
        private readonly string _source = program.NewDirectory();
        private string _program = "";

        /// <summary>Starts what was built.</summary>
        public Task<ServerProcess> StartAsync() => ServerProcess.StartAsync(_program, program.NewDirectory(), port: 0, []);

        /// <inheritdoc/>
        public async ValueTask InitializeAsync()
        {
            await Repository.CopyToAsync(_source);
            var readme = await File.ReadAllTextAsync(Path.Combine(_source, "README.md"), TestContext.Current.CancellationToken);
            var service = ReadmeExample.Under(readme, "Add a service");
            var game = ReadmeExample.Under(readme, "Add a game");
            Assert.Single(service, example => example.After is null);
            Assert.Single(game.Where(example => example.After is null).Select(example => Path.GetDirectoryName(example.Path)).Distinct());
            foreach (var example in service.Concat(game)) example.ApplyTo(_source);

            _program = program.NewDirectory();
            await Cli.RunAsync(_source, "dotnet", "build", "src/GameServer", "-o", _program, "-p:SkipWebBuild=true");
        }

        /// <inheritdoc/>
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
