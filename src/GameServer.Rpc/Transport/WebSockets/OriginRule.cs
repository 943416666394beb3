using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GameServer.Rpc.Transport.WebSockets;

/// <summary>
/// A browser lets any page open a WebSocket anywhere, and says which page it was: only ours may, and those that are
/// listed. What is no browser says nothing, and has no user's cookies or tokens to abuse. In Development the pages of the
/// developer's own machine may connect too, whatever their port and however they name the machine.
/// </summary>
internal sealed partial class OriginRule
{
    // What a page from a file sends, and one in a frame that may do little.
    private const string Opaque = "null";
    private const string FilePage = "file://";

    private readonly HashSet<string> _listed;
    private readonly bool _isLoopbackAllowed;

    /// <summary>Reads the list, and says once in the log where it is not the whole rule.</summary>
    /// <param name="options">The origins that are listed.</param>
    /// <param name="environment">Whether this is Development.</param>
    /// <param name="logger">The log.</param>
    public OriginRule(IOptions<WebOptions> options, IHostEnvironment environment, ILogger<OriginRule> logger)
    {
        _listed = new(options.Value.Origins.Select(OriginOf), StringComparer.OrdinalIgnoreCase);
        _isLoopbackAllowed = environment.IsDevelopment();
        if (_isLoopbackAllowed)
        {
            logger.LoopbackAllowed();
        }
    }

    /// <summary>True for a text that is an origin, and nothing more, of a page or of an app.</summary>
    /// <param name="text">The text.</param>
    public static bool IsOrigin(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var page) && IsPage(page)
        ? string.Equals(text, page.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase)
            && page.UserInfo.Length == 0 && !page.Host.Contains('*', StringComparison.Ordinal)
        : text is Opaque or FilePage || (text is not null && AppOrigin().IsMatch(text));

    /// <summary>Whether a page may connect.</summary>
    /// <param name="origin">What the browser says of it; nothing where there is no browser.</param>
    /// <param name="host">The host that was asked for.</param>
    public bool Allows(string? origin, HostString host)
    {
        if (string.IsNullOrEmpty(origin))
        {
            return true;
        }

        // A proxy may end TLS before us, so it is the page's scheme that tells the port that neither names.
        return _listed.Contains(OriginOf(origin))
            || (TryReadPage(origin, out var page) && (IsHere(page, host) || (_isLoopbackAllowed && IsLoopback(page))));
    }

    /// <summary>Reads an origin of the web. What has more than scheme, host and port comes from no browser.</summary>
    private static bool TryReadPage(string origin, [NotNullWhen(true)] out Uri? page) =>
        Uri.TryCreate(origin, UriKind.Absolute, out page) && IsPage(page)
        && origin.AsSpan().IndexOfAny("@?#\\") < 0
        && page.AbsolutePath == "/";

    private static bool IsPage(Uri page) => page.Scheme is "http" or "https";

    private static bool IsHere(Uri page, HostString host) =>
        Uri.TryCreate($"{page.Scheme}://{host.ToUriComponent()}", UriKind.Absolute, out var here)
        && string.Equals(page.Host, here.Host, StringComparison.OrdinalIgnoreCase)
        && page.Port == here.Port;

    // Uri.IsLoopback knows no names below localhost, which browsers resolve to this machine too.
    private static bool IsLoopback(Uri page) =>
        page.IdnHost is "localhost"
        || page.IdnHost.EndsWith(".localhost", StringComparison.Ordinal)
        || (IPAddress.TryParse(page.IdnHost, out var address) && IPAddress.IsLoopback(address));

    /// <summary>A page's origin in one spelling; an app's is compared as it stands.</summary>
    private static string OriginOf(string origin) => TryReadPage(origin, out var page)
        ? $"{page.Scheme}://{page.IdnHost}:{page.Port}"
        : origin;

    // A scheme of an app's own, whose host may be anything: a name, an id, a dot. One of the web's is a mistake here.
    [GeneratedRegex(@"^(?!(https?|wss?|ftp|file)://)[a-z][a-z0-9+.-]*://[a-z0-9._~-]+(:[0-9]{1,5})?\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AppOrigin();
}
