using System.Buffers;

namespace GameServer.Rpc.Protocol;

/// <summary>Writes values of one type in one format.</summary>
/// <typeparam name="T">The type.</typeparam>
public abstract class ValueWriter<T>
{
    /// <summary>Writes a value.</summary>
    /// <param name="output">Receives the bytes.</param>
    /// <param name="value">The value.</param>
    public abstract void Write(IBufferWriter<byte> output, T value);
}
