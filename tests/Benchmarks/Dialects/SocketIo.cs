using System.Text;
using System.Text.Json;
using Benchmarks.Contenders;
using Benchmarks.Load;

namespace Benchmarks.Dialects;

/// <summary>
/// Socket.IO 5 over Engine.IO 4, text over WebSocket from the beginning. The first digit is Engine.IO's (0 open, 2 ping,
/// 3 pong, 4 message), the second Socket.IO's (0 connect, 2 event, 3 acknowledgement); then an id where there is one.
/// </summary>
internal sealed class SocketIo : PeerDialect
{
    public override Opcode Opcode => Opcode.Text;

    protected override byte[] Steered { get; } = """420["steered"]"""u8.ToArray();

    public override string PathFor(Uri server, int line) => "/socket.io/?EIO=4&transport=websocket";

    public override byte[] Call(int id, Move move) => Encoding.UTF8.GetBytes($"42{id}[\"move\",{Arguments(move)}]");

    public override byte[] Steer(Move move) => Encoding.UTF8.GetBytes($"42[\"steer\",{Arguments(move)}]");

    protected override void Join(Line line)
    {
        Expect("0{"u8, line.Receive());
        line.Send("40"u8);
        Expect("40{"u8, line.Receive());
    }

    protected override Arrived Classify(Line line, ReadOnlySpan<byte> message)
    {
        if (message.SequenceEqual("2"u8))
        {
            line.EnqueueMessage("3"u8);
            return default;
        }

        return message.StartsWith("43"u8) ? new Arrived(1, 0)
            : message.StartsWith("42[\"world\""u8) ? new Arrived(0, 1)
            : throw new IOException(Encoding.UTF8.GetString(message));
    }

    protected override JsonElement Payload(ReadOnlySpan<byte> message)
    {
        // An acknowledgement's array holds the answer alone, an event's its name before it.
        var array = JsonElement.Parse(message[message.IndexOf((byte)'[')..]);
        return array[array.GetArrayLength() - 1];
    }

    private static string Arguments(Move move) => JsonSerializer.Serialize(move, JsonSerializerOptions.Web);

    private static void Expect(ReadOnlySpan<byte> start, ReadOnlySpan<byte> message)
    {
        if (!message.StartsWith(start))
        {
            throw new IOException($"Not how Socket.IO begins: {Encoding.UTF8.GetString(message)}");
        }
    }
}
