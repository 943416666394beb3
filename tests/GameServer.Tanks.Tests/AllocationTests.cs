using GameServer.Games;

namespace GameServer.Tanks.Tests;

public sealed class AllocationTests
{
    // Short rounds, so that the end of one and the beginning of the next are among the steps that are measured.
    private static readonly TankOptions Options = new() { RoundTicks = 400, IntermissionTicks = 60 };

    [Fact]
    public void A_step_with_64_steered_tanks_allocates_nothing()
    {
        var room = new Simulation(new TankGame(Options), seed: 3);
        var players = Enumerable.Range(0, 64).Select(index => room.Join($"p{index}")!).ToArray();
        var random = new GameRandom(4);
        Assert.Equal(0, AllocatedIn(room, () =>
        {
            foreach (var player in players)
            {
                room.Apply(player, new Steer(
                    room.TickNumber, random.Between(-0.3f, 1), random.Between(-1, 1), random.Between(-3, 3), random.Next(2) == 0));
            }
        }));
    }

    [Fact]
    public void A_step_with_64_bots_allocates_nothing()
    {
        var room = new Simulation(new TankGame(Options with { BotsFillTo = 64 }), seed: 3);
        Assert.Equal(0, AllocatedIn(room, () => { }));
    }

    private static long AllocatedIn(Simulation room, Action commands)
    {
        for (var step = 0; step < 900; step++)
        {
            commands();
            room.Step();
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var step = 0; step < 900; step++)
        {
            commands();
            room.Step();
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
