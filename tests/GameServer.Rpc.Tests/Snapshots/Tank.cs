using GameServer.Games;

namespace GameServer.Rpc.Tests.Snapshots;

public enum Hull
{
    Scout,
    HeavyDuty,
}

/// <summary>The entity of the examples in PROTOCOL.md, and something that only its owner may know.</summary>
[Entity]
public struct Tank
{
    [Quantized(1 / 64f)]
    public float X;

    [Quantized(1 / 64f)]
    public float Y;

    [Angle(8)]
    public float Heading;

    public Hull Hull;

    public bool Shielded;

    public int Player;

    [OwnerOnly]
    public byte Ammunition;
}
