namespace GameServer.Hosting.Rooms;

/// <summary>One seat's way into the room for one type of command.</summary>
internal abstract class CommandLane;

/// <summary>One seat's way into the room for one type of command.</summary>
/// <typeparam name="T">The command.</typeparam>
internal abstract class CommandLane<T> : CommandLane
    where T : struct
{
    /// <summary>Takes a command in; from any thread.</summary>
    /// <exception cref="Rpc.RpcException">1005 when too many wait, 1004 when the room has ended.</exception>
    public abstract void Post(in T command);
}
