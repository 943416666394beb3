namespace GameServer.Rpc.Dispatch;

/// <summary>Counts the connections of each address. Holds only those that have one.</summary>
/// <param name="limit">How many one may have; 0 for any number.</param>
internal sealed class ConnectionsByAddress(int limit)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ClientNetwork, int> _counts = [];

    /// <summary>What is to be done with a connection.</summary>
    public enum Verdict
    {
        /// <summary>It is served.</summary>
        Serve,

        /// <summary>It is told that there are too many, which takes a moment and a little memory.</summary>
        Refuse,

        /// <summary>It is cut: so many are being told already.</summary>
        Cut,
    }

    /// <summary>A connection begins. Whatever the verdict, its place is to be disposed of when it has ended.</summary>
    public Place Enter(ClientNetwork address)
    {
        lock (_lock)
        {
            var count = _counts.GetValueOrDefault(address) + 1;
            _counts[address] = count;
            var verdict = limit == 0 || count <= limit ? Verdict.Serve
                : count <= 2L * limit ? Verdict.Refuse
                : Verdict.Cut;
            return new Place(this, address, verdict);
        }
    }

    private void Leave(ClientNetwork address)
    {
        lock (_lock)
        {
            if (--_counts[address] == 0)
            {
                _counts.Remove(address);
            }
        }
    }

    /// <summary>A connection among those of its address, until it is disposed of.</summary>
    /// <param name="all">The connections.</param>
    /// <param name="address">The address.</param>
    /// <param name="verdict">What is to be done with it.</param>
    public readonly struct Place(ConnectionsByAddress all, ClientNetwork address, Verdict verdict) : IDisposable
    {
        public Verdict Verdict => verdict;

        public void Dispose() => all.Leave(address);
    }
}
