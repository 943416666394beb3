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

    // Commands are made beforehand: the benchmark is about the game, not about random numbers.
    private const int Inputs = 4096;
    private readonly Steer[] _inputs = new Steer[Inputs];
    private readonly List<Player> _people = [];
    private Simulation _room = null!;
    private int _next;

    /// <summary>Whether bots drive the tanks.</summary>
    [Params(false, true)]
    public bool Bots { get; set; }

    /// <summary>Fills the arena and fights for half a minute, so that shells, scrap and wrecks are as in play.</summary>
    [GlobalSetup]
    public void FillArena()
    {
        var random = new GameRandom(4);
        for (var index = 0; index < Inputs; index++)
        {
            _inputs[index] = new Steer(
                index, random.Between(-0.3f, 1f), random.Between(-1f, 1f), random.Between(-3f, 3f), random.Next(2) == 0);
        }

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
            _room.Apply(player, _inputs[_next++ % Inputs]);
        }

        _room.Step();
    }
}
