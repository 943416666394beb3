using System.IO.Pipelines;
using GameServer.Rpc.Transport;
using GameServer.Rpc.Transport.WebSockets;

namespace GameServer.Rpc.Tests.Fuzzing;

/// <summary>
/// What makes messages of a socket's bytes: however they are cut into pieces, the same comes out. For one thread.
/// </summary>
public sealed class FrameTarget : IFuzzTarget
{
    private const int Longest = 1000;
    private readonly FrameWriter _writer = new(PipeWriter.Create(Stream.Null), Opcode.Text);

    /// <summary>What mutations begin with: frames of every kind, alone and one behind the other.</summary>
    public static IReadOnlyList<byte[]> Corpus { get; } =
    [
        .. Frames,
        .. Frames.Select(frame => (byte[])[.. frame, .. frame]),
        [.. Frames.SelectMany(frame => frame)],
    ];

    /// <summary>What means something in a frame.</summary>
    public static IReadOnlyList<byte[]> Words { get; } =
    [
        [0x81, 0x80], [0x01, 0x81], [0x80, 0x81], [0x00, 0x80], [0x82, 0x80], [0x88, 0x82], [0x89, 0x80], [0x8a, 0xfd], [0x81, 0xfe, 0x03, 0xe8],
        [0x81, 0xfe, 0x03, 0xe9], [0x81, 0xff, 0, 0, 0, 0, 0, 1, 0, 0], [0, 0, 0, 0], [0x03, 0xe8], [0xc3], [0xc3, 0xa4],
    ];

    private static byte[][] Frames =>
    [
        Frame(0x81, "text"u8), Frame(0x81, []), Frame(0x82, "bytes"u8), Frame(0x01, "first "u8), Frame(0x00, "second "u8), Frame(0x80, "last"u8),
        Frame(0x89, "ping"u8), Frame(0x8a, "pong"u8), Frame(0x81, new byte[126]), Frame(0x81, new byte[999]), Frame(0x81, new byte[1001]),
        Frame(0x88, [0x03, 0xe8, (byte)'x']),
    ];

    public int Feed(ReadOnlyMemory<byte> input)
    {
        var whole = Read(input.Span, int.MaxValue);
        if (Read(input.Span, (input.Length / 16) + (input.Length % 9) + 1) != whole)
        {
            throw new InvalidOperationException("Does not hold: what is read is the same, however it comes.");
        }

        return whole.Way;
    }

    private (int Way, int Content) Read(ReadOnlySpan<byte> left, int piece)
    {
        var reader = new FrameReader(_writer, isText: true, Longest);
        var (way, content) = (default(HashCode), default(HashCode));
        while (!left.IsEmpty)
        {
            var room = reader.Room().Span;
            var count = Math.Min(Math.Min(left.Length, piece), room.Length);
            left[..count].CopyTo(room);
            left = left[count..];
            reader.Added(count);
            while (reader.TryTake(out var inbound))
            {
                way.Add(inbound.Kind);
                content.Add(inbound.Message.Length);
                content.AddBytes(inbound.Message.Span);
                if (inbound.Kind == InboundKind.End)
                {
                    left = default;
                    break;
                }
            }
        }

        reader.Release();
        return (way.ToHashCode(), content.ToHashCode());
    }

    private static byte[] Frame(byte first, ReadOnlySpan<byte> body)
    {
        byte[] masked = [.. body];
        byte[] key = [1, 2, 3, 4];
        for (var index = 0; index < masked.Length; index++)
        {
            masked[index] ^= key[index & 3];
        }

        return masked.Length < 126
            ? [first, (byte)(0x80 | masked.Length), .. key, .. masked]
            : [first, 0xfe, (byte)(masked.Length >> 8), (byte)masked.Length, .. key, .. masked];
    }
}
