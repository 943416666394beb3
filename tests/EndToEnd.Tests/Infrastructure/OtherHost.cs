using System.Net;
using System.Net.Sockets;

namespace EndToEnd.Tests.Infrastructure;

/// <summary>
/// A host of files on a port of its own. A real one: a browser lets pages of this machine alone talk to this machine.
/// </summary>
internal sealed class OtherHost : IDisposable
{
    private readonly HttpListener _listener = new();

    /// <summary>Begins to serve a folder.</summary>
    /// <param name="folder">The folder, with an <c>index.html</c>.</param>
    public OtherHost(string folder)
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Url = new Uri($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/");
        }

        _listener.Prefixes.Add(Url.ToString());
        _listener.Start();
        _ = ServeAsync(folder);
    }

    /// <summary>Its address.</summary>
    public Uri Url { get; }

    /// <summary>Its origin, as browsers say it.</summary>
    public string Origin => Url.GetLeftPart(UriPartial.Authority);

    /// <inheritdoc/>
    public void Dispose() => _listener.Close();

    private static string TypeOf(string file) => Path.GetExtension(file) switch
    {
        ".html" => "text/html",
        ".js" => "text/javascript",
        ".css" => "text/css",
        ".svg" => "image/svg+xml",
        _ => "application/octet-stream",
    };

    private async Task ServeAsync(string folder)
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                var path = context.Request.Url!.AbsolutePath.TrimStart('/');
                var file = Path.Combine(folder, path.Length == 0 ? "index.html" : path);
                context.Response.ContentType = TypeOf(file);
                var content = await File.ReadAllBytesAsync(file);
                await context.Response.OutputStream.WriteAsync(content);
                context.Response.Close();
            }
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
        {
            // Closed.
        }
    }
}
