using System.Buffers.Binary;
using System.Net;

namespace GameServer.Rpc;

/// <summary>
/// What limits by address count as one: an IPv4 address, or the 64 leading bits of an IPv6 address, since whoever has
/// one IPv6 address has that whole network.
/// </summary>
public readonly record struct ClientNetwork
{
    private readonly ulong _bits;
    private readonly Kind _kind;

    private ClientNetwork(Kind kind, ulong bits) => (_kind, _bits) = (kind, bits);

    private enum Kind : byte
    {
        Unknown,
        Four,
        Six,
    }

    /// <summary>The network of an address.</summary>
    /// <param name="address">The address as text, or that network; what is neither counts as one network.</param>
    public static ClientNetwork Of(string address)
    {
        if (!IPAddress.TryParse(address.Split('/')[0], out var parsed))
        {
            return default;
        }

        Span<byte> bytes = stackalloc byte[16];
        parsed = parsed.IsIPv4MappedToIPv6 ? parsed.MapToIPv4() : parsed;
        parsed.TryWriteBytes(bytes, out var length);
        return length == 4
            ? new ClientNetwork(Kind.Four, BinaryPrimitives.ReadUInt32BigEndian(bytes))
            : new ClientNetwork(Kind.Six, BinaryPrimitives.ReadUInt64BigEndian(bytes));
    }

    /// <summary>The address, or the network as <c>2001:db8:1:2::/64</c>.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        switch (_kind)
        {
            case Kind.Four:
                BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)_bits);
                return new IPAddress(bytes[..4]).ToString();
            case Kind.Six:
                BinaryPrimitives.WriteUInt64BigEndian(bytes, _bits);
                return $"{new IPAddress(bytes)}/64";
            default:
                return "unknown";
        }
    }
}
