using System.Numerics;

namespace GameServer.Rpc.Transport.WebSockets;

/// <summary>The mask over what clients send, RFC 6455 section 5.3.</summary>
internal static class FrameMask
{
    /// <summary>Puts the mask on, or takes it off.</summary>
    /// <param name="bytes">The next bytes of a payload.</param>
    /// <param name="key">The key, the lowest byte for the first of them.</param>
    /// <returns>The key for the bytes behind them.</returns>
    public static uint Apply(Span<byte> bytes, uint key)
    {
        var done = 0;
        if (BitConverter.IsLittleEndian && bytes.Length >= Vector<byte>.Count)
        {
            var keys = Vector.AsVectorByte(new Vector<uint>(key));
            for (; done <= bytes.Length - Vector<byte>.Count; done += Vector<byte>.Count)
            {
                var part = bytes[done..];
                (new Vector<byte>(part) ^ keys).CopyTo(part);
            }
        }

        for (; done < bytes.Length; done++)
        {
            bytes[done] ^= (byte)(key >> (8 * (done & 3)));
        }

        return BitOperations.RotateRight(key, 8 * (bytes.Length & 3));
    }
}
