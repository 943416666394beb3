using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Benchmarks.RoomLoad;

/// <summary>Listens to the rooms' own metrics, from when it is told to.</summary>
internal sealed class TickRecorder : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentBag<double> _lateness = [];
    private readonly ConcurrentBag<double> _durations = [];
    private long _skipped;
    private volatile bool _recording;

    public TickRecorder()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "GameServer.Rooms")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, _, _) =>
        {
            if (_recording)
            {
                (instrument.Name switch
                {
                    "gameserver.tick.lateness" => _lateness,
                    "gameserver.tick.duration" => _durations,
                    _ => null,
                })?.Add(value);
            }
        });
        _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) =>
        {
            if (_recording && instrument.Name == "gameserver.tick.skipped")
            {
                Interlocked.Add(ref _skipped, value);
            }
        });
        _listener.Start();
    }

    public void Begin() => _recording = true;

    public TickReport End()
    {
        _recording = false;
        return new TickReport(
            _lateness.Count, Interlocked.Read(ref _skipped), Percentiles.Of(_lateness), Percentiles.Of(_durations));
    }

    public void Dispose() => _listener.Dispose();
}

/// <summary>What the server's rooms measured. Times in seconds.</summary>
internal sealed record TickReport(int Ticks, long Skipped, Percentiles Lateness, Percentiles Duration);

/// <summary>Four quantiles of a sample, by nearest rank.</summary>
internal sealed record Percentiles(double P50, double P99, double P999, double Max)
{
    public static Percentiles Of(IEnumerable<double> sample)
    {
        double[] sorted = [.. sample.Order()];
        return sorted.Length == 0
            ? new(double.NaN, double.NaN, double.NaN, double.NaN)
            : new(At(0.5), At(0.99), At(0.999), sorted[^1]);

        double At(double quantile) => sorted[Math.Max(0, (int)Math.Ceiling(quantile * sorted.Length) - 1)];
    }
}
