using System.Numerics;

namespace GameServer.Games;

/// <summary>An entity that stands somewhere. Entities without a place are near every viewer.</summary>
public interface IPlaced
{
    /// <summary>The position in the game's own units. It follows from the entity's fields alone. When it
    /// throws, the room ends.</summary>
    Vector2 Position { get; }
}
