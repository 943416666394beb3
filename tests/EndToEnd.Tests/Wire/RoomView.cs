using System.Text.Json.Nodes;

namespace EndToEnd.Tests.Wire;

/// <summary>What one viewer knows of a room, put together from its snapshots as PROTOCOL.md says.</summary>
/// <param name="joined">The reply to <c>room.join</c>.</param>
/// <param name="packed">Whether entities travel as arrays of whole steps (MessagePack), or as objects (JSON).</param>
internal sealed class RoomView(JsonNode joined, bool packed)
{
    private readonly Dictionary<int, Dictionary<string, JsonNode>> _objects = [];
    private readonly Dictionary<int, int[]> _steps = [];

    /// <summary>The last snapshot's tick.</summary>
    public int Tick { get; private set; }

    /// <summary>The last input that the server applied.</summary>
    public int Ack { get; private set; }

    /// <summary>The caller's player.</summary>
    public int You { get; } = joined["you"]!.GetValue<int>();

    /// <summary>Takes a snapshot in.</summary>
    /// <param name="snapshot">Its params.</param>
    public void Apply(JsonNode snapshot)
    {
        var tick = snapshot["tick"]!.GetValue<int>();
        Assert.True(tick > Tick, $"A snapshot of tick {tick} came after one of tick {Tick}.");
        Tick = tick;
        Ack = snapshot["ack"]!.GetValue<int>();
        foreach (var left in List(snapshot, "left"))
        {
            _objects.Remove(left.GetValue<int>());
            _steps.Remove(left.GetValue<int>());
        }

        foreach (var entity in List(snapshot, "entered"))
        {
            if (packed) Enter(entity.AsArray());
            else _objects[entity["id"]!.GetValue<int>()] = entity.AsObject().ToDictionary(p => p.Key, p => p.Value!);
        }

        foreach (var entity in List(snapshot, "changed"))
        {
            if (packed) Change(entity.AsArray());
            else foreach (var (key, value) in entity.AsObject()) _objects[entity["id"]!.GetValue<int>()][key] = value!;
        }
    }

    /// <summary>A number of the first entity of a kind that belongs to a player; null when none is in view.</summary>
    public double? Number(string kind, int player, string field)
    {
        if (!packed)
            return _objects.Values.FirstOrDefault(o => o["kind"].GetValue<string>() == kind && o["player"].GetValue<int>() == player)?[field].GetValue<double>();

        var schema = joined["schema"]!.AsArray().Single(k => k!["name"]!.GetValue<string>() == kind)!;
        var fields = schema["fields"]!.AsArray();
        int Index(string name) => fields.Select((f, i) => (f, i)).Single(p => p.f!["name"]!.GetValue<string>() == name).i;
        var found = _steps.FirstOrDefault(e => e.Key >= schema["firstId"]!.GetValue<int>() && e.Key <= schema["lastId"]!.GetValue<int>()
            && e.Value[Index("player")] == player).Value;
        return found is null ? null : found[Index(field)] * fields[Index(field)]!["step"]!.GetValue<double>();
    }

    private static IEnumerable<JsonNode> List(JsonNode snapshot, string key) => snapshot[key]?.AsArray().Select(n => n!) ?? [];

    private void Enter(JsonArray entity) => _steps[entity[0]!.GetValue<int>()] = [.. entity.Skip(1).Select(v => v!.GetValue<int>())];

    private void Change(JsonArray entity)
    {
        var values = _steps[entity[0]!.GetValue<int>()];
        var mask = entity[1]!.GetValue<uint>();
        var next = 2;
        for (var field = 0; field < 32; field++)
            if ((mask >> field & 1) == 1) values[field] = unchecked(values[field] + entity[next++]!.GetValue<int>());
        Assert.Equal(entity.Count, next);
    }
}
