using System.Diagnostics.Metrics;

namespace GameServer.Rpc;

/// <summary>What is counted, under the meter <c>GameServer.Rpc</c>.</summary>
internal sealed class RpcMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "GameServer.Rpc";

    private readonly Counter<long> _received;
    private readonly Counter<long> _receivedBytes;
    private readonly Counter<long> _sent;
    private readonly Counter<long> _sentBytes;
    private readonly Counter<long> _errors;
    private readonly Counter<long> _closes;
    private readonly Counter<long> _limits;
    private readonly UpDownCounter<long> _connections;

    public RpcMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _received = meter.CreateCounter<long>("rpc.messages.received", "{message}");
        _receivedBytes = meter.CreateCounter<long>("rpc.bytes.received", "By");
        _sent = meter.CreateCounter<long>("rpc.messages.sent", "{message}");
        _sentBytes = meter.CreateCounter<long>("rpc.bytes.sent", "By");
        _errors = meter.CreateCounter<long>("rpc.errors", "{error}", "Calls and notifications that failed, by code");
        _closes = meter.CreateCounter<long>("rpc.closes", "{connection}", "Connections that ended, by reason");
        _limits = meter.CreateCounter<long>("rpc.limits.reached", "{time}", "How often a limit took effect, by its key");
        _connections = meter.CreateUpDownCounter<long>("rpc.connections", "{connection}");
    }

    public void Received(int bytes)
    {
        _received.Add(1);
        _receivedBytes.Add(bytes);
    }

    public void Sent(int bytes)
    {
        _sent.Add(1);
        _sentBytes.Add(bytes);
    }

    public void Failed(int code) => _errors.Add(1, new KeyValuePair<string, object?>("code", code));

    /// <param name="limit">The key of <see cref="RpcLimits"/>.</param>
    public void LimitReached(string limit) => _limits.Add(1, new KeyValuePair<string, object?>("limit", limit));

    public void Opened() => _connections.Add(1);

    public void Closed(string reason)
    {
        _connections.Add(-1);
        _closes.Add(1, new KeyValuePair<string, object?>("reason", reason));
    }
}
