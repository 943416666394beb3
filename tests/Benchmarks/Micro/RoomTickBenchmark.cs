using BenchmarkDotNet.Attributes;
using GameServer.Games;
using GameServer.Hosting.Rooms;
using GameServer.Rpc.Protocol;
using GameServer.Tanks;

namespace Benchmarks.Micro;

/// <summary>A tick of a room of people who steer and see what is near, all told and without sockets. 0 bytes, but for the events.</summary>
[MemoryDiagnoser]
[MedianColumn]
public class RoomTickBenchmark
{
    private readonly Steering _steering = new();
    private readonly List<SilentViewer> _people = [];
    private Room _room = null!;

    /// <summary>How many play.</summary>
    [Params(1, 50)]
    public int People { get; set; }

    /// <summary>Fills the arena and plays for half a minute.</summary>
    [GlobalSetup]
    public void Fill()
    {
        _room = BenchmarkRoom.Of(() => new TankGame(new TankOptions { BotsFillTo = 0 }));
        var format = new MessagePackFormat();
        for (var count = 0; count < People; count++)
        {
            _people.Add(SilentViewer.Enter(_room, format, $"p{count}"));
        }

        for (var step = 0; step < 900; step++)
        {
            Tick();
        }
    }

    /// <summary>One tick.</summary>
    [Benchmark]
    public void Tick()
    {
        foreach (var viewer in _people)
        {
            viewer.Place!.Seat!.Post(_steering.Next());
        }

        _room.Tick();
    }
}
