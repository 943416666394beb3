using Microsoft.Extensions.Logging;

namespace GameServer.Rpc.Logging;

/// <summary>
/// Loggers in front of those of any library: what a stranger put into a line, whichever code writes it, is escaped there. Costs
/// nothing where nothing is logged, and leaves a line without such text as it is.
/// </summary>
/// <param name="inner">Makes the loggers that write.</param>
internal sealed class EscapingLoggerFactory(ILoggerFactory inner) : ILoggerFactory
{
    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new EscapingLogger(inner.CreateLogger(categoryName), categoryName);

    /// <inheritdoc/>
    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    /// <inheritdoc/>
    // The container, which made it, ends the inner one.
    public void Dispose()
    {
    }

    private sealed class EscapingLogger(ILogger inner, string category) : ILogger
    {
        // What a library says of itself, a statement of SQL say, may be long; ASP.NET Core speaks of requests.
        private const int LongestElsewhere = 4000;

        private readonly int _longest = category.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal) ? LogText.Longest : LongestElsewhere;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull =>
            EscapedState.Of(state, LogText.Longest) is { } escaped ? inner.BeginScope(escaped)
            : state is string text ? inner.BeginScope(LogText.Of(text))
            : inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!inner.IsEnabled(logLevel))
            {
                return;
            }

            var shown = EscapedException.Of(exception);
            if (EscapedState.Of(state, _longest) is { } escaped)
            {
                inner.Log(logLevel, eventId, escaped, shown, static (state, _) => state.ToString());
            }
            else if (state is IReadOnlyList<KeyValuePair<string, object?>>)
            {
                inner.Log(logLevel, eventId, state, shown, formatter);
            }
            else
            {
                // A line without values is its text.
                inner.Log(logLevel, eventId, LogText.Of(formatter(state, exception), LongestElsewhere), shown, static (text, _) => text);
            }
        }
    }
}
