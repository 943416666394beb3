using System.Text.Json;
using Benchmarks.Contenders;
using Benchmarks.Load;

namespace Benchmarks.Dialects;

/// <summary>The protocol by hand of <c>Peers/ws.mjs</c> as text: <c>{id, method, params}</c> and <c>{id, result}</c>.</summary>
internal sealed class WsJson : PeerDialect
{
    public override Opcode Opcode => Opcode.Text;

    protected override byte[] Steered { get; } = """{"id":0,"method":"steered"}"""u8.ToArray();

    public override byte[] Call(int id, Move move) =>
        JsonSerializer.SerializeToUtf8Bytes(new { id, method = "move", @params = move }, JsonSerializerOptions.Web);

    public override byte[] Steer(Move move) =>
        JsonSerializer.SerializeToUtf8Bytes(new { method = "steer", @params = move }, JsonSerializerOptions.Web);

    protected override Arrived Classify(Line line, ReadOnlySpan<byte> message) =>
        message.StartsWith("{\"id\":"u8) ? new Arrived(1, 0)
        : message.StartsWith("{\"method\":\"world\""u8) ? new Arrived(0, 1)
        : throw new IOException(Show(message));

    protected override JsonElement Payload(ReadOnlySpan<byte> message)
    {
        var root = JsonElement.Parse(message);
        return root.TryGetProperty("result", out var result) ? result : root.GetProperty("params");
    }
}
