namespace GameServer.Rpc.Logging;

/// <summary>An exception as a log may hold it: its messages are one line each, its text has only line ends of its own.</summary>
internal sealed class EscapedException : Exception
{
    // Some messages of libraries hold a statement.
    private const int LongestMessage = 4000;
    private readonly string _text;
    private readonly string? _stackTrace;

    private EscapedException(Exception exception, string text)
        : base(LogText.Of(exception.Message, LongestMessage))
    {
        (_text, _stackTrace) = (text, exception.StackTrace);
        HResult = exception.HResult;
        Source = exception.Source;
    }

    /// <inheritdoc/>
    public override string? StackTrace => _stackTrace;

    /// <summary>The exception itself where its messages are clean, else what stands for it.</summary>
    public static Exception? Of(Exception? exception)
    {
        if (exception is null || IsClean(exception))
        {
            return exception;
        }

        var text = exception.ToString();
        foreach (var message in Messages(exception).Where(static message => !LogText.IsClean(message, LongestMessage)))
        {
            text = text.Replace(message, LogText.Of(message, LongestMessage), StringComparison.Ordinal);
        }

        return new EscapedException(exception, LogText.OfLines(text));
    }

    /// <inheritdoc/>
    public override string ToString() => _text;

    private static bool IsClean(Exception exception) => Messages(exception).All(static message => LogText.IsClean(message, LongestMessage));

    // Longer ones first: an aggregate's holds those of its parts.
    private static IEnumerable<string> Messages(Exception exception) =>
        All(exception).Select(static one => one.Message).OrderByDescending(static message => message.Length);

    private static IEnumerable<Exception> All(Exception exception)
    {
        IEnumerable<Exception> inner = exception is AggregateException aggregate ? aggregate.InnerExceptions
            : exception.InnerException is { } one ? [one] : [];
        return inner.SelectMany(All).Prepend(exception);
    }
}
