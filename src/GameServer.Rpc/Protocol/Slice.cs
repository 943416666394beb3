namespace GameServer.Rpc.Protocol;

/// <summary>A part of a message's bytes.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">How many bytes it has.</param>
public readonly record struct Slice(int Start, int Length)
{
    /// <summary>The bytes of this part.</summary>
    /// <param name="message">The message that it is a part of.</param>
    public ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> message) => message.Slice(Start, Length);

    /// <inheritdoc cref="Of(ReadOnlyMemory{byte})"/>
    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> message) => message.Slice(Start, Length);
}
