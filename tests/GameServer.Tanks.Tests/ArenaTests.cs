namespace GameServer.Tanks.Tests;

public sealed class ArenaTests
{
    [Fact]
    public void The_quarry_is_the_same_from_every_corner()
    {
        var rows = Arenas.Quarry.Rows;
        Assert.Equal(rows, rows.Reverse());
        Assert.All(rows, row => Assert.Equal(row, new string([.. row.Reverse()])));
        Assert.Equal((112, 72), (Arenas.Quarry.Width, Arenas.Quarry.Height));
        Assert.Equal([8, 4, 4], Arenas.Quarry.Pads.GroupBy(pad => pad.Bonus).OrderBy(group => group.Key).Select(group => group.Count()));
    }

    [Fact]
    public void Every_place_of_the_quarry_can_be_reached_with_all_bricks_standing()
    {
        var arena = Arenas.Quarry;
        var tiles = new TileMap(arena);
        var open = Enumerable.Range(0, arena.Columns * arena.RowCount)
            .Where(tile => !tiles.IsSolid(tile % arena.Columns, tile / arena.Columns)).ToHashSet();
        var reached = new HashSet<int> { open.First() };
        var border = new Queue<int>(reached);
        while (border.TryDequeue(out var tile))
        {
            foreach (var next in new[] { tile - 1, tile + 1, tile - arena.Columns, tile + arena.Columns })
            {
                if (open.Contains(next) && reached.Add(next))
                {
                    border.Enqueue(next);
                }
            }
        }

        Assert.Equal(open.Count, reached.Count);
    }

    [Theory]
    [InlineData("###|#.|###", "Row 1 has 2 tiles")]
    [InlineData("###|..#|###", "gap at column 0, row 1")]
    [InlineData("###|#x#|###", "'x' at column 1, row 1")]
    [InlineData("##|##", "3 to 255")]
    [InlineData("", "3 to 255")]
    public void A_plan_that_is_not_one_is_refused_with_the_place(string plan, string says)
    {
        var failure = Assert.Throws<ArgumentException>(() => new Arena(plan.Split('|', StringSplitOptions.RemoveEmptyEntries)));
        Assert.Contains(says, failure.Message);
        Assert.Contains(says, Arena.ProblemOf(plan.Split('|', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public void A_plan_of_one_s_own_is_the_arena_of_the_room()
    {
        IReadOnlyList<string> plan = ["#####", "#.R.#", "#####"];
        Assert.Null(Arena.ProblemOf(plan));
        var world = Assert.IsType<TankWorld>(new TankGame(new TankOptions { Plan = plan }).World);
        Assert.Equal(["#####", "#...#", "#####"], world.Rows);
        Assert.Equal("There is no floor to stand on.", Arena.ProblemOf(["####", "#*b#", "####"]));
    }

    [Fact]
    public void An_arena_without_floor_is_refused()
    {
        var arena = new Arena(["####", "#*b#", "####"]);
        Assert.Throws<ArgumentException>(() => new TankGame(new TankOptions { Arena = arena }));
    }

    [Fact]
    public void What_a_client_is_told_is_what_the_rules_use()
    {
        var world = Assert.IsType<TankWorld>(new TankGame().World);
        Assert.Equal((112f, 72f, 2f), (world.Width, world.Height, world.TileSize));
        Assert.Equal(36, world.Rows.Count);
        Assert.All(world.Rows, row => Assert.Matches("^[#b*.]{56}$", row));
        Assert.Equal([Hull.Scout, Hull.Ranger, Hull.Heavy], world.Hulls.Select(hull => hull.Hull));
        Assert.All(world.Hulls, hull => Assert.Equal(TankHull.Of(hull.Hull), hull));
        Assert.Equal(16, world.Pads.Count);
    }

    [Fact]
    public void No_hull_is_better_in_everything_than_another()
    {
        foreach (var one in TankHull.All)
        {
            foreach (var other in TankHull.All.Where(other => other != one))
            {
                var gains = new[]
                {
                    one.MaxSpeed > other.MaxSpeed, one.TurnRate > other.TurnRate, one.Radius < other.Radius,
                    one.ReloadTicks < other.ReloadTicks, one.ShellSpeed > other.ShellSpeed,
                };
                Assert.Contains(true, gains);
                Assert.Contains(false, gains);
            }
        }
    }
}
