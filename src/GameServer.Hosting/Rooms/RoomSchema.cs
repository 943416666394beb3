using GameServer.Games;
using GameServer.Services;

namespace GameServer.Hosting.Rooms;

/// <summary>A game's entity kinds as clients are told of them.</summary>
internal static class RoomSchema
{
    public static IReadOnlyList<EntityKind> Of(Game game) =>
    [
        .. game.Sets.Select(set => new EntityKind(
            set.Layout.Name,
            set.FirstId,
            set.FirstId + set.Capacity - 1,
            [.. set.Layout.Fields.Select(field => new SchemaField(
                field.Name, field.Kind, field.Step, field.IsAngle, field.IsOwnerOnly, field.Values))])),
    ];
}
