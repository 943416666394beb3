using GameServer.Games;

namespace GameServer.Tanks.Tests;

public sealed class DeterminismTests
{
    [Fact]
    public void The_same_seed_gives_the_same_match()
    {
        Assert.Equal(Play(7), Play(7));
        Assert.NotEqual(Play(7), Play(8));
    }

    private static ulong Play(int seed)
    {
        var simulation = new Simulation(new TankGame(), seed);
        for (var step = 0; step < 1800; step++)
        {
            simulation.Step();
        }

        return simulation.Hash();
    }
}
