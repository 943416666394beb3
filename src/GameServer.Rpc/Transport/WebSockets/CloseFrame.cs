using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace GameServer.Rpc.Transport.WebSockets;

/// <summary>What a close frame says, RFC 6455 sections 5.5.1 and 7.4.</summary>
internal static class CloseFrame
{
    /// <summary>The longest payload.</summary>
    public const int Longest = FrameHead.LongestControl;

    /// <summary>Writes why a server closes; nothing where it is not to be told.</summary>
    /// <param name="payload">Where to, with room for <see cref="Longest"/>.</param>
    /// <param name="reason">Why.</param>
    /// <returns>The length.</returns>
    public static int Write(Span<byte> payload, CloseReason reason)
    {
        if (reason.IsLost || reason == CloseReason.NoCode)
        {
            return 0;
        }

        BinaryPrimitives.WriteUInt16BigEndian(payload, (ushort)reason.Code);

        // Never within a letter: what does not fit as a whole is left out.
        Encoding.UTF8.GetEncoder().Convert(reason.Reason, payload[sizeof(ushort)..Longest], true, out _, out var written, out _);
        return sizeof(ushort) + written;
    }

    /// <summary>The answer to what a client says, where nothing is wrong with it: the same code.</summary>
    /// <param name="payload">The payload that the client sent, unmasked.</param>
    public static CloseReason Answer(ReadOnlySpan<byte> payload) =>
        payload.IsEmpty ? CloseReason.NoCode : CloseReason.ClosedByClient with { Code = BinaryPrimitives.ReadUInt16BigEndian(payload) };

    /// <summary>What is wrong with what a client says; null where nothing is.</summary>
    /// <param name="payload">The payload that the client sent, unmasked.</param>
    public static CloseReason? Fault(ReadOnlySpan<byte> payload) => payload.Length switch
    {
        0 => null,
        1 => CloseReason.ProtocolError,
        _ when !IsSent(BinaryPrimitives.ReadUInt16BigEndian(payload)) => CloseReason.ProtocolError,
        _ when !Utf8.IsValid(payload[sizeof(ushort)..]) => CloseReason.NotUtf8,
        _ => null,
    };

    /// <summary>Whether a code may be in a frame: some only name ends without one, and others nobody has given a meaning.</summary>
    private static bool IsSent(int code) => code is (>= 1000 and <= 1014 and not (1004 or 1005 or 1006)) or (>= 3000 and <= 4999);
}
