using System.Collections.Concurrent;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;

namespace Benchmarks.Contenders;

/// <summary>ASP.NET's WebSocket and a loop, as one writes it by hand: what the raw contenders share.</summary>
internal static class RawServer
{
    // Longer than any request: a message comes whole.
    private const int Buffer = 4096;

    /// <summary>A server that reads a message, answers it, and reads the next.</summary>
    /// <param name="stage">What for.</param>
    /// <param name="answerer">Makes, for a connection, what answers its messages.</param>
    /// <param name="encode">Writes the broadcast, once for all.</param>
    /// <param name="type">How the broadcast goes.</param>
    public static BenchServer Of(
        string stage,
        Func<IAnswerer> answerer,
        Func<IReadOnlyList<ArenaEntity>, ReadOnlyMemory<byte>>? encode = null,
        WebSocketMessageType type = WebSocketMessageType.Text)
    {
        var sockets = new ConcurrentDictionary<WebSocket, bool>();
        var builder = BenchServer.Builder();
        if (encode is not null)
        {
            ArenaBroadcast.AddTo(builder, stage, _ => entities => SendAsync(sockets.Keys, encode(entities), type));
        }

        var app = builder.Build();
        app.UseWebSockets();
        app.Map("/ws", async context =>
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            sockets[socket] = true;
            try
            {
                await ServeAsync(socket, answerer());
            }
            catch (WebSocketException)
            {
                // The load client leaves without a farewell.
            }
            finally
            {
                sockets.TryRemove(socket, out _);
            }
        });
        return new BenchServer(app);
    }

    private static async Task ServeAsync(WebSocket socket, IAnswerer answerer)
    {
        var buffer = new byte[Buffer];
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                return;
            }

            if (!received.EndOfMessage)
            {
                throw new InvalidDataException("A request is longer than the buffer.");
            }

            var answer = answerer.Answer(buffer.AsMemory(0, received.Count));
            if (!answer.IsEmpty)
            {
                await socket.SendAsync(answer, received.MessageType, true, CancellationToken.None);
            }
        }
    }

    private static async Task SendAsync(ICollection<WebSocket> sockets, ReadOnlyMemory<byte> message, WebSocketMessageType type)
    {
        // A socket that takes it at once, as nearly all do, costs no task.
        List<Task>? waiting = null;
        foreach (var socket in sockets)
        {
            var sending = socket.SendAsync(message, type, true, CancellationToken.None);
            if (!sending.IsCompletedSuccessfully)
            {
                (waiting ??= []).Add(sending.AsTask());
            }
        }

        if (waiting is not null)
        {
            await Task.WhenAll(waiting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}

/// <summary>Answers the messages of one connection, one after the other.</summary>
internal interface IAnswerer
{
    /// <summary>Answers a message.</summary>
    /// <returns>The answer, valid until the next message; empty for none.</returns>
    ReadOnlyMemory<byte> Answer(ReadOnlyMemory<byte> message);
}
