using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace GameServer.Hosting.Tests.Rooms;

/// <summary>What the rooms of one test measure, by instrument.</summary>
internal sealed class RoomMeasurements : IDisposable
{
    private readonly Dictionary<string, List<double>> _values = [];
    private readonly MeterListener _listener = new();

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
    }

    public IReadOnlyList<double> this[string instrument] => _values.GetValueOrDefault(instrument) ?? [];

    public void Clear() => _values.Clear();

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value)
    {
        if (!_values.TryGetValue(instrument.Name, out var values))
        {
            _values.Add(instrument.Name, values = []);
        }

        values.Add(value);
    }
}
