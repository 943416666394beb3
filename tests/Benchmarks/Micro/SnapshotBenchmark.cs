using BenchmarkDotNet.Attributes;
using GameServer.Hosting.Rooms;
using GameServer.Rpc.Protocol;

namespace Benchmarks.Micro;

/// <summary>A tick of a room of 50 viewers whose entities all move in everybody's view, all told and without sockets.</summary>
[MemoryDiagnoser]
[MedianColumn]
public class SnapshotBenchmark
{
    private const int Viewers = 50;
    private Room _room = null!;

    /// <summary>How many entities everybody sees.</summary>
    [Params(5, 50, 500)]
    public int InView { get; set; }

    /// <summary>Whether the viewers speak JSON.</summary>
    [Params(false, true)]
    public bool Json { get; set; }

    /// <summary>Whether they have seats, and each a snapshot of his own; all who only watch are sent the same.</summary>
    [Params(true, false)]
    public bool Seated { get; set; }

    /// <summary>Lets the viewers in.</summary>
    [GlobalSetup]
    public void Fill()
    {
        _room = BenchmarkRoom.Of(() => new Herd(InView));
        WireFormat format = Json ? new JsonFormat() : new MessagePackFormat();
        for (var count = 0; count < Viewers; count++)
        {
            SilentViewer.Enter(_room, format, Seated ? $"p{count}" : null);
        }
    }

    /// <summary>One tick.</summary>
    [Benchmark(OperationsPerInvoke = Viewers)]
    public void TickAViewer() => _room.Tick();
}
