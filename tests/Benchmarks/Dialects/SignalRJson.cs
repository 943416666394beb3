using System.Text;
using System.Text.Json;
using Benchmarks.Contenders;
using Benchmarks.Load;

namespace Benchmarks.Dialects;

/// <summary>SignalR's hub protocol in JSON: records that end with 0x1e, of which a message may hold several.</summary>
internal sealed class SignalRJson : Dialect
{
    private const byte End = 0x1e;

    public override Opcode Opcode => Opcode.Text;

    public override void Greet(Line line) => Handshake(line, "json");

    /// <summary>Agrees on a protocol, which is done in JSON for every one.</summary>
    public static void Handshake(Line line, string protocol)
    {
        line.Send(Encoding.UTF8.GetBytes($$"""{"protocol":"{{protocol}}","version":1}""" + (char)End));

        // The first records may come along with the answer.
        var answer = line.Receive();
        if (!answer.StartsWith("{}\u001e"u8))
        {
            throw new IOException(Encoding.UTF8.GetString(answer));
        }
    }

    public override byte[] Call(int id, Move move) => Record(
        $$"""{"arguments":[{{Argument(move)}}],"invocationId":"{{id}}","target":"Move","type":1}""");

    public override byte[] Steer(Move move) => Record($$"""{"arguments":[{{Argument(move)}}],"target":"Steer","type":1}""");

    public override Arrived Read(Line line, ReadOnlySpan<byte> message)
    {
        var (replies, pushes) = (0, 0);
        while (!message.IsEmpty)
        {
            var end = message.IndexOf(End);
            var record = message[..end];
            message = message[(end + 1)..];
            if (record.StartsWith("{\"type\":3"u8))
            {
                replies += record.IndexOf("\"error\""u8) < 0 ? 1 : throw new IOException(Show(record));
            }
            else if (record.StartsWith("{\"type\":1,\"target\":\"World\""u8))
            {
                pushes++;
            }
            else if (record.StartsWith("{\"type\":7"u8))
            {
                throw new IOException(Show(record));
            }
        }

        return new Arrived(replies, pushes);
    }

    public override string Show(ReadOnlySpan<byte> message) => Encoding.UTF8.GetString(message);

    private static string Argument(Move move) => JsonSerializer.Serialize(move, JsonSerializerOptions.Web);

    private static byte[] Record(string json) => [.. Encoding.UTF8.GetBytes(json), End];
}
