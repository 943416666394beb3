using System.Buffers.Text;
using System.Globalization;
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
/// <param name="first">What an idle connection asks for once; null for the work.</param>
internal class JsonRpcJson(
    string? subprotocol, string method = "bench.move", string push = "bench.world", string? greeting = null, string? first = null) : Dialect, IPlays
{
    // What differs between a reply and a notification stands behind this.
    private const int Envelope = 17;
    private const int SeqWidth = 8;
    private static readonly byte[] Snapshot = [.. """{"jsonrpc":"2.0","method":"room.snapshot","params":{"tick":"""u8];
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

    public override byte[] FirstCall() => first is null ? base.FirstCall() : Encoding.UTF8.GetBytes(first);

    public override byte[] Steer(Move move) =>
        Encoding.UTF8.GetBytes($$"""{"jsonrpc":"2.0","method":"bench.steer","params":{{Arguments(move)}}}""");

    public SteerMessage Steering(float throttle, float turn, float aim, bool fire)
    {
        // JSON allows spaces before a number: they make its place of one width.
        var head = """{"jsonrpc":"2.0","method":"tank.steer","params":{"seq":""";
        var payload = Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $$$"""{{{head}}}{{{0,SeqWidth}}},"throttle":{{{throttle}}},"turn":{{{turn}}},"aim":{{{aim}}},"fire":{{{(fire ? "true" : "false")}}}}}"""));
        return new SteerMessage(Frames.Of(Opcode, payload), payload.Length, head.Length..(head.Length + SeqWidth), static (place, seq) =>
        {
            place.Fill((byte)' ');
            var end = place.Length;
            do
            {
                place[--end] = (byte)('0' + (seq % 10));
            }
            while ((seq /= 10) > 0);
        });
    }

    public bool TryReadTick(ReadOnlySpan<byte> message, out int tick)
    {
        tick = 0;
        var at = message.StartsWith(Snapshot) ? Snapshot.Length : -1;
        return at > 0 && Utf8Parser.TryParse(message[at..], out tick, out _);
    }

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
