namespace Benchmarks.Contenders;

/// <summary>Sends every message back: what the socket alone costs.</summary>
internal sealed class RawEcho : IAnswerer
{
    public ReadOnlyMemory<byte> Answer(ReadOnlyMemory<byte> message) => message;
}
