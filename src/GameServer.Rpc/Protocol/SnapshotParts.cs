namespace GameServer.Rpc.Protocol;

/// <summary>A piece of a tick's scratch bytes.</summary>
/// <param name="Offset">Where it begins.</param>
/// <param name="Length">How many bytes it has.</param>
public readonly record struct Piece(int Offset, int Length);

/// <summary>One viewer's snapshot, before it is written.</summary>
public readonly ref struct SnapshotParts
{
    /// <summary>The room's step.</summary>
    public required int Tick { get; init; }

    /// <summary>The last input applied for this viewer; 0 before the first.</summary>
    public required int Ack { get; init; }

    /// <summary>Ids that left the view.</summary>
    public required ReadOnlySpan<int> Left { get; init; }

    /// <summary>Entities in full.</summary>
    public required ReadOnlySpan<Piece> Entered { get; init; }

    /// <summary>Entities' changes.</summary>
    public required ReadOnlySpan<Piece> Changed { get; init; }

    /// <summary>The bytes that the pieces point into, all of the writing format.</summary>
    public required ReadOnlySpan<byte> Scratch { get; init; }
}
