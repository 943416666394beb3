using System.Text.Json;
using Benchmarks.Contenders;
using Benchmarks.Load;
using MessagePack;

namespace Benchmarks.Dialects;

/// <summary>The same as <see cref="WsJson"/> in MessagePack, maps with the same keys.</summary>
internal sealed class WsMessagePack : PeerDialect
{
    // msgpackr writes maps of objects with a length of two bytes: the first key stands behind the three of the header.
    private const int Header = 3;
    private static readonly byte[] Reply = MessagePackSerializer.Serialize("id");
    private static readonly byte[] Push = [.. MessagePackSerializer.Serialize("method"), .. MessagePackSerializer.Serialize("world")];

    public override Opcode Opcode => Opcode.Binary;

    protected override byte[] Steered { get; } = Envelop(("id", 0), ("method", "steered"));

    public override byte[] Call(int id, Move move) => Envelop(("id", id), ("method", "move"), ("params", move));

    public override byte[] Steer(Move move) => Envelop(("method", "steer"), ("params", move));

    protected override Arrived Classify(Line line, ReadOnlySpan<byte> message) =>
        message[Header..].StartsWith(Reply) ? new Arrived(1, 0)
        : message[Header..].StartsWith(Push) ? new Arrived(0, 1)
        : throw new IOException(Show(message));

    protected override JsonElement Payload(ReadOnlySpan<byte> message)
    {
        var root = JsonElement.Parse(MessagePackSerializer.ConvertToJson(message.ToArray()));
        return root.TryGetProperty("result", out var result) ? result : root.GetProperty("params");
    }

    private static byte[] Envelop(params (string Key, object Value)[] members) =>
        MessagePackSerializer.Serialize(members.ToDictionary(member => member.Key, member => member.Value));
}
