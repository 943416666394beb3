using System.Buffers;
using Microsoft.Extensions.ObjectPool;

namespace GameServer.Rpc.Dispatch;

/// <summary>Buffers in which messages are written before they are queued; shared by all connections.</summary>
internal sealed class BufferPool
{
    private readonly ObjectPool<ArrayBufferWriter<byte>> _pool =
        new DefaultObjectPool<ArrayBufferWriter<byte>>(new Policy());

    public ArrayBufferWriter<byte> Get() => _pool.Get();

    public void Return(ArrayBufferWriter<byte> buffer) => _pool.Return(buffer);

    private sealed class Policy : PooledObjectPolicy<ArrayBufferWriter<byte>>
    {
        // A rare large message must not stay in memory for good.
        private const int LargestKept = 64 * 1024;

        public override ArrayBufferWriter<byte> Create() => new(512);

        public override bool Return(ArrayBufferWriter<byte> obj)
        {
            obj.ResetWrittenCount();
            return obj.Capacity <= LargestKept;
        }
    }
}
