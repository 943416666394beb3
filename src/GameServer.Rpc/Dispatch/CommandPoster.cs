namespace GameServer.Rpc.Dispatch;

/// <summary>Gives the caller's seat a command.</summary>
/// <typeparam name="TCommand">The command.</typeparam>
/// <param name="caller">Whose seat it is.</param>
internal sealed class CommandPoster<TCommand>(ICaller caller)
    where TCommand : struct
{
    public void Post(TCommand command)
    {
        var seat = caller.Seat ?? throw Refusal.JoinRoomFirst();
        seat.Post(command);
    }
}
