using GameServer.Rpc.Configuration;

namespace GameServer.Hosting.Operations;

/// <summary>Configuration section <c>Drain</c>: how the server stops.</summary>
public sealed class DrainOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Drain";

    /// <summary>Seconds that players may go on after they were told, 0 to 600. Nobody connected, nobody is waited for.</summary>
    public int Seconds { get; set; } = 3;

    /// <summary>Seconds after which the program ends whatever remains, 1 to 900; more than <see cref="Seconds"/>.</summary>
    public int GraceSeconds { get; set; } = 25;

    /// <summary>Names the limits of the options.</summary>
    /// <param name="range">Collects what is wrong.</param>
    internal void Check(OptionsRange range) => range
        .Within(nameof(Seconds), Seconds, 0, 600)
        .Within(nameof(GraceSeconds), GraceSeconds, 1, 900)
        .Must(
            GraceSeconds > Seconds,
            nameof(GraceSeconds),
            GraceSeconds,
            $"be more than {Section}:{nameof(Seconds)}, which is {Seconds}");
}
