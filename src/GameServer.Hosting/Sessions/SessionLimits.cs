using GameServer.Rpc;
using GameServer.Rpc.Configuration;

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

    /// <summary>
    /// How many guests, and others who register, may come from one address in a minute, up to 1,000,000; beyond, they
    /// get 1005.
    /// </summary>
    public int GuestsPerAddressPerMinute { get; set; } = 60;

    /// <summary>
    /// How many sign-ins may fail from one address, up to 1,000,000, before each waits (1005) twice as long as the one
    /// before: from a second to a quarter of an hour.
    /// </summary>
    public int FreeSignInFailures { get; set; } = 20;

    /// <summary>
    /// How many sign-ins to one account may fail, up to 1,000,000, before addresses that did not sign in to it before
    /// wait: from a second to a minute.
    /// </summary>
    public int FreeAccountFailures { get; set; } = 5;

    /// <summary>
    /// How many seconds a session waits for its player to come back on a new line, up to 3600. While it waits its seat
    /// is taken and its events are kept.
    /// </summary>
    public int ResumeSeconds { get; set; } = 30;

    /// <summary>Names the bounds of the limits.</summary>
    /// <param name="range">Collects what is wrong.</param>
    internal void Check(OptionsRange range) => range
        .WithinOrOff(nameof(ChatPerSecond), ChatPerSecond, 0.01, 1000)
        .Within(nameof(ChatBurst), ChatBurst, 1, 1000)
        .WithinOrOff(nameof(GuestsPerAddressPerMinute), GuestsPerAddressPerMinute, 1, 1_000_000)
        .WithinOrOff(nameof(FreeSignInFailures), FreeSignInFailures, 1, 1_000_000)
        .WithinOrOff(nameof(FreeAccountFailures), FreeAccountFailures, 1, 1_000_000)
        .WithinOrOff(nameof(ResumeSeconds), ResumeSeconds, 1, 3600);
}
