using System.Buffers;
using System.Text;

namespace GameServer.Rpc.Protocol;

/// <summary>Writes text that needs no escape by itself, and has the serializer write any other.</summary>
/// <param name="other">The serializer.</param>
internal sealed class JsonTextWriter(ValueWriter<string?> other) : ValueWriter<string?>
{
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        [.. Enumerable.Range(' ', '~' - ' ' + 1).Select(letter => (char)letter).Except(['"', '\\'])]);

    public override void Write(IBufferWriter<byte> output, string? value)
    {
        if (value is null || value.AsSpan().ContainsAnyExcept(Plain))
        {
            other.Write(output, value);
            return;
        }

        var span = output.GetSpan(value.Length + 2);
        span[0] = (byte)'"';
        Encoding.ASCII.GetBytes(value, span[1..]);
        span[value.Length + 1] = (byte)'"';
        output.Advance(value.Length + 2);
    }
}
