using System.Globalization;
using Benchmarks.Report;
using Benchmarks.Suite;

namespace Benchmarks.Workloads;

/// <summary>One tick of a full arena.</summary>
internal sealed class StepMeasure : SoloMeasure
{
    public override WorkloadCard Card { get; } = new(
        "step",
        "One tick of 64 tanks",
        "The game's step alone, commands included: 64 people who steer anew in each tick and fire half the time.",
        Metric.StepMedian,
        null);

    public override async Task<IReadOnlyDictionary<Metric, double>> MeasureAsync(double seconds)
    {
        await using var child = ChildProcess.Start(
            0, ChildProcess.Verb(StepVerb.Verb, seconds.ToString(CultureInfo.InvariantCulture)), Environments.Server);
        var figures = await child.AskAsync("go", TimeSpan.FromSeconds(30 + seconds));
        return new Dictionary<Metric, double>
        {
            [Metric.StepMedian] = figures.GetProperty("median").GetDouble(),
            [Metric.StepP99] = figures.GetProperty("p99").GetDouble(),
            [Metric.Allocated] = figures.GetProperty("allocated").GetDouble(),
        };
    }
}
