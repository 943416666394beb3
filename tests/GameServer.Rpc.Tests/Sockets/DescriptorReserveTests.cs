using System.Net;
using System.Net.Sockets;
using GameServer.Rpc.Tests.Support;
using GameServer.Rpc.Transport.Epoll;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Time.Testing;

namespace GameServer.Rpc.Tests.Sockets;

/// <summary>Accepting pauses before the process has no descriptor left, and goes on when there are some.</summary>
public sealed class DescriptorReserveTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly LogLines _log = new();
    private int _free = 1000;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private int Pauses => _log.Lines.Count(line => line.StartsWith("Warning 110 ", StringComparison.Ordinal));

    private int Ends => _log.Lines.Count(line => line.StartsWith("Information 111 ", StringComparison.Ordinal));

    [Fact]
    public async Task The_last_64_are_kept_and_each_pause_and_end_is_told_once_a_minute()
    {
        var reserve = new DescriptorReserve(() => _free, _time, _log);
        for (_free = 165; _free > 64; _free--)
        {
            Assert.True(reserve.WaitAsync(Cancellation).IsCompletedSuccessfully);
        }

        var waiting = reserve.WaitAsync(Cancellation).AsTask();
        await StepAsync(waiting, 20, isOver: false);
        Assert.Equal((1, 0), (Pauses, Ends));
        _free = 72;
        await StepAsync(waiting, 5, isOver: false);
        _free = 73;
        await StepAsync(waiting, 5, isOver: true);
        Assert.Equal((1, 1), (Pauses, Ends));

        // Again at once, and again after a minute.
        foreach (var expected in new[] { 1, 2 })
        {
            _free = 10;
            Task again;
            do
            {
                again = reserve.WaitAsync(Cancellation).AsTask();
            }
            while (again.IsCompleted);
            await StepAsync(again, 5, isOver: false);
            Assert.Equal(expected, Pauses);
            _free = 500;
            await StepAsync(again, 5, isOver: true);
            Assert.Equal(expected, Ends);
            _time.Advance(TimeSpan.FromMinutes(1));
        }
    }

    [Fact]
    public void What_the_system_has_left_is_counted()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Descriptors are counted on Linux.");
        var sockets = new List<Socket>();
        var before = FileDescriptors.CountFree();
        for (var count = 0; count < 100; count++)
        {
            sockets.Add(new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
        }

        // Other tests beside this one open and close some.
        Assert.InRange(before - FileDescriptors.CountFree(), 20, 180);
        sockets.ForEach(socket => socket.Dispose());
    }

    [Theory]
    [InlineData(SocketError.TooManyOpenSockets)]
    [InlineData(SocketError.NoBufferSpaceAvailable)]
    [InlineData(SocketError.SocketError)]
    [InlineData(SocketError.ConnectionAborted)]
    [InlineData(SocketError.ConnectionReset)]
    [InlineData(SocketError.Interrupted)]
    public async Task A_listener_outlives_what_goes_wrong_with_one_socket(SocketError error)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        socket.Listen(16);
        var calls = 0;
        await using var listener = new SocketListener(
            socket,
            accepted => calls++ == 0 ? throw new SocketException((int)error) : new DefaultConnectionContext($"{accepted.Connected}"),
            new DescriptorReserve(() => _free, _time, _log));
        using var first = new TcpClient();
        using var second = new TcpClient();
        await first.ConnectAsync((IPEndPoint)listener.EndPoint, Cancellation);
        await second.ConnectAsync((IPEndPoint)listener.EndPoint, Cancellation);
        var accepting = listener.AcceptAsync(Cancellation).AsTask();
        while (!accepting.IsCompleted)
        {
            _time.Advance(TimeSpan.FromMilliseconds(10));
            await Task.Yield();
        }

        Assert.NotNull(await accepting);
        Assert.Equal(2, calls);
    }

    [Fact]
    public async Task A_listener_that_pauses_ends_when_it_is_unbound()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        socket.Listen(16);
        var listener = new SocketListener(socket, _ => throw new InvalidOperationException(), new DescriptorReserve(() => _free, _time, _log));
        _free = 0;
        var accepting = listener.AcceptAsync(Cancellation).AsTask();
        Assert.False(accepting.IsCompleted);
        await listener.UnbindAsync(Cancellation);
        Assert.Null(await accepting.WaitAsync(Cancellation));
        await listener.DisposeAsync();
    }

    private async Task StepAsync(Task waiting, int steps, bool isOver)
    {
        for (var step = 0; step < steps && !waiting.IsCompleted; step++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
        }

        if (isOver)
        {
            await waiting.WaitAsync(TimeSpan.FromMinutes(1), Cancellation);
        }

        Assert.Equal(isOver, waiting.IsCompleted);
    }
}
