using System.Net.WebSockets;
using GameServer.Rpc.Dispatch;
using GameServer.Rpc.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GameServer.Rpc.Transport;

/// <summary>Takes WebSockets: who may connect, and which format is spoken. PROTOCOL.md, "Connecting".</summary>
internal sealed class WebSocketEndpoint(
    RpcServer server, OriginRule origins, IEnumerable<WireFormat> formats, IOptions<RpcLimits> limits, ILogger<WebSocketEndpoint> logger)
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

        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status426UpgradeRequired;
            context.Response.Headers.Upgrade = "websocket";
            return;
        }

        var offered = context.WebSockets.WebSocketRequestedProtocols;
        var spoken = offered.FirstOrDefault(name => Array.Exists(_formats, format => format.Subprotocol == name));
        var format = Array.Find(_formats, format => format.Subprotocol == spoken)
            ?? Array.Find(_formats, format => format.IsText)
            ?? _formats[0];
        using var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
        {
            SubProtocol = spoken ?? offered.FirstOrDefault(),
            KeepAliveInterval = _half,
            KeepAliveTimeout = _half == TimeSpan.Zero ? Timeout.InfiniteTimeSpan : _half,
        });
        using var transport = new WebSocketTransport(socket, format.IsText, limits.Value.MessageBytes);
        if (spoken is null && offered.Count > 0)
        {
            await RefuseAsync(transport);
            return;
        }

        var address = context.Connection.RemoteIpAddress;
        address = address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
        await server.ServeAsync(
            context.TraceIdentifier, address?.ToString() ?? "unknown", format, transport, context.RequestAborted);
    }

    /// <summary>A browser cannot read the body of a refused upgrade, but it can read a close frame.</summary>
    private async Task RefuseAsync(WebSocketTransport transport)
    {
        var names = string.Join(", ", _formats.Select(format => format.Subprotocol));
        await server.RefuseAsync(transport, new CloseReason((int)WebSocketCloseStatus.PolicyViolation, $"update needed: {names}"));
    }
}
