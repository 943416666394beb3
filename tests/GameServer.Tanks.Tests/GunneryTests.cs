using System.Numerics;

namespace GameServer.Tanks.Tests;

public sealed class GunneryTests
{
    [Fact]
    public void A_shell_is_born_at_the_muzzle_and_flies_straight_at_its_hulls_speed()
    {
        var room = new TestRoom();
        var player = room.Join("Ann", 10, 16, hull: Hull.Heavy);
        room.Fire(player);

        var born = room.Tick;
        var shell = Only(room);
        Assert.Equal((born, player.Id, Hull.Heavy), (shell.Born, shell.Player, shell.Hull));
        Assert.Equal(10 + TankRules.MuzzleDistance, shell.X, 1.0 / 64);
        room.Run(30);
        Assert.Equal(shell.X + TankHull.Of(Hull.Heavy).ShellSpeed, Only(room).Position.X, 0.01);
        Assert.Equal((shell.X, shell.Y, shell.Angle), (Only(room).X, Only(room).Y, Only(room).Angle));
    }

    [Fact]
    public void A_held_trigger_fires_each_time_the_gun_is_loaded()
    {
        var room = new TestRoom();
        var player = room.Join("Ann", 30, 16);
        room.Steer(player, fire: true);
        room.Run(1 + 2 * TankHull.Of(Hull.Ranger).ReloadTicks);
        Assert.Equal(3, room.Shells.Count);
    }

    [Fact]
    public void A_pull_of_the_trigger_shortly_before_the_gun_is_loaded_is_not_lost()
    {
        var room = new TestRoom();
        var player = room.Join("Ann", 10, 16);
        room.Fire(player);
        room.Run(TankHull.Of(Hull.Ranger).ReloadTicks - 4);
        room.Steer(player, fire: true);
        room.Run(1);
        room.Steer(player);
        Assert.Equal(1, room.Shells.Count);
        room.Run(6);
        Assert.Equal(2, room.Shells.Count);
        room.Run(30);
        Assert.Equal(2, room.Shells.Count);
    }

    [Fact]
    public void One_pull_of_the_trigger_is_one_shot_however_fast_the_gun_loads()
    {
        var room = new TestRoom();
        var player = room.Join("Ann", 10, 16);
        room.Fire(player);
        room.Tank(player).ReadyAt = 0;
        room.Run(5);
        Assert.Equal(1, room.Shells.Count);
    }

    [Fact]
    public void A_shell_bounces_once_off_slate_and_ends_at_the_next_wall()
    {
        var room = new TestRoom();
        var player = room.Join("Ann", 50, 6, heading: -0.7f);
        room.Fire(player);
        var before = Only(room).Position;
        room.RunUntil(() => room.Shells.Count == 1 && Only(room).DirectionY > 0);
        Assert.Equal(1, Only(room).Bounces);
        Assert.True(Only(room).Position.X > before.X);

        var last = Only(room).Position;
        room.RunUntil(() =>
        {
            last = room.Shells.Count == 1 ? Only(room).Position : last;
            return room.Shells.Count == 0;
        });
        Assert.InRange(last.X, 57, 58);
    }

    [Fact]
    public void A_shell_ends_with_its_life()
    {
        var room = new TestRoom();
        var player = room.Join("Ann", 5, 16);
        room.Fire(player);
        room.Run(TankRules.ShellLifeTicks - 1);
        Assert.Equal(1, room.Shells.Count);
        room.Run(1);
        Assert.Equal(0, room.Shells.Count);
    }

    [Theory]
    [InlineData(Hull.Scout)]
    [InlineData(Hull.Ranger)]
    [InlineData(Hull.Heavy)]
    public void Four_hits_destroy_any_hull(Hull hull)
    {
        var room = new TestRoom();
        var ann = room.Join("Ann", 10, 16);
        var ben = room.Join("Ben", 16, 16, hull: hull);
        for (var hit = 1; hit <= 4; hit++)
        {
            Assert.Equal(5 - hit, room.Tank(ben).Health);
            room.Fire(ann);
            room.RunUntil(() => room.Shells.Count == 0);
            Assert.Equal(hit < 4, room.Field.HasTank(ben));
        }

        var destroyed = Assert.Single(room.Log.All<Destroyed>());
        Assert.Equal((ben.Id, ann.Id, false, 3), (destroyed.Player, destroyed.By, destroyed.Crown, destroyed.Points));
        Assert.Equal(new Vector2(16, 16), new Vector2(destroyed.X, destroyed.Y));
    }

