using GameServer.Games;

namespace Benchmarks.Contenders;

/// <summary>A room that tells the whole arena in every step as an event: what SignalR sends, by this server's way out.</summary>
public sealed class TellGame : Game
{
    private readonly Arena _arena = new();

    /// <inheritdoc/>
    protected override void Join(Player player)
    {
    }

    /// <inheritdoc/>
    protected override void Step(in Tick tick)
    {
        _arena.Step();
        Emit(new World([.. _arena.Entities]));
    }
}

/// <summary>The whole arena.</summary>
/// <param name="Entities">Everything in it.</param>
[Event]
public readonly record struct World(IReadOnlyList<ArenaEntity> Entities);
