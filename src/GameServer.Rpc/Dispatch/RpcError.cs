using Microsoft.Extensions.Logging;

namespace GameServer.Rpc.Dispatch;

/// <summary>An error as it goes on the wire.</summary>
/// <param name="Code">One of <see cref="ErrorCodes"/>, or a service's own.</param>
/// <param name="Message">A sentence for the client's developer.</param>
/// <param name="Data">Plain data, or null.</param>
internal readonly record struct RpcError(int Code, string Message, object? Data = null)
{
    public static RpcError Unreadable { get; } = new(ErrorCodes.ParseError, "parse error");

    public static RpcError InvalidRequest { get; } = new(ErrorCodes.InvalidRequest, "invalid request");

    public static RpcError UnknownMethod { get; } = new(ErrorCodes.MethodNotFound, "method not found");

    public static RpcError SignInFirst { get; } = Of(Refusal.SignInFirst());

    public static RpcError JoinRoomFirst { get; } = Of(Refusal.JoinRoomFirst());

    public static RpcError AnswerTooLarge { get; } =
        new(ErrorCodes.AnswerTooLarge, "the answer is too large: ask for less");

    public static RpcError BatchTooLarge { get; } =
        new(ErrorCodes.AnswerTooLarge, "the answer to the batch is too large: make this call alone");

    /// <summary>The line was lost while the call ran.</summary>
    public static RpcError Abandoned { get; } = new(ErrorCodes.InternalError, "the line was closed");

    public static RpcError TooManyRequests(TimeSpan retryAfter) =>
        new(ErrorCodes.TooManyRequests, "too many requests", new RetryAfter((int)Math.Ceiling(retryAfter.TotalMilliseconds)));

    public static RpcError InvalidArguments(string problem) => new(ErrorCodes.InvalidParams, problem);

    /// <summary>What a failure of ours looks like outside: a reference to the log, and nothing else.</summary>
    public static RpcError Internal(Exception? exception, string method, ILogger logger)
    {
        var reference = ReportedException.NewReference();
        logger.CallFailed(exception is null ? null : LoggableException.Of(exception), method, reference);
        return Internal(reference);
    }

    /// <summary>Only our own exception type puts text on the wire.</summary>
    public static RpcError Of(Exception exception, string method, ILogger logger) => exception switch
    {
        RpcException known => Of(known),
        ReportedException told => Internal(told.Reference),
        _ => Internal(exception, method, logger),
    };

    private static RpcError Internal(string reference) =>
        new(ErrorCodes.InternalError, "internal error", new LogReference(reference));

    private static RpcError Of(RpcException known) => new(known.Code, known.Message, known.ErrorData);

    private sealed record LogReference(string Reference);
}
