using System.Text;
using System.Text.Json;
using Benchmarks.Contenders;
using Benchmarks.Load;

namespace Benchmarks.Dialects;

/// <summary>JSON-RPC 2.0 as text, arguments by name: this server, StreamJsonRpc and the raw loops.</summary>
/// <param name="subprotocol">The WebSocket's subprotocol.</param>
/// <param name="method">What a call asks for.</param>
/// <param name="push">The method of the broadcast's notifications.</param>
/// <param name="greeting">What is asked on a new line before anything else, as a message; null for nothing.</param>
internal class JsonRpcJson(
    string? subprotocol, string method = "bench.move", string push = "bench.world", string? greeting = null) : Dialect
{
    // What differs between a reply and a notification stands behind this.
    private const int Envelope = 17;
    private readonly byte[] _push = Encoding.UTF8.GetBytes($"\"method\":\"{push}\"");

    public override string? Subprotocol => subprotocol;

    public override Opcode Opcode => Opcode.Text;

    public override void Greet(Line line)
    {
        if (greeting is not null)
        {
            Ask(line, greeting);
        }
    }

    public override string Ask(Line line, string request)
    {
        line.Send(Encoding.UTF8.GetBytes(request));
        while (true)
        {
            var message = line.Receive();
            if (Read(line, message).Replies > 0)
            {
                return Show(message);
            }
        }
    }

    public override byte[] Call(int id, Move move) =>
        Encoding.UTF8.GetBytes($$"""{"jsonrpc":"2.0","id":{{id}},"method":"{{method}}","params":{{Arguments(move)}}}""");

    public override byte[] Steer(Move move) =>
        Encoding.UTF8.GetBytes($$"""{"jsonrpc":"2.0","method":"bench.steer","params":{{Arguments(move)}}}""");

    public override Arrived Read(Line line, ReadOnlySpan<byte> message)
    {
        if (message[Envelope..].StartsWith("\"method\""u8))
        {
            return new Arrived(0, message[Envelope..].StartsWith(_push) ? 1 : 0);
        }

        return message.IndexOf("\"error\""u8) < 0 ? new Arrived(1, 0) : throw new IOException(Show(message));
    }

    public override string Show(ReadOnlySpan<byte> message) => Encoding.UTF8.GetString(message);

    private static string Arguments(Move move) => JsonSerializer.Serialize(move, JsonSerializerOptions.Web);
}
