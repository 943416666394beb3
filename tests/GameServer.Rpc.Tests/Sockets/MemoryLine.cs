using GameServer.Rpc.Transport.WebSockets;

namespace GameServer.Rpc.Tests.Sockets;

/// <summary>
/// A stream that gives what it is told to, in pieces of a size, and keeps what is written. At its end it ends, or waits
/// for more.
/// </summary>
/// <param name="input">What is read.</param>
/// <param name="piece">How much at a time.</param>
public sealed class MemoryLine(ReadOnlyMemory<byte> input, int piece = int.MaxValue) : Stream
{
    private ReadOnlyMemory<byte> _left = input;

    /// <summary>What was written, in writes.</summary>
    public List<byte[]> Writes { get; } = [];

    /// <summary>Whether writes are kept.</summary>
    public bool KeepsWrites { get; init; } = true;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Makes a WebSocket of it.</summary>
    internal WebSocketTransport Open(bool isText = true, int messageBytes = 16384) =>
        new(new StreamPipes(this), static () => { }, isText, messageBytes, TimeSpan.Zero);

    /// <summary>Gives this next.</summary>
    public void Give(ReadOnlyMemory<byte> bytes) => _left = bytes;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = Math.Min(Math.Min(_left.Length, piece), buffer.Length);
        _left[..count].CopyTo(buffer);
        _left = _left[count..];
        return ValueTask.FromResult(count);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (KeepsWrites)
        {
            Writes.Add(buffer.ToArray());
        }

        return ValueTask.CompletedTask;
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
