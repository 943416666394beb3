using GameServer.Games;
using GameServer.Tanks;

namespace Benchmarks.Micro;

/// <summary>What people steer who change their mind in each tick and fire half the time.</summary>
internal sealed class Steering
{
    // Made beforehand: a benchmark is about the game, not about random numbers.
    private readonly Steer[] _inputs = new Steer[4096];
    private int _next;

    public Steering()
    {
        var random = new GameRandom(4);
        for (var index = 0; index < _inputs.Length; index++)
        {
            _inputs[index] = new Steer(
                index, random.Between(-0.3f, 1f), random.Between(-1f, 1f), random.Between(-3f, 3f), random.Next(2) == 0);
        }
    }

    /// <summary>The next one; after the last, the first again.</summary>
    public Steer Next() => _inputs[_next++ % _inputs.Length];
}
