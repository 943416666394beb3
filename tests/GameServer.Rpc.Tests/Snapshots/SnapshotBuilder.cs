using System.Buffers;
using GameServer.Games;
using GameServer.Rpc.Protocol;

namespace GameServer.Rpc.Tests.Snapshots;

/// <summary>Writes pieces and snapshots as a room does.</summary>
internal sealed class SnapshotBuilder(WireFormat format)
{
    private readonly ArrayBufferWriter<byte> _scratch = new();
    private readonly List<Piece> _entered = [];
    private readonly List<Piece> _changed = [];

    public SnapshotBuilder Entered(EntityLayout layout, int id, params ReadOnlySpan<int> values)
    {
        var start = _scratch.WrittenCount;
        format.WriteFull(_scratch, layout, id, values);
        _entered.Add(new Piece(start, _scratch.WrittenCount - start));
        return this;
    }

    public SnapshotBuilder Changed(EntityLayout layout, int id, uint mask, ReadOnlySpan<int> values, ReadOnlySpan<int> before)
    {
        var start = _scratch.WrittenCount;
        format.WriteDelta(_scratch, layout, id, mask, values, before);
        _changed.Add(new Piece(start, _scratch.WrittenCount - start));
        return this;
    }

    public byte[] Write(int tick, int ack, params ReadOnlySpan<int> left)
    {
        var output = new ArrayBufferWriter<byte>();
        format.WriteSnapshot(output, new SnapshotParts
        {
            Tick = tick,
            Ack = ack,
            Left = left,
            Entered = _entered.ToArray(),
            Changed = _changed.ToArray(),
            Scratch = _scratch.WrittenSpan,
        });
        return output.WrittenSpan.ToArray();
    }
}
