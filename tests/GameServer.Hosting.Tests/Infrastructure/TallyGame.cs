using GameServer.Games;

namespace GameServer.Hosting.Tests.Infrastructure;

[Command]
public readonly record struct Score(int Points);

[Event]
public readonly record struct Scored(int Player, int Points);

[Entity]
public struct Tally
{
    [Quantized(1)]
    public float Points;
}

/// <summary>A game in which one gets the points that one asks for.</summary>
public sealed class TallyGame : Game<Tally, Score>
{
    public override int MaxPlayers => 2;

    protected override void Join(Player player) => Spawn(player, default);

    protected override void Apply(Player player, in Score command)
    {
        Award(player, command.Points);
        Emit(new Scored(player.Id, command.Points));
    }

    protected override void Step(in Tick tick)
    {
    }
}
