using GameServer.Games;

namespace GameServer.Rpc.Dispatch;

/// <summary>What the gate asks about the one who calls, for every message.</summary>
public interface ICaller
{
    /// <summary>Whether somebody is signed in.</summary>
    bool IsSignedIn { get; }

    /// <summary>The caller's seat in a room, if there is one.</summary>
    ISeat? Seat { get; }
}
