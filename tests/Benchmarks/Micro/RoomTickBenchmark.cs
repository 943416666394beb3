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
    private const int Inputs = 4096;
    private readonly Steer[] _inputs = new Steer[Inputs];
    private readonly List<SilentViewer> _people = [];
    private Room _room = null!;
    private int _next;

    /// <summary>How many play.</summary>
    [Params(1, 50)]
    public int People { get; set; }

    /// <summary>Fills the arena and plays for half a minute.</summary>
    [GlobalSetup]
    public void Fill()
    {
        var random = new GameRandom(4);
        for (var index = 0; index < Inputs; index++)
        {
            _inputs[index] = new Steer(
                index, random.Between(-0.3f, 1f), random.Between(-1f, 1f), random.Between(-3f, 3f), random.Next(2) == 0);
        }

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
            viewer.Place!.Seat!.Post(_inputs[_next++ % Inputs]);
        }

        _room.Tick();
    }
}
