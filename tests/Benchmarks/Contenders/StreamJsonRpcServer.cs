using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using StreamJsonRpc;

namespace Benchmarks.Contenders;

/// <summary>StreamJsonRpc as it comes: its handler of WebSockets and its formatters.</summary>
internal static class StreamJsonRpcServer
{
    /// <summary>A server.</summary>
    /// <param name="stage">What for.</param>
    /// <param name="formatter">Makes the formatter of a connection.</param>
    public static BenchServer Of(string stage, Func<IJsonRpcMessageFormatter> formatter)
    {
        var connections = new ConcurrentDictionary<JsonRpc, bool>();
        var builder = BenchServer.Builder();
        ArenaBroadcast.AddTo(builder, stage, _ => entities =>
            Task.WhenAll(connections.Keys.Select(connection => NotifyAsync(connection, entities))));
        var app = builder.Build();
        app.UseWebSockets();
        app.Map("/ws", async context =>
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            await ServeAsync(socket, formatter(), connections);
        });
        return new BenchServer(app);
    }

    /// <summary>Its JSON, with names in camel case as everybody else's.</summary>
    public static IJsonRpcMessageFormatter Json()
    {
        var formatter = new SystemTextJsonFormatter();
        formatter.JsonSerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        return formatter;
    }

    /// <summary>Its MessagePack.</summary>
    public static IJsonRpcMessageFormatter MessagePack() => new MessagePackFormatter();

    private static async Task NotifyAsync(JsonRpc connection, IReadOnlyList<ArenaEntity> entities)
    {
        try
        {
            await connection.NotifyAsync("bench.world", entities);
        }
        catch (Exception exception) when (exception is ConnectionLostException or ObjectDisposedException or WebSocketException)
        {
            // It has just left.
        }
    }

    private static async Task ServeAsync(WebSocket socket, IJsonRpcMessageFormatter formatter, ConcurrentDictionary<JsonRpc, bool> connections)
    {
        using var connection = new JsonRpc(new WebSocketMessageHandler(socket, formatter), new BenchTarget());
        connections[connection] = true;
        try
        {
            connection.StartListening();
            await connection.Completion;
        }
        catch (WebSocketException)
        {
            // The load client leaves without a farewell.
        }
        finally
        {
            connections.TryRemove(connection, out _);
        }
    }
}

/// <summary>The work as StreamJsonRpc calls it.</summary>
internal sealed class BenchTarget
{
    private float _steered;

    /// <summary>Answers.</summary>
    [JsonRpcMethod("bench.move")]
    public Moved Move(int seq, float x, float y, float angle, bool fire) => new(seq, x + 1, y + 1);

    /// <summary>Takes the same and answers nothing.</summary>
    [JsonRpcMethod("bench.steer")]
    public void Steer(int seq, float x, float y, float angle, bool fire) => _steered = x + y + angle + (fire ? 1 : 0);
}
