using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace GameServer.Rpc.Transport.WebSockets;

/// <summary>
/// How a request becomes a WebSocket: RFC 6455 section 4.2 over HTTP/1.1, and RFC 8441 over HTTP/2.
/// </summary>
internal static class Handshake
{
    private const string Protocol = "websocket";
    private const string Version = "13";
    private const int KeyLength = 16;
    private const int KeyCharacters = 24;
    private const string Salt = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    // RFC 9110, 5.6.2: what a subprotocol's name is made of.
    private const string TokenMarks = "!#$%&'*+-.^_`|~";

    /// <summary>Whether a request is one for a WebSocket that can be accepted.</summary>
    public static bool IsAsked(HttpContext context) =>
        context.Request.Headers.SecWebSocketVersion is [Version]
        && (IsConnect(context) || (IsUpgrade(context) && IsKey(context.Request.Headers.SecWebSocketKey)));

    /// <summary>The subprotocols that are offered, the most wanted first.</summary>
    public static IReadOnlyList<string> Offered(HttpContext context) =>
        [.. context.Request.Headers.SecWebSocketProtocol
            .SelectMany(static line => (line ?? "").Split(',', StringSplitOptions.TrimEntries)).Where(IsToken)];

    /// <summary>Says what would be accepted to whoever asked for something else.</summary>
    public static void Refuse(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status426UpgradeRequired;
        context.Response.Headers.SecWebSocketVersion = Version;

        // HTTP/2 has no such header, and Kestrel warns of it in the log.
        if (!HttpProtocol.IsHttp2(context.Request.Protocol))
        {
            context.Response.Headers.Upgrade = Protocol;
        }
    }

    /// <summary>Accepts.</summary>
    /// <param name="context">The request.</param>
    /// <param name="subprotocol">One of those offered; null for none.</param>
    /// <returns>What the connection carries from now on.</returns>
    public static async ValueTask<IDuplexPipe> AcceptAsync(HttpContext context, string? subprotocol)
    {
        // The time-out of a request is none of a connection's.
        context.Features.Get<IHttpRequestTimeoutFeature>()?.DisableTimeout();
        var headers = context.Response.Headers;
        headers.SecWebSocketProtocol = subprotocol ?? StringValues.Empty;
        if (IsConnect(context))
        {
            return new StreamPipes(await context.Features.GetRequiredFeature<IHttpExtendedConnectFeature>().AcceptAsync());
        }

        headers.Upgrade = Protocol;
        headers.SecWebSocketAccept = Answer(context.Request.Headers.SecWebSocketKey.ToString());
        var stream = await context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();

        // What the stream reads and writes, with nothing in between: the whole connection is the WebSocket's from now on.
        return context.Features.Get<IConnectionTransportFeature>()?.Transport ?? new StreamPipes(stream);
    }

    /// <summary>
    /// Forgets the headers of a request that was accepted: from a browser a kilobyte of text, which the server would keep
    /// for as long as the WebSocket lives.
    /// </summary>
    public static void Forget(HttpContext context)
    {
        var headers = context.Request.Headers;
        foreach (var name in headers.Keys.ToArray())
        {
            headers.Remove(name);
        }
    }

    private static bool IsConnect(HttpContext context) =>
        context.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true, Protocol: { } protocol }
        && string.Equals(protocol, Protocol, StringComparison.OrdinalIgnoreCase);

    private static bool IsUpgrade(HttpContext context) =>
        context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true }
        && HttpProtocol.IsHttp11(context.Request.Protocol)
        && context.Request.Method == HttpMethods.Get
        && context.Request.Headers.GetCommaSeparatedValues(HeaderNames.Upgrade).Contains(Protocol, StringComparer.OrdinalIgnoreCase);

    private static bool IsKey(StringValues key)
    {
        Span<byte> bytes = stackalloc byte[KeyLength + 2];
        return key is [{ Length: KeyCharacters } one] && Convert.TryFromBase64String(one, bytes, out var length) && length == KeyLength;
    }

    private static string Answer(string key)
    {
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
#pragma warning disable CA5350 // RFC 6455 names SHA-1; it shows that the request was understood and protects nothing.
        SHA1.HashData(Encoding.ASCII.GetBytes(key + Salt), hash);
#pragma warning restore CA5350
        return Convert.ToBase64String(hash);
    }

    private static bool IsToken(string name) =>
        name.Length > 0 && name.All(static letter => char.IsAsciiLetterOrDigit(letter) || TokenMarks.Contains(letter, StringComparison.Ordinal));
}
