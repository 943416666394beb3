using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GameServer.Hosting.Operations;

/// <summary>
/// Leaves the framework's own words about a failed start out of the log, whichever library writes it: the program says
/// why in a line, and the host and Kestrel would say it again beside it, each with a stack.
/// </summary>
internal sealed class QuietStart
{
    private static readonly string[] Talkers = 
    [
        "Microsoft.Extensions.Hosting.Internal.Host", "Microsoft.AspNetCore.Hosting.Diagnostics", "Microsoft.AspNetCore.Server.Kestrel",
    ];

    private volatile bool _isStarted;

    /// <summary>The server runs: from now on everything is logged.</summary>
    public void Started() => _isStarted = true;

    /// <summary>Puts this before the loggers of a container.</summary>
    /// <param name="services">The container's services; no other logging is added after this.</param>
    public void AddTo(IServiceCollection services)
    {
        var loggers = services.Last(static service => service.ServiceType == typeof(ILoggerFactory) && !service.IsKeyedService);
        services.Remove(loggers);
        // The container makes and disposes of it as before, under a key.
        services.Add(loggers switch
        {
            { ImplementationInstance: { } instance } => new(typeof(ILoggerFactory), this, instance),
            { ImplementationFactory: { } factory } => new(typeof(ILoggerFactory), this, (provider, _) => factory(provider), loggers.Lifetime),
            _ => new(typeof(ILoggerFactory), this, loggers.ImplementationType!, loggers.Lifetime),
        });
        services.AddSingleton<ILoggerFactory>(provider => new Factory(this, provider.GetRequiredKeyedService<ILoggerFactory>(this)));
    }

    private sealed class Factory(QuietStart start, ILoggerFactory loggers) : ILoggerFactory
    {
        public ILogger CreateLogger(string categoryName) => Talkers.Contains(categoryName)
            ? new Logger(start, loggers.CreateLogger(categoryName))
            : loggers.CreateLogger(categoryName);

        public void AddProvider(ILoggerProvider provider) => loggers.AddProvider(provider);

        public void Dispose()
        {
            // The container disposes of the loggers.
        }
    }

    private sealed class Logger(QuietStart start, ILogger logger) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => logger.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => logger.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (start._isStarted || exception is null)
            {
                logger.Log(logLevel, eventId, state, exception, formatter);
            }
        }
    }
}
