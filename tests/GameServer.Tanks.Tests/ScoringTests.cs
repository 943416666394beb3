namespace GameServer.Tanks.Tests;

public sealed class ScoringTests
{
    [Fact]
    public void A_kill_scores_and_drops_scrap_that_anybody_grabs()
    {
        var room = new TestRoom();
        var ann = room.Join("Ann", 10, 16);
        var ben = room.Join("Ben", 18, 16);
        var cid = room.Join("Cid", 18, 26);
        room.Destroy(ben, ann);
        Assert.Equal((3, 1, 0), (room.Pilot(ann).Score, room.Pilot(ann).Kills, room.Pilot(ann).Deaths));
        Assert.Equal((0, 0, 1), (room.Pilot(ben).Score, room.Pilot(ben).Kills, room.Pilot(ben).Deaths));
        Assert.Equal(3, room.Game.Loot.Scraps.Count);

        room.Tank(cid).Y = 16;
        room.Tank(cid).X = 18;
        room.RunUntil(() => room.Game.Loot.Scraps.Count < 3);
        Assert.True(room.Pilot(cid).Score > 0);
    }

    [Fact]
    public void Scrap_is_paid_in_coins_at_the_rounds_end_and_to_who_leaves_before()
    {
        var room = new TestRoom(TestRoom.Empty() with { RoundTicks = 600, IntermissionTicks = 20 });
        var ann = room.Join("Ann", 10, 16);
        var ben = room.Join("Ben", 18, 16);
        var cid = room.Join("Cid", 18, 26);
        foreach (var (taker, rest) in new[] { (cid, 0), (ann, 0) })
        {
            room.Destroy(ben, ann);
            (room.Tank(taker).X, room.Tank(taker).Y) = (18, 16);
            room.RunUntil(() => room.Game.Loot.Scraps.Count == rest);
            (room.Tank(taker).X, room.Tank(taker).Y) = (10, taker == ann ? 16 : 26);
            room.RunUntil(() => room.Field.HasTank(ben));
            (room.Tank(ben).X, room.Tank(ben).Y) = (18, 16);
        }

        Assert.Equal((3, 3), (room.Pilot(ann).Scrap, room.Pilot(cid).Scrap));
        Assert.Empty(room.Log.Payments);
        room.Simulation.Leave(cid);
        Assert.Equal([(cid, 3, "scrap")], room.Log.Payments);

        room.Run(600 - room.Tick);
        Assert.Equal([(cid, 3, "scrap"), (ann, 3, "scrap")], room.Log.Payments);
        room.Run(620);
        Assert.Equal(2, room.Log.Payments.Count);
    }

    [Fact]
    public void Scrap_rusts_away()
    {
        var room = new TestRoom();
        var ann = room.Join("Ann", 10, 16);
        var ben = room.Join("Ben", 18, 16);
        room.Destroy(ben, ann);
        room.Simulation.Leave(ben);
        room.Run(TankRules.ScrapLifeTicks);
        Assert.Equal(0, room.Game.Loot.Scraps.Count);
    }

    [Fact]
    public void The_leader_wears_the_crown_until_somebody_has_more()
    {
        var room = new TestRoom();
        var ann = room.Join("Ann", 10, 16);
        var ben = room.Join("Ben", 18, 16);
        room.Run(1);
        Assert.False(room.Pilot(ann).Crown || room.Pilot(ben).Crown);

        room.Pilot(ann).Score = 5;
        room.Run(1);
        Assert.True(room.Pilot(ann).Crown && room.Tank(ann).Crown);

        room.Pilot(ben).Score = 5;
        room.Run(1);
        Assert.True(room.Pilot(ann).Crown && !room.Pilot(ben).Crown);

        room.Pilot(ben).Score = 6;
        room.Run(1);
        Assert.True(room.Tank(ben).Crown && room.Pilot(ben).Crown && !room.Tank(ann).Crown && !room.Pilot(ann).Crown);
    }

    [Fact]
    public void The_crown_goes_on_when_the_leader_leaves()
    {
        var room = new TestRoom();
        var ann = room.Join("Ann", 10, 16);
        var ben = room.Join("Ben", 18, 16);
        room.Pilot(ann).Score = 5;
        room.Pilot(ben).Score = 2;
        room.Run(1);
        room.Simulation.Leave(ann);
        room.Run(1);
        Assert.True(room.Pilot(ben).Crown && room.Tank(ben).Crown);
    }

    [Fact]
    public void Who_wears_the_crown_is_worth_triple()
    {
        var room = new TestRoom();
        var ann = room.Join("Ann", 10, 16);
        var ben = room.Join("Ben", 18, 16);
        room.Pilot(ben).Score = 1;
        room.Run(1);
        room.Destroy(ben, ann);
        Assert.Equal(9, room.Pilot(ann).Score);
        Assert.Equal(9, room.Game.Loot.Scraps.Count);
        Assert.Equal((true, 9), room.Log.All<Destroyed>().Select(destroyed => (destroyed.Crown, destroyed.Points)).Single());
    }

    [Fact]
    public void The_shell_of_one_who_has_left_still_destroys_and_scores_nobody()
    {
        var room = new TestRoom();
        var ann = room.Join("Ann", 10, 16);
        var ben = room.Join("Ben", 18, 16);
        room.Tank(ben).Health = 1;
        room.Fire(ann);
        room.Simulation.Leave(ann);
        room.RunUntil(() => !room.Field.HasTank(ben));
        Assert.Equal(ann.Id, Assert.Single(room.Log.All<Destroyed>()).By);
    }
}
