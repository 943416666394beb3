using GameServer.Games;

namespace GameServer.Tanks.Tests;

public sealed class RoundTests
{
    private static readonly TankOptions Short =
        TestRoom.Empty((10, 8, 'b'), (20, 8, 'R')) with { RoundTicks = 100, IntermissionTicks = 20 };

    [Fact]
    public void A_round_lasts_four_minutes_unless_told_otherwise()
    {
        Assert.Equal(240, new TankOptions().RoundTicks / new TankGame().TickRate);
    }

    [Fact]
    public void A_round_ends_with_a_podium_and_points_for_people()
    {
        var room = new TestRoom(Short);
        var players = new[] { "Ann", "Ben", "Cid", "Dan", "Eve" }
            .Select((name, index) => room.Join(name, 5 + 8 * index, 5)).ToArray();
        (room.Pilot(players[0]).Score, room.Pilot(players[1]).Score, room.Pilot(players[2]).Score) = (2, 7, 2);
        room.Pilot(players[1]).Kills = 2;
        room.Pilot(players[3]).Score = 1;
        room.Run(99);
        Assert.Equal(RoundPhase.Playing, room.Game.Match.Round.Phase);
        Assert.Empty(room.Log.Awards);

        room.Run(1);
        var round = room.Game.Match.Round;
        Assert.Equal((RoundPhase.Intermission, players[1].Id, 120), (round.Phase, round.Winner, round.EndsAt));
        var expected = new RoundEnded(
            1, 120, new(players[1].Id, 7, 2), new(players[0].Id, 2, 0), new(players[2].Id, 2, 0));
        Assert.Equal(expected, Assert.Single(room.Log.All<RoundEnded>()));
        Assert.Equal([(players[0], 2), (players[1], 7), (players[2], 2), (players[3], 1)], room.Log.Awards);
    }

    [Fact]
    public void Who_scored_alone_stands_alone_on_the_podium()
    {
        var room = new TestRoom(Short);
        var ann = room.Join("Ann", 5, 5);
        room.Join("Ben", 15, 5);
        room.Pilot(ann).Score = 3;
        room.Run(100);
        Assert.Equal(new RoundEnded(1, 120, new(ann.Id, 3, 0), default, default), Assert.Single(room.Log.All<RoundEnded>()));
    }

    [Fact]
    public void Guns_are_silent_between_rounds()
    {
        var room = new TestRoom(Short);
        var ann = room.Join("Ann", 5, 5);
        room.Run(95);
        room.Fire(ann);
        Assert.Equal(1, room.Shells.Count);
        room.Run(4);
        Assert.Equal(0, room.Shells.Count);
        room.Steer(ann, throttle: 1, fire: true);
        room.Run(10);
        Assert.Equal(0, room.Shells.Count);
        Assert.True(room.Tank(ann).X > 5.5f);
    }

    [Fact]
    public void Points_stand_still_from_a_rounds_end_on_whatever_is_driven_over_or_was_fired_before()
    {
        var room = new TestRoom(Short with { IntermissionTicks = 60 });
        var ann = room.Join("Ann", 10, 16);
        var ben = room.Join("Ben", 18, 16);
        room.Destroy(ben, ann);
        Assert.Equal(3, room.Game.Loot.Scraps.Count);
        room.Run(97 - room.Tick);
        room.Fire(ann);
        Assert.Equal(1, room.Shells.Count);
        room.Run(2);
        var told = Assert.Single(room.Log.All<RoundEnded>());
        var awards = room.Log.Awards.ToArray();
        Assert.Equal((ann.Id, 3, 1), (told.First.Player, told.First.Score, told.First.Kills));

        (room.Tank(ann).X, room.Tank(ann).Y) = (18, 16);
        for (var tick = 0; tick < 40; tick++)
        {
            room.Run(1);
            Assert.Equal((3, 1, 0), (room.Pilot(ann).Score, room.Pilot(ann).Kills, room.Pilot(ann).Scrap));
        }

        Assert.Equal(3, room.Game.Loot.Scraps.Count);
        room.RunUntil(() => room.Game.Match.Round.Number == 2);
        Assert.Equal(awards, room.Log.Awards);
        Assert.Empty(room.Log.Payments);
    }

