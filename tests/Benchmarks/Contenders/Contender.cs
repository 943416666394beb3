namespace Benchmarks.Contenders;

/// <summary>One who takes part.</summary>
/// <param name="Name">Its name in tables, and for <c>--only</c>.</param>
/// <param name="Dialect">How the load client speaks with it.</param>
/// <param name="Stages">What it takes part in.</param>
/// <param name="Script">What Node.js runs for it, in <c>tests/Benchmarks/Peers</c>; null for .NET.</param>
internal sealed record Contender(string Name, string Dialect, IReadOnlyList<string> Stages, string? Script = null)
{
    /// <summary>Whether it is a variant that takes part in one workload of the calls only.</summary>
    public bool IsVariant => Name.EndsWith("-async", StringComparison.Ordinal);

    /// <summary>
    /// How the load client speaks with it in a stage: of this server, rooms are watched in the broadcast, and whoever is
    /// idle has signed in.
    /// </summary>
    public string DialectFor(string stage) => (stage, Dialect) switch
    {
        (Contenders.Stages.Broadcast, "gameserver-json") => "watch-json",
        (Contenders.Stages.Broadcast, "gameserver-msgpack") => "watch-msgpack",
        (Contenders.Stages.Idle, "gameserver-json") => "signin-json",
        (Contenders.Stages.Idle, "gameserver-msgpack") => "signin-msgpack",
        _ => Dialect,
    };
}
