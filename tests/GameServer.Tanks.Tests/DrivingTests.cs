using System.Numerics;

namespace GameServer.Tanks.Tests;

public sealed class DrivingTests
{
    [Theory]
    [InlineData(Hull.Scout)]
    [InlineData(Hull.Ranger)]
    [InlineData(Hull.Heavy)]
    public void A_tank_gains_speed_up_to_what_its_hull_can_do(Hull hull)
    {
        var room = new TestRoom();
        var player = room.Join("Ann", 10, 16, hull: hull);
        room.Steer(player, throttle: 1);

        room.Run(1);
        Assert.InRange(room.Tank(player).Speed, 0.1f, 1f);
        room.Run(60);

        Assert.Equal(TankHull.Of(hull).MaxSpeed, room.Tank(player).Speed);
        Assert.True(room.Tank(player).X > 15);
        Assert.Equal(16, room.Tank(player).Y, 0.001);
    }

    [Fact]
    public void A_tank_reverses_slower_than_it_drives()
    {
        var room = new TestRoom();
        var player = room.Join("Ann", 30, 16);
        room.Steer(player, throttle: -1);
        room.Run(60);

        Assert.Equal(-TankHull.Of(Hull.Ranger).ReverseSpeed, room.Tank(player).Speed);
        Assert.True(room.Tank(player).X < 30);
    }

    [Fact]
    public void The_tank_of_a_player_who_is_away_stops_and_fires_no_more_until_he_steers_again()
    {
        var room = new TestRoom();
        var player = room.Join("Ann", 10, 16);
        room.Steer(player, throttle: 1, fire: true);
        room.Run(30);
        room.Simulation.Away(player);
        room.RunUntil(() => room.Tank(player).Speed == 0);
        var shots = room.Shells.Count;
        room.Tank(player).ReadyAt = 0;
        room.Run(1);
        Assert.True(room.Shells.Count <= shots);

        room.Simulation.Back(player);
        room.Steer(player, throttle: 1);
        room.Run(1);
        Assert.True(room.Tank(player).Speed > 0);
    }

    [Fact]
    public void The_last_steering_is_held_until_the_next()
    {
        var room = new TestRoom();
        var player = room.Join("Ann", 10, 16);
        room.Steer(player, throttle: 0.5f);
        room.Run(90);
        Assert.Equal(3.5f, room.Tank(player).Speed, 0.001);

        room.Steer(player);
        room.Run(30);
        Assert.Equal(0, room.Tank(player).Speed);
    }

    [Fact]
    public void A_tank_turns_on_the_spot_and_its_turret_stays_where_it_aims()
    {
        var room = new TestRoom();
        var player = room.Join("Ann", 30, 16);
        room.Steer(player, turn: 1, aim: 0);
        room.Run(10);

        Assert.Equal(TankHull.Of(Hull.Ranger).TurnRate * 10 / 30, room.Tank(player).Heading, 0.0001);
        Assert.Equal(0, room.Tank(player).Turret);
        Assert.Equal(new Vector2(30, 16), room.Tank(player).Position);
    }

    [Fact]
    public void The_turret_takes_the_shorter_way_at_its_own_rate()
    {
        var room = new TestRoom();
        var player = room.Join("Ann", 30, 16);
        room.Tank(player).Turret = 3f;
        room.Steer(player, aim: -3f);
        room.Run(1);
        Assert.Equal(Trig.Wrap(3f + TankHull.Of(Hull.Ranger).TurretRate / 30), room.Tank(player).Turret, 0.0001);

        room.Run(10);
        Assert.Equal(-3f, room.Tank(player).Turret);
    }

    [Fact]
    public void A_wall_stops_a_tank()
    {
        var room = new TestRoom();
        var player = room.Join("Ann", 54, 16);
        room.Steer(player, throttle: 1);
        room.Run(60);

        Assert.Equal(58 - TankHull.Of(Hull.Ranger).Radius, room.Tank(player).X, 0.001);
        Assert.Equal(0, room.Tank(player).Speed, 0.5);
    }