    [Fact]
    public void The_podium_has_the_order_of_the_scoreboard_where_points_are_equal()
    {
        var room = new TestRoom(Short);
        var players = new[] { "Ann", "Ben", "Cid", "Dan" }.Select((name, index) => room.Join(name, 5 + 8 * index, 5)).ToArray();
        foreach (var (player, kills, deaths) in new[] { (0, 0, 0), (1, 1, 2), (2, 1, 1), (3, 1, 1) })
        {
            ref var pilot = ref room.Pilot(players[player]);
            (pilot.Score, pilot.Kills, pilot.Deaths) = (3, kills, deaths);
        }

        room.Run(100);
        Assert.Equal(
            new RoundEnded(1, 120, new(players[2].Id, 3, 1), new(players[3].Id, 3, 1), new(players[1].Id, 3, 1)),
            Assert.Single(room.Log.All<RoundEnded>()));
    }

    [Fact]
    public void The_next_round_begins_from_nothing()
    {
        var room = new TestRoom(Short);
        var ann = room.Join("Ann", 15, 17);
        var ben = room.Join("Ben", 15, 25);
        for (var shot = 0; shot < 2; shot++)
        {
            room.Fire(ann);
            room.RunUntil(() => room.Shells.Count == 0);
        }

        Assert.Equal(0, room.Bricks.Count);
        room.Destroy(ben, ann);
        room.Log.Clear();
        room.RunUntil(() => room.Game.Match.Round.Number == 2);

        Assert.Equal((120, new RoundStarted(2, 220)), (room.Tick, Assert.Single(room.Log.All<RoundStarted>())));
        Assert.Equal(RoundPhase.Playing, room.Game.Match.Round.Phase);
        Assert.Equal((1, 1, 0), (room.Bricks.Count, room.Game.Loot.Pickups.Count, room.Game.Loot.Scraps.Count));
        Assert.True(room.Field.Tiles.IsSolid(10, 8));
        foreach (var player in new[] { ann, ben })
        {
            ref var pilot = ref room.Pilot(player);
            Assert.Equal((0, 0, 0, false, true), (pilot.Score, pilot.Kills, pilot.Deaths, pilot.Crown, pilot.Alive));
            Assert.True(room.Tank(player).Protected);
        }
    }

    [Fact]
    public void Nobody_wins_a_round_in_which_nobody_scored()
    {
        var room = new TestRoom(Short);
        room.Join("Ann", 5, 5);
        room.Run(100);
        Assert.Equal(0, room.Game.Match.Round.Winner);
        Assert.Equal(default, Assert.Single(room.Log.All<RoundEnded>()).First);
        Assert.Empty(room.Log.Awards);
    }

    [Fact]
    public void Who_leaves_early_keeps_the_points_and_is_not_awarded_twice()
    {
        var room = new TestRoom(Short);
        var ann = room.Join("Ann", 5, 5);
        var ben = room.Join("Ben", 15, 5);
        (room.Pilot(ann).Score, room.Pilot(ben).Score) = (4, 5);
        room.Simulation.Leave(ann);
        Assert.Equal([(ann, 4)], room.Log.Awards);

        room.Run(100);
        room.Simulation.Leave(ben);
        Assert.Equal([(ann, 4), (ben, 5)], room.Log.Awards);
    }

    [Fact]
    public void Whoever_comes_late_sees_the_clock()
    {
        var room = new TestRoom();
        var rounds = (EntitySet<Round>)room.Game.Sets.Single(set => set.Layout.Name == "round");
        Assert.False(rounds.IsPlaced);
        Assert.Equal((RoundPhase.Playing, 1, TankRules.RoundTicks), (rounds[rounds.FirstId].Phase, rounds[rounds.FirstId].Number, rounds[rounds.FirstId].EndsAt));
    }
}
