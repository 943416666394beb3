using System.Net.WebSockets;

namespace Benchmarks.Contenders;

/// <summary>Who takes part.</summary>
internal static class ContenderTable
{
    public static IReadOnlyList<Contender> All { get; } =
    [
        new("raw-echo", "echo", [Stages.Calls, Stages.Idle]),
        new("raw-json", "jsonrpc-json", [Stages.Calls, Stages.Broadcast]),
        new("raw-msgpack", "jsonrpc-msgpack", [Stages.Calls, Stages.Broadcast]),
        new("signalr-json", "signalr-json", [Stages.Calls, Stages.Broadcast, Stages.Idle]),
        new("signalr-msgpack", "signalr-msgpack", [Stages.Calls, Stages.Broadcast, Stages.Idle]),
        new("streamjsonrpc-json", "jsonrpc-json", [Stages.Calls, Stages.Broadcast, Stages.Idle]),
        new("streamjsonrpc-msgpack", "jsonrpc-msgpack", [Stages.Calls, Stages.Broadcast, Stages.Idle]),
        new("gameserver-json", "gameserver-json", [Stages.Calls, Stages.Broadcast, Stages.Game, Stages.Idle]),
        new("gameserver-msgpack", "gameserver-msgpack", [Stages.Calls, Stages.Broadcast, Stages.Game, Stages.Idle]),
        new("gameserver-json-async", "gameserver-json-async", [Stages.Calls]),
        new("gameserver-msgpack-async", "gameserver-msgpack-async", [Stages.Calls]),
        new("ws-json", "ws-json", [Stages.Calls, Stages.Broadcast, Stages.Idle], "ws.mjs"),
        new("ws-msgpack", "ws-msgpack", [Stages.Calls, Stages.Broadcast, Stages.Idle], "ws.mjs"),
        new("socketio", "socketio", [Stages.Calls, Stages.Broadcast, Stages.Idle], "socketio.mjs"),
        new("colyseus", "colyseus", [Stages.Calls, Stages.Broadcast, Stages.Idle], "colyseus.mjs"),
        new("gameserver-json-event", "tell-json", [Stages.Broadcast]),
        new("gameserver-msgpack-event", "tell-msgpack", [Stages.Broadcast]),
    ];

    /// <summary>Makes the server of a contender that is written in .NET.</summary>
    public static BenchServer Serve(string contender, string stage) => contender switch
    {
        "raw-echo" => RawServer.Of(stage, static () => new RawEcho()),
        "raw-json" => RawServer.Of(stage, static () => new RawJson(), RawJson.Encode),
        "raw-msgpack" => RawServer.Of(stage, static () => new RawMessagePack(), RawMessagePack.Encode, WebSocketMessageType.Binary),
        "signalr-json" or "signalr-msgpack" => SignalRServer.Of(stage),
        "streamjsonrpc-json" => StreamJsonRpcServer.Of(stage, StreamJsonRpcServer.Json),
        "streamjsonrpc-msgpack" => StreamJsonRpcServer.Of(stage, StreamJsonRpcServer.MessagePack),
        _ when contender.StartsWith("gameserver", StringComparison.Ordinal) => GameServerHost.Of(stage),
        _ => throw new ArgumentException($"There is no contender {contender}.", nameof(contender)),
    };
}
