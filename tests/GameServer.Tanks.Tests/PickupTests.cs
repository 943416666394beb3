namespace GameServer.Tanks.Tests;

public sealed class PickupTests
{
    [Fact]
    public void Repair_heals_and_is_left_lying_by_who_needs_none()
    {
        var room = new TestRoom(TestRoom.Empty((10, 8, 'R')));
        var ann = room.Join("Ann", 21, 17);
        room.Run(5);
        Assert.Equal(1, room.Game.Loot.Pickups.Count);

        room.Tank(ann).Health = 1;
        room.Run(1);
        Assert.Equal(TankRules.MaxHealth, room.Tank(ann).Health);
        Assert.Equal(0, room.Game.Loot.Pickups.Count);
        Assert.Equal(new Collected(Bonus.Repair), Assert.Single(room.Log.All<Collected>()));
        Assert.Equal([ann], room.Log.ReceiversOf<Collected>());
    }

    [Fact]
    public void A_pickup_comes_back_to_its_pad()
    {
        var room = new TestRoom(TestRoom.Empty((10, 8, 'F')));
        var ann = room.Join("Ann", 21, 17);
        room.Run(1);
        Assert.Equal(0, room.Game.Loot.Pickups.Count);
        room.Tank(ann).X = 40;
        room.Run(TankRules.PickupReturnTicks - 1);
        Assert.Equal(0, room.Game.Loot.Pickups.Count);
        room.Run(1);
        Assert.Equal(1, room.Game.Loot.Pickups.Count);
    }

    [Fact]
    public void Rapid_fire_halves_the_reload_time_for_eight_seconds()
    {
        var room = new TestRoom(TestRoom.Empty((10, 8, 'F')));
        var ann = room.Join("Ann", 21, 17);
        room.Run(1);
        Assert.True(room.Tank(ann).Rapid);
        room.Fire(ann);
        Assert.Equal(TankHull.Of(Hull.Ranger).ReloadTicks / 2, room.Tank(ann).ReadyAt - room.Tick);
        room.Run(TankRules.RapidTicks);
        Assert.False(room.Tank(ann).Rapid);
    }

    [Fact]
    public void A_shield_takes_two_hits()
    {
        var room = new TestRoom(TestRoom.Empty((10, 8, 'S')));
        var ann = room.Join("Ann", 21, 17);
        var ben = room.Join("Ben", 30, 17, heading: MathF.PI);
        room.Run(1);
        Assert.Equal(2, room.Tank(ann).Shield);
        for (var hit = 0; hit < 3; hit++)
        {
            room.Fire(ben);
            room.RunUntil(() => room.Shells.Count == 0);
        }

        Assert.Equal((0, 3), (room.Tank(ann).Shield, room.Tank(ann).Health));
        Assert.Equal([true, true, true, true, false, false], room.Log.All<Hit>().Select(hit => hit.Shielded));
    }
}