    [Fact]
    public void A_tank_slides_along_a_wall_without_catching_on_its_joints()
    {
        var room = new TestRoom();
        var player = room.Join("Ann", 10, 28, heading: 0.5f);
        room.Steer(player, throttle: 1);
        room.Run(15);
        var before = room.Tank(player).X;
        for (var tick = 0; tick < 90; tick++)
        {
            room.Run(1);
            Assert.True(room.Tank(player).X > before + 0.02f, $"It stood still at {before}.");
            before = room.Tank(player).X;
        }
    }

    [Fact]
    public void Every_hull_fits_through_a_gap_of_one_tile()
    {
        var wall = Enumerable.Range(1, 14).Where(row => row != 8).Select(row => (15, row, '#')).ToArray();
        foreach (var hull in Enum.GetValues<Hull>())
        {
            var room = new TestRoom(TestRoom.Empty(wall));
            var player = room.Join("Ann", 26, 17, hull: hull);
            room.Steer(player, throttle: 1);
            room.Run(90);
            Assert.True(room.Tank(player).X > 34, $"{hull} stands at {room.Tank(player).X}.");
        }
    }

    [Fact]
    public void Tanks_push_each_other_apart()
    {
        var room = new TestRoom();
        var ann = room.Join("Ann", 20, 16);
        var ben = room.Join("Ben", 24, 16.2f, heading: MathF.PI);
        room.Steer(ann, throttle: 1);
        room.Steer(ben, throttle: 1, aim: MathF.PI);
        for (var tick = 0; tick < 90; tick++)
        {
            room.Run(1);
            var distance = Vector2.Distance(room.Tank(ann).Position, room.Tank(ben).Position);
            Assert.True(distance > 2 * TankHull.Of(Hull.Ranger).Radius - 0.3f, $"They overlap: {distance} m apart.");
        }
    }

    [Fact]
    public void Two_tanks_at_the_same_place_come_apart()
    {
        var room = new TestRoom();
        var ann = room.Join("Ann", 20, 16);
        var ben = room.Join("Ben", 20, 16);
        room.Run(3);
        Assert.True(Vector2.Distance(room.Tank(ann).Position, room.Tank(ben).Position) > 1.7f);
    }

    [Fact]
    public void What_lies_outside_the_ranges_is_clamped_and_wrapped()
    {
        var room = new TestRoom();
        var player = room.Join("Ann", 10, 10);
        room.Simulation.Apply(player, new Steer(2, 7f, float.NaN, MathF.Tau + 1f, false));
        var held = room.Pilot(player).Steering;
        Assert.Equal((1f, 0f), (held.Throttle, held.Turn));
        Assert.Equal(1f, held.Aim, 0.0001);

        var steer = new Steer(3, 7f, -7f, 3 * MathF.PI + 0.5f, true).Normalized();
        Assert.Equal((3, 1f, -1f, true), (steer.Seq, steer.Throttle, steer.Turn, steer.Fire));
        Assert.Equal(-MathF.PI + 0.5f, steer.Aim, 0.0001);

        var broken = new Steer(4, float.NaN, float.PositiveInfinity, float.NegativeInfinity, false).Normalized();
        Assert.Equal(new Steer(4, 0f, 0f, 0f, false), broken);
    }

    [Fact]
    public void Merged_steering_is_the_newer_one_with_the_shot_of_either()
    {
        var older = new Steer(1, 1f, 1f, 1f, true);
        var newer = new Steer(2, 0.5f, 0f, -1f, false);
        Assert.Equal(newer with { Fire = true }, Tanks.Steer.Merge(older, newer));
        Assert.Equal(older with { Seq = 3 }, Tanks.Steer.Merge(newer, older with { Seq = 3 }));
    }
}
