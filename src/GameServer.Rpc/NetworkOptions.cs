using GameServer.Rpc.Configuration;

namespace GameServer.Rpc;

/// <summary>Configuration section <c>Network</c>: how sockets are served.</summary>
public sealed class NetworkOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Network";

    /// <summary>
    /// Whether sockets are served by threads that wait in epoll(7), which halves what a small message costs. On Linux
    /// only; elsewhere, and without it, ASP.NET Core's own sockets serve them.
    /// </summary>
    public bool Epoll { get; set; } = true;

    /// <summary>How many threads serve the sockets, 1 to 64; by default as many as cores, up to 8. Calls begin on them.</summary>
    public int Threads { get; set; } = Math.Clamp(Environment.ProcessorCount, 1, 8);

    /// <summary>Names the limits of the options.</summary>
    /// <param name="range">Collects what is wrong.</param>
    internal void Check(OptionsRange range) => range.Within(nameof(Threads), Threads, 1, 64);
}
