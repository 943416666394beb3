using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Benchmarks.Contenders;
using Benchmarks.Load;
using MessagePack;

namespace Benchmarks.Dialects;

/// <summary>JSON-RPC 2.0 as MessagePack maps, arguments by name: this server, StreamJsonRpc and the raw loops.</summary>
/// <param name="subprotocol">The WebSocket's subprotocol.</param>
/// <param name="method">What a call asks for.</param>
/// <param name="push">The method of the broadcast's notifications.</param>
/// <param name="greeting">What is asked on a new line before anything else, as JSON; null for nothing.</param>
/// <param name="first">What an idle connection asks for once, as JSON; null for the work.</param>
internal class JsonRpcMessagePack(
    string? subprotocol, string method = "bench.move", string push = "bench.world", string? greeting = null, string? first = null) : Dialect, IPlays
{
    // A map's header, the key "jsonrpc" and its value "2.0": what differs stands behind them.
    private const int Envelope = 13;
    private static readonly byte[] Method = MessagePackSerializer.Serialize("method");
    private static readonly byte[] Snapshot = MessagePackSerializer.Serialize("room.snapshot");
    private static readonly byte[] Tick = MessagePackSerializer.Serialize("tick");
    private static readonly byte[] Error = MessagePackSerializer.Serialize("error");
    private readonly byte[] _push = [.. Method, .. MessagePackSerializer.Serialize(push)];

    public override string? Subprotocol => subprotocol;

    public override Opcode Opcode => Opcode.Binary;

    public override void Greet(Line line)
    {
        if (greeting is not null)
        {
            Ask(line, greeting);
        }
    }

    public override string Ask(Line line, string request)
    {
        line.Send(MessagePackSerializer.ConvertFromJson(request));
        while (true)
        {
            var message = line.Receive();
            if (Read(line, message).Replies > 0)
            {
                return Show(message);
            }
        }
    }

    public override byte[] Call(int id, Move move) => Envelop(method, move, id);

    public override byte[] FirstCall() => first is null ? base.FirstCall() : MessagePackSerializer.ConvertFromJson(first);

    public override byte[] Steer(Move move) => Envelop("bench.steer", move, null);

    public SteerMessage Steering(float throttle, float turn, float aim, bool fire)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(output);
        writer.WriteMapHeader(3);
        writer.Write("jsonrpc");
        writer.Write("2.0");
        writer.Write("method");
        writer.Write("tank.steer");
        writer.Write("params");
        writer.WriteMapHeader(5);
        writer.Write("seq");
        writer.WriteInt32(0);
        writer.Flush();
        var end = output.WrittenCount;
        writer.Write("throttle");
        writer.Write(throttle);
        writer.Write("turn");
        writer.Write(turn);
        writer.Write("aim");
        writer.Write(aim);
        writer.Write("fire");
        writer.Write(fire);
        writer.Flush();
        return new SteerMessage(
            Frames.Of(Opcode, output.WrittenSpan), output.WrittenCount, (end - sizeof(int))..end, BinaryPrimitives.WriteInt32BigEndian);
    }

    public bool TryReadTick(ReadOnlySpan<byte> message, out int tick)
    {
        tick = 0;
        var at = message.IndexOf(Tick) + Tick.Length;
        if (at < Tick.Length || message[Envelope..].IndexOf(Snapshot) < 0)
        {
            return false;
        }

        tick = message[at] switch
        {
            < 0x80 => message[at],
            0xCC => message[at + 1],
            0xCD => BinaryPrimitives.ReadUInt16BigEndian(message[(at + 1)..]),
            0xCE or 0xD2 => BinaryPrimitives.ReadInt32BigEndian(message[(at + 1)..]),
            0xD1 => BinaryPrimitives.ReadInt16BigEndian(message[(at + 1)..]),
            var other => throw new IOException($"What number begins with {other:x2}?"),
        };
        return true;
    }

    public override Arrived Read(Line line, ReadOnlySpan<byte> message)
    {
        if (message[Envelope..].StartsWith(Method))
        {
            return new Arrived(0, message[Envelope..].StartsWith(_push) ? 1 : 0);
        }

        return message.IndexOf(Error) < 0 ? new Arrived(1, 0) : throw new IOException(Show(message));
    }

    public override string Show(ReadOnlySpan<byte> message) => MessagePackSerializer.ConvertToJson(message.ToArray());

    private static byte[] Envelop(string method, Move move, int? id)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(output);
        writer.WriteMapHeader(id is null ? 3 : 4);
        writer.Write("jsonrpc");
        writer.Write("2.0");
        if (id is { } number)
        {
            writer.Write("id");
            writer.Write(number);
        }

        writer.Write("method");
        writer.Write(method);
        writer.Write("params");
        MessagePackSerializer.Serialize(ref writer, move);
        writer.Flush();
        return output.WrittenSpan.ToArray();
    }
}
