using GameServer.Rpc.Configuration;
using GameServer.Rpc.Transport.WebSockets;

namespace GameServer.Rpc;

/// <summary>Configuration section <c>Web</c>: which pages may connect.</summary>
public sealed class WebOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Web";

    /// <summary>
    /// Origins whose pages may open a WebSocket beside the server's own, such as <c>https://play.example.org</c>, or that of
    /// an app, such as <c>capacitor://localhost</c>, as its web view sends it. <c>null</c>, what a page from a file sends,
    /// can be listed too; any page can make itself such a one. In Development those of loopback addresses need not be
    /// listed.
    /// </summary>
    public IList<string> Origins { get; } = [];

    /// <summary>Every origin must be one: a pattern or a path would match no page.</summary>
    /// <param name="range">Collects what is wrong.</param>
    internal void Check(OptionsRange range)
    {
        foreach (var (index, origin) in Origins.Index())
        {
            range.Must(
                OriginRule.IsOrigin(origin),
                $"{nameof(Origins)}:{index}",
                origin,
                "be a scheme, a host and perhaps a port, as in https://play.example.org");
        }
    }
}
