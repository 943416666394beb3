using GameServer.Games;
using GameServer.Hosting.Rooms;
using GameServer.Tanks;
using TankSteer = GameServer.Tanks.Steer;

namespace GameServer.Hosting.Tests.Rooms;

/// <summary>What snapshots cost the line, in MessagePack, envelope and frame header included.</summary>
public sealed class SnapshotBytesTests(ITestOutputHelper output)
{
    [Fact]
    public void Fifty_tanks_that_all_move_in_view_cost_500_bytes_a_tick()
    {
        const int Ticks = 600;
        using var rooms = new TestRooms(_ => new GameRegistration("test", typeof(Parade), () => new Parade(50)));
        var room = rooms.NewRoom();
        var scale = Enter(room, null);
        room.Tick();
        scale.Bytes = 0;
        for (var tick = 0; tick < Ticks; tick++)
        {
            room.Tick();
        }

        output.WriteLine($"{(double)scale.Bytes / Ticks:F1} bytes a tick");
        Assert.InRange(scale.Bytes / Ticks, 300, 500);
    }

    [Fact]
    public void Ordinary_play_costs_5000_bytes_a_second()
    {
        const int Seconds = 60;
        using var rooms = new TestRooms(_ => new GameRegistration(
            "test", typeof(TankGame), () => new TankGame(new TankOptions { BotsFillTo = 50 })));
        var room = rooms.NewRoom();
        var players = Enumerable.Range(0, 4).Select(_ => Enter(room, "Ann")).ToArray();
        var random = new GameRandom(2);
        Play(5 * TankRules.TickRate);
        Array.ForEach(players, player => player.Bytes = 0);
        var inView = Play(Seconds * TankRules.TickRate);

        var bytes = players.Average(player => (double)player.Bytes) / Seconds;
        output.WriteLine($"{bytes:F0} bytes a second, {inView:F1} tanks in view");
        Assert.InRange(bytes, 2500, 5000);
        Assert.InRange(inView, 4, 9);

        // How many tanks a player saw on average.
        double Play(int ticks)
        {
            var seen = 0;
            for (var tick = 1; tick <= ticks; tick++)
            {
                foreach (var player in players.Where(_ => tick % 15 == 0))
                {
                    player.Seat.Post(new TankSteer(
                        tick, random.Between(-0.2f, 1), random.Between(-1, 1), random.Between(0, MathF.Tau), random.Next(2) == 0));
                }

                room.Tick();
                seen += players.Sum(player => TanksInView(room, player.Seat.Player));
            }

            return (double)seen / ticks / players.Length;
        }
    }

    private static int TanksInView(Room room, Player player)
    {
        var view = room.Simulation.ViewOf(player);
        var tanks = room.Simulation.Game.Sets.OfType<EntitySet<Tank>>().Single();
        var count = 0;
        foreach (var tank in tanks)
        {
            count += view.Contains(tank.Value.Position) && room.Simulation.Sees(player, tank.Id) ? 1 : 0;
        }

        return count;
    }

    private static Scale Enter(Room room, string? name)
    {
        var scale = new Scale();
        scale.Place = room.Enter(new Gauge(scale.Weigh), name);
        scale.Place.Start();
        return scale;
    }

    private sealed class Scale
    {
        public RoomAttachment? Place { get; set; }

        public Seat Seat => (Seat)Place!.Seat!;

        public long Bytes { get; set; }

        // An unmasked frame's header: RFC 6455, 5.2.
        public void Weigh(int message) => Bytes += message + (message < 126 ? 2 : 4);
    }
}
