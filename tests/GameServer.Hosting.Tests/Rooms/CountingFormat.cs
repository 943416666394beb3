using System.Buffers;
using GameServer.Games;
using GameServer.Rpc.Protocol;

namespace GameServer.Hosting.Tests.Rooms;

/// <summary>Writes no real messages, and counts what it is asked for.</summary>
internal sealed class CountingFormat : WireFormat
{
    public List<(int Id, bool ForOwner)> Fulls { get; } = [];

    public List<(int Id, bool ForOwner)> Deltas { get; } = [];

    public int Snapshots { get; private set; }

    public int Values { get; private set; }

    public int Events { get; private set; }

    public override string Subprotocol => "counting";

    public override bool IsText => false;

    public void Clear()
    {
        Fulls.Clear();
        Deltas.Clear();
        Snapshots = Values = Events = 0;
    }

    public override void WriteValue<T>(IBufferWriter<byte> output, T value)
    {
        Values++;
        output.Write("{}"u8);
    }

    public override void WriteEvent(IBufferWriter<byte> output, string method, long number, ReadOnlySpan<byte> parameters)
    {
        Events++;
        output.Write(parameters);
    }

    public override void WriteFull(IBufferWriter<byte> output, EntityLayout layout, int id, ReadOnlySpan<int> values)
    {
        Fulls.Add((id, values.Length > layout.PublicFields));
        output.Write("f"u8);
    }

    public override void WriteDelta(
        IBufferWriter<byte> output, EntityLayout layout, int id, uint mask, ReadOnlySpan<int> values, ReadOnlySpan<int> before)
    {
        Deltas.Add((id, mask >> layout.PublicFields != 0));
        output.Write("d"u8);
    }

    public override void WriteSnapshot(IBufferWriter<byte> output, in SnapshotParts snapshot)
    {
        Snapshots++;
        output.Write("s"u8);
    }

    public override Envelope ReadEnvelope(ReadOnlySpan<byte> message, ArgumentList? arguments) => throw new NotSupportedException();

    public override void ReadBatch(ReadOnlySpan<byte> message, ICollection<Slice> members) => throw new NotSupportedException();

    public override int CopyText(ReadOnlySpan<byte> value, Span<char> destination) => throw new NotSupportedException();

    public override bool TryGetText(ReadOnlySpan<byte> value, Span<byte> scratch, out ReadOnlySpan<byte> text) =>
        throw new NotSupportedException();

    public override ValueReader<T> ReaderOf<T>() => throw new NotSupportedException();

    public override ValueWriter<T> WriterOf<T>() => throw new NotSupportedException();

    public override bool IsNull(ReadOnlySpan<byte> value) => throw new NotSupportedException();

    public override T Read<T>(ReadOnlyMemory<byte> value) => throw new NotSupportedException();

    public override void BeginResult(IBufferWriter<byte> output) => throw new NotSupportedException();

    public override void EndResult(IBufferWriter<byte> output, ReadOnlySpan<byte> id) => throw new NotSupportedException();

    public override void WriteError(IBufferWriter<byte> output, ReadOnlySpan<byte> id, int code, string message, object? data) =>
        throw new NotSupportedException();

    public override void WriteBatch(IBufferWriter<byte> output, ReadOnlySpan<byte> bytes, ReadOnlySpan<Slice> replies) =>
        throw new NotSupportedException();
}
