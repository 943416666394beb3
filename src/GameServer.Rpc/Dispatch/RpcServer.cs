using GameServer.Rpc.Protocol;
using GameServer.Rpc.Transport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GameServer.Rpc.Dispatch;

/// <summary>Serves connections, whatever carries them.</summary>
internal sealed class RpcServer(
    IRpcHost host, MethodTable methods, BufferPool buffers, IServiceScopeFactory scopes, IOptions<RpcLimits> limits,
    DispatcherFactory dispatchers, LineWatch watch, TimeProvider time, RpcMetrics metrics, ILogger<RpcServer> logger)
{
    private readonly ConnectionsByAddress _addresses = new(limits.Value.ConnectionsPerAddress);

    /// <summary>Serves one connection from its opening to its end, or refuses it where its address has too many.</summary>
    /// <param name="id">Its name for logs.</param>
    /// <param name="remoteAddress">The client's address.</param>
    /// <param name="format">The agreed format.</param>
    /// <param name="transport">What carries it.</param>
    /// <param name="lost">Cancelled when the line is lost, where the carrier notices by itself.</param>
    public async Task ServeAsync(
        string id, string remoteAddress, WireFormat format, ITransport transport, CancellationToken lost)
    {
        using var place = _addresses.Enter(ClientNetwork.Of(remoteAddress));
        if (place.Verdict != ConnectionsByAddress.Verdict.Serve)
        {
            await RefuseAsync(place.Verdict, transport);
            return;
        }

        var calls = new CallsInFlight(limits.Value.InFlight);
        using var connection = new RpcConnection(id, remoteAddress, format, transport, calls, limits.Value, time, metrics);
        await using var registration = lost.UnsafeRegister(static state => ((RpcConnection)state!).Break(), connection);
        await using var scope = scopes.CreateAsyncScope();
        logger.Opened(id, remoteAddress, format.Subprotocol);
        metrics.Opened();
        var sending = connection.SendAsync();
        try
        {
            var caller = host.Opened(connection, scope.ServiceProvider);
            await using var services = new ConnectionServices(scope.ServiceProvider, caller);
            using var deadline = new SignInDeadline(connection, caller, limits.Value.SignInSeconds, watch, metrics);
            try
            {
                using var dispatcher = new LazyDispatcher(dispatchers, calls, watch);
                await LoopOf(connection, transport, caller, services, calls, dispatcher).RunAsync();
                connection.Close(CloseReason.ClosedByClient);
                connection.Lose();
                await dispatcher.EndAsync();
            }
            finally
            {
                await host.ClosedAsync(connection, caller);
            }
        }
        catch (Exception exception)
        {
            logger.ConnectionFailed(exception, id);
        }
        finally
        {
            connection.Close(CloseReason.InternalError);
            connection.Lose();
            connection.Outbox.Flush();
            await sending;
            var reason = connection.Reason!.Value;
            metrics.Closed(reason.Reason);
            logger.Closed(id, reason.Code, reason.Reason);
        }
    }

    /// <summary>Ends a connection before it began.</summary>
    /// <param name="transport">What carries it.</param>
    /// <param name="reason">Why.</param>
    public async Task RefuseAsync(ITransport transport, CloseReason reason)
    {
        using var timer = time.CreateTimer(
            static line => ((ITransport)line!).Abort(), transport, RpcConnection.Linger, Timeout.InfiniteTimeSpan);
        try
        {
            await transport.CloseAsync(reason);
            while ((await transport.ReadAsync()).Kind != InboundKind.End)
            {
            }
        }
        catch (IOException)
        {
            // Gone before it was refused.
        }
    }

    private Task RefuseAsync(ConnectionsByAddress.Verdict verdict, ITransport transport)
    {
        metrics.LimitReached(nameof(RpcLimits.ConnectionsPerAddress));
        if (verdict == ConnectionsByAddress.Verdict.Refuse)
        {
            return RefuseAsync(transport, CloseReason.TooManyConnections);
        }

        transport.Abort();
        return Task.CompletedTask;
    }

    private MessageLoop LoopOf(
        RpcConnection connection, ITransport transport, ICaller caller, ConnectionServices services, CallsInFlight calls,
        LazyDispatcher dispatcher)
    {
        var replies = new Replies(connection.Format, connection.Outbox, caller, buffers, metrics, logger);
        var gate = new Gate(connection, methods, caller, replies, limits.Value, time, metrics);
        var runner = new CallRunner(connection, gate, replies, services, calls, dispatcher, logger);
        return new MessageLoop(connection, transport, gate, runner, calls, replies, limits.Value, metrics);
    }
}
