using GameServer.Games;

namespace GameServer.Hosting.Rooms;

/// <summary>What a room knows of one entity id after a step.</summary>
internal struct EntityState
{
    /// <summary>The kind, and where in it.</summary>
    public EntitySet Set;

    /// <summary>Which of the entities that bore this id, the last that was seen.</summary>
    public int Generation;

    /// <summary>Who gets the owner-only fields; null also where the kind has none.</summary>
    public Player? Owner;

    /// <summary>Where the quantised values begin.</summary>
    public int Offset;

    /// <summary>Fields that changed in the last step; 0 for a new entity.</summary>
    public uint Mask;

    /// <summary>The step in which a public field changed last.</summary>
    public int ChangedAt;

    /// <summary>The step in which any field changed last.</summary>
    public int OwnerChangedAt;
}
