using System.Globalization;
using System.Reflection;
using System.Text;
using GameServer.Games;

namespace GameServer.Tanks.Tests;

/// <summary>
/// What the movement and flight rules give, written down for clients that run the same rules: the page's prediction
/// replays these files in its own tests. Set <c>GAMESERVER_WRITE_GOLDEN=1</c> to write them anew.
/// </summary>
public sealed class GoldenTraceTests
{
    private static readonly string[] Plan =
    [
        "################",
        "#......#.......#",
        "#..............#",
        "#...##.....bb..#",
        "#...#......b...#",
        "#......**......#",
        "#......**...#..#",
        "#..b........#..#",
        "#..b....##.....#",
        "################",
    ];

    [Fact]
    public void Tanks_move_as_written() => Compare("steer.json", WriteTanks());

    [Fact]
    public void Shells_fly_as_written() => Compare("shells.json", WriteShells());

    private static void Compare(string name, string actual)
    {
        var root = typeof(GoldenTraceTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "RepositoryRoot").Value!;
        var path = Path.Combine(root, "tests", "GameServer.Tanks.Tests", "golden", name);
        if (Environment.GetEnvironmentVariable("GAMESERVER_WRITE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
        }

        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), actual);
    }

    // {tickRate, tileSize, rows, traces: [{hull: {...}, start, steps: [{steer: [throttle, turn, aim], after: [x, y,
    // heading, turret, speed]}]}]}
    private static string WriteTanks()
    {
        var walls = new TileMap(new Arena(Plan));
        var text = Head();
        var traces = TankHull.All.Select(hull => WriteTank(hull, walls));
        return text.Append("\n \"traces\":[").AppendJoin(",", traces).Append("]}\n").ToString();
    }

    private static string WriteTank(TankHull hull, TileMap walls)
    {
        const int Steps = 240;
        var random = new GameRandom(11 + (int)hull.Hull);
        var tank = new Tank { X = 17f, Y = 11f, Heading = 0.3f, Turret = -0.5f };
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $$"""

              {"hull":{"hull":"{{WireName.Camel(hull.Hull.ToString())}}","maxSpeed":{{hull.MaxSpeed}},"reverseSpeed":{{hull.ReverseSpeed}},"acceleration":{{hull.Acceleration}},"braking":{{hull.Braking}},"turnRate":{{hull.TurnRate}},"turretRate":{{hull.TurretRate}},"radius":{{hull.Radius}},"reloadTicks":{{hull.ReloadTicks}},"shellSpeed":{{hull.ShellSpeed}}},
               "start":{{State(tank)}},
               "steps":[
            """);
        var steer = default(Steer);
        for (var step = 0; step < Steps; step++)
        {
            // A new input every third of a second, mostly ahead, so that it meets walls, corners and bricks.
            if (step % 10 == 0)
            {
                steer = new Steer(
                    step, Whole(random.Between(-0.5f, 1.5f)), Whole(random.Between(-1.2f, 1.2f)), Whole(random.Between(-9f, 9f)), false)
                    .Normalized();
            }

            TankMotion.Move(ref tank, steer, hull, walls, 1f / TankRules.TickRate);
            text.Append(CultureInfo.InvariantCulture,
                $"{(step == 0 ? "" : ",")}\n   {{\"steer\":[{steer.Throttle},{steer.Turn},{steer.Aim}],\"after\":{State(tank)}}}");
        }

        return text.Append("]}").ToString();
    }

    // {tickRate, tileSize, rows, shells: [{start: [x, y, angle], speed, path: [[x, y], ...], end}]}: a place for each
    // tick from the one after birth on; the last is where it ended, and end says at what.
    private static string WriteShells()
    {
        const int Shells = 24;
        var walls = new TileMap(new Arena(Plan));
        var random = new GameRandom(5);
        var shells = Enumerable.Range(0, Shells).Select(index => WriteShell(
            TankHull.All[index % TankHull.All.Count].ShellSpeed, MathF.Round(random.Between(-MathF.PI, MathF.PI) * 1000f) / 1000f, walls));
        return Head().Append("\n \"shells\":[").AppendJoin(",", shells).Append("]}\n").ToString();
    }

    private static string WriteShell(float speed, float angle, TileMap walls)
    {
        var (x, y) = (13.5f, 9.25f);
        var (directionX, directionY) = (Trig.Cos(angle), Trig.Sin(angle));
        var bounces = 0;
        var flight = Flight.On;
        var path = new List<string>();
        var start = string.Create(CultureInfo.InvariantCulture, $"[{x},{y},{angle}]");
        for (var tick = 1; tick < TankRules.ShellLifeTicks && flight == Flight.On; tick++)
        {
            flight = ShellFlight.Advance(
                ref x, ref y, ref directionX, ref directionY, ref bounces, walls, speed / TankRules.TickRate, out _, out _);
            path.Add(string.Create(CultureInfo.InvariantCulture, $"[{x},{y}]"));
        }

        var end = flight == Flight.On ? "life" : WireName.Camel(flight.ToString());
        return string.Create(CultureInfo.InvariantCulture,
            $"\n  {{\"start\":{start},\"speed\":{speed},\"end\":\"{end}\",\"path\":[{string.Join(',', path)}]}}");
    }

    private static StringBuilder Head() => new StringBuilder()
        .Append(CultureInfo.InvariantCulture, $"{{\"tickRate\":{TankRules.TickRate},\"tileSize\":{Arena.TileSize},")
        .Append("\n \"rows\":[").AppendJoin(",", Plan.Select(row => $"\n  \"{row}\"")).Append("],");

    private static string State(in Tank tank) => string.Create(
        CultureInfo.InvariantCulture, $"[{tank.X},{tank.Y},{tank.Heading},{tank.Turret},{tank.Speed}]");

    private static float Whole(float value) => MathF.Round(Math.Clamp(value, -9f, 9f) * 100f) / 100f;
}
