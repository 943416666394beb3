using Benchmarks.Report;
using Benchmarks.Suite;

namespace Benchmarks.Workloads;

/// <summary>Figures that several workloads take.</summary>
internal static class Figures
{
    private const double Messages = 100_000;

    /// <summary>Processor time, rate and allocation.</summary>
    /// <exception cref="IOException">There was not one message.</exception>
    public static Dictionary<Metric, double> Of(Measured measured) => measured.Load.Messages == 0
        ? throw new IOException("Not one message came through.")
        : new Dictionary<Metric, double>
        {
            [Metric.Cpu] = measured.Processor / measured.Load.Messages * Messages,
            [Metric.Rate] = measured.Load.Messages / measured.Load.Seconds,
        }.With(Metric.Allocated, measured.Own("allocated") / measured.Load.Messages);

    /// <summary>Adds a figure, where there is one.</summary>
    public static Dictionary<Metric, double> With(this Dictionary<Metric, double> figures, Metric metric, double? value)
    {
        if (value is { } number)
        {
            figures[metric] = number;
        }

        return figures;
    }
}
