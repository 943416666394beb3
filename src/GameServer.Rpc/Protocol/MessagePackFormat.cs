using System.Buffers;
using System.Text;
using GameServer.Games;
using MessagePack;

namespace GameServer.Rpc.Protocol;

/// <summary>MessagePack in binary messages: maps with the keys of JSON, and flat arrays in snapshots.</summary>
public sealed class MessagePackFormat : WireFormat
{
    private static readonly byte[] ResultHead =
        [MessagePackCode.MinFixMap | 3, .. Key("jsonrpc"), .. Key("2.0"), .. Key("result")];

    private static readonly byte[] IdKey = Key("id");
    private readonly int _depth;
    private readonly MessagePackSerializerOptions _options;

    /// <summary>Makes the format.</summary>
    /// <param name="depth">How deeply messages may nest.</param>
    public MessagePackFormat(int depth = RpcLimits.DefaultDepth)
    {
        _depth = depth;
        _options = new MessagePackSerializerOptions(WireResolver.Instance)
            .WithCompression(MessagePackCompression.None)
            .WithSecurity(MessagePackSecurity.UntrustedData.WithMaximumObjectGraphDepth(depth));
    }

    /// <inheritdoc/>
    public override string Subprotocol => "gameserver.v1.msgpack";

    /// <inheritdoc/>
    public override bool IsText => false;

    /// <inheritdoc/>
    public override Envelope ReadEnvelope(ReadOnlySpan<byte> message, ArgumentList? arguments = null) =>
        MessagePackEnvelopeReader.Read(message, _depth, arguments);

    /// <inheritdoc/>
    public override void ReadBatch(ReadOnlySpan<byte> message, ICollection<Slice> members) =>
        MessagePackEnvelopeReader.Split(message, members);

    /// <inheritdoc/>
    public override int CopyText(ReadOnlySpan<byte> value, Span<char> destination) =>
        MessagePackEnvelopeReader.CopyText(value, destination);

    /// <inheritdoc/>
    public override bool TryGetText(ReadOnlySpan<byte> value, Span<byte> scratch, out ReadOnlySpan<byte> text) =>
        MessagePackEnvelopeReader.TryGetText(value, out text);

    /// <inheritdoc/>
    public override bool IsNull(ReadOnlySpan<byte> value) => value is [MessagePackCode.Nil];

    /// <inheritdoc/>
    public override T Read<T>(ReadOnlyMemory<byte> value)
    {
        try
        {
            var reader = new MessagePackReader(value);
            return MessagePackSerializer.Deserialize<T>(ref reader, _options);
        }
        catch (Exception exception) when (exception is MessagePackSerializationException or FormatException
            or OverflowException or ArgumentException or InvalidOperationException or EndOfStreamException)
        {
            throw new UnreadableValueException(exception);
        }
    }

    /// <inheritdoc/>
    public override void WriteValue<T>(IBufferWriter<byte> output, T value)
    {
        var writer = new MessagePackWriter(output);
        MessagePackSerializer.Serialize(ref writer, value, _options);
        writer.Flush();
    }

    /// <inheritdoc/>
    public override ValueReader<T> ReaderOf<T>() => MessagePackReaders.Of<T>() ?? new SerializedReader<T>(this);

    /// <inheritdoc/>
    public override ValueWriter<T> WriterOf<T>() => new MessagePackValueWriter<T>(_options);

    /// <inheritdoc/>
    public override void BeginResult(IBufferWriter<byte> output) => output.Write(ResultHead);

    /// <inheritdoc/>
    public override void EndResult(IBufferWriter<byte> output, ReadOnlySpan<byte> id)
    {
        output.Write(IdKey);
        output.Write(id);
    }

    /// <inheritdoc/>
    public override void WriteError(IBufferWriter<byte> output, ReadOnlySpan<byte> id, int code, string message, object? data)
    {
        var writer = new MessagePackWriter(output);
        BeginReply(ref writer, "error"u8);
        writer.WriteMapHeader(3);
        writer.WriteString("code"u8);
        writer.Write(code);
        writer.WriteString("message"u8);
        writer.Write(message);
        // Always there: StreamJsonRpc's client reads it from every error in MessagePack, and ends its connection without it.
        writer.WriteString("data"u8);
        if (data is null)
        {
            writer.WriteNil();
        }
        else
        {
            MessagePackSerializer.Serialize(ref writer, data, _options);
        }

        EndReply(ref writer, id);
    }

    /// <inheritdoc/>
    public override void WriteBatch(IBufferWriter<byte> output, ReadOnlySpan<byte> bytes, ReadOnlySpan<Slice> replies)
    {
        var writer = new MessagePackWriter(output);
        writer.WriteArrayHeader(replies.Length);
        foreach (var reply in replies)
        {
            writer.WriteRaw(reply.Of(bytes));
        }

        writer.Flush();
    }

    /// <inheritdoc/>
    public override void WriteEvent(IBufferWriter<byte> output, string method, long number, ReadOnlySpan<byte> parameters)
    {
        if (!MessagePackScanner.TryRead(parameters, 0, out var head) || head.Kind != TokenKind.Map)
        {
            throw new ArgumentException("The parameters of an event must be an object.", nameof(parameters));
        }

        var writer = new MessagePackWriter(output);
        BeginNotification(ref writer);
        writer.Write(method);
        writer.WriteString("params"u8);
        writer.WriteMapHeader((int)(head.Children / 2) + 1);
        writer.WriteString("event"u8);
        writer.Write(number);
        writer.WriteRaw(parameters[head.Head..]);
        writer.Flush();
    }

    /// <inheritdoc/>
    public override void WriteFull(IBufferWriter<byte> output, EntityLayout layout, int id, ReadOnlySpan<int> values) =>
        MessagePackSnapshotWriter.WriteFull(output, id, values);

    /// <inheritdoc/>
    public override void WriteDelta(
        IBufferWriter<byte> output, EntityLayout layout, int id, uint mask, ReadOnlySpan<int> values, ReadOnlySpan<int> before) =>
        MessagePackSnapshotWriter.WriteDelta(output, id, mask, values, before);

    /// <inheritdoc/>
    public override void WriteSnapshot(IBufferWriter<byte> output, in SnapshotParts snapshot) =>
        MessagePackSnapshotWriter.WriteSnapshot(output, snapshot);

    private static void BeginNotification(ref MessagePackWriter writer)
    {
        writer.WriteMapHeader(3);
        writer.WriteString("jsonrpc"u8);
        writer.WriteString("2.0"u8);
        writer.WriteString("method"u8);
    }

    private static byte[] Key(string text) => [(byte)(MessagePackCode.MinFixStr | text.Length), .. Encoding.UTF8.GetBytes(text)];

    private static void BeginReply(ref MessagePackWriter writer, ReadOnlySpan<byte> outcome)
    {
        writer.WriteMapHeader(3);
        writer.WriteString("jsonrpc"u8);
        writer.WriteString("2.0"u8);
        writer.WriteString(outcome);
    }

    private static void EndReply(ref MessagePackWriter writer, ReadOnlySpan<byte> id)
    {
        writer.WriteString("id"u8);
        if (id.IsEmpty)
        {
            writer.WriteNil();
        }
        else
        {
            writer.WriteRaw(id);
        }

        writer.Flush();
    }
}
