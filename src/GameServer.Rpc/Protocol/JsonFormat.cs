using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using GameServer.Games;
using Microsoft.Extensions.ObjectPool;

namespace GameServer.Rpc.Protocol;

/// <summary>JSON in text messages: for people, and for clients without a library.</summary>
public sealed class JsonFormat : WireFormat
{
    private readonly int _depth;
    private readonly JsonSerializerOptions _options;
    private readonly ObjectPool<Utf8JsonWriter> _writers;
    private readonly JsonSnapshotWriter _snapshots = new();

    /// <summary>Makes the format.</summary>
    /// <param name="depth">How deeply messages may nest.</param>
    public JsonFormat(int depth = RpcLimits.DefaultDepth)
    {
        _depth = depth;
        _options = JsonOptions.Create(depth);
        _writers = new DefaultObjectPool<Utf8JsonWriter>(new WriterPolicy(_options));
    }

    /// <inheritdoc/>
    public override string Subprotocol => "gameserver.v1.json";

    /// <inheritdoc/>
    public override bool IsText => true;

    /// <inheritdoc/>
    public override Envelope ReadEnvelope(ReadOnlySpan<byte> message, ArgumentList? arguments = null) =>
        JsonEnvelopeReader.Read(message, _depth, arguments);

    /// <inheritdoc/>
    public override void ReadBatch(ReadOnlySpan<byte> message, ICollection<Slice> members) =>
        JsonEnvelopeReader.Split(message, members);

    /// <inheritdoc/>
    public override int CopyText(ReadOnlySpan<byte> value, Span<char> destination) => JsonText.Copy(value, destination);

    /// <inheritdoc/>
    public override bool TryGetText(ReadOnlySpan<byte> value, Span<byte> scratch, out ReadOnlySpan<byte> text) =>
        JsonText.TryGet(value, scratch, out text);

    /// <inheritdoc/>
    public override bool IsNull(ReadOnlySpan<byte> value) => value.SequenceEqual("null"u8);

    /// <inheritdoc/>
    public override T Read<T>(ReadOnlyMemory<byte> value)
    {
        try
        {
            return JsonSerializer.Deserialize(value.Span, TypeInfo<T>())!;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException
            or ArgumentException or OverflowException)
        {
            throw new UnreadableValueException(exception);
        }
    }

    /// <inheritdoc/>
    public override ValueReader<T> ReaderOf<T>() => JsonReaders.Of<T>() ?? new SerializedReader<T>(this);

    /// <inheritdoc/>
    public override ValueWriter<T> WriterOf<T>() =>
        (ValueWriter<T>?)SimpleWriterOf(typeof(T)) ?? JsonObjectWriter<T>.Create(TypeInfo<T>(), this) ?? SerializerOf<T>();

    /// <inheritdoc/>
    public override void WriteValue<T>(IBufferWriter<byte> output, T value) =>
        JsonWriter<T>.Write(output, value, TypeInfo<T>(), _writers);

    /// <inheritdoc/>
    public override void BeginResult(IBufferWriter<byte> output) => output.Write("""{"jsonrpc":"2.0","result":"""u8);

    /// <inheritdoc/>
    public override void EndResult(IBufferWriter<byte> output, ReadOnlySpan<byte> id) => EndReply(output, id);

    /// <inheritdoc/>
    public override void WriteError(IBufferWriter<byte> output, ReadOnlySpan<byte> id, int code, string message, object? data)
    {
        output.Write("""{"jsonrpc":"2.0","error":{"code":"""u8);
        output.WriteNumber(code);
        output.Write(""","message":"""u8);
        WriteValue(output, message);
        if (data is not null)
        {
            output.Write(""","data":"""u8);
            WriteValue(output, data);
        }

        output.WriteByte((byte)'}');
        EndReply(output, id);
    }

    /// <inheritdoc/>
    public override void WriteBatch(IBufferWriter<byte> output, ReadOnlySpan<byte> bytes, ReadOnlySpan<Slice> replies)
    {
        var separator = (byte)'[';
        foreach (var reply in replies)
        {
            output.WriteByte(separator);
            output.Write(reply.Of(bytes));
            separator = (byte)',';
        }

        output.WriteByte((byte)']');
    }

    /// <inheritdoc/>
    public override void WriteEvent(IBufferWriter<byte> output, string method, long number, ReadOnlySpan<byte> parameters)
    {
        if (parameters is not [(byte)'{', .. var members, (byte)'}'])
        {
            throw new ArgumentException("The parameters of an event must be an object.", nameof(parameters));
        }

        output.Write("""{"jsonrpc":"2.0","method":"""u8);
        output.WriteName(method);
        output.Write(""","params":{"event":"""u8);
        output.WriteNumber(number);
        if (!members.IsEmpty)
        {
            output.WriteByte((byte)',');
            output.Write(members);
        }

        output.Write("}}"u8);
    }

    /// <inheritdoc/>
    public override void WriteFull(IBufferWriter<byte> output, EntityLayout layout, int id, ReadOnlySpan<int> values) =>
        _snapshots.WriteFull(output, layout, id, values);

    /// <inheritdoc/>
    public override void WriteDelta(
        IBufferWriter<byte> output, EntityLayout layout, int id, uint mask, ReadOnlySpan<int> values, ReadOnlySpan<int> before) =>
        _snapshots.WriteDelta(output, layout, id, mask, values);

    /// <inheritdoc/>
    public override void WriteSnapshot(IBufferWriter<byte> output, in SnapshotParts snapshot) =>
        JsonSnapshotWriter.WriteSnapshot(output, snapshot);

    private static void EndReply(IBufferWriter<byte> output, ReadOnlySpan<byte> id)
    {
        output.Write(""","id":"""u8);
        output.Write(id.IsEmpty ? "null"u8 : id);
        output.WriteByte((byte)'}');
    }

    /// <summary>The writer of a simple type; null for any other.</summary>
    internal object? SimpleWriterOf(Type type) =>
        type == typeof(string) ? new JsonTextWriter(SerializerOf<string?>()) : JsonWriters.Of(type);

    private ValueWriter<T> SerializerOf<T>() => new JsonWriter<T>(TypeInfo<T>(), _writers);

    private JsonTypeInfo<T> TypeInfo<T>() => (JsonTypeInfo<T>)_options.GetTypeInfo(typeof(T));

    private sealed class WriterPolicy(JsonSerializerOptions options) : PooledObjectPolicy<Utf8JsonWriter>
    {
        public override Utf8JsonWriter Create() => new(NoOutput.Instance, new JsonWriterOptions
        {
            Encoder = options.Encoder,
            MaxDepth = options.MaxDepth,
            SkipValidation = true,
        });

        public override bool Return(Utf8JsonWriter obj)
        {
            // A writer that waits in the pool must not hold on to anybody's buffer.
            obj.Reset(NoOutput.Instance);
            return true;
        }
    }

    /// <summary>What a writer writes to that nobody uses. A stream in its place would cost a buffer at every use.</summary>
    private sealed class NoOutput : IBufferWriter<byte>
    {
        public static readonly NoOutput Instance = new();

        public void Advance(int count)
        {
        }

        public Memory<byte> GetMemory(int sizeHint = 0) => throw new NotSupportedException();

        public Span<byte> GetSpan(int sizeHint = 0) => throw new NotSupportedException();
    }
}
