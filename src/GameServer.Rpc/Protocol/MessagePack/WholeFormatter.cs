using System.Numerics;
using MessagePack;
using MessagePack.Formatters;

namespace GameServer.Rpc.Protocol;

/// <summary>Whole numbers, as integers or as floats: see <see cref="WholeNumber"/>.</summary>
internal sealed class WholeFormatter<T> : IMessagePackFormatter<T>
    where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
{
    public void Serialize(ref MessagePackWriter writer, T value, MessagePackSerializerOptions options)
    {
        if (T.IsZero(T.MinValue))
        {
            writer.Write(ulong.CreateTruncating(value));
        }
        else
        {
            writer.Write(long.CreateTruncating(value));
        }
    }

    public T Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options) =>
        reader.NextMessagePackType == MessagePackType.Float
            ? WholeNumber.TryConvert<T>(reader.ReadDouble(), out var value) ? value : throw new MessagePackSerializationException("not whole")
            : reader.NextCode == MessagePackCode.UInt64
                ? T.CreateChecked(reader.ReadUInt64())
                : T.CreateChecked(reader.ReadInt64());
}
