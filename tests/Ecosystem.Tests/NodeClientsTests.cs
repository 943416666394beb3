using Ecosystem.Tests.Infrastructure;

namespace Ecosystem.Tests;

/// <summary>Stock JSON-RPC clients from npm, none of which knows this server, play on it.</summary>
public sealed class NodeClientsTests(PublishedProgram program)
{
    [Theory]
    [InlineData("json-rpc-2.0")]
    [InlineData("rpc-websockets")]
    [InlineData("vscode-ws-jsonrpc")]
    public async Task A_stock_client_from_npm_plays(string package)
    {
        await using var server = await program.StartAsync();
        Assert.Equal(5, await NodeScript.RunAsync($"{package}.mjs", server.WebSocketUrl.ToString()));
    }
}
