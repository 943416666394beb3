using GameServer.Rpc.Tests.Support;

namespace GameServer.Rpc.Tests;

/// <summary>Tests over a real WebSocket, in one format. A suite has one subclass a format.</summary>
public abstract class WireSuite(SharedServer shared, string? subprotocol, bool isText)
    : IAsyncLifetime, IClassFixture<SharedServer>
{
    /// <summary>A call, and the reply that shows that the line lives.</summary>
    protected const string Alive = """{"jsonrpc":"2.0","id":"alive","method":"calc.add","params":[1,1]}""";

    /// <inheritdoc cref="Alive"/>
    protected const string AliveReply = """{"jsonrpc":"2.0","result":2,"id":"alive"}""";

    /// <summary>The server of all tests of this class, each with a connection of its own.</summary>
    protected TestServer Server => shared.Server;

    protected TestClient Client { get; private set; } = null!;

    protected bool IsText => isText;

    public async ValueTask InitializeAsync() => Client = await ConnectAsync(Server);

    public ValueTask DisposeAsync()
    {
        Client.Dispose();
        return ValueTask.CompletedTask;
    }

    protected string? Subprotocol => subprotocol;

    protected async Task<TestClient> ConnectAsync(TestServer server) => new(await server.OpenAsync(subprotocol), isText);

    /// <summary>A server of the test's own, its only client, and how the server sees him.</summary>
    protected async Task<(TestServer Server, TestClient Client, TestCaller Caller)> StartAsync(
        params (string Key, string Value)[] limits)
    {
        var server = await TestServer.StartAsync(limits);
        return (server, await ConnectAsync(server), await server.Host.FirstOpenedAsync());
    }
}
