using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using GameServer.Hosting.Rooms;
using GameServer.Hosting.Sessions;
using GameServer.Rpc.Transport;

namespace GameServer.Simulation.Tests;

/// <summary>What the invariants look at and nobody else may. A field that is renamed stops the first step of the first seed.</summary>
internal static class Inside
{
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_events")]
    public static extern ref SessionEvents Events(PlayerSession session);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_keptBytes")]
    public static extern ref int KeptBytes(SessionEvents events);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_OldestKept")]
    public static extern long OldestKept(SessionEvents events);

    /// <summary>How many events a session keeps.</summary>
    public static long Kept(SessionEvents events) => events.Next - OldestKept(events);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_told")]
    public static extern ref List<EventMessage> Told(RoomViewer viewer);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_waiting")]
    public static extern ref int Waiting(RoomViewer viewer);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_waiting")]
    public static extern ref List<IRoomWork> Waiting(RoomInbox inbox);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_content")]
    public static extern ref OutboxContent Content(Outbox outbox);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_eventBytes")]
    public static extern ref long EventBytes(OutboxContent content);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_all")]
    public static extern ref ConcurrentDictionary<long, CallerSession> All(ConnectedCallers callers);
}
