using GameServer.Games;

namespace GameServer.Tanks.Tests;

public sealed class ReplayTests
{
    /// <summary>
    /// The hash of one minute of twelve bots from seed 1, as it was when the rules last changed. Another value on
    /// another machine or runtime means that a replay made there would not hold here. Whoever changes the rules on
    /// purpose puts the value of the failure message here.
    /// </summary>
    private const ulong MinuteOfBots = 2811016286928511246;

    [Fact]
    public void A_minute_of_bots_ends_in_the_same_state_on_every_machine()
    {
        var room = new Simulation(new TankGame(), seed: 1);
        for (var tick = 0; tick < 60 * TankRules.TickRate; tick++)
        {
            room.Step();
        }

        Assert.Equal(MinuteOfBots, room.Hash());
    }
}
