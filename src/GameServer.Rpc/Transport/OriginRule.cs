using Microsoft.AspNetCore.Http;

namespace GameServer.Rpc.Transport;

/// <summary>
/// A browser lets any page open a WebSocket anywhere, and says which page it was: only ours may. What is no browser
/// says nothing, and has no user's cookies or tokens to abuse.
/// </summary>
internal static class OriginRule
{
    public static bool Allows(string? origin, HostString host)
    {
        if (string.IsNullOrEmpty(origin))
        {
            return true;
        }

        // A proxy may end TLS before us, so it is the page's scheme that tells the port that neither names.
        return Uri.TryCreate(origin, UriKind.Absolute, out var page)
            && page.Scheme is "http" or "https"
            && Uri.TryCreate($"{page.Scheme}://{host.ToUriComponent()}", UriKind.Absolute, out var here)
            && string.Equals(page.Host, here.Host, StringComparison.OrdinalIgnoreCase)
            && page.Port == here.Port;
    }
}
