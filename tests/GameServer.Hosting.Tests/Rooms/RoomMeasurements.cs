using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace GameServer.Hosting.Tests.Rooms;

/// <summary>What the rooms of one test measure, by instrument.</summary>
internal sealed class RoomMeasurements : IDisposable
{
    private readonly Dictionary<string, List<double>> _values = [];
    private readonly Dictionary<string, double> _totals = [];
    private readonly MeterListener _listener = new();
    private Dictionary<string, double> _before = [];

    public RoomMeasurements(IServiceProvider services)
    {
        var meters = services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "GameServer.Rooms" && ReferenceEquals(instrument.Meter.Scope, meters))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Add(instrument, value));
        _listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => Add(instrument, value));
        _listener.Start();
        Clear();
    }

    /// <summary>What was measured since <see cref="Clear"/>; of a total, its growth, if it grew.</summary>
    public IReadOnlyList<double> this[string instrument]
    {
        get
        {
            _listener.RecordObservableInstruments();
            return _values.GetValueOrDefault(instrument)
                ?? (_totals.GetValueOrDefault(instrument) - _before.GetValueOrDefault(instrument) is not 0 and var growth ? [growth] : []);
        }
    }

    public void Clear()
    {
        _listener.RecordObservableInstruments();
        _before = new(_totals);
        _values.Clear();
    }

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value)
    {
        if (instrument.IsObservable)
        {
            _totals[instrument.Name] = value;
            return;
        }

        if (!_values.TryGetValue(instrument.Name, out var values))
        {
            _values.Add(instrument.Name, values = []);
        }

        values.Add(value);
    }
}
