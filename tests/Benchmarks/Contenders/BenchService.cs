namespace Benchmarks.Contenders;

/// <inheritdoc/>
public sealed class BenchService : IBenchService
{
    private float _steered;

    /// <inheritdoc/>
    public Moved Move(int seq, float x, float y, float angle, bool fire) => new(seq, x + 1, y + 1);

    /// <inheritdoc/>
    public ValueTask<Moved> MoveAsync(int seq, float x, float y, float angle, bool fire) =>
        ValueTask.FromResult(new Moved(seq, x + 1, y + 1));

    /// <inheritdoc/>
    public void Steer(int seq, float x, float y, float angle, bool fire) => _steered = x + y + angle + (fire ? 1 : 0);
}
