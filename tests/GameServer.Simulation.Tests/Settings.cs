using System.Globalization;

namespace GameServer.Simulation.Tests;

/// <summary>What a seed decides before anything runs.</summary>
internal sealed class Settings
{
    public Settings(int seed, TimeSpan length)
    {
        (Seed, Length) = (seed, length);
        var random = new Random(seed);
        IsShuffled = random.Next(4) != 0;
        People = Play.Pond.Seats + random.Next(3);
        HasHostile = random.Next(2) == 0;
        Rooms = 1 + random.Next(3);
        OutboxBytes = random.Next(2) == 0 ? 16 * 1024 : 262144;
        Faults = true;
        Drains = random.Next(3) == 0;
    }

    public int Seed { get; }

    /// <summary>How long people play before they go home.</summary>
    public TimeSpan Length { get; }

    /// <summary>Whether what is ready runs in a drawn order.</summary>
    public bool IsShuffled { get; init; }

    public int People { get; init; }

    public bool HasHostile { get; init; }

    public bool Faults { get; init; }

    /// <summary>Whether the server is stopped and started again in between.</summary>
    public bool Drains { get; init; }

    public int Rooms { get; init; }

    public int OutboxBytes { get; init; }

    public int MessageBytes => 16384;

    /// <summary>How many bytes of events a session may keep: PROTOCOL.md says 64 kB, and what an outbox can take.</summary>
    public int KeptBytes => Math.Min(64 * 1024, OutboxBytes / 4);

    public TimeSpan Resumable => TimeSpan.FromSeconds(30);

    public Dictionary<string, string?> Configuration(int run) => new()
    {
        ["Limits:OutboxBytes"] = OutboxBytes.ToString(CultureInfo.InvariantCulture),
        ["Limits:MessageBytes"] = MessageBytes.ToString(CultureInfo.InvariantCulture),
        ["Rooms:Seed"] = (Seed ^ run).ToString(CultureInfo.InvariantCulture),
        ["Rooms:MaxRooms"] = Rooms.ToString(CultureInfo.InvariantCulture),
        ["Rooms:EmptySeconds"] = "20",
        ["Accounts:PasswordIterations"] = "1000",
    };
}
