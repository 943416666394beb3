using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.ObjectPool;

namespace GameServer.Rpc.Protocol;

/// <summary>Writes values of one type in JSON.</summary>
/// <param name="type">How the type is written.</param>
/// <param name="writers">Writers that nobody uses.</param>
internal sealed class JsonWriter<T>(JsonTypeInfo<T> type, ObjectPool<Utf8JsonWriter> writers) : ValueWriter<T>
{
    public static void Write(
        IBufferWriter<byte> output, T value, JsonTypeInfo<T> type, ObjectPool<Utf8JsonWriter> writers)
    {
        var writer = writers.Get();
        try
        {
            writer.Reset(output);
            JsonSerializer.Serialize(writer, value, type);
            writer.Flush();
        }
        finally
        {
            writers.Return(writer);
        }
    }

    public override void Write(IBufferWriter<byte> output, T value)
    {
        if (value is null)
        {
            output.Write("null"u8);
        }
        else
        {
            Write(output, value, type, writers);
        }
    }
}
