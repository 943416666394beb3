using System.Buffers;
using System.Numerics;
using System.Text;
using MessagePack;

namespace GameServer.Rpc.Protocol;

/// <summary>Snapshots in MessagePack: entities as flat arrays of whole numbers.</summary>
internal static class MessagePackSnapshotWriter
{
    private static readonly byte[] Head =
    [
        MessagePackCode.MinFixMap | 3, .. Text("jsonrpc"), .. Text("2.0"), .. Text("method"), .. Text("room.snapshot"), .. Text("params"),
    ];

    private static readonly byte[] Tick = Text("tick");
    private static readonly byte[] Ack = Text("ack");
    private static readonly byte[] Left = Text("left");
    private static readonly byte[] Entered = Text("entered");
    private static readonly byte[] Changed = Text("changed");

    public static void WriteFull(IBufferWriter<byte> output, int id, ReadOnlySpan<int> values)
    {
        var span = output.GetSpan(MessagePackIntegers.Longest * (2 + values.Length));
        var length = MessagePackIntegers.WriteArrayHeader(span, 1 + values.Length);
        length += MessagePackIntegers.Write(span[length..], id);
        foreach (var value in values)
        {
            length += MessagePackIntegers.Write(span[length..], value);
        }

        output.Advance(length);
    }

    public static void WriteDelta(
        IBufferWriter<byte> output, int id, uint mask, ReadOnlySpan<int> values, ReadOnlySpan<int> before)
    {
        var fields = BitOperations.PopCount(mask);
        var span = output.GetSpan(MessagePackIntegers.Longest * (3 + fields));
        var length = MessagePackIntegers.WriteArrayHeader(span, 2 + fields);
        length += MessagePackIntegers.Write(span[length..], id);
        length += MessagePackIntegers.Write(span[length..], mask);
        for (; mask != 0; mask &= mask - 1)
        {
            var index = BitOperations.TrailingZeroCount(mask);
            length += MessagePackIntegers.Write(span[length..], unchecked(values[index] - before[index]));
        }

        output.Advance(length);
    }

    public static void WriteSnapshot(IBufferWriter<byte> output, in SnapshotParts snapshot)
    {
        var keys = 2 + (snapshot.Left.IsEmpty ? 0 : 1) + (snapshot.Entered.IsEmpty ? 0 : 1) + (snapshot.Changed.IsEmpty ? 0 : 1);
        var span = output.GetSpan(Bound(snapshot));
        var length = 0;
        Put(span, ref length, Head);
        span[length++] = (byte)(MessagePackCode.MinFixMap | keys);
        Put(span, ref length, Tick);
        length += MessagePackIntegers.Write(span[length..], snapshot.Tick);
        Put(span, ref length, Ack);
        length += MessagePackIntegers.Write(span[length..], snapshot.Ack);
        if (!snapshot.Left.IsEmpty)
        {
            Put(span, ref length, Left);
            length += MessagePackIntegers.WriteArrayHeader(span[length..], snapshot.Left.Length);
            foreach (var id in snapshot.Left)
            {
                length += MessagePackIntegers.Write(span[length..], id);
            }
        }

        Put(span, ref length, Entered, snapshot.Entered, snapshot.Scratch);
        Put(span, ref length, Changed, snapshot.Changed, snapshot.Scratch);
        output.Advance(length);
    }

    private static int Bound(in SnapshotParts snapshot)
    {
        // Five keys with the longest numbers behind them take less than this.
        const int Keys = 64;
        var bound = Head.Length + Keys + MessagePackIntegers.Longest * snapshot.Left.Length;
        foreach (var piece in snapshot.Entered)
        {
            bound += piece.Length;
        }

        foreach (var piece in snapshot.Changed)
        {
            bound += piece.Length;
        }

        return bound;
    }

    private static void Put(
        Span<byte> span, ref int length, byte[] key, ReadOnlySpan<Piece> pieces, ReadOnlySpan<byte> scratch)
    {
        if (pieces.IsEmpty)
        {
            return;
        }

        Put(span, ref length, key);
        length += MessagePackIntegers.WriteArrayHeader(span[length..], pieces.Length);
        foreach (var piece in pieces)
        {
            Put(span, ref length, scratch.Slice(piece.Offset, piece.Length));
        }
    }

    private static void Put(Span<byte> span, ref int length, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(span[length..]);
        length += bytes.Length;
    }

    // All keys are shorter than 32 bytes.
    private static byte[] Text(string text) => [(byte)(MessagePackCode.MinFixStr | text.Length), .. Encoding.ASCII.GetBytes(text)];
}
