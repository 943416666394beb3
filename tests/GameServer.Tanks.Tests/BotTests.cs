using System.Numerics;
using GameServer.Games;

namespace GameServer.Tanks.Tests;

public sealed class BotTests
{
    [Fact]
    public void Bots_fill_a_room_to_twelve_and_make_way_for_people()
    {
        var room = new TestRoom(new TankOptions());
        Assert.Equal((0, 12), Count(room));
        var people = new List<Player>();
        for (var joined = 1; joined <= 14; joined++)
        {
            people.Add(room.Simulation.Join($"p{joined}")!);
            Assert.Equal((joined, Math.Max(0, 12 - joined)), Count(room));
        }

        foreach (var player in people)
        {
            room.Simulation.Leave(player);
        }

        room.Run(1);
        Assert.Equal((0, 12), Count(room));
        Assert.Equal(12, room.Field.Tanks.Count);
        Assert.Equal(12, room.Field.Pilots.Count);
    }

    [Fact]
    public void Sixty_four_people_find_a_place_and_the_next_does_not()
    {
        var room = new TestRoom(new TankOptions());
        for (var joined = 0; joined < 64; joined++)
        {
            Assert.NotNull(room.Simulation.Join($"p{joined}"));
        }

        Assert.Null(room.Simulation.Join("one too many"));
        room.Run(30);
        Assert.Equal(64, room.Field.Tanks.Count);
    }

    [Fact]
    public void The_bot_that_is_missed_least_makes_way()
    {
        var room = new TestRoom(new TankOptions());
        foreach (var bot in room.Game.Players)
        {
            room.Pilot(bot).Score = 10 + bot.Id;
        }

        var last = room.Game.Players[6];
        room.Pilot(last).Score = 2;
        room.Simulation.Join("Ann");
        Assert.DoesNotContain(last, room.Game.Players);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Bots_fight_take_pickups_and_do_not_get_stuck(int seed)
    {
        const float Near = 1.5f;
        const int Seconds = 60;
        const int StuckTicks = 10 * TankRules.TickRate;
        var room = new TestRoom(new TankOptions(), seed);
        var marks = new Dictionary<int, (Vector2 Place, int Since)>();
        var lives = new Dictionary<int, int>();
        for (var tick = 1; tick <= Seconds * TankRules.TickRate; tick++)
        {
            room.Run(1);
            foreach (var entry in room.Field.Tanks)
            {
                var player = entry.Value.Player;
                var deaths = room.Pilot(entry.Owner!).Deaths;
                if (!marks.TryGetValue(player, out var mark) || lives[player] != deaths
                    || Vector2.Distance(mark.Place, entry.Value.Position) > Near)
                {
                    marks[player] = (entry.Value.Position, tick);
                    lives[player] = deaths;
                }

                Assert.True(tick - marks[player].Since < StuckTicks,
                    $"{entry.Owner!.Name} is stuck at {entry.Value.Position} in tick {tick}.");
            }
        }

        Assert.InRange(room.Log.All<Destroyed>().Count(), 12, 120);
        Assert.True(room.Log.All<Collected>().Count() > 5);
        Assert.Contains(room.Field.Pilots.ToList(), pilot => pilot.Score > 3 * pilot.Kills);
    }

    [Fact]
    public void A_bot_leads_a_target_that_drives_across()
    {
        var room = new TestRoom(TestRoom.Empty() with { BotsFillTo = 2 });
        var enemy = room.Join("Ann", 32, 16, heading: MathF.PI / 2);
        room.Tank(enemy).Speed = 7f;
        var bot = Assert.Single(room.Game.Players, player => player.IsBot);
        ref var tank = ref room.Tank(bot);
        (tank.X, tank.Y, tank.Hull) = (20, 16, Hull.Ranger);
        var mind = new Bot(bot, skill: 1f) { Target = enemy, HasClearShot = true, AimErrorUntil = int.MaxValue };
        var helmsman = new Helmsman(room.Field, new Navigator(room.Field.Arena, room.Field.Tiles));
        var gunner = new Gunner(room.Field, new Lookout(room.Field), helmsman);

        var time = 12f / 14f;
        var (aim, _) = gunner.Aim(mind, room.Tank(bot));
        Assert.InRange(aim, MathF.Atan2(7f * time * 0.8f, 12f), MathF.Atan2(7f * time * 1.25f, 12f));
    }

    [Fact]
    public void A_good_bot_gets_out_of_the_way_of_a_shell()
    {
        var room = new TestRoom(TestRoom.Empty() with { BotsFillTo = 1 });
        var bot = room.Game.Players[0];
        ref var tank = ref room.Tank(bot);
        (tank.X, tank.Y, tank.Heading) = (20, 16, 1.2f);
        var mind = new Bot(bot, skill: 1f);
        var lookout = new Lookout(room.Field);
        room.Shells.Spawn(null, new Shell { AtX = 26, AtY = 16.4f, DirectionX = -1, DirectionY = 0, Player = 99 });
        for (var look = 0; look < 20 && mind.DodgeUntil == 0; look++)
        {
            lookout.Watch(mind, room.Tank(bot));
        }

        // The shell passes below, the tank points downwards: it backs away.
        Assert.Equal(-1f, mind.DodgeThrottle);
    }

    [Fact]
    public void A_way_leads_around_slate_and_through_bricks_only_where_that_is_shorter()
    {
        var wall = Enumerable.Range(1, 13).Select(row => (15, row, row == 7 ? 'b' : '#')).ToArray();
        var room = new TestRoom(TestRoom.Empty(wall) with { BotsFillTo = 1 });
        var bot = new Bot(room.Game.Players[0], skill: 0.5f);
        var navigator = new Navigator(room.Field.Arena, room.Field.Tiles);
        navigator.Find(bot, new Tank { X = 25, Y = 15 }, 37, 15);
        Assert.Contains((31f, 15f), Way(bot));

        // The brick is three rows up, the gap four rows down: breaking through takes longer than driving around.
        navigator.Find(bot, new Tank { X = 25, Y = 21 }, 37, 21);
        Assert.Contains(Way(bot), waypoint => waypoint.Y == 29f);
        Assert.Equal((37f, 21f), Way(bot)[^1]);
    }

    [Fact]
    public void A_bot_that_makes_no_way_backs_out_and_looks_for_another()
    {
        var room = new TestRoom(TestRoom.Empty() with { BotsFillTo = 1 });
        var bot = new Bot(room.Game.Players[0], skill: 0.5f) { GoalX = 40, GoalY = 16, WayUntil = int.MaxValue };
        var helmsman = new Helmsman(room.Field, new Navigator(room.Field.Arena, room.Field.Tiles));
        var held = new Tank { X = 20, Y = 16 };
        Assert.Equal(1f, helmsman.Drive(bot, held).Throttle);

        room.Run(30);
        Assert.Equal(-1f, helmsman.Drive(bot, held).Throttle);
        Assert.Equal(0, bot.WayUntil);

        room.Run(20);
        Assert.Equal(1f, helmsman.Drive(bot, held).Throttle);
    }

    private static List<(float X, float Y)> Way(Bot bot) =>
        [.. Enumerable.Range(0, bot.WayLength).Select(index => (bot.WayX[index], bot.WayY[index]))];

    private static (int People, int Bots) Count(TestRoom room) =>
        (room.Game.Players.Count(player => !player.IsBot), room.Game.Players.Count(player => player.IsBot));
}
