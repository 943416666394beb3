namespace GameServer.Hosting.Rooms;

/// <summary>
/// The member of the game that a room's loop is in or was in last, for the log. Written by the loop, read by any thread.
/// </summary>
internal sealed class RoomActivity
{
    private volatile object _member = "the room";

    /// <summary>The loop calls a member of the game.</summary>
    /// <param name="member">The member's name.</param>
    public void Enter(string member) => _member = member;

    /// <summary>The loop applies a command.</summary>
    /// <typeparam name="TCommand">The command.</typeparam>
    public void EnterApply<TCommand>() => _member = typeof(TCommand);

    /// <inheritdoc/>
    public override string ToString() => _member is Type command ? $"Apply of {command.Name}" : (string)_member;
}
