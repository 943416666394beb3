using System.Buffers;
using MessagePack;
using MessagePack.Formatters;

namespace GameServer.Rpc.Protocol;

/// <summary>Records, classes and structs as maps with the keys of JSON.</summary>
internal sealed class ObjectFormatter<T> : IMessagePackFormatter<T?>
{
    private readonly ObjectShape<T> _shape = new();

    public void Serialize(ref MessagePackWriter writer, T? value, MessagePackSerializerOptions options)
    {
        if (!typeof(T).IsValueType && value is null)
        {
            writer.WriteNil();
            return;
        }

        writer.WriteMapHeader(_shape.Members.Length);
        foreach (var member in _shape.Members)
        {
            writer.WriteString(member.KeyBytes);
            member.Write(ref writer, value!, options);
        }
    }

    public T? Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options)
    {
        if (reader.TryReadNil())
        {
            return default(T) is null ? default : throw new MessagePackSerializationException("null");
        }

        if (!_shape.CanBuild)
        {
            throw new MessagePackSerializationException("This type cannot be read.");
        }

        options.Security.DepthStep(ref reader);
        var values = _shape.Defaults();
        var count = reader.ReadMapHeader();
        for (var pair = 0; pair < count; pair++)
        {
            var index = IndexOf(ref reader);
            if (index < 0)
            {
                reader.Skip();
                continue;
            }

            var member = _shape.Members[index];
            values[index] = member.Read(ref reader, options);
            if (values[index] is null && member.RefusesNull)
            {
                throw new MessagePackSerializationException("null");
            }
        }

        reader.Depth--;
        return _shape.IsComplete(values) ? _shape.Build(values) : throw new MessagePackSerializationException("missing");
    }

    private int IndexOf(ref MessagePackReader reader)
    {
        var key = reader.ReadStringSequence()?.ToArray();
        return key is null ? -1 : Array.FindIndex(_shape.Members, member => member.KeyBytes.AsSpan().SequenceEqual(key));
    }
}