    [Fact]
    public void Only_the_two_concerned_hear_of_a_hit()
    {
        var room = new TestRoom();
        var ann = room.Join("Ann", 10, 16);
        var ben = room.Join("Ben", 16, 16);
        room.Join("Cid", 30, 16);
        room.Fire(ann);
        room.RunUntil(() => room.Shells.Count == 0);
        Assert.Equal([ben, ann], room.Log.ReceiversOf<Hit>());
    }

    [Fact]
    public void Nobody_is_hurt_by_his_own_shell()
    {
        var room = new TestRoom();
        var player = room.Join("Ann", 50, 16);
        room.Fire(player);
        room.RunUntil(() => room.Shells.Count == 0);
        Assert.Equal(4, room.Tank(player).Health);
        Assert.Empty(room.Log.All<Hit>());
    }

    [Fact]
    public void A_brick_ends_a_shell_and_breaks_at_the_second_one()
    {
        var room = new TestRoom(TestRoom.Empty((10, 8, 'b')));
        var player = room.Join("Ann", 14, 17);
        room.Fire(player);
        room.RunUntil(() => room.Shells.Count == 0);
        Assert.Equal(1, room.Bricks[room.Bricks.FirstId].Health);
        Assert.True(room.Field.Tiles.IsSolid(10, 8));

        room.Fire(player);
        room.RunUntil(() => room.Shells.Count == 0);
        Assert.Equal(0, room.Bricks.Count);
        room.Steer(player, throttle: 1);
        room.Run(60);
        Assert.True(room.Tank(player).X > 22);
    }

    [Fact]
    public void A_barrel_does_not_reach_through_a_wall()
    {
        var wall = Enumerable.Range(1, 14).Select(row => (10, row, 'b')).ToArray();
        var room = new TestRoom(TestRoom.Empty(wall));
        var ann = room.Join("Ann", 19, 17);
        var ben = room.Join("Ben", 23, 17);
        room.Fire(ann);
        room.RunUntil(() => room.Shells.Count == 0);
        Assert.Equal(4, room.Tank(ben).Health);
        Assert.Equal(13, room.Bricks.Count(brick => brick.Health == 2));
    }

    [Fact]
    public void A_viewer_who_flies_the_shell_from_what_travelled_gets_the_servers_place()
    {
        var room = new TestRoom();
        var player = room.Join("Ann", 50, 9, heading: -0.63f);
        room.Fire(player);
        var values = new int[room.Shells.Layout.Fields.Count];
        room.Shells.ReadWire(0, values, 0);
        var (x, y) = (values[0] / 64f, values[1] / 64f);
        var angle = Trig.Wrap((float)(values[2] * Math.Tau / 65536));
        var (directionX, directionY) = (Trig.Cos(angle), Trig.Sin(angle));
        var bounces = 0;
        var step = TankHull.Of(Hull.Ranger).ShellSpeed / TankRules.TickRate;
        while (room.Shells.Count > 0)
        {
            Assert.Equal(x, Only(room).Position.X, 0.01);
            Assert.Equal(y, Only(room).Position.Y, 0.01);
            ShellFlight.Advance(
                ref x, ref y, ref directionX, ref directionY, ref bounces, room.Field.Tiles, step, out _, out _);
            room.Run(1);
        }

        Assert.Equal(1, bounces);
    }

    private static Shell Only(TestRoom room)
    {
        Assert.Equal(1, room.Shells.Count);
        var shell = default(Shell);
        foreach (var entry in room.Shells)
        {
            shell = entry.Value;
        }

        return shell;
    }
}
