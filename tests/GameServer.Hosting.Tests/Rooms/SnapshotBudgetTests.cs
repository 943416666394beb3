using System.Numerics;
using GameServer.Games;
using GameServer.Hosting.Rooms;
using GameServer.Rpc.Protocol;
using Microsoft.Extensions.Options;

namespace GameServer.Hosting.Tests.Rooms;

/// <summary>Where more changes than a snapshot may hold, what is near comes often and what is far comes seldom, but comes.</summary>
public sealed class SnapshotBudgetTests : IDisposable
{
    private const int Beacons = 100;
    private const int Budget = 256;
    private readonly TestRooms _rooms = TestRooms.Of<Shore>(options => options.SnapshotBytes = Budget);

    public void Dispose() => _rooms.Dispose();

    /// <summary>It changes in every step.</summary>
    [Entity]
    public struct Beacon : IPlaced
    {
        [Quantized(1)]
        public float X;
        public int Beat;

        public readonly Vector2 Position => new(X, 0);
    }

    /// <summary>Beacons in a row, seen from the first.</summary>
    public sealed class Shore : Game
    {
        private readonly EntitySet<Beacon> _beacons;

        public Shore() => _beacons = Entities<Beacon>(Beacons);

        protected override void Start()
        {
            for (var index = 0; index < Beacons; index++)
            {
                _beacons.Spawn(null, new Beacon { X = index });
            }
        }

        protected override void Join(Player player)
        {
        }

        protected override void Step(in Tick tick)
        {
            foreach (var beacon in _beacons)
            {
                beacon.Value.Beat++;
            }
        }

        protected override View ViewOf(Player? viewer) => new(Vector2.Zero, new Vector2(Beacons));
    }

    [Theory, InlineData(true), InlineData(false)]
    public void What_is_near_comes_often_and_everything_comes(bool isText)
    {
        const int Ticks = 200;
        var viewer = new TestViewer(isText ? new JsonFormat() : new MessagePackFormat());
        var room = _rooms.NewRoom();
        viewer.Start(room.Enter(viewer, null));
        room.Tick();
        Assert.Equal(Beacons, viewer.Snapshots[0].Entered.Count);

        var updates = new int[Beacons + 1];
        for (var tick = 0; tick < Ticks; tick++)
        {
            room.Tick();
            foreach (var entity in viewer.Snapshots[^1].Entered.Concat(viewer.Snapshots[^1].Changed))
            {
                updates[entity.Id]++;
            }
        }

        // The nearest tenth comes several times as often as the farthest, and nobody is left out for long.
        var (near, far) = (updates[1..11].Average(), updates[^10..].Average());
        Assert.InRange(near / far, 2.5, 5);
        Assert.All(updates[1..], count => Assert.NotEqual(0, count));
        Assert.All(viewer.Snapshots[^1].Entered, entity => Assert.Equal(room.LatestTick, entity.Fields["beat"]));
    }

    [Fact]
    public void No_snapshot_but_the_first_exceeds_it()
    {
        var lengths = new List<int>();
        var room = _rooms.NewRoom();
        room.Enter(new Gauge(lengths.Add), null).Start();
        for (var tick = 0; tick < 20; tick++)
        {
            room.Tick();
        }

        // Tick, ack, keys and headers come on top.
        Assert.All(lengths[1..], length => Assert.InRange(length, Budget - 10, Budget + 90));
        Assert.InRange(lengths[0], Beacons * 4, Beacons * 6);
    }

    [Fact]
    public void Choosing_allocates_nothing_once_warm()
    {
        var room = _rooms.NewRoom();
        for (var count = 0; count < 10; count++)
        {
            room.Enter(new Gauge(_ => { }), null).Start();
        }

        Run(100);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(100);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Run(int ticks)
        {
            for (; ticks > 0; ticks--)
            {
                room.Tick();
            }
        }
    }

    [Theory]
    [InlineData(255)]
    [InlineData(1_048_577)]
    public void A_budget_that_makes_no_sense_is_refused(int bytes)
    {
        var error = Assert.Throws<OptionsValidationException>(() => TestRooms.Of<Shore>(options => options.SnapshotBytes = bytes));
        Assert.Contains("Rooms:SnapshotBytes", error.Message, StringComparison.Ordinal);
    }
}
