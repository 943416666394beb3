using GameServer.Games;
using GameServer.Rpc;
using GameServer.Services;

namespace GameServer.Tanks;

/// <summary>Puts what a player asks into range and posts it to the player's room.</summary>
/// <param name="session">The caller.</param>
public sealed class TankService(ISession session) : ITankService
{
    // The gate asked for a seat, but a seat can be lost between the gate and here.
    private ISeat Seat => session.Seat ?? throw Refusal.JoinRoomFirst();

    /// <inheritdoc/>
    public void Steer(int seq, float throttle, float turn, float aim, bool fire) =>
        Seat.Post(new Steer(seq, throttle, turn, aim, fire).Normalized());

    /// <inheritdoc/>
    public void Respawn() => Seat.Post(new Respawn());

    /// <inheritdoc/>
    public void Choose(Hull hull, int paint) =>
        Seat.Post(new Choose(hull, Math.Clamp(paint, 0, TankRules.Paints - 1)));
}
