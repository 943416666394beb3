using System.Collections.Concurrent;
using MessagePack;
using MessagePack.Formatters;

namespace GameServer.Rpc.Protocol;

/// <summary>What is declared as <see cref="object"/> is written as what it is, and never read: no typeless values.</summary>
internal sealed class RuntimeTypeFormatter : IMessagePackFormatter<object?>
{
    private readonly ConcurrentDictionary<Type, Writer> _writers = new();

    private delegate void Writer(ref MessagePackWriter writer, object value, MessagePackSerializerOptions options);

    public void Serialize(ref MessagePackWriter writer, object? value, MessagePackSerializerOptions options)
    {
        if (value is null)
        {
            writer.WriteNil();
        }
        else if (value.GetType() == typeof(object))
        {
            writer.WriteMapHeader(0);
        }
        else
        {
            _writers.GetOrAdd(value.GetType(), WriterFor)(ref writer, value, options);
        }
    }

    public object? Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options) =>
        throw new MessagePackSerializationException("A value without a declared type cannot be read.");

    private static Writer WriterFor(Type type) =>
        typeof(RuntimeTypeFormatter).GetMethod(nameof(Write), System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic)!
            .MakeGenericMethod(type).CreateDelegate<Writer>();

    private static void Write<T>(ref MessagePackWriter writer, object value, MessagePackSerializerOptions options) =>
        options.Resolver.GetFormatterWithVerify<T>().Serialize(ref writer, (T)value, options);
}
