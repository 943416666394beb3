using MessagePack;
using MessagePack.Formatters;

namespace GameServer.Rpc.Protocol;

/// <summary>Collections that can be walked but not built from outside: they are only written.</summary>
internal sealed class SequenceFormatter<TCollection, TElement> : IMessagePackFormatter<TCollection?>
    where TCollection : IEnumerable<TElement>
{
    public void Serialize(ref MessagePackWriter writer, TCollection? value, MessagePackSerializerOptions options)
    {
        if (value is null)
        {
            writer.WriteNil();
            return;
        }

        var elements = value as ICollection<TElement> ?? [.. value];
        var formatter = options.Resolver.GetFormatterWithVerify<TElement>();
        writer.WriteArrayHeader(elements.Count);
        foreach (var element in elements)
        {
            formatter.Serialize(ref writer, element, options);
        }
    }

    public TCollection? Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options) =>
        throw new MessagePackSerializationException("This collection cannot be read.");
}
