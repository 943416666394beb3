using GameServer.Rpc;

namespace GameServer.Services;

/// <summary>The server about itself.</summary>
public interface IServerService
{
    /// <summary>What runs here.</summary>
    [RpcMethod("info")]
    ServerInfo Info();

    /// <summary>Answers at once: a round trip's length, and the tick of the caller's room.</summary>
    /// <param name="seq">Comes back.</param>
    /// <param name="sent">Comes back: the caller's own clock.</param>
    [RpcMethod("ping")]
    Pong Ping(long seq = 0, double sent = 0);
}

/// <summary>What runs here.</summary>
/// <param name="Name">The server's name.</param>
/// <param name="Version">The program's version.</param>
/// <param name="Protocols">The WebSocket subprotocols that are spoken.</param>
/// <param name="Games">The games' names.</param>
/// <param name="Players">How many people sit in rooms.</param>
/// <param name="Rooms">How many rooms are open.</param>
public sealed record ServerInfo(
    string Name, string Version, IReadOnlyList<string> Protocols, IReadOnlyList<string> Games, int Players, int Rooms);

/// <summary>The reply to <c>server.ping</c>.</summary>
/// <param name="Seq">As it came.</param>
/// <param name="Sent">As it came.</param>
/// <param name="Tick">The tick of the caller's room; 0 without one.</param>
public sealed record Pong(long Seq, double Sent, int Tick);
