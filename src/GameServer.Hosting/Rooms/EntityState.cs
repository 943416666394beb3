using GameServer.Games;

namespace GameServer.Hosting.Rooms;

/// <summary>What a room knows of one entity id after a step.</summary>
internal struct EntityState
{
    /// <summary>The kind, and where in it.</summary>
    public EntitySet Set;

    /// <summary>Whose it is, if anybody's.</summary>
    public Player? Owner;

    /// <summary>Which of the entities that bore this id, the last that was seen.</summary>
    public int Generation;

    /// <summary>Where the quantised values begin.</summary>
    public int Offset;

    /// <summary>How many fields it has, and how many of them everybody receives.</summary>
    public int Fields, PublicFields;

    /// <summary>The fields of the last change; 0 while there was none since birth.</summary>
    public uint Mask;

    /// <summary>The step after which the entity was there first.</summary>
    public int BornAt;

    /// <summary>When a public field changed last, or the birth.</summary>
    public FieldHistory Public;

    /// <summary>When any field changed last, or the birth: what an owner sees.</summary>
    public FieldHistory All;
}
