namespace GameServer.Rpc;

/// <summary>The only exception whose text reaches a client: a numbered error, thrown by a service.</summary>
/// <param name="code">One of <see cref="ErrorCodes"/>, or the service's own, above zero.</param>
/// <param name="message">A short sentence for the client's developer.</param>
/// <param name="data">Plain data that a program can read, or null.</param>
public sealed class RpcException(int code, string message, object? data = null) : Exception(message)
{
    /// <summary>The error number.</summary>
    public int Code { get; } = code;

    /// <summary>Plain data that a program can read, or null.</summary>
    public object? ErrorData { get; } = data;
}
