using System.Numerics;

namespace GameServer.Tanks.Tests;

public sealed class SpawningTests
{
    [Fact]
    public void Spawn_protection_lasts_two_seconds()
    {
        var room = new TestRoom();
        var ann = room.Join("Ann", 10, 16);
        var ben = room.Join("Ben", 16, 16);
        room.Tank(ben).Protected = true;
        room.Tank(ben).ProtectedUntil = room.Tick + TankRules.ProtectionTicks;
        room.Fire(ann);
        room.RunUntil(() => room.Shells.Count == 0);
        Assert.Equal(4, room.Tank(ben).Health);
        Assert.All(room.Log.All<Hit>(), hit => Assert.True(hit.Shielded));

        room.RunUntil(() => !room.Tank(ben).Protected);
        Assert.Equal(TankRules.ProtectionTicks, room.Tick);
        room.Fire(ann);
        room.RunUntil(() => room.Shells.Count == 0);
        Assert.Equal(3, room.Tank(ben).Health);
    }

    [Fact]
    public void A_new_tank_is_protected_until_it_fires()
    {
        var room = new TestRoom();
        var ann = room.Simulation.Join("Ann")!;
        room.Run(1);
        Assert.True(room.Tank(ann).Protected);
        room.Fire(ann);
        Assert.False(room.Tank(ann).Protected);
        room.Run(1);
        Assert.False(room.Tank(ann).Protected);
    }

    [Fact]
    public void A_destroyed_tank_comes_back_by_itself()
    {
        var room = new TestRoom();
        var ann = room.Join("Ann", 10, 16);
        var ben = room.Join("Ben", 18, 16);
        room.Destroy(ben, ann);
        room.Log.Clear();
        Assert.False(room.Pilot(ben).Alive);
        Assert.Equal(room.Tick + TankRules.RespawnTicks, room.Pilot(ben).RespawnAt);

        room.Run(TankRules.RespawnTicks - 1);
        Assert.False(room.Field.HasTank(ben));
        room.Run(1);
        Assert.True(room.Field.HasTank(ben) && room.Pilot(ben).Alive);
        Assert.Equal((4, true), (room.Tank(ben).Health, room.Tank(ben).Protected));
        Assert.Equal(new Spawned(ben.Id, Hull.Ranger), Assert.Single(room.Log.All<Spawned>()));
    }

    [Fact]
    public void Who_asks_comes_back_after_a_second_and_not_before()
    {
        var room = new TestRoom();
        var ann = room.Join("Ann", 10, 16);
        var ben = room.Join("Ben", 18, 16);
        room.Destroy(ben, ann);
        for (var tick = 0; tick < TankRules.RespawnEarliestTicks; tick++)
        {
            room.Simulation.Apply(ben, default(Respawn));
            room.Run(1);
            Assert.False(room.Field.HasTank(ben));
        }

        room.Simulation.Apply(ben, default(Respawn));
        room.Run(1);
        Assert.True(room.Field.HasTank(ben));
        var before = room.Tank(ben).Position;
        room.Simulation.Apply(ben, default(Respawn));
        room.Run(1);
        Assert.Equal(before, room.Tank(ben).Position);
    }

    [Fact]
    public void Tanks_spawn_on_open_ground_away_from_the_others()
    {
        var room = new TestRoom(new TankOptions { BotsFillTo = 0 });
        var places = new List<Vector2>();
        for (var count = 0; count < 12; count++)
        {
            var player = room.Simulation.Join($"p{count}")!;
            ref var tank = ref room.Tank(player);
            Assert.Equal(Tile.Floor, room.Field.Tiles.At(tank.X, tank.Y));
            Assert.False(TankMotion.Overlaps(tank.X, tank.Y, TankHull.Of(Hull.Heavy).Radius, room.Field.Tiles));
            foreach (var place in places)
            {
                Assert.True(Vector2.Distance(place, tank.Position) >= 10, "Two spawned side by side.");
            }

            places.Add(tank.Position);
        }
    }

    [Fact]
    public void Paint_shows_at_once_and_a_hull_at_once_only_while_protected()
    {
        var room = new TestRoom();
        var ann = room.Simulation.Join("Ann")!;
        room.Simulation.Apply(ann, new Choose(Hull.Scout, 5));
        Assert.Equal((Hull.Scout, 5), (room.Tank(ann).Hull, room.Tank(ann).Paint));

        room.Fire(ann);
        room.Simulation.Apply(ann, new Choose(Hull.Heavy, 99));
        Assert.Equal((Hull.Scout, 11), (room.Tank(ann).Hull, room.Tank(ann).Paint));
        Assert.Equal((Hull.Heavy, 11), (room.Pilot(ann).Hull, room.Pilot(ann).Paint));

        room.Simulation.Apply(ann, new Choose((Hull)77, -1));
        Assert.Equal((Hull.Heavy, 0), (room.Pilot(ann).Hull, room.Pilot(ann).Paint));

        var ben = room.Join("Ben", 10, 16);
        ref var tank = ref room.Tank(ann);
        (tank.X, tank.Y) = (20, 16);
        room.Destroy(ann, ben);
        room.Run(TankRules.RespawnTicks);
        Assert.Equal(Hull.Heavy, room.Tank(ann).Hull);
    }
}
