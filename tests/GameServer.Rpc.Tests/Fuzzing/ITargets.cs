using GameServer.Games;

namespace GameServer.Rpc.Tests.Fuzzing;

public enum Kind
{
    Plain,
    VeryFancy,
}

public sealed record Node(string Name, IReadOnlyList<Node> Branches);

public readonly record struct Place(float X, double Y = 2.5);

public sealed record Many(
    int[] Numbers, IReadOnlyList<string> Names, IReadOnlyDictionary<string, int> Scores, HashSet<long> Set, List<Place> Places,
    IEnumerable<bool> Flags, Kind[] Kinds, decimal Price, char Letter, byte Small, ulong Large, float[]? None = null);

public sealed record Moments(DateTimeOffset At, DateTime Utc, DateOnly Day, TimeOnly Hour, TimeSpan Length, Guid Id, Uri? Link = null);

[Command]
public readonly record struct Steer(sbyte Direction, float Speed = 1.5f);

/// <summary>Methods whose arguments are of every form that the wire knows.</summary>
public interface ITargets
{
    [RpcMethod("many")]
    void TakeMany(Many value);

    [RpcMethod("moments")]
    void TakeMoments(Moments value);

    [RpcMethod("tree")]
    void TakeTree(Node value);

    [RpcMethod("mixed")]
    void TakeMixed(int a, string? b = null, Kind c = Kind.Plain, double? d = null, Place? e = null, byte[]? f = null);
}

public sealed class Targets : ITargets
{
    public void TakeMany(Many value)
    {
    }

    public void TakeMoments(Moments value)
    {
    }

    public void TakeTree(Node value)
    {
    }

    public void TakeMixed(int a, string? b, Kind c, double? d, Place? e, byte[]? f)
    {
    }
}
