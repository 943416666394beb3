using GameServer.Rpc;

namespace GameServer.Tanks;

/// <summary>What a player can ask of a tank.</summary>
[RequiresSignIn, RequiresSeat]
public interface ITankService
{
    /// <summary>Drives, aims and fires: the newest input is held until the next.</summary>
    /// <param name="seq">The client's number of this input, rising by one with each; snapshots acknowledge it.</param>
    /// <param name="throttle">From -1, full reverse, to 1, full ahead; clamped.</param>
    /// <param name="turn">From -1, anticlockwise on screen, to 1, clockwise; clamped.</param>
    /// <param name="aim">Where the turret shall point, in radians in the arena; any finite value, wrapped.</param>
    /// <param name="fire">Whether the trigger is pulled.</param>
    /// <exception cref="RpcException">1004.</exception>
    [RpcMethod("steer")]
    void Steer(int seq, float throttle, float turn, float aim, bool fire);

    /// <summary>Comes back before the automatic respawn; passed over when it is too early.</summary>
    /// <exception cref="RpcException">1004, 1005.</exception>
    [RpcMethod("respawn")]
    void Respawn();

    /// <summary>Chooses the tank: paint at once, the hull at the next spawn or while spawn protection lasts.</summary>
    /// <param name="hull"><c>scout</c>, <c>ranger</c> or <c>heavy</c>.</param>
    /// <param name="paint">From 0 to 11; those from 8 on must have been bought. Below 0 counts as 0.</param>
    /// <exception cref="RpcException">1004, 1005, 1015.</exception>
    [RpcMethod("choose")]
    void Choose(Hull hull, int paint);
}
