using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net.WebSockets;
using GameServer.Games;
using GameServer.Rpc.Dispatch;
using GameServer.Rpc.Tests.Conformance;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace GameServer.Rpc.Tests.Support;

[Command]
public readonly record struct Turn(sbyte Direction, float Speed = 1.5f);

/// <summary>A real server on a free port of the loopback, with a clock that stands still until moved.</summary>
public sealed class TestServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly IMeterFactory _meters;
    private readonly TaskCompletionSource<string[]> _headers = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isDisposed;

    private TestServer(WebApplication app, FakeTimeProvider time)
    {
        (_app, Time) = (app, time);
        _meters = app.Services.GetRequiredService<IMeterFactory>();
        (Log, Waits) = (app.Services.GetRequiredService<LogLines>(), app.Services.GetRequiredService<Waits>());
    }

    /// <summary>Raised when the server has stopped and still has what it counted.</summary>
    public event Action? Stopped;

    /// <summary>Put among the settings, it makes the clock the machine's.</summary>
    public static (string Key, string Value) RealClock => ("Test:Clock", "real");

    public FakeTimeProvider Time { get; }

    public TestHost Host => (TestHost)_app.Services.GetRequiredService<IRpcHost>();

    public LogLines Log { get; }

    public Waits Waits { get; }

    public Uri Url { get; private set; } = null!;

    /// <summary>Which headers the request has that ends first, after its end.</summary>
    public Task<string[]> HeadersAtEnd => _headers.Task;

    /// <summary>
    /// Whether a meter belongs to this server, and not to that of a test beside this one, which may ask after this server's
    /// end.
    /// </summary>
    public bool Owns(Meter meter) => meter.Scope == _meters;

    public static Task<TestServer> StartAsync(params (string Key, string Value)[] limits) =>
        StartAsync(HttpProtocols.Http1, limits);

    public static async Task<TestServer> StartAsync(HttpProtocols protocols, params (string Key, string Value)[] limits)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Warning)
            .AddFilter("GameServer.Rpc.Transport.WebSockets.RefusedOrigins", LogLevel.Information);
        var log = new LogLines();
        builder.Logging.AddProvider(log);
        builder.Configuration.AddInMemoryCollection(
            limits.Select(limit => new KeyValuePair<string, string?>(limit.Key.Contains(':', StringComparison.Ordinal) ? limit.Key : $"Limits:{limit.Key}", limit.Value)));
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = protocols));
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting();
        builder.Services.AddSingleton(log);
        builder.Services.AddSingleton<IRpcHost, TestHost>();
        builder.Services.AddSingleton<Waits>();
        builder.Services.AddScoped<TestCaller>();
        builder.Services.AddSingleton(new ServiceRegistration(typeof(ICalculator), typeof(Calculator), "calc"));
        builder.Services.AddSingleton(new ServiceRegistration(typeof(ISpecification), typeof(Specification), ""));
        builder.Services.AddSingleton(new CommandRegistration(typeof(Turn), "test.turn"));
        builder.Services.AddSingleton(new CommandRegistration(typeof(Turn), "calc.add"));
        var time = new FakeTimeProvider();
        builder.Services.AddSingleton(limits.Contains(RealClock) ? TimeProvider.System : time);
        builder.Services.AddRpc();
        var app = builder.Build();
        var server = new TestServer(app, time);
        app.Use(server.WatchAsync);
        app.MapRpc("/ws");
        await app.StartAsync(TestContext.Current.CancellationToken);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        server.Url = new Uri(address.Replace("http://", "ws://", StringComparison.Ordinal) + "/ws");
        return server;
    }

    public async Task<ClientWebSocket> OpenAsync(string? subprotocol = null, string? origin = null)
    {
        var socket = new ClientWebSocket();
        if (subprotocol is not null)
        {
            socket.Options.AddSubProtocol(subprotocol);
        }

        if (origin is not null)
        {
            socket.Options.SetRequestHeader("Origin", origin);
        }

        await socket.ConnectAsync(Url, TestContext.Current.CancellationToken);
        return socket;
    }

    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        foreach (var caller in Host.Opened)
        {
            caller.Connection.Close(Transport.CloseReason.GoingAway);
        }

        using var hurry = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _app.StopAsync(hurry.Token);
        Stopped?.Invoke();
        await _app.DisposeAsync();
    }

    private async Task WatchAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        _headers.TrySetResult([.. context.Request.Headers.Keys]);
    }
}

/// <summary>What was logged.</summary>
public sealed class LogLines : ILoggerProvider, ILogger
{
    public ConcurrentQueue<string> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Enqueue($"{logLevel} {eventId.Id} {formatter(state, exception)} {exception}");

    public void Dispose()
    {
    }
}
