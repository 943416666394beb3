namespace GameServer.Rpc;

/// <summary>Exceptions of code that is not ours, made safe for a log.</summary>
public static class LoggableException
{
    /// <summary>
    /// The exception itself, or one that names its type where its own text cannot be had: a log that fails over a text loses
    /// the line.
    /// </summary>
    /// <param name="exception">The exception.</param>
    public static Exception Of(Exception exception)
    {
        try
        {
            _ = exception.Message;
            _ = exception.ToString();
            return exception;
        }
        catch (Exception)
        {
            return new InvalidOperationException($"A {exception.GetType().FullName}, whose own text cannot be had.");
        }
    }
}
