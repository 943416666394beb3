using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using GameServer.Rpc.Transport.Epoll;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace GameServer.Rpc.Tests.Sockets;

/// <summary>What Kestrel, and so everything above, expects of sockets, whoever serves them.</summary>
public sealed class SocketTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task On_Linux_they_are_ours()
    {
        var served = new TaskCompletionSource<object?>();
        await using var server = await SocketServer.StartAsync(connection =>
        {
            served.SetResult(connection.Features.Get<IConnectionTransportFeature>());
            return Task.CompletedTask;
        });
        using var client = await server.ConnectAsync();
        Assert.Equal(OperatingSystem.IsLinux(), await served.Task.WaitAsync(Cancellation) is EpollConnection);
    }

    [Fact]
    public async Task Everything_arrives_in_order_however_much_it_is_and_however_slowly_it_is_read()
    {
        const int Length = 24 * 1024 * 1024;
        await using var server = await SocketServer.StartAsync(EchoAsync);
        using var client = await server.ConnectAsync();
        var (sent, received) = (new byte[Length], new byte[Length]);
        new Random(1).NextBytes(sent);
        var sending = Task.Run(
            async () =>
            {
                var random = new Random(2);
                for (var at = 0; at < Length;)
                {
                    at += await client.SendAsync(sent.AsMemory(at, Math.Min(Length - at, random.Next(1, 200_000))), Cancellation);
                }

                client.Shutdown(SocketShutdown.Send);
            },
            Cancellation);

        // Nothing is read before the server can take no more: by then both ways are full.
        while (client.Poll(0, SelectMode.SelectWrite))
        {
            await Task.Yield();
        }

        for (var at = 0; at < Length;)
        {
            var count = await client.ReceiveAsync(received.AsMemory(at), Cancellation);
            Assert.NotEqual(0, count);
            at += count;
        }

        await sending;
        Assert.True(sent.AsSpan().SequenceEqual(received));
        Assert.Equal(0, await client.ReceiveAsync(new byte[1], Cancellation));
    }

    [Fact]
    public async Task Who_has_said_all_still_hears_the_answer()
    {
        await using var server = await SocketServer.StartAsync(async connection =>
        {
            while (await connection.Transport.Input.ReadAsync(Cancellation) is { IsCompleted: false } more)
            {
                connection.Transport.Input.AdvanceTo(more.Buffer.Start, more.Buffer.End);
            }

            await connection.Transport.Output.WriteAsync("all heard"u8.ToArray(), Cancellation);
        });
        using var client = await server.ConnectAsync();
        await client.SendAsync("all"u8.ToArray(), Cancellation);
        client.Shutdown(SocketShutdown.Send);
        Assert.Equal("all heard", await ReadToEndAsync(client));
    }

    [Fact]
    public async Task A_reset_is_told_also_while_nobody_reads()
    {
        var closed = new TaskCompletionSource();
        await using var server = await SocketServer.StartAsync(async connection =>
        {
            connection.ConnectionClosed.Register(closed.SetResult);
            await closed.Task.WaitAsync(Cancellation);
        });
        using var client = await server.ConnectAsync();
        client.Blocking = false;

        // Until the server has no more room.
        while (client.Poll(100_000, SelectMode.SelectWrite))
        {
            client.Send(new byte[65536], SocketFlags.None, out _);
        }

        client.Close(0);
        await closed.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
    }

    [Fact]
    public async Task A_reset_ends_the_reading_and_is_told()
    {
        var closed = new TaskCompletionSource();
        var fault = new TaskCompletionSource<Exception?>();
        await using var server = await SocketServer.StartAsync(async connection =>
        {
            connection.ConnectionClosed.Register(closed.SetResult);
            try
            {
                var first = await connection.Transport.Input.ReadAsync(Cancellation);
                connection.Transport.Input.AdvanceTo(first.Buffer.End);
                await connection.Transport.Output.WriteAsync("x"u8.ToArray(), Cancellation);
                await connection.Transport.Input.ReadAsync(Cancellation);
                fault.SetResult(null);
            }
            catch (Exception exception)
            {
                fault.SetResult(exception);
            }
        });
        using var client = await server.ConnectAsync();
        await client.SendAsync("a"u8.ToArray(), Cancellation);
        await client.ReceiveAsync(new byte[1], Cancellation);
        client.Close(0);
        Assert.IsType<ConnectionResetException>(await fault.Task.WaitAsync(Cancellation));
        await closed.Task.WaitAsync(Cancellation);
    }

    [Fact]
    public async Task An_aborted_connection_is_reset_at_once()
    {
        await using var server = await SocketServer.StartAsync(async connection =>
        {
            // More than anybody takes, so that something waits when it is aborted.
            var write = connection.Transport.Output.WriteAsync(new byte[32 * 1024 * 1024], Cancellation);
            connection.Abort();
            await write;
        });
        using var client = await server.ConnectAsync();
        var error = await Assert.ThrowsAsync<SocketException>(async () =>
        {
            while (await client.ReceiveAsync(new byte[65536], Cancellation) > 0)
            {
            }
        });
        Assert.Equal(SocketError.ConnectionReset, error.SocketErrorCode);
    }

    [Fact]
    public async Task A_service_that_blocks_holds_up_its_own_connection_only()
    {
        using var gate = new ManualResetEventSlim();
        await using var server = await SocketServer.StartAsync(async connection =>
        {
            await foreach (var message in ReadAsync(connection.Transport.Input))
            {
                if (message is "block")
                {
                    gate.Wait(Cancellation);
                }

                await connection.Transport.Output.WriteAsync(System.Text.Encoding.ASCII.GetBytes(message), Cancellation);
            }
        });
        using var blocked = await server.ConnectAsync();
        using var other = await server.ConnectAsync();
        Assert.Equal("one", await AskAsync(blocked, "one"));
        Assert.Equal("one", await AskAsync(other, "one"));
        var answer = AskAsync(blocked, "block");
        for (var call = 0; call < 100; call++)
        {
            Assert.Equal("go on", await AskAsync(other, "go on"));
        }

        Assert.False(answer.IsCompleted);

        // What comes meanwhile to the blocked one is not lost.
        await blocked.SendAsync("later"u8.ToArray(), Cancellation);
        Assert.Equal("go on", await AskAsync(other, "go on"));
        gate.Set();
        var heard = await answer;
        while (heard.Length < "blocklater".Length)
        {
            heard += await ReadAsync(blocked);
        }

        Assert.Equal("blocklater", heard);
        Assert.Equal("two", await AskAsync(blocked, "two"));
        Assert.Equal("two", await AskAsync(other, "two"));
    }

    private static async Task EchoAsync(ConnectionContext connection)
    {
        while (true)
        {
            var read = await connection.Transport.Input.ReadAsync(Cancellation);
            foreach (var part in read.Buffer)
            {
                await connection.Transport.Output.WriteAsync(part, Cancellation);
            }

            connection.Transport.Input.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                return;
            }
        }
    }

    private static async IAsyncEnumerable<string> ReadAsync(PipeReader input)
    {
        while (await input.ReadAsync(Cancellation) is { IsCompleted: false } read)
        {
            var message = System.Text.Encoding.ASCII.GetString(read.Buffer.ToArray());
            input.AdvanceTo(read.Buffer.End);
            yield return message;
        }
    }

    private static async Task<string> AskAsync(Socket client, string message)
    {
        await client.SendAsync(System.Text.Encoding.ASCII.GetBytes(message), Cancellation);
        return await ReadAsync(client);
    }

    private static async Task<string> ReadAsync(Socket client)
    {
        var buffer = new byte[1024];
        return System.Text.Encoding.ASCII.GetString(buffer, 0, await client.ReceiveAsync(buffer, Cancellation));
    }

    private static async Task<string> ReadToEndAsync(Socket client)
    {
        var text = "";
        while (await ReadAsync(client) is { Length: > 0 } more)
        {
            text += more;
        }

        return text;
    }
}
