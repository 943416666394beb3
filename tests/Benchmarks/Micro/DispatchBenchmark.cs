using System.Runtime.CompilerServices;
using BenchmarkDotNet.Attributes;
using Benchmarks.Contenders;
using Benchmarks.Dialects;
using GameServer.Games;
using GameServer.Rpc;
using GameServer.Rpc.Dispatch;
using GameServer.Rpc.Protocol;
using GameServer.Rpc.Transport;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Benchmarks.Micro;

/// <summary>From the gate to the reply: messages of one connection, without a socket, in bursts of eight.</summary>
[MemoryDiagnoser]
[MedianColumn]
public class DispatchBenchmark
{
    private const int Messages = 8192;
    private byte[] _call = [];
    private byte[] _notification = [];
    private ServiceProvider _services = null!;
    private WireFormat _format = null!;

    /// <summary>Whether it is JSON.</summary>
    [Params(false, true)]
    public bool Json { get; set; }

    /// <summary>Puts the product's own registrations together.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        Dictionary<string, string?> unlimited = new() { ["Limits:CallsPerSecond"] = "0", ["Limits:SignInSeconds"] = "0" };
        var services = new ServiceCollection().AddLogging()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(unlimited).Build())
            .AddSingleton<IRpcHost, OpenHost>()
            .AddSingleton(new ServiceRegistration(typeof(IBenchService), typeof(BenchService), "bench"));
        _services = services.AddRpc().BuildServiceProvider();
        _format = _services.GetServices<WireFormat>().Single(format => format.IsText == Json);
        Dialect dialect = Json ? new JsonRpcJson(null) : new JsonRpcMessagePack(null);
        _call = dialect.Call(1, Move.Number(1));
        _notification = dialect.Steer(Move.Number(1));
    }

    /// <summary>Ends it.</summary>
    [GlobalCleanup]
    public void Dispose() => _services.Dispose();

    /// <summary>A call with a reply.</summary>
    [Benchmark(OperationsPerInvoke = Messages)]
    public Task<int> CallAsync() => ServeAsync(_call, Messages);

    /// <summary>A notification.</summary>
    [Benchmark(OperationsPerInvoke = Messages)]
    public Task<int> NotifyAsync() => ServeAsync(_notification, 0);

    private async Task<int> ServeAsync(byte[] message, int replies)
    {
        var line = new BurstLine(message, Messages);
        await _services.GetRequiredService<RpcServer>().ServeAsync("bench", "127.0.0.1", _format, line, CancellationToken.None);
        return line.Replies == replies ? replies : throw new InvalidOperationException($"{line.Replies} replies came, not {replies}.");
    }

    /// <summary>Takes everybody in.</summary>
    private sealed class OpenHost : IRpcHost
    {
        public ICaller Opened(IRpcConnection connection, IServiceProvider services) => new Anybody();

        public ValueTask ClosedAsync(IRpcConnection connection, ICaller caller) => ValueTask.CompletedTask;
    }

    /// <summary>Has signed in, and sits nowhere.</summary>
    private sealed class Anybody : ICaller
    {
        public bool IsSignedIn => true;

        public bool IsWatching => true;

        public ISeat? Seat => null;

        public void Replied<T>(T result)
        {
        }
    }

    /// <summary>Has the same message again and again, and counts what is answered.</summary>
    private sealed class BurstLine(byte[] message, int count) : ITransport
    {
        private const int Burst = 8;
        private int _handed;

        public int Replies { get; private set; }

        public ValueTask<Inbound> ReadAsync()
        {
            if (_handed == count)
            {
                return new ValueTask<Inbound>(new Inbound(InboundKind.End));
            }

            return ++_handed % Burst == 0 ? LaterAsync() : new ValueTask<Inbound>(new Inbound(InboundKind.Message, message));
        }

        public void Append(ReadOnlySpan<byte> reply) => Replies++;

        public ValueTask FlushAsync() => ValueTask.CompletedTask;

        public ValueTask CloseAsync(CloseReason reason) => ValueTask.CompletedTask;

        public void Abort()
        {
        }

        // Nothing more is there now: what is ready leaves meanwhile.
        [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
        private async ValueTask<Inbound> LaterAsync()
        {
            await Task.Yield();
            return new Inbound(InboundKind.Message, message);
        }
    }
}
