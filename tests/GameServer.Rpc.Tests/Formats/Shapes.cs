using System.Numerics;
using System.Text.Json.Serialization;

namespace GameServer.Rpc.Tests.Formats;

public enum Mood
{
    Calm,
    VeryAngry,
}

public sealed record Nothing;

public sealed record Defaults(int A, string B = "b", Mood Mood = Mood.VeryAngry, int? C = null, double D = 2.5);

public readonly record struct Pair(sbyte Left, float Right);

public sealed record Numbers(
    byte A, short B, ushort C, uint D, long E, ulong F, float G, double H, decimal I, bool J, char K);

public sealed record Collections(
    int[] Numbers, IReadOnlyList<string> Names, List<Pair> Pairs, IReadOnlyDictionary<string, int> Scores, HashSet<int> Set,
    IEnumerable<bool> Flags, Mood[] Moods, float[]? None);

public sealed record Tree(string Name, IReadOnlyList<Tree> Branches);

public sealed record Times(DateTimeOffset At, DateTime Utc, DateOnly Day, TimeOnly Hour, TimeSpan Length, Guid Id);

public sealed record Placed(Vector2 Position, Vector2? Target);

public sealed record Loose(object? World, object? Nothing);

public class Ancestor
{
    public int Age { get; set; }
}

public sealed class Descendant : Ancestor
{
    public required string Name { get; init; }

    public string? Nick { get; set; }

    [JsonPropertyName("size-of-hat")]
    public int Hat { get; set; } = 5;

    [JsonIgnore]
    public int Secret { get; set; } = 42;

    public int NextAge => Age + 1;

    public readonly int Fixed = 3;
}

public struct Fields
{
    public int A;

    public string? B;
}
