using CsCheck;
using GameServer.Games;

namespace GameServer.Tanks.Tests;

public sealed class PropertyTests
{
    private static readonly TankOptions Options = new() { BotsFillTo = 8, RoundTicks = 240, IntermissionTicks = 20 };

    private static readonly Gen<Steer> AnySteer =
        from throttle in Gen.Float[-2f, 2f]
        from turn in Gen.Float[-2f, 2f]
        from aim in Gen.Float[-1000f, 1000f]
        from fire in Gen.Bool
        select new Steer(1, throttle, turn, aim, fire);

    private static readonly Gen<Act> AnyAct = Gen.Frequency(
        (12, Gen.Select(Gen.Int[0, 9], AnySteer, (who, steer) => new Act(What.Steer, who, steer, default))),
        (1, Gen.Const(new Act(What.Join, 0, default, default))),
        (1, Gen.Int[0, 9].Select(who => new Act(What.Leave, who, default, default))),
        (1, Gen.Int[0, 9].Select(who => new Act(What.Respawn, who, default, default))),
        (1, Gen.Select(Gen.Int[0, 9], Gen.Int[-1, 4], Gen.Int[-5, 20],
            (who, hull, paint) => new Act(What.Choose, who, default, new Choose((Hull)hull, paint)))));

    private static readonly Gen<(int Seed, Act[] Acts)> AnyMatch = Gen.Select(Gen.Int, AnyAct.Array[20, 120]);

    private enum What
    {
        Steer,
        Join,
        Leave,
        Respawn,
        Choose,
    }

    [Fact]
    public void The_same_seed_and_commands_give_the_same_state() => AnyMatch.Sample(
        match => Play(match.Seed, match.Acts, _ => { }) == Play(match.Seed, match.Acts, _ => { }), iter: 40);

    [Fact]
    public void Another_seed_or_another_command_gives_another_state()
    {
        var acts = Enumerable.Range(0, 40)
            .Select(index => new Act(index < 2 ? What.Join : What.Steer, index % 2, new Steer(0, 1f, 0.2f, 1f, false), default))
            .ToArray();
        var other = acts.ToArray();
        other[^1] = other[^1] with { Steer = new Steer(0, 0.9f, 0.2f, 1f, false) };
        var hash = Play(1, acts, _ => { });
        Assert.NotEqual(hash, Play(2, acts, _ => { }));
        Assert.NotEqual(hash, Play(1, other, _ => { }));
    }

    [Fact]
    public void Whatever_is_commanded_the_rules_hold() => AnyMatch.Sample(
        match =>
        {
            Play(match.Seed, match.Acts, Check);
        },
        iter: 60);

    [Fact]
    public void Normalised_steering_is_within_its_ranges() => Gen.Select(Gen.Float, Gen.Float, Gen.Float).Sample(
        (throttle, turn, aim) =>
        {
            var steer = new Steer(0, throttle, turn, aim, false).Normalized();
            return MathF.Abs(steer.Throttle) <= 1f && MathF.Abs(steer.Turn) <= 1f && MathF.Abs(steer.Aim) <= 3.1415928f;
        });

    [Fact]
    public void Angles_are_as_exact_as_they_say()
    {
        Gen.Float[-MathF.PI, MathF.PI].Sample(angle =>
            Math.Abs(Trig.Sin(angle) - Math.Sin(angle)) < 1e-6 && Math.Abs(Trig.Cos(angle) - Math.Cos(angle)) < 1e-6);
        Gen.Select(Gen.Float[-100, 100], Gen.Float[-100, 100]).Sample(
            (y, x) => Math.Abs(Trig.Wrap(Trig.Atan2(y, x) - MathF.Atan2(y, x))) < 2e-5);
        Gen.Float[-3 * MathF.PI, 3 * MathF.PI].Sample(angle =>
            MathF.Abs(Trig.Wrap(angle)) <= 3.1415928f
            && Math.Abs(Math.IEEERemainder(Trig.Wrap(angle) - angle, Math.Tau)) < 1e-5);
    }

    private static ulong Play(int seed, Act[] acts, Action<TestRoom> afterEachStep)
    {
        var room = new TestRoom(Options, seed);
        var people = new List<Player>();
        foreach (var act in acts)
        {
            Apply(room, people, act);
            for (var step = 0; step < 5; step++)
            {
                room.Run(1);
                afterEachStep(room);
            }
        }

        return room.Simulation.Hash();
    }

    private static void Apply(TestRoom room, List<Player> people, in Act act)
    {
        if (act.What == What.Join)
        {
            if (room.Simulation.Join("p") is { } joined)
            {
                people.Add(joined);
            }

            return;
        }

        if (people.Count == 0)
        {
            return;
        }

        var player = people[act.Who % people.Count];
        switch (act.What)
        {
            case What.Leave:
                people.Remove(player);
                room.Simulation.Leave(player);
                break;
            case What.Respawn:
                room.Simulation.Apply(player, default(Respawn));
                break;
            case What.Choose:
                room.Simulation.Apply(player, act.Choose);
                break;
            default:
                room.Simulation.Apply(player, act.Steer);
                break;
        }
    }

    private static void Check(TestRoom room)
    {
        foreach (var entry in room.Field.Tanks)
        {
            ref var tank = ref entry.Value;
            var radius = TankHull.Of(tank.Hull).Radius;
            Assert.False(TankMotion.Overlaps(tank.X, tank.Y, radius, room.Field.Tiles), $"In a wall at {tank.Position}.");
            Assert.InRange(tank.Health, 1, TankRules.MaxHealth);
            Assert.InRange(tank.Shield, 0, TankRules.ShieldHits);
            // The fastest hull's, since who changes hulls on the way brings the speed along.
            Assert.InRange(tank.Speed, -TankHull.Of(Hull.Scout).ReverseSpeed, TankHull.Of(Hull.Scout).MaxSpeed);
            Assert.InRange(tank.Heading, -3.1415928f, 3.1415928f);
            Assert.InRange(tank.Turret, -3.1415928f, 3.1415928f);
            Assert.Equal(entry.Owner!.Id, tank.Player);
        }

        foreach (var entry in room.Shells)
        {
            ref var shell = ref entry.Value;
            Assert.InRange(room.Tick - shell.Born, 0, TankRules.ShellLifeTicks - 1);
            Assert.InRange(shell.Bounces, 0, TankRules.ShellBounces);
            Assert.True(room.Field.Tiles.At(shell.AtX, shell.AtY) < Tile.Brick, $"A shell in a wall at {shell.Position}.");
        }

        foreach (var entry in room.Field.Pilots)
        {
            Assert.True(entry.Value is { Score: >= 0, Kills: >= 0, Deaths: >= 0 });
            Assert.Equal(entry.Value.Alive, room.Field.HasTank(entry.Owner!));
        }

        Assert.InRange(room.Field.Pilots.Count(pilot => pilot.Crown), 0, 1);
        Assert.Equal(room.Bricks.ToList().Count, Tiles(room));
    }

    private static int Tiles(TestRoom room) => Enumerable.Range(0, room.Field.Arena.Columns * room.Field.Arena.RowCount)
        .Count(tile => room.Field.Tiles[tile % room.Field.Arena.Columns, tile / room.Field.Arena.Columns] == Tile.Brick);

    private readonly record struct Act(What What, int Who, Steer Steer, Choose Choose);
}
