using System.IO.Pipelines;

namespace GameServer.Rpc.Transport.WebSockets;

/// <summary>A stream as two pipes, for a connection that carries several: what HTTP/2 gives a WebSocket.</summary>
/// <param name="stream">The stream, which is not closed here.</param>
internal sealed class StreamPipes(Stream stream) : IDuplexPipe
{
    /// <inheritdoc/>
    public PipeReader Input { get; } = PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true, useZeroByteReads: true));

    /// <inheritdoc/>
    public PipeWriter Output { get; } = PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true));
}
