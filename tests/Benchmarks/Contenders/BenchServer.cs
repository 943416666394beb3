using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Benchmarks.Contenders;

/// <summary>A contender's server in its own process.</summary>
/// <param name="app">The application, with everything mapped.</param>
internal class BenchServer(WebApplication app) : IAsyncDisposable
{
    public WebApplication App { get; } = app;

    /// <summary>What all .NET contenders have in common: loopback, a port that is free, and no log.</summary>
    public static WebApplicationBuilder Builder()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Urls"] = "http://127.0.0.1:0" });
        return builder;
    }

    /// <summary>From now on figures are taken.</summary>
    public virtual void Begin()
    {
    }

    /// <summary>What only the server can know of the time since <see cref="Begin"/>.</summary>
    public virtual Dictionary<string, double> End() => [];

    public virtual async ValueTask DisposeAsync() => await App.DisposeAsync();
}
