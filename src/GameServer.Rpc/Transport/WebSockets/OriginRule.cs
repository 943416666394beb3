using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace GameServer.Rpc.Transport.WebSockets;

/// <summary>
/// A browser lets any page open a WebSocket anywhere, and says which page it was: only ours may, and those that are
/// listed. What is no browser says nothing, and has no user's cookies or tokens to abuse.
/// </summary>
internal sealed class OriginRule(IOptions<WebOptions> options)
{
    private readonly HashSet<string> _listed = [.. options.Value.Origins.Select(static origin => OriginOf(new Uri(origin)))];

    /// <summary>Whether a text is an origin, and nothing more, of a page.</summary>
    /// <param name="text">The text.</param>
    public static bool IsOrigin(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var page) && IsPage(page)
        && string.Equals(text, page.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase)
        && page.UserInfo.Length == 0 && !page.Host.Contains('*', StringComparison.Ordinal);

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
        return Uri.TryCreate(origin, UriKind.Absolute, out var page)
            && IsPage(page)
            && (IsHere(page, host) || _listed.Contains(OriginOf(page)));
    }

    private static bool IsPage(Uri page) => page.Scheme is "http" or "https";

    private static bool IsHere(Uri page, HostString host) =>
        Uri.TryCreate($"{page.Scheme}://{host.ToUriComponent()}", UriKind.Absolute, out var here)
        && string.Equals(page.Host, here.Host, StringComparison.OrdinalIgnoreCase)
        && page.Port == here.Port;

    private static string OriginOf(Uri page) => $"{page.Scheme}://{page.IdnHost}:{page.Port}";
}
