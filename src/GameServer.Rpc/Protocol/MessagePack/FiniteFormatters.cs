using MessagePack;
using MessagePack.Formatters;

namespace GameServer.Rpc.Protocol;

/// <summary>Numbers that are not finite are refused; whole numbers are taken too, since writers shorten them.</summary>
internal sealed class FiniteSingleFormatter : IMessagePackFormatter<float>
{
    public void Serialize(ref MessagePackWriter writer, float value, MessagePackSerializerOptions options) =>
        writer.Write(value);

    public float Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options) =>
        reader.ReadSingle() is var value && float.IsFinite(value)
            ? value
            : throw new MessagePackSerializationException("not finite");
}

/// <inheritdoc cref="FiniteSingleFormatter"/>
internal sealed class FiniteDoubleFormatter : IMessagePackFormatter<double>
{
    public void Serialize(ref MessagePackWriter writer, double value, MessagePackSerializerOptions options) =>
        writer.Write(value);

    public double Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options) =>
        reader.ReadDouble() is var value && double.IsFinite(value)
            ? value
            : throw new MessagePackSerializationException("not finite");
}
