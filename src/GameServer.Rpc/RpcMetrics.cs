using System.Diagnostics.Metrics;
using GameServer.Rpc.Metrics;

namespace GameServer.Rpc;

/// <summary>What is counted, under the meter <c>GameServer.Rpc</c>.</summary>
internal sealed class RpcMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "GameServer.Rpc";

    private readonly Total _received;
    private readonly Total _receivedBytes;
    private readonly Total _sent;
    private readonly Total _sentBytes;
    private readonly Total _connections;
    private readonly TotalsBy<int> _errors;
    private readonly TotalsBy<string> _closes;
    private readonly TotalsBy<string> _limits;

    public RpcMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _received = meter.CreateTotal("rpc.messages.received", "{message}", "Messages from clients: calls, notifications and batches.");
        _receivedBytes = meter.CreateTotal("rpc.bytes.received", "By", "Bytes of messages from clients, without frames.");
        _sent = meter.CreateTotal("rpc.messages.sent", "{message}", "Messages to clients: replies, events and snapshots.");
        _sentBytes = meter.CreateTotal("rpc.bytes.sent", "By", "Bytes of messages to clients, without frames.");
        _errors = meter.CreateTotals<int>("rpc.errors", "code", "{error}", "Calls and notifications that failed, by code.");
        _closes = meter.CreateTotals<string>("rpc.closes", "reason", "{connection}", "Connections that ended, by reason.");
        _limits = meter.CreateTotals<string>("rpc.limits.reached", "limit", "{time}", "How often a limit took effect, by its key.");
        _connections = meter.CreateLevel("rpc.connections", "{connection}", "Open connections.");
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

    public void Failed(int code) => _errors.Add(code);

    /// <param name="limit">The key of <see cref="RpcLimits"/>.</param>
    public void LimitReached(string limit) => _limits.Add(limit);

    public void Opened() => _connections.Add(1);

    public void Closed(string reason)
    {
        _connections.Add(-1);
        _closes.Add(reason);
    }
}
