using System.Buffers;
using GameServer.Rpc.Protocol;

namespace GameServer.Rpc.Dispatch;

/// <summary>How a method's result is written: by its declared type.</summary>
internal abstract class MethodResult
{
    /// <summary>The result of a method that returns nothing: null.</summary>
    public static MethodResult Nothing { get; } = new Typed<object?>();

    public static MethodResult Of(Type returned)
    {
        if (returned == typeof(void) || returned == typeof(Task) || returned == typeof(ValueTask))
        {
            return Nothing;
        }

        var isTask = returned.IsGenericType
            && (returned.GetGenericTypeDefinition() == typeof(Task<>) || returned.GetGenericTypeDefinition() == typeof(ValueTask<>));
        return (MethodResult)Activator.CreateInstance(
            typeof(Typed<>).MakeGenericType(isTask ? returned.GetGenericArguments()[0] : returned))!;
    }

    public abstract void Write(WireFormat format, IBufferWriter<byte> output, ReadOnlySpan<byte> id, object? result);

    private sealed class Typed<T> : MethodResult
    {
        public override void Write(WireFormat format, IBufferWriter<byte> output, ReadOnlySpan<byte> id, object? result) =>
            format.WriteResult(output, id, (T)result!);
    }
}
