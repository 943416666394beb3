namespace Benchmarks.Dialects;

/// <summary>The dialects by name.</summary>
internal static class DialectTable
{
    private const string SignIn = """{"jsonrpc":"2.0","id":1,"method":"login.guest","params":{}}""";

    public static Dialect Of(string name) => name switch
    {
        "echo" => new Echo(),
        "jsonrpc-json" => new JsonRpcJson(null),
        "jsonrpc-msgpack" => new JsonRpcMessagePack(null),
        "signalr-json" => new SignalRJson(),
        "signalr-msgpack" => new SignalRMessagePack(),
        "gameserver-json" => new JsonRpcJson("gameserver.v1.json"),
        "gameserver-json-async" => new JsonRpcJson("gameserver.v1.json", method: "bench.moveAsync"),
        "gameserver-msgpack" => new JsonRpcMessagePack("gameserver.v1.msgpack"),
        "gameserver-msgpack-async" => new JsonRpcMessagePack("gameserver.v1.msgpack", method: "bench.moveAsync"),
        "ws-json" => new WsJson(),
        "ws-msgpack" => new WsMessagePack(),
        "socketio" => new SocketIo(),
        "colyseus" => new Colyseus(),
        "watch-json" => new JsonRpcJson("gameserver.v1.json", push: "room.snapshot", greeting: Watch("arena")),
        "watch-msgpack" => new JsonRpcMessagePack("gameserver.v1.msgpack", push: "room.snapshot", greeting: Watch("arena")),
        "signin-json" => new JsonRpcJson("gameserver.v1.json", first: SignIn),
        "signin-msgpack" => new JsonRpcMessagePack("gameserver.v1.msgpack", first: SignIn),
        "tell-json" => new JsonRpcJson("gameserver.v1.json", push: "tell.world", greeting: Watch("tell")),
        "tell-msgpack" => new JsonRpcMessagePack("gameserver.v1.msgpack", push: "tell.world", greeting: Watch("tell")),
        _ => throw new ArgumentException($"There is no dialect {name}.", nameof(name)),
    };

    private static string Watch(string game) =>
        $$$"""{"jsonrpc":"2.0","id":1,"method":"room.watch","params":{"game":"{{{game}}}"}}""";
}
