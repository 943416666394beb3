using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;

namespace GameServer;

/// <summary>
/// Serves <c>/metrics</c>, and nothing else, on an address of its own: a small host beside the server's. In the server's
/// own, an endpoint that code adds makes ASP.NET Core forget <c>--urls</c>, and every path would be on every address.
/// </summary>
internal sealed partial class MetricsServer(
    MeterProvider meters, IOptions<MetricsOptions> options, ILogger<MetricsServer> logger) : IHostedLifecycleService, IAsyncDisposable
{
    private WebApplication? _app;

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        var address = options.Value.Address;
        var app = Build(address);
        try
        {
            await app.StartAsync(cancellationToken);
            _app = app;
            Serving(logger, $"{address}/metrics");
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The address is in use by a second server on the machine, for example. Players need not suffer for it.
            NotServed(logger, address, exception.Message);
            await app.DisposeAsync();
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Last of all: what the drain does is seen.
    public Task StoppedAsync(CancellationToken cancellationToken) => _app?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => _app?.DisposeAsync() ?? ValueTask.CompletedTask;

    private WebApplication Build(string address)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(address).ConfigureKestrel(static kestrel => kestrel.AddServerHeader = false);
        // The server around it says what happens, and hears the signals.
        builder.Services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        var app = builder.Build();
        app.UseOpenTelemetryPrometheusScrapingEndpoint(meters, predicate: null, path: "/metrics", configureBranchedPipeline: null, optionsName: null);
        return app;
    }

    [LoggerMessage(3, LogLevel.Information, "Metrics for Prometheus are at {Url}")]
    private static partial void Serving(Microsoft.Extensions.Logging.ILogger logger, string url);

    [LoggerMessage(4, LogLevel.Warning, "Metrics are not served at Metrics:Address, {Address}: {Reason}")]
    private static partial void NotServed(Microsoft.Extensions.Logging.ILogger logger, string address, string reason);

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
