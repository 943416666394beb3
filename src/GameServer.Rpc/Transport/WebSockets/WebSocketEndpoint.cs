using GameServer.Rpc.Dispatch;
using GameServer.Rpc.Protocol;
using GameServer.Rpc.Transport.Epoll;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace GameServer.Rpc.Transport.WebSockets;

/// <summary>Takes WebSockets: who may connect, and which format is spoken. PROTOCOL.md, "Connecting".</summary>
internal sealed class WebSocketEndpoint(
    RpcServer server, OriginRule origins, IEnumerable<WireFormat> formats, LineWatch watch, IOptions<RpcLimits> limits,
    RefusedOrigins refused, TimeProvider time)
{
    private readonly WireFormat[] _formats = [.. formats];

    // What is spoken with one who asks for none.
    private readonly WireFormat _unasked = formats.FirstOrDefault(format => format.IsText) ?? formats.First();

    // Who is silent for half of the time is asked whether he is there, and has the other half to answer.
    private readonly TimeSpan _half = TimeSpan.FromSeconds(limits.Value.IdleSeconds / 2);

    public Task AcceptAsync(HttpContext context)
    {
        var origin = context.Request.Headers.Origin.ToString();
        if (!origins.Allows(origin, context.Request.Host))
        {
            refused.Add(origin, context.Request.Host.Value);
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }

        if (!Handshake.IsAsked(context))
        {
            Handshake.Refuse(context);
            return Task.CompletedTask;
        }

        var offered = Handshake.Offered(context);
        var spoken = offered.Select(FormatOf).FirstOrDefault(format => format is not null);
        return spoken is not null ? ServeAsync(context, spoken, spoken.Subprotocol)
            : offered.Count == 0 ? ServeAsync(context, _unasked, null)
            : RefuseAsync(context, offered[0]);
    }

    /// <summary>Lasts as long as the connection, and so does what it holds.</summary>
    private async Task ServeAsync(HttpContext context, WireFormat format, string? subprotocol)
    {
        using var transport = await OpenAsync(context, format, subprotocol);
        if (_half > TimeSpan.Zero)
        {
            watch.Add(transport);
        }

        try
        {
            await server.ServeAsync(context.TraceIdentifier, AddressOf(context), format, transport, context.RequestAborted);
        }
        finally
        {
            watch.Remove(transport);
        }

        await DrainAsync(context, transport);
    }

    /// <summary>A browser cannot read the body of a refused upgrade, but it can read a close frame.</summary>
    private async Task RefuseAsync(HttpContext context, string subprotocol)
    {
        using var transport = await OpenAsync(context, _unasked, subprotocol);
        await server.RefuseAsync(transport, CloseReason.UpdateNeeded(_formats.Select(format => format.Subprotocol)));
        await DrainAsync(context, transport);
    }

    // Our own sockets end in order by themselves, in bounded time, and a stream of HTTP/2 ends without its socket.
    private async Task DrainAsync(HttpContext context, WebSocketTransport transport)
    {
        if (context.Features.Get<IConnectionSocketFeature>() is EpollConnection || !HttpProtocol.IsHttp11(context.Request.Protocol))
        {
            return;
        }

        await transport.DrainAsync(time);

        // What waits is sent now; a client who does not take it is not waited for.
        var connection = context.Features.Get<IConnectionLifetimeFeature>();
        _ = time.CreateTimer(
            static connection => ((IConnectionLifetimeFeature?)connection)?.Abort(), connection, RpcConnection.Linger, Timeout.InfiniteTimeSpan);
    }

    private async ValueTask<WebSocketTransport> OpenAsync(HttpContext context, WireFormat format, string? subprotocol)
    {
        var pipes = await Handshake.AcceptAsync(context, subprotocol);
        Handshake.Forget(context);
        return new WebSocketTransport(pipes, context.Abort, format.IsText, limits.Value.MessageBytes, _half);
    }

    private WireFormat? FormatOf(string subprotocol) => Array.Find(_formats, format => format.Subprotocol == subprotocol);

    private static string AddressOf(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress;
        address = address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
        return address?.ToString() ?? "unknown";
    }
}
