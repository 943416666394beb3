namespace Benchmarks.Contenders;

/// <summary>What a server process is started for: the second argument of <see cref="ServeVerb"/>.</summary>
internal static class Stages
{
    /// <summary>Requests, replies, notifications.</summary>
    public const string Calls = "calls";

    /// <summary>A broadcast at 30 Hz to whoever is connected.</summary>
    public const string Broadcast = "broadcast";

    /// <summary>The real game.</summary>
    public const string Game = "game";

    /// <summary>Connections that do nothing.</summary>
    public const string Idle = "idle";
}
