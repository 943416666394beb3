using GameServer.Rpc;

namespace GameServer.Hosting.Sessions;

/// <summary>What one player, or one address, may ask for: the configuration section <c>Limits</c>. 0 switches a limit off.</summary>
public sealed class SessionLimits
{
    /// <summary>The configuration section, which <see cref="RpcLimits"/> reads too.</summary>
    public const string Section = RpcLimits.Section;

    /// <summary>How many lines of chat a second a player has in the long run, up to 1000; beyond, he gets 1005.</summary>
    public double ChatPerSecond { get; set; } = 1;

    /// <summary>How many lines of chat may come at once after a pause, 1 to 1000.</summary>
    public int ChatBurst { get; set; } = 5;

    /// <summary>How many guests may come from one address in a minute, up to 1,000,000; beyond, they get 1005.</summary>
    public int GuestsPerAddressPerMinute { get; set; } = 60;

    /// <summary>
    /// How many seconds a session waits for its player to come back on a new line, up to 3600. While it waits its seat
    /// is taken and its events are kept.
    /// </summary>
    public int ResumeSeconds { get; set; } = 30;
}
