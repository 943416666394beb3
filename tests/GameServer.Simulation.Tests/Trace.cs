using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using MessagePack;

namespace GameServer.Simulation.Tests;

/// <summary>
/// Everything that came in and went out, with its virtual time, as one number: two runs of one seed must have the same.
/// The few secrets that the server draws from the system's generator are left out; their lengths are fixed.
/// </summary>
/// <param name="kept">How many of the last lines are kept for whoever looks into a seed.</param>
internal sealed class Trace(int kept)
{
    private const int TokenLength = 43;
    private const int ReferenceLength = 12;
    private readonly Queue<string> _lines = new();

    public bool KeepsLines => kept > 0;

    public ulong Hash { get; private set; } = 14695981039346656037;

    public long Messages { get; private set; }

    /// <summary>The last lines, where they are kept.</summary>
    public IEnumerable<string> Lines => _lines;

    public void Note(long now, int link, char what, ReadOnlySpan<byte> bytes)
    {
        Messages++;
        Mix((ulong)now);
        Mix((ulong)link << 16 | what);
        bytes = WithoutSecrets(bytes);
        Mix(bytes);
        if (kept > 0 && bytes.IndexOf("room.snapshot"u8) < 0 && bytes.IndexOf("pond.swim"u8) < 0)
        {
            Say(now, $"{link} {what} {Readable(bytes)}");
        }
    }

    /// <summary>Keeps a line for whoever looks into a seed.</summary>
    public void Say(long now, string line)
    {
        if (kept > 0)
        {
            _lines.Enqueue($"{TimeSpan.FromTicks(now):mm\\:ss\\.fff} {line}");
            if (_lines.Count > kept)
            {
                _lines.Dequeue();
            }
        }
    }

    private static ReadOnlySpan<byte> WithoutSecrets(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IndexOf("token"u8) < 0 && bytes.IndexOf("reference"u8) < 0)
        {
            return bytes;
        }

        var copy = bytes.ToArray();
        Blank(copy, "token"u8, TokenLength);
        Blank(copy, "reference"u8, ReferenceLength);
        return copy;
    }

    private static void Blank(Span<byte> bytes, ReadOnlySpan<byte> key, int length)
    {
        for (var at = bytes.IndexOf(key); at >= 0; at = bytes.IndexOf(key))
        {
            // What stands between a key and a text is 3 characters in JSON, and 1 or 2 bytes in MessagePack.
            bytes = bytes[(at + key.Length)..];
            var between = bytes.StartsWith("\":\""u8) ? 3 : length < 32 ? 1 : 2;
            bytes.Slice(Math.Min(between, bytes.Length), Math.Min(length, Math.Max(0, bytes.Length - between))).Fill((byte)'*');
        }
    }

    private static string Readable(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var text = bytes.Length > 0 && bytes[0] >= 0x80
                ? MessagePackSerializer.ConvertToJson(bytes.ToArray())
                : Encoding.UTF8.GetString(bytes);
            return text.Length > 300 ? text[..300] : text;
        }
        catch (MessagePackSerializationException)
        {
            return Convert.ToHexString(bytes);
        }
    }

    private void Mix(ReadOnlySpan<byte> bytes)
    {
        Mix((ulong)bytes.Length);
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            Mix(BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        foreach (var one in bytes)
        {
            Mix(one);
        }
    }

    private void Mix(ulong value) => Hash = BitOperations.RotateLeft((Hash ^ value) * 0x9E3779B97F4A7C15, 29);
}
