using GameServer.Rpc.Configuration;

namespace GameServer.Rpc;

/// <summary>What one connection, or one address, may cost: the configuration section <c>Limits</c>. 0 switches a limit off.</summary>
public sealed class RpcLimits
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Limits";

    /// <summary>The default of <see cref="Depth"/>.</summary>
    public const int DefaultDepth = 32;

    /// <summary>The greatest <see cref="Depth"/>, and what holds when it is switched off: deeper nesting could exhaust a stack.</summary>
    public const int GreatestDepth = 512;

    /// <summary>The largest message in bytes, 256 to 67,108,864; a larger one ends the connection with 1009.</summary>
    public int MessageBytes { get; set; } = 16384;

    /// <summary>How deeply a message may nest, 4 to 512; a deeper one is answered with -32700.</summary>
    public int Depth { get; set; } = DefaultDepth;

    /// <summary>How many calls of a connection may run at once, 1 to 10,000; while they do, nothing more is read.</summary>
    public int InFlight { get; set; } = 32;

    /// <summary>How many calls a second are served in the long run, 0.1 to 1,000,000; those beyond are answered with 1005.</summary>
    public double CallsPerSecond { get; set; } = 60;

    /// <summary>How many calls may come at once after a pause, 1 to 1,000,000.</summary>
    public double CallsBurst { get; set; } = 200;

    /// <summary>
    /// How many failures a second are borne in the long run, 0.1 to 1,000,000 (calls beyond the rate, notifications that
    /// fail, messages that are no calls); beyond, the connection is closed with 1008 <c>flood</c>.
    /// </summary>
    public double FailuresPerSecond { get; set; } = 20;

    /// <summary>How many failures may come at once after a pause, 1 to 1,000,000.</summary>
    public double FailuresBurst { get; set; } = 100;

    /// <summary>
    /// How many bytes of replies may wait, and how many of events: 16,384 to 1,073,741,824, and at least
    /// <see cref="MessageBytes"/>. While replies fill more than half of it, nothing more
    /// is read; one that is longer becomes error 1012. Events beyond it close the connection with 1013.
    /// </summary>
    public int OutboxBytes { get; set; } = 262144;

    /// <summary>How long one write may take, in seconds, 0.1 to 3,600, before the line counts as lost.</summary>
    public double SendTimeoutSeconds { get; set; } = 10;

    /// <summary>How many connections one address may have, 1 to 1,000,000; one more is closed with 1008 <c>too many connections</c>.</summary>
    public int ConnectionsPerAddress { get; set; } = 64;

    /// <summary>
    /// How long a connection may do without a sign-in and without watching a room, in seconds, 1 to 3,600; then it is closed with 1008
    /// <c>sign-in timeout</c>. It does not run while the server itself holds up a sign-in.
    /// </summary>
    public double SignInSeconds { get; set; } = 30;

    /// <summary>How long the other side may be silent, pings unanswered, in seconds, 1 to 3,600, before the line counts as lost.</summary>
    public double IdleSeconds { get; set; } = 30;

    /// <summary>Names the bounds of the limits.</summary>
    /// <param name="range">Collects what is wrong.</param>
    internal void Check(OptionsRange range) => range
        .WithinOrOff(nameof(MessageBytes), MessageBytes, 256, 64 * 1024 * 1024)
        .WithinOrOff(nameof(Depth), Depth, 4, GreatestDepth)
        .WithinOrOff(nameof(InFlight), InFlight, 1, 10_000)
        .WithinOrOff(nameof(CallsPerSecond), CallsPerSecond, 0.1, 1_000_000)
        .WithinOrOff(nameof(CallsBurst), CallsBurst, 1, 1_000_000)
        .WithinOrOff(nameof(FailuresPerSecond), FailuresPerSecond, 0.1, 1_000_000)
        .WithinOrOff(nameof(FailuresBurst), FailuresBurst, 1, 1_000_000)
        .WithinOrOff(nameof(OutboxBytes), OutboxBytes, 16 * 1024, 1024 * 1024 * 1024)
        .WithinOrOff(nameof(SendTimeoutSeconds), SendTimeoutSeconds, 0.1, 3600)
        .WithinOrOff(nameof(ConnectionsPerAddress), ConnectionsPerAddress, 1, 1_000_000)
        .WithinOrOff(nameof(SignInSeconds), SignInSeconds, 1, 3600)
        .WithinOrOff(nameof(IdleSeconds), IdleSeconds, 1, 3600)
        .Must(
            OutboxBytes == 0 || OutboxBytes >= MessageBytes || range.HasFailed,
            nameof(OutboxBytes),
            OutboxBytes,
            // A reply may hold what the call held, its id for one.
            $"be at least {nameof(MessageBytes)}, which is {MessageBytes}");
}
