using GameServer.Rpc.Configuration;

namespace GameServer.Hosting.Rooms;

/// <summary>How many rooms there may be and how they are run: the configuration section <c>Rooms</c>.</summary>
public sealed class RoomOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Rooms";

    /// <summary>The most open rooms, 1 to 10,000. When all are full, joining is answered with 1008.</summary>
    public int MaxRooms { get; set; } = 100;

    /// <summary>The most viewers without a seat in one room, 0 to 10,000.</summary>
    public int MaxWatchers { get; set; } = 256;

    /// <summary>Threads that run rooms, 1 to 256; by default all cores but one.</summary>
    public int Threads { get; set; } = Math.Max(1, Environment.ProcessorCount - 1);

    /// <summary>How long a room without players and watchers is kept, in seconds, 0 to 86,400.</summary>
    public int EmptySeconds { get; set; } = 30;

    /// <summary>
    /// How many ticks a late room may make up for in a burst, 0 to 30; what is missed beyond is skipped and its schedule
    /// moved.
    /// </summary>
    public int CatchUpTicks { get; set; } = 3;

    /// <summary>From when on a tick counts, and is logged, as late, in milliseconds after its deadline, 1 to 1,000.</summary>
    public int LateMilliseconds { get; set; } = 10;

    /// <summary>
    /// The most bytes of entities in one snapshot, 256 to 1,048,576. Where more would have to be sent, what is near and what
    /// has waited goes first, the rest with a later one. The first snapshot on a line is whole.
    /// </summary>
    public int SnapshotBytes { get; set; } = 4096;

    /// <summary>Where the rooms' ids and seeds begin, for a run that is to be repeated; null for another one each start.</summary>
    public int? Seed { get; set; }

    /// <summary>Names the limits of the options.</summary>
    /// <param name="range">Collects what is wrong.</param>
    internal void Check(OptionsRange range) => range
        .Within(nameof(MaxRooms), MaxRooms, 1, 10_000)
        .Within(nameof(MaxWatchers), MaxWatchers, 0, 10_000)
        .Within(nameof(Threads), Threads, 1, 256)
        .Within(nameof(EmptySeconds), EmptySeconds, 0, 86_400)
        .Within(nameof(CatchUpTicks), CatchUpTicks, 0, 30)
        .Within(nameof(LateMilliseconds), LateMilliseconds, 1, 1_000)
        .Within(nameof(SnapshotBytes), SnapshotBytes, 256, 1_048_576);
}
