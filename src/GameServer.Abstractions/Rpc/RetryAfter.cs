namespace GameServer.Rpc;

/// <summary>The data of an error 1005 or 1019.</summary>
/// <param name="RetryAfterMs">Milliseconds after which another try makes sense.</param>
public sealed record RetryAfter(int RetryAfterMs)
{
    /// <summary>The error 1005, ready to be thrown.</summary>
    /// <param name="message">A short sentence for the client's developer.</param>
    /// <param name="milliseconds">After how long another try makes sense.</param>
    public static RpcException Error(string message, int milliseconds) =>
        new(ErrorCodes.TooManyRequests, message, new RetryAfter(milliseconds));

    /// <summary>The error 1019, ready to be thrown.</summary>
    /// <param name="message">A short sentence for the client's developer.</param>
    /// <param name="milliseconds">After how long another try makes sense.</param>
    public static RpcException Unavailable(string message, int milliseconds) =>
        new(ErrorCodes.Unavailable, message, new RetryAfter(milliseconds));
}
