using System.Text;
using GameServer.Hosting.Tests.Infrastructure;
using GameServer.Rpc.Dispatch;
using GameServer.Rpc.Protocol;
using GameServer.Rpc.Transport;
using MessagePack;
using Microsoft.Extensions.DependencyInjection;

namespace GameServer.Hosting.Tests.Rooms;

/// <summary>What most messages of a game are costs no memory: steering, in the whole program.</summary>
public sealed class SteeringTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Steering_a_tank_allocates_nothing_from_the_transport_to_the_seat(bool isText)
    {
        await using var server = RunningServer.Start(_folder, new() { ["Limits:CallsPerSecond"] = "0" });
        var format = server.Services.GetServices<WireFormat>().Single(format => format.IsText == isText);
        var line = new SteeringLine(isText);
        await server.Services.GetRequiredService<RpcServer>().ServeAsync(
            "steering", "127.0.0.1", format, line, TestContext.Current.CancellationToken);
        Assert.Equal(SteeringLine.Turns * SteeringLine.Counted, line.Steered);
        Assert.Equal(0, line.Allocated);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>
    /// Signs in, joins, and steers; in several turns adds up what the reading thread allocates while it does. A lock that
    /// is waited for for the first time, which happens on a busy machine, makes itself an event of 56 B.
    /// </summary>
    private sealed class SteeringLine(bool isText) : ITransport
    {
        public const int Turns = 5;
        public const int Counted = 1000;
        private const int WarmUp = 3000;
        private readonly byte[] _signIn = Encode("""{"jsonrpc":"2.0","id":1,"method":"login.guest"}""", isText);
        private readonly byte[] _join = Encode("""{"jsonrpc":"2.0","id":2,"method":"room.join","params":{"game":"tank"}}""", isText);
        private readonly byte[] _steer = Encode(
            """{"jsonrpc":"2.0","method":"tank.steer","params":{"seq":58,"throttle":1,"turn":-0.25,"aim":3.05,"fire":false}}""", isText);
        private readonly SemaphoreSlim _replied = new(0);
        private int _reads;
        private long _mark;

        /// <summary>How much was allocated in the turn that needed least.</summary>
        public long Allocated { get; private set; } = long.MaxValue;

        /// <summary>How many inputs were counted.</summary>
        public int Steered { get; private set; }

        public ValueTask<Inbound> ReadAsync()
        {
            switch (_reads++)
            {
                case 0:
                    return new(new Inbound(InboundKind.Message, _signIn));
                case 1:
                    return AfterReplyAsync(_join);
                case 2:
                    return AfterReplyAsync(_steer);
                case >= WarmUp when (_reads - 1 - WarmUp) % Counted == 0:
                    return NextTurn();
            }

            return new(new Inbound(InboundKind.Message, _steer));
        }

        public void Append(ReadOnlySpan<byte> message)
        {
            if (message.IndexOf("result"u8) >= 0)
            {
                _replied.Release();
            }
        }

        public ValueTask FlushAsync() => ValueTask.CompletedTask;

        public ValueTask CloseAsync(CloseReason reason) => ValueTask.CompletedTask;

        public void Abort()
        {
        }

        private ValueTask<Inbound> NextTurn()
        {
            Steered = _reads - 1 - WarmUp;
            if (Steered > 0)
            {
                Allocated = Math.Min(Allocated, GC.GetAllocatedBytesForCurrentThread() - _mark);
            }

            _mark = GC.GetAllocatedBytesForCurrentThread();
            return new(Steered < Turns * Counted ? new Inbound(InboundKind.Message, _steer) : new Inbound(InboundKind.End));
        }

        private async ValueTask<Inbound> AfterReplyAsync(byte[] next)
        {
            await _replied.WaitAsync();
            return new Inbound(InboundKind.Message, next);
        }

        private static byte[] Encode(string message, bool isText) =>
            isText ? Encoding.UTF8.GetBytes(message) : MessagePackSerializer.ConvertFromJson(message, cancellationToken: default);
    }
}
