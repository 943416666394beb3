using System.Diagnostics.Metrics;

namespace GameServer.Rpc.Metrics;

/// <summary>Makes observable instruments over totals that the server keeps.</summary>
public static class MeterExtensions
{
    /// <summary>A total that only grows.</summary>
    /// <param name="meter">The meter.</param>
    /// <param name="name">The instrument's name.</param>
    /// <param name="unit">Its unit in UCUM, such as <c>By</c>, <c>s</c> or <c>{message}</c>.</param>
    /// <param name="description">What it counts.</param>
    public static Total CreateTotal(this Meter meter, string name, string unit, string description)
    {
        var total = new Total();
        meter.CreateObservableCounter(name, () => total.Value, unit, description);
        return total;
    }

    /// <summary>Totals that only grow, apart by the value of a tag.</summary>
    /// <typeparam name="TKey">The tag's value.</typeparam>
    /// <param name="meter">The meter.</param>
    /// <param name="name">The instrument's name.</param>
    /// <param name="tag">The tag's name.</param>
    /// <param name="unit">Its unit in UCUM.</param>
    /// <param name="description">What it counts.</param>
    public static TotalsBy<TKey> CreateTotals<TKey>(this Meter meter, string name, string tag, string unit, string description)
        where TKey : notnull
    {
        var totals = new TotalsBy<TKey>(tag);
        meter.CreateObservableCounter(name, totals.Measure, unit, description);
        return totals;
    }

    /// <summary>A number of things that there are now: it goes up and down.</summary>
    /// <param name="meter">The meter.</param>
    /// <param name="name">The instrument's name.</param>
    /// <param name="unit">Its unit in UCUM.</param>
    /// <param name="description">What it counts.</param>
    public static Total CreateLevel(this Meter meter, string name, string unit, string description)
    {
        var level = new Total();
        meter.CreateObservableUpDownCounter(name, () => level.Value, unit, description);
        return level;
    }

    /// <summary>A distribution of durations from half a millisecond to ten seconds.</summary>
    /// <param name="meter">The meter.</param>
    /// <param name="name">The instrument's name.</param>
    /// <param name="description">What it measures.</param>
    public static Histogram<double> CreateDurations(this Meter meter, string name, string description) => meter.CreateHistogram(
        name, "s", description, tags: null,
        // Those that listeners take by themselves are for milliseconds.
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10] });
}
