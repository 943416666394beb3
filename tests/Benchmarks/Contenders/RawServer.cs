using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;

namespace Benchmarks.Contenders;

/// <summary>ASP.NET's WebSocket and a loop, as one writes it by hand: what the raw contenders share.</summary>
internal static class RawServer
{
    // Longer than any request: a message comes whole.
    private const int Buffer = 4096;

    /// <summary>A server that reads a message, answers it, and reads the next.</summary>
    /// <param name="answerer">Makes, for a connection, what answers its messages.</param>
    public static BenchServer Of(Func<IAnswerer> answerer)
    {
        var app = BenchServer.Builder().Build();
        app.UseWebSockets();
        app.Map("/ws", async context =>
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            await ServeAsync(socket, answerer());
        });
        return new BenchServer(app);
    }

    private static async Task ServeAsync(WebSocket socket, IAnswerer answerer)
    {
        var buffer = new byte[Buffer];
        try
        {
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
        catch (WebSocketException)
        {
            // The load client leaves without a farewell.
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
