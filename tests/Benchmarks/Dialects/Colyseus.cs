using System.Text;
using System.Text.Json;
using Benchmarks.Contenders;
using Benchmarks.Load;
using MessagePack;

namespace Benchmarks.Dialects;

/// <summary>
/// Colyseus 0.17: a seat by HTTP, then WebSocket. The first byte of a message says what it is; a message of the room is
/// its name and its content in MessagePack, a state or a patch of it is in the format of @colyseus/schema.
/// </summary>
internal sealed class Colyseus : PeerDialect
{
    private const byte JoinRoom = 10;
    private const byte RoomData = 13;
    private const byte RoomState = 14;
    private const byte RoomStatePatch = 15;
    private const byte Structure = 255;
    private readonly HttpClient _http = new();

    public override Opcode Opcode => Opcode.Binary;

    protected override byte[] Steered { get; } = [RoomData, .. MessagePackSerializer.Serialize("steered")];

    public override string PathFor(Uri server, int line)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server, "/matchmake/joinOrCreate/bench"))
        {
            Content = new StringContent("{}", Encoding.UTF8, "application/json"),
        };
        using var response = _http.Send(request).EnsureSuccessStatusCode();
        using var reader = new StreamReader(response.Content.ReadAsStream());
        var seat = JsonElement.Parse(reader.ReadToEnd());
        return $"/{seat.GetProperty("processId")}/{seat.GetProperty("roomId")}?sessionId={seat.GetProperty("sessionId")}";
    }

    public override byte[] Call(int id, Move move) => Message("move", move);

    public override byte[] Steer(Move move) => Message("steer", move);

    protected override void Join(Line line)
    {
        var welcome = line.Receive();
        if (welcome[0] != JoinRoom)
        {
            throw new IOException($"Not how Colyseus begins: {Convert.ToHexString(welcome)}");
        }

        line.Send([JoinRoom]);
    }

    protected override Arrived Classify(Line line, ReadOnlySpan<byte> message) => message[0] switch
    {
        RoomData => new Arrived(1, 0),
        RoomStatePatch when message[1] == Structure => new Arrived(0, 1),
        // The whole state, or a first patch that tells how it was made.
        RoomState or RoomStatePatch => default,
        _ => throw new IOException($"A message that was not expected: {Convert.ToHexString(message)}"),
    };

    protected override JsonElement Payload(ReadOnlySpan<byte> message)
    {
        var reader = new MessagePackReader(message[1..].ToArray());
        reader.Skip();
        return JsonElement.Parse(MessagePackSerializer.ConvertToJson(message[(1 + (int)reader.Consumed)..].ToArray()));
    }

    /// <summary>
    /// A patch: for each changed entity 255, its reference, and for each changed field its index and its new value, which
    /// is a single-precision number for all that change here. A reference below 128 is one byte.
    /// </summary>
    protected override IEnumerable<string> World(ReadOnlySpan<byte> message)
    {
        List<string> entities = [];
        for (var at = 1; at < message.Length;)
        {
            var start = at;
            at += 2;
            while (at < message.Length && message[at] != Structure)
            {
                at += 1 + sizeof(float);
            }

            entities.Add(Convert.ToHexString(message[start..at]));
        }

        return entities;
    }

    private static byte[] Message(string name, Move move) =>
        [RoomData, .. MessagePackSerializer.Serialize(name), .. MessagePackSerializer.Serialize(move)];
}
