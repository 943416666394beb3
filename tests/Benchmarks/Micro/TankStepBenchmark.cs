using BenchmarkDotNet.Attributes;
using GameServer.Games;
using GameServer.Tanks;

namespace Benchmarks.Micro;

/// <summary>
/// One tick of a full arena, commands included: 64 people who steer anew in each tick and fire half the time, or
/// 64 bots. Goal: below 60 us median and 0 bytes.
/// </summary>
[MemoryDiagnoser]
[MedianColumn]
public class TankStepBenchmark
{
    private const int Tanks = 64;
    private readonly Steering _steering = new();
    private readonly List<Player> _people = [];
    private Simulation _room = null!;

    /// <summary>Whether bots drive the tanks.</summary>
    [Params(false, true)]
    public bool Bots { get; set; }

    /// <summary>Fills the arena and fights for half a minute, so that shells, scrap and wrecks are as in play.</summary>
    [GlobalSetup]
    public void FillArena()
    {
        _room = new Simulation(new TankGame(new TankOptions { BotsFillTo = Bots ? Tanks : 0 }), seed: 3);
        for (var count = 0; !Bots && count < Tanks; count++)
        {
            _people.Add(_room.Join($"p{count}")!);
        }

        for (var step = 0; step < 900; step++)
        {
            Step();
        }
    }

    /// <summary>One tick.</summary>
    [Benchmark]
    public void Step()
    {
        foreach (var player in _people)
        {
            _room.Apply(player, _steering.Next());
        }

        _room.Step();
    }
}
