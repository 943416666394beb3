using GameServer.Games;
using GameServer.Rpc.Dispatch;
using GameServer.Rpc.Protocol;
using GameServer.Rpc.Transport;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace GameServer.Rpc.Tests.Calls;

/// <summary>The server without sockets: the product's own registrations, and lines that a test writes the script of.</summary>
public sealed class ScriptedServer : IDisposable
{
    private readonly ServiceProvider _provider;

    public ScriptedServer(ICaller caller, params object[] registrations)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(Unlimited).Build());
        services.AddLogging();
        services.AddSingleton<IRpcHost>(new Host(caller));
        foreach (var registration in registrations)
        {
            services.AddSingleton(registration.GetType(), registration);
        }

        services.AddRpc();
        _provider = services.BuildServiceProvider();
    }

    private static Dictionary<string, string?> Unlimited => new()
    {
        ["Limits:CallsPerSecond"] = "1000000",
        ["Limits:CallsBurst"] = "1000000",
        ["Limits:FailuresPerSecond"] = "0",
        ["Limits:SignInSeconds"] = "0",
    };

    /// <summary>The format that is text, or the one that is not.</summary>
    public WireFormat Format(bool isText) => _provider.GetServices<WireFormat>().Single(format => format.IsText == isText);

    /// <summary>Serves a line from its beginning to its end.</summary>
    public Task ServeAsync(ITransport line, bool isText) => _provider.GetRequiredService<RpcServer>().ServeAsync(
        "scripted", "127.0.0.1", Format(isText), line, TestContext.Current.CancellationToken);

    public void Dispose() => _provider.Dispose();

    private sealed class Host(ICaller caller) : IRpcHost
    {
        public ICaller Opened(IRpcConnection connection, IServiceProvider services) => caller;

        public ValueTask ClosedAsync(IRpcConnection connection, ICaller caller) => ValueTask.CompletedTask;
    }
}

/// <summary>A caller who may do everything, and hears of replies.</summary>
public sealed class ScriptedCaller(ISeat? seat = null) : ICaller
{
    public bool IsSignedIn => true;

    public bool IsWatching => true;

    public ISeat? Seat => seat;

    /// <summary>Gets what was replied; null for nobody who asks, and then nothing is boxed.</summary>
    public Action<object?>? Heard { get; init; }

    public void Replied<T>(T result)
    {
        if (Heard is { } heard)
        {
            heard(result);
        }
    }
}
