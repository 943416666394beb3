using Microsoft.Extensions.Logging;

namespace GameServer.Simulation.Tests.Machine;

/// <summary>Hears what the server logs: nothing may be an error but what an injected fault explains.</summary>
internal sealed class LogWatch : ILoggerProvider, ILogger
{
    /// <summary>Lines of errors and warnings that nothing explains.</summary>
    public List<string> Unexplained { get; } = [];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (exception is not Stores.StoreFaultException)
        {
            Unexplained.Add($"{logLevel} {eventId.Id} {formatter(state, exception)} {exception}");
        }
    }

    public void Dispose()
    {
    }
}
