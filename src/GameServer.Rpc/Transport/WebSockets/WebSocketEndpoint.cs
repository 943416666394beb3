using GameServer.Rpc.Dispatch;
using GameServer.Rpc.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GameServer.Rpc.Transport.WebSockets;

/// <summary>Takes WebSockets: who may connect, and which format is spoken. PROTOCOL.md, "Connecting".</summary>
internal sealed class WebSocketEndpoint(
    RpcServer server, OriginRule origins, IEnumerable<WireFormat> formats, LineWatch watch, IOptions<RpcLimits> limits,
    ILogger<WebSocketEndpoint> logger)
{
    private readonly WireFormat[] _formats = [.. formats];

    // Who is silent for half of the time is asked whether he is there, and has the other half to answer.
    private readonly TimeSpan _half = TimeSpan.FromSeconds(limits.Value.IdleSeconds / 2);

    public async Task AcceptAsync(HttpContext context)
    {
        var origin = context.Request.Headers.Origin.ToString();
        if (!origins.Allows(origin, context.Request.Host))
        {
            logger.ForeignOrigin(origin, context.Request.Host.Value ?? "");
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        if (!Handshake.IsAsked(context))
        {
            Handshake.Refuse(context);
            return;
        }

        var offered = Handshake.Offered(context);
        var spoken = offered.FirstOrDefault(name => Array.Exists(_formats, format => format.Subprotocol == name));
        var format = Array.Find(_formats, format => format.Subprotocol == spoken)
            ?? Array.Find(_formats, format => format.IsText)
            ?? _formats[0];
        var pipes = await Handshake.AcceptAsync(context, spoken ?? offered.FirstOrDefault());
        using var transport = new WebSocketTransport(pipes, context.Abort, format.IsText, limits.Value.MessageBytes, _half);
        if (spoken is null && offered.Count > 0)
        {
            await RefuseAsync(transport);
            return;
        }

        var address = context.Connection.RemoteIpAddress;
        address = address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
        if (_half > TimeSpan.Zero)
        {
            watch.Add(transport);
        }

        try
        {
            await server.ServeAsync(
                context.TraceIdentifier, address?.ToString() ?? "unknown", format, transport, context.RequestAborted);
        }
        finally
        {
            watch.Remove(transport);
        }
    }

    /// <summary>A browser cannot read the body of a refused upgrade, but it can read a close frame.</summary>
    private Task RefuseAsync(WebSocketTransport transport) =>
        server.RefuseAsync(transport, CloseReason.UpdateNeeded(_formats.Select(format => format.Subprotocol)));
}
