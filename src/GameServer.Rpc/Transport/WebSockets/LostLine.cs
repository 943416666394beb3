namespace GameServer.Rpc.Transport.WebSockets;

/// <summary>What a stream or pipe throws when there is no line behind it any more.</summary>
internal static class LostLine
{
    /// <summary>What an exception says of it.</summary>
    public const string Text = "The line is lost.";

    /// <summary>Whether an exception says so.</summary>
    // A pipe that was completed throws InvalidOperationException, a request that was aborted is cancelled; the rest are the socket's.
    public static bool IsMeantBy(Exception exception) =>
        exception is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException;
}
