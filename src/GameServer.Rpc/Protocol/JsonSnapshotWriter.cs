using System.Buffers;
using System.Collections.Concurrent;
using System.Numerics;
using GameServer.Games;

namespace GameServer.Rpc.Protocol;

/// <summary>Snapshots in JSON: entities as objects in real units.</summary>
internal sealed class JsonSnapshotWriter
{
    private readonly ConcurrentDictionary<EntityLayout, JsonEntityLayout> _layouts = new();

    public void WriteFull(IBufferWriter<byte> output, EntityLayout layout, int id, ReadOnlySpan<int> values)
    {
        var json = LayoutOf(layout);
        output.Write(json.Start);
        output.WriteNumber(id);
        for (var index = 0; index < values.Length; index++)
        {
            json.WriteField(output, index, values[index]);
        }

        output.WriteByte((byte)'}');
    }

    public void WriteDelta(IBufferWriter<byte> output, EntityLayout layout, int id, uint mask, ReadOnlySpan<int> values)
    {
        var json = LayoutOf(layout);
        output.Write("""{"id":"""u8);
        output.WriteNumber(id);
        for (; mask != 0; mask &= mask - 1)
        {
            var index = BitOperations.TrailingZeroCount(mask);
            json.WriteField(output, index, values[index]);
        }

        output.WriteByte((byte)'}');
    }

    public static void WriteSnapshot(IBufferWriter<byte> output, in SnapshotParts snapshot)
    {
        output.Write("""{"jsonrpc":"2.0","method":"room.snapshot","params":{"tick":"""u8);
        output.WriteNumber(snapshot.Tick);
        output.Write(""","ack":"""u8);
        output.WriteNumber(snapshot.Ack);
        if (!snapshot.Left.IsEmpty)
        {
            output.Write(""","left":"""u8);
            var separator = (byte)'[';
            foreach (var id in snapshot.Left)
            {
                output.WriteByte(separator);
                output.WriteNumber(id);
                separator = (byte)',';
            }

            output.WriteByte((byte)']');
        }

        WritePieces(output, ""","entered":"""u8, snapshot.Entered, snapshot.Scratch);
        WritePieces(output, ""","changed":"""u8, snapshot.Changed, snapshot.Scratch);
        output.Write("}}"u8);
    }

    private static void WritePieces(
        IBufferWriter<byte> output, ReadOnlySpan<byte> key, ReadOnlySpan<Piece> pieces, ReadOnlySpan<byte> scratch)
    {
        if (pieces.IsEmpty)
        {
            return;
        }

        output.Write(key);
        var separator = (byte)'[';
        foreach (var piece in pieces)
        {
            output.WriteByte(separator);
            output.Write(scratch.Slice(piece.Offset, piece.Length));
            separator = (byte)',';
        }

        output.WriteByte((byte)']');
    }

    private JsonEntityLayout LayoutOf(EntityLayout layout) =>
        _layouts.TryGetValue(layout, out var found) ? found : _layouts.GetOrAdd(layout, new JsonEntityLayout(layout));
}
