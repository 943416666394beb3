namespace GameServer.Rpc.Protocol;

/// <summary>Compares names as they come over the wire, so that none is decoded to be found.</summary>
internal sealed class Utf8Comparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
{
    public static readonly Utf8Comparer Instance = new();

    public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

    public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

    public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

    // Keys are ours, and nobody can fill a table with colliding ones.
    public int GetHashCode(ReadOnlySpan<byte> alternate)
    {
        var hash = 0;
        foreach (var letter in alternate)
        {
            hash = unchecked((hash * 31) + letter);
        }

        return hash;
    }

    public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
}
