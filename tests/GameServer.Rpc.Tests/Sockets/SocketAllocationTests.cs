using GameServer.Rpc.Tests.Support;
using GameServer.Rpc.Transport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace GameServer.Rpc.Tests.Sockets;

/// <summary>What messages cost on their way through the line: nothing that a collector would have to take away.</summary>
public sealed class SocketAllocationTests
{
    private const int WarmUp = 200;
    private const int Count = 1000;
    private const int Burst = 5;

    /// <summary>But for the first of those that come together: who waits is an object where the compiler does not optimise.</summary>
    [Theory]
    [InlineData(40)]
    [InlineData(500)]
    [InlineData(700)]
    public async Task A_message_that_is_read_allocates_nothing(int length)
    {
        var frame = RawClient.Frame(0x82, new byte[length]);
        byte[] burst = [.. Enumerable.Repeat(frame, Burst).SelectMany(bytes => bytes)];
        var stream = new MemoryLine(default);
        using var socket = stream.Open(isText: false);
        long allocated = 0;
        for (var read = 0; read < WarmUp + Count; read += Burst)
        {
            stream.Give(burst);
            await socket.ReadAsync();
            for (var next = 1; next < Burst; next++)
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                var taken = socket.ReadAsync();
                if (taken.IsCompleted && read >= WarmUp)
                {
                    allocated += GC.GetAllocatedBytesForCurrentThread() - before;
                }

                Assert.Equal(length, (await taken).Message.Length);
            }
        }

        Assert.Equal(0, allocated);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(500)]
    [InlineData(9000)]
    public void A_reply_an_event_and_a_snapshot_allocate_nothing(int length)
    {
        using var services = new ServiceCollection().AddMetrics().AddSingleton<RpcMetrics>().BuildServiceProvider();
        var stream = new MemoryLine(default) { KeepsWrites = false };
        using var socket = stream.Open(isText: false);
        using var outbox = new Outbox(
            socket, new RpcLimits(), new FakeTimeProvider(), static _ => { }, services.GetRequiredService<RpcMetrics>());
        var body = new byte[length];
        long before = 0;
        for (var sent = 0; sent < WarmUp + Count; sent++)
        {
            if (sent == WarmUp)
            {
                before = GC.GetAllocatedBytesForCurrentThread();
            }

            outbox.Reply(body);
            outbox.Hold();
            outbox.Send(body);
            outbox.SendSnapshot(body);
            outbox.Release();
            Assert.True(outbox.WantsSnapshot);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
