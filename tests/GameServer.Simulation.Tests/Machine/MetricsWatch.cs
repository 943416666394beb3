using System.Diagnostics.Metrics;

namespace GameServer.Simulation.Tests.Machine;

/// <summary>Reads what counts up and down in one server: when everybody has gone, it must be 0 again.</summary>
internal sealed class MetricsWatch : IDisposable
{
    private readonly SortedDictionary<string, long> _values = new(StringComparer.Ordinal);
    private readonly MeterListener _listener = new();

    public MetricsWatch(IMeterFactory meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument is ObservableUpDownCounter<long> && ReferenceEquals(instrument.Meter.Scope, meters))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>(
            (instrument, value, tags, _) => _values[string.Join(' ', [instrument.Name, .. tags.ToArray().Select(static tag => tag.Value)])] = value);
        _listener.Start();
    }

    public IEnumerable<string> NotZero
    {
        get
        {
            _listener.RecordObservableInstruments();
            return _values.Where(one => one.Value != 0).Select(one => $"{one.Key} = {one.Value}");
        }
    }

    public void Dispose() => _listener.Dispose();
}
