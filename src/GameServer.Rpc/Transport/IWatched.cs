namespace GameServer.Rpc.Transport;

/// <summary>Something with deadlines that may be missed by a moment.</summary>
internal interface IWatched
{
    /// <summary>Does what is due.</summary>
    /// <param name="now">The watch's time.</param>
    void Look(TimeSpan now);
}
