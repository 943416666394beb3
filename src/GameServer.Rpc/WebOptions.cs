namespace GameServer.Rpc;

/// <summary>Configuration section <c>Web</c>: which pages may connect.</summary>
public sealed class WebOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Web";

    /// <summary>
    /// Origins whose pages may open a WebSocket beside the server's own, such as <c>https://play.example.org</c>.
    /// </summary>
    public IList<string> Origins { get; } = [];
}
