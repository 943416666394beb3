namespace Benchmarks.Contenders;

/// <summary>Who takes part.</summary>
internal static class ContenderTable
{
    public static IReadOnlyList<Contender> All { get; } =
    [
        new("raw-echo", "echo", [Stages.Calls]),
        new("raw-json", "jsonrpc-json", [Stages.Calls]),
        new("raw-msgpack", "jsonrpc-msgpack", [Stages.Calls]),
        new("signalr-json", "signalr-json", [Stages.Calls]),
        new("signalr-msgpack", "signalr-msgpack", [Stages.Calls]),
        new("streamjsonrpc-json", "jsonrpc-json", [Stages.Calls]),
        new("streamjsonrpc-msgpack", "jsonrpc-msgpack", [Stages.Calls]),
        new("gameserver-json", "gameserver-json", [Stages.Calls]),
        new("gameserver-json-async", "gameserver-json-async", [Stages.Calls]),
        new("gameserver-msgpack", "gameserver-msgpack", [Stages.Calls]),
        new("gameserver-msgpack-async", "gameserver-msgpack-async", [Stages.Calls]),
        new("ws-json", "ws-json", [Stages.Calls, Stages.Broadcast, Stages.Idle], "ws.mjs"),
        new("ws-msgpack", "ws-msgpack", [Stages.Calls, Stages.Broadcast, Stages.Idle], "ws.mjs"),
        new("socketio", "socketio", [Stages.Calls, Stages.Broadcast, Stages.Idle], "socketio.mjs"),
        new("colyseus", "colyseus", [Stages.Calls, Stages.Broadcast, Stages.Idle], "colyseus.mjs"),
    ];

    /// <summary>Makes the server of a contender that is written in .NET.</summary>
    public static BenchServer Serve(string contender, string stage) => contender switch
    {
        "raw-echo" => RawServer.Of(static () => new RawEcho()),
        "raw-json" => RawServer.Of(static () => new RawJson()),
        "raw-msgpack" => RawServer.Of(static () => new RawMessagePack()),
        "signalr-json" or "signalr-msgpack" => SignalRServer.Of(stage),
        "streamjsonrpc-json" => StreamJsonRpcServer.Of(stage, StreamJsonRpcServer.Json),
        "streamjsonrpc-msgpack" => StreamJsonRpcServer.Of(stage, StreamJsonRpcServer.MessagePack),
        _ when contender.StartsWith("gameserver", StringComparison.Ordinal) => GameServerHost.Of(stage),
        _ => throw new ArgumentException($"There is no contender {contender}.", nameof(contender)),
    };
}
