namespace GameServer.Rpc.Protocol;

/// <summary>Reads values of one type in one format.</summary>
/// <typeparam name="T">The type.</typeparam>
public abstract class ValueReader<T>
{
    /// <summary>Reads a value. Does not throw for one that does not fit.</summary>
    /// <param name="value">A value, not null, of a message that was found to parse.</param>
    /// <param name="result">Receives what was read.</param>
    /// <returns>Whether it fits the type.</returns>
    public abstract bool TryRead(ReadOnlyMemory<byte> value, out T result);
}

/// <summary>Reads whatever the format's library reads.</summary>
internal sealed class SerializedReader<T>(WireFormat format) : ValueReader<T>
{
    public override bool TryRead(ReadOnlyMemory<byte> value, out T result)
    {
        try
        {
            result = format.Read<T>(value);
            return true;
        }
        catch (UnreadableValueException)
        {
            result = default!;
            return false;
        }
    }
}

/// <summary>Reads what may be null but is not.</summary>
internal sealed class NullableReader<T>(ValueReader<T> reader) : ValueReader<T?>
    where T : struct
{
    public override bool TryRead(ReadOnlyMemory<byte> value, out T? result)
    {
        var isRead = reader.TryRead(value, out var read);
        result = read;
        return isRead;
    }
}
