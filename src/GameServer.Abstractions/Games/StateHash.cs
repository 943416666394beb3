namespace GameServer.Games;

/// <summary>FNV-1a over 32-bit words (Fowler, Noll and Vo), for comparing two runs of a simulation.</summary>
internal static class StateHash
{
    public const ulong Start = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    public static ulong Add(ulong hash, int word) => (hash ^ (uint)word) * Prime;

    public static ulong Add(ulong hash, ReadOnlySpan<int> words)
    {
        foreach (var word in words)
        {
            hash = Add(hash, word);
        }

        return hash;
    }
}
