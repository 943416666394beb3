using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace GameServer.Rpc.Tests.Support;

/// <summary>What one server counts, by instrument and tag: <c>"rpc.closes flood"</c>, say.</summary>
public sealed class Counters : IDisposable
{
    private readonly ConcurrentDictionary<string, long> _sums = new();
    private readonly MeterListener _listener = new();

    public Counters(TestServer server)
    {
        _listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == RpcMetrics.MeterName && server.Owns(instrument.Meter))
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => _sums.AddOrUpdate(
            string.Join(' ', [instrument.Name, .. tags.ToArray().Select(tag => $"{tag.Value}")]),
            value,
            // The server keeps totals and tells them when it is asked.
            (_, sum) => instrument.IsObservable ? value : sum + value));
        _listener.Start();
        server.Stopped += _listener.RecordObservableInstruments;
    }

    public long this[string name]
    {
        get
        {
            _listener.RecordObservableInstruments();
            return _sums.GetValueOrDefault(name);
        }
    }

    public void Dispose() => _listener.Dispose();
}
