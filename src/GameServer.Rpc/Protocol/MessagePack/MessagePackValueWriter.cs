using System.Buffers;
using MessagePack;
using MessagePack.Formatters;

namespace GameServer.Rpc.Protocol;

/// <summary>Writes values of one type in MessagePack.</summary>
/// <param name="options">How they are written.</param>
internal sealed class MessagePackValueWriter<T>(MessagePackSerializerOptions options) : ValueWriter<T>
{
    private readonly IMessagePackFormatter<T> _formatter = options.Resolver.GetFormatterWithVerify<T>();

    public override void Write(IBufferWriter<byte> output, T value)
    {
        var writer = new MessagePackWriter(output);
        _formatter.Serialize(ref writer, value, options);
        writer.Flush();
    }
}
