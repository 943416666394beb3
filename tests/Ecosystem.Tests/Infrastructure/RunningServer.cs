namespace Ecosystem.Tests.Infrastructure;

/// <summary>One server for all tests of a class.</summary>
public sealed class RunningServer(PublishedProgram program) : IAsyncLifetime
{
    private ServerProcess? _server;

    /// <summary>The address of its WebSocket.</summary>
    public Uri Url => _server?.WebSocketUrl ?? throw new InvalidOperationException("Not started yet.");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => _server = await program.StartAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
    }
}
