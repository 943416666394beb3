using GameServer.Games;

namespace GameServer.Tanks.Tests;

public sealed class HidingTests
{
    [Fact]
    public void A_bush_hides_a_tank_from_everybody_but_its_player()
    {
        var room = new TestRoom(TestRoom.Empty((10, 8, '*')));
        var ann = room.Join("Ann", 21, 17);
        var ben = room.Join("Ben", 30, 17);
        room.Run(1);
        var annsTank = room.Field.TankIdOf(ann);

        Assert.False(room.Simulation.Sees(ben, annsTank));
        Assert.False(room.Simulation.Sees(null, annsTank));
        Assert.True(room.Simulation.Sees(ann, annsTank));
        Assert.True(room.Simulation.Sees(ann, room.Field.TankIdOf(ben)));
    }

    [Fact]
    public void A_bush_does_not_hide_from_who_is_very_near()
    {
        var room = new TestRoom(TestRoom.Empty((10, 8, '*')));
        var ann = room.Join("Ann", 21, 17);
        var ben = room.Join("Ben", 23.9f, 17);
        room.Run(1);
        Assert.True(room.Simulation.Sees(ben, room.Field.TankIdOf(ann)));

        room.Tank(ben).X = 24.2f;
        room.Run(1);
        Assert.False(room.Simulation.Sees(ben, room.Field.TankIdOf(ann)));
    }

    [Fact]
    public void Who_fires_from_a_bush_is_seen_for_a_second()
    {
        var room = new TestRoom(TestRoom.Empty((10, 8, '*')));
        var ann = room.Join("Ann", 21, 17);
        var ben = room.Join("Ben", 30, 25);
        room.Fire(ann);
        Assert.True(room.Simulation.Sees(ben, room.Field.TankIdOf(ann)));
        room.Run(TankRules.RevealTicks - 1);
        Assert.True(room.Simulation.Sees(ben, room.Field.TankIdOf(ann)));
        room.Run(1);
        Assert.False(room.Simulation.Sees(ben, room.Field.TankIdOf(ann)));
    }

    [Fact]
    public void Who_has_no_tank_does_not_see_into_bushes()
    {
        var room = new TestRoom(TestRoom.Empty((10, 8, '*')));
        var ann = room.Join("Ann", 21, 17);
        var ben = room.Join("Ben", 23, 17);
        room.Run(1);
        room.Destroy(ben, ann);
        room.Run(TankRules.RevealTicks);
        Assert.False(room.Simulation.Sees(ben, room.Field.TankIdOf(ann)));
    }

    [Fact]
    public void A_players_view_goes_along_with_the_tank_and_stays_where_it_was_destroyed()
    {
        var room = new TestRoom();
        var ann = room.Join("Ann", 21, 17);
        var ben = room.Join("Ben", 29, 17);
        Assert.True(room.Simulation.ViewOf(ben).Contains(new(29 + TankRules.ViewHalfWidth, 17)));
        Assert.False(room.Simulation.ViewOf(ben).Contains(new(29 + TankRules.ViewHalfWidth + 0.1f, 17)));

        room.Destroy(ben, ann);
        Assert.Equal(new(29, 17), room.Simulation.ViewOf(ben).Center);
    }

    [Fact]
    public void Who_watches_looks_at_a_tank_that_is_named_to_him()
    {
        var room = new TestRoom(new TankOptions());
        room.RunUntil(() => room.Game.Match.Round.Spotlight != 0);
        room.Run(1);
        var player = Spotlit(room);
        Assert.True(player.IsBot);
        Assert.Equal(room.Tank(player).Position, room.Simulation.ViewOf(null).Center);

        var place = room.Tank(player).Position;
        room.Field.RemoveTank(player);
        room.Pilot(player).RespawnAt = int.MaxValue;
        room.Run(1);
        Assert.Equal((0, place), (room.Game.Match.Round.Spotlight, room.Simulation.ViewOf(null).Center));
        room.RunUntil(() => room.Game.Match.Round.Spotlight != 0);
        Assert.NotEqual(player, Spotlit(room));
    }

    [Fact]
    public void Who_watches_does_not_follow_a_tank_into_a_bush()
    {
        var room = new TestRoom(TestRoom.Empty((10, 8, '*')));
        var ann = room.Join("Ann", 25, 17);
        room.RunUntil(() => room.Game.Match.Round.Spotlight == ann.Id);
        room.Run(1);
        Assert.Equal(25, room.Simulation.ViewOf(null).Center.X);
        room.Tank(ann).X = 21;
        room.Run(2);
        Assert.Equal(25, room.Simulation.ViewOf(null).Center.X);
    }

    [Fact]
    public void Bots_do_not_see_into_bushes_either()
    {
        var room = new TestRoom(TestRoom.Empty((10, 8, '*')) with { BotsFillTo = 2 });
        var ann = room.Join("Ann", 21, 17);
        var bot = Assert.Single(room.Game.Players, player => player.IsBot);
        var lookout = new Lookout(room.Field);
        var mind = new Bot(bot, skill: 1f);
        room.Run(1);
        room.Tank(bot).X = 30;
        room.Tank(bot).Y = 17;

        lookout.Look(mind, room.Tank(bot));
        Assert.Null(mind.Target);

        room.Tank(ann).InBush = false;
        lookout.Look(mind, room.Tank(bot));
        Assert.Same(ann, mind.Target);
    }

    private static Player Spotlit(TestRoom room) =>
        Assert.Single(room.Game.Players, player => player.Id == room.Game.Match.Round.Spotlight);
}
