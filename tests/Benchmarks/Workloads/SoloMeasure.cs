using Benchmarks.Report;

namespace Benchmarks.Workloads;

/// <summary>Something that is measured of this server alone, in processes of its own.</summary>
internal abstract class SoloMeasure : IAsyncDisposable
{
    /// <summary>The name that stands for this server in the table.</summary>
    public const string Contender = "gameserver";

    /// <summary>What a reader must know of it.</summary>
    public abstract WorkloadCard Card { get; }

    /// <summary>Measures once.</summary>
    /// <param name="seconds">How long, where that can be chosen.</param>
    public abstract Task<IReadOnlyDictionary<Metric, double>> MeasureAsync(double seconds);

    /// <summary>Clears up.</summary>
    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
