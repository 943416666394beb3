namespace GameServer.Tanks;

/// <summary>Where a pickup lies and comes back to.</summary>
/// <param name="X">Metres to the right.</param>
/// <param name="Y">Metres downwards.</param>
/// <param name="Bonus">Which pickup.</param>
public readonly record struct Pad(float X, float Y, Bonus Bonus);
