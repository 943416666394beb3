using System.Globalization;
using MessagePack;
using MessagePack.Formatters;

namespace GameServer.Rpc.Protocol;

/// <summary>Values that JSON writes as text are text here too.</summary>
/// <param name="format">The type's own format, as JSON uses it.</param>
internal sealed class TextFormatter<T>(string? format) : IMessagePackFormatter<T>
    where T : IParsable<T>, IFormattable
{
    public void Serialize(ref MessagePackWriter writer, T value, MessagePackSerializerOptions options) =>
        writer.Write(value.ToString(format, CultureInfo.InvariantCulture));

    public T Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options)
    {
        // A time that names its zone keeps meaning that moment, as it does in JSON.
        var text = reader.ReadString();
        if (typeof(T) == typeof(DateTime))
        {
            return (T)(object)DateTime.Parse(text ?? "", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
        }

        return T.TryParse(text, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new MessagePackSerializationException("no such text");
    }
}
