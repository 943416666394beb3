using MessagePack;
using MessagePack.Formatters;

namespace GameServer.Rpc.Protocol;

/// <summary>Enumerations as their names in camel case; numbers are refused.</summary>
internal sealed class EnumFormatter<T> : IMessagePackFormatter<T>
    where T : struct, Enum
{
    public void Serialize(ref MessagePackWriter writer, T value, MessagePackSerializerOptions options) =>
        writer.Write(EnumNames<T>.Of(value));

    public T Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options) =>
        EnumNames<T>.TryParse(reader.ReadString(), out var value)
            ? value
            : throw new MessagePackSerializationException("no such name");
}
