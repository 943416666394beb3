using GameServer.Games;
using GameServer.Rpc;
using GameServer.Services;

namespace GameServer.Tanks;

/// <summary>Posts what a player asks to the player's room, which puts it into range.</summary>
/// <param name="session">The caller.</param>
/// <param name="inventory">What the caller owns.</param>
public sealed class TankService(ICallerSession session, IInventory inventory) : ITankService
{
    // The gate asked for a seat, but a seat can be lost between the gate and here.
    private ISeat Seat => session.Seat ?? throw Refusal.JoinRoomFirst();

    /// <inheritdoc/>
    public void Steer(int seq, float throttle, float turn, float aim, bool fire) =>
        Seat.Post(new Steer(seq, throttle, turn, aim, fire));

    /// <inheritdoc/>
    public void Respawn() => Seat.Post(new Respawn());

    /// <inheritdoc/>
    public void Choose(Hull hull, int paint)
    {
        var seat = Seat;
        if (!PaintShop.MayWear(paint, inventory))
        {
            throw Refusal.ItemRefused("This paint is not yours.");
        }

        seat.Post(new Choose(hull, paint));
    }
}
