using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Benchmarks.Contenders;

/// <summary>Listens to the rooms' own metrics, from when it is told to.</summary>
internal sealed class TickRecorder : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<double> _lateness = [];
    private readonly ConcurrentQueue<double> _durations = [];
    private long _late;
    private long _skipped;
    private long _lateBefore;
    private long _skippedBefore;
    private volatile bool _isRecording;

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
            if (_isRecording)
            {
                (instrument.Name switch
                {
                    "gameserver.tick.lateness" => _lateness,
                    "gameserver.tick.duration" => _durations,
                    _ => null,
                })?.Enqueue(value);
            }
        });
        _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) =>
        {
            // Totals since the server's start, told when they are asked for.
            if (instrument.Name == "gameserver.tick.late")
            {
                _late = value;
            }
            else if (instrument.Name == "gameserver.tick.skipped")
            {
                _skipped = value;
            }
        });
        _listener.Start();
    }

    /// <summary>Forgets what was, and records.</summary>
    public void Begin()
    {
        _lateness.Clear();
        _durations.Clear();
        _listener.RecordObservableInstruments();
        (_lateBefore, _skippedBefore) = (_late, _skipped);
        _isRecording = true;
    }

    /// <summary>What was recorded, times in seconds.</summary>
    public Dictionary<string, double> End()
    {
        _isRecording = false;
        _listener.RecordObservableInstruments();
        return new Dictionary<string, double>
        {
            ["ticks"] = _lateness.Count,
            ["late"] = _late - _lateBefore,
            ["skipped"] = _skipped - _skippedBefore,
            ["latenessP99"] = Quantile(_lateness, 0.99),
            ["durationP50"] = Quantile(_durations, 0.5),
            ["durationP99"] = Quantile(_durations, 0.99),
        };
    }

    public void Dispose() => _listener.Dispose();

    /// <summary>The value that a share of all does not exceed, by nearest rank; 0 without any.</summary>
    private static double Quantile(IEnumerable<double> sample, double share)
    {
        double[] sorted = [.. sample.Order()];
        return sorted.Length == 0 ? 0 : sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)];
    }
}
