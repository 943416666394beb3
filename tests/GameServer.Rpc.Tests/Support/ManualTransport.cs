using System.Text;
using System.Threading.Channels;
using GameServer.Rpc.Transport;

namespace GameServer.Rpc.Tests.Support;

/// <summary>A line whose writes end when the test says so. A write is shown as its messages with blanks between them.</summary>
public sealed class ManualTransport : ITransport
{
    private readonly Channel<string> _writes = Channel.CreateUnbounded<string>();
    private readonly List<string> _next = [];
    private TaskCompletionSource _write = new();

    public bool IsAborted { get; private set; }

    public int Writes { get; private set; }

    public ValueTask<string> NextWriteAsync() => _writes.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public void EndWrite()
    {
        var write = _write;
        _write = new TaskCompletionSource();
        write.SetResult();
    }

    public ValueTask<Inbound> ReadAsync() => throw new NotSupportedException();

    public void Append(ReadOnlySpan<byte> message) => _next.Add(Encoding.UTF8.GetString(message));

    public ValueTask FlushAsync()
    {
        Writes++;
        var task = _write.Task;
        _writes.Writer.TryWrite(string.Join(' ', _next));
        _next.Clear();
        return new ValueTask(task);
    }

    public ValueTask CloseAsync(CloseReason reason) => ValueTask.CompletedTask;

    public void Abort()
    {
        IsAborted = true;
        _write.TrySetException(new IOException());
    }
}
