namespace GameServer.Games;

/// <summary>A public entity field that only the entity's owner receives (ammunition, a secret hand of cards).</summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class OwnerOnlyAttribute : Attribute;
